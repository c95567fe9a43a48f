"""Personal data taken out: of the row, and of all that the history holds of it."""

from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import connection, models, transaction

from exhibitors.history.import_traces import erase_in_imports
from exhibitors.history.rows import current
from exhibitors.models import FormerAddress, HistoryEvent, HistoryTransaction
from exhibitors.models.recorded import Kept


def personal_columns(model: type[models.Model]) -> list[str]:
    """Return the columns that a model declares personal, in their order."""
    return [
        column
        for rule in model._meta.constraints
        if isinstance(rule, Kept)
        for column in rule.columns(model, "personal")
    ]


def kept_values(row: models.Model) -> int:
    """Return how many personal values the history holds of a row.

    Of an account with what it is called in the entries that it made.
    """
    events = HistoryEvent.objects.filter(
        kind=row._meta.db_table, row_key=str(row.pk), personal__isnull=False
    )
    labels = 0
    if isinstance(row, get_user_model()):
        made = HistoryTransaction.objects.filter(actor_id=row.pk, actor__isnull=False)
        labels = made.count()
    return labels + sum(
        len(kept)
        for personal in events.values_list("personal", flat=True)
        for kept in (personal or {}).values()
    )


def erase(row: models.Model, **further: Any) -> int:
    """Empty a row's personal fields and erase their values from the history.

    ``further`` columns are set with them. Returns how many values the history held
    until then, not counting those that the emptying itself writes and gives up. Their
    digests stay, and so does the fact that they were erased.
    """
    model, table = type(row), row._meta.db_table
    with transaction.atomic():
        # The managers of translated models write English where it says the plain one.
        rows: Any = models.QuerySet(model).filter(pk=row.pk)
        list(rows.order_by().select_for_update().values("pk"))
        number = kept_values(row)
        rows.update(**_emptied(row), **further)
        FormerAddress.objects.filter(kind=table, row=row.pk).delete()
        now = current(model, str(row.pk)) or _emptied(row)
        erase_in_imports(row, {name: now[name] for name in personal_columns(model)})
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT exhibitors_history_erase(%s, %s)", [table, str(row.pk)]
            )
    return number


def _emptied(row: models.Model) -> dict[str, Any]:
    """Return the personal columns of a row with what stands there afterwards."""
    columns = personal_columns(type(row))
    return {
        field.attname: _nothing(field, row)
        for field in row._meta.concrete_fields
        if field.column in columns
    }


def _nothing(field: Any, row: models.Model) -> Any:
    if _is_shown_name(field):
        return "—"
    if field.null:
        return None
    if isinstance(field, models.JSONField):
        return {}
    if field.unique and isinstance(field, models.EmailField):
        return f"erased-{row.pk}@example.invalid"
    if isinstance(field, models.SlugField):
        return f"erased-{row.pk}"
    if field.blank:
        return ""
    return f"erased-{row.pk}@example.invalid" if _is_email(field) else "—"


def _is_shown_name(field: Any) -> bool:
    """Return whether the others fall back to this language of a required text."""
    whole = getattr(field, "translated_field", None)
    return bool(
        whole is not None
        and not whole.blank
        and field.language == settings.MODELTRANSLATION_DEFAULT_LANGUAGE
    )


def _is_email(field: Any) -> bool:
    return isinstance(field, models.EmailField)
