"""Rows of the history brought back into their tables, with every rule checked."""

import json
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from exhibitors.history.words import label_of, names_of
from exhibitors.models import Photo
from exhibitors.uploads.trash import bring_back

Values = dict[str, Any]
_HIDDEN = "•"


def current(model: type[models.Model], key: str) -> Values | None:
    """Return the columns of a row as the history would hold them, None if gone."""
    table, column = _names(model)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT to_jsonb(r) FROM {table} r WHERE r.{column}::text = %s",  # noqa: S608
            [key],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    return dict(json.loads(row[0]) if isinstance(row[0], str) else row[0])


def links(model: type[models.Model], key: str, field: Any) -> set[Any]:
    """Return the keys that a many-to-many field of a row links to now."""
    rows = field.remote_field.through._base_manager
    near, far = field.m2m_column_name(), field.m2m_reverse_name()
    return set(rows.filter(**{near: key}).values_list(far, flat=True))


def put(model: type[models.Model], key: str, values: Values) -> models.Model:
    """Set columns of a row, or make it again with its key; return it, saved.

    Raises ValidationError, with the names of what it points to and is gone, or with
    what the rules of the model say.
    """
    table, column = _names(model)
    known = {name: value for name, value in values.items() if value != _HIDDEN}
    base = f"SELECT r FROM {table} r WHERE r.{column}::text = %s"  # noqa: S608
    statement = (
        f"SELECT (jsonb_populate_record(coalesce(({base}), NULL::{table}), "
        "%s::jsonb)).*"
    )
    is_new = not model._base_manager.filter(pk=key).exists()
    (row,) = model._base_manager.raw(statement, [key, json.dumps(known)])
    if is_new:
        _complete(row, known)
    _refuse_gone(row)
    if isinstance(row, Photo) and not bring_back(str(row.image)):
        raise ValidationError(_("Its file is no longer kept."))
    row._state.adding = is_new
    row.full_clean(validate_unique=True)
    row.save(force_insert=is_new, force_update=not is_new)
    return row


def _names(model: type[models.Model]) -> tuple[str, str]:
    quote = connection.ops.quote_name
    return quote(model._meta.db_table), quote(str(model._meta.pk.column))


def _complete(row: models.Model, known: Values) -> None:
    """Give what the history does not hold of a row its default."""
    for field in row._meta.concrete_fields:
        if field.column not in known and not field.primary_key:
            setattr(row, field.attname, field.get_default())


def _refuse_gone(row: models.Model) -> None:
    missing = []
    for field in row._meta.concrete_fields:
        target: Any = field.related_model if field.remote_field else None
        value = getattr(row, field.attname)
        if target is None or value is None:
            continue
        if not target._base_manager.filter(pk=value).exists():
            missing.append(f"{capfirst(label_of(field))}: {_gone(target, value)}")
    if missing:
        raise ValidationError(
            _("What it belongs to is gone: %(what)s.") % {"what": "; ".join(missing)}
        )


def _gone(model: type[models.Model], key: Any) -> str:
    name = names_of([(model, str(key))]).get((model, str(key)))
    return name or f"{model._meta.verbose_name} № {key}"


def set_links(row: models.Model, field: Any, keys: Iterable[Any]) -> None:
    """Have a many-to-many field of a row link to these keys and no others.

    Raises ValidationError naming what is gone.
    """
    wanted = set(keys)
    there = set(
        field.related_model._base_manager.filter(pk__in=wanted).values_list(
            "pk", flat=True
        )
    )
    if gone := wanted - there:
        named = ", ".join(_gone(field.related_model, key) for key in sorted(gone))
        text = _("What it was linked to is gone: %(what)s.") % {"what": named}
        raise ValidationError(text)
    getattr(row, field.name).set(wanted)
