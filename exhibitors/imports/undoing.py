"""A whole import taken back: what it made goes, what it changed is as it was."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models

from exhibitors.imports.shapes import ImportRefused, Problem
from exhibitors.imports.writing import Writer, writer_of
from exhibitors.models import ImportRecord, ImportRun

Model = type[models.Model]
_NAMED = 100


def models_of(run: ImportRun) -> list[Model]:
    """Return the models of the records that a run touched, the later made first."""
    rows = ImportRecord.objects.filter(run=run).order_by()
    labels = set(rows.values_list("model", flat=True).distinct())
    known = [model for model in _every() if model._meta.label_lower in labels]
    ordered: list[Model] = []

    def add(model: Model) -> None:
        for other in known:
            if model is not other and other not in ordered and _refers(other, model):
                add(other)
        if model not in ordered:
            ordered.append(model)

    for model in known:
        add(model)
    return ordered


def _every() -> list[Model]:
    return sorted(
        apps.get_models(include_auto_created=True), key=lambda one: one._meta.label
    )


def _refers(model: Model, to: Model) -> bool:
    return any(one.related_model is to for one in model._meta.fields)


def refuse_unless_untouched(run: ImportRun) -> None:
    """Refuse where somebody has changed or built on what the import brought."""
    touched = models_of(run)
    _count(touched)
    for model in touched:
        if numbers := _changed(run, model):
            raise _refusal("undo_changed", numbers)
        for field in _referring(model):
            if numbers := _built_on(run, model, field):
                raise _refusal("undo_built_on", numbers)


def _count(touched: list[Model]) -> None:
    """Let the planner count tables that an import may have filled a moment ago."""
    counted: list[Model] = [ImportRecord, *touched]
    with connection.cursor() as cursor:
        for model in counted:
            cursor.execute(f"ANALYZE {_quoted(model)}")


def _refusal(code: str, numbers: list[int]) -> ImportRefused:
    rows = ", ".join(map(str, numbers[:10]))
    more = max(len(numbers) - 10, 0)
    problem = Problem("", "", code, {"rows": rows, "more": more})
    return ImportRefused(problem, tuple(numbers))


def _changed(run: ImportRun, model: Model) -> list[int]:
    """Return the lines whose records are gone, or not as the import left them.

    Columns that a newer version of the program added do not count.
    """
    return _numbers(
        "SELECT told.number FROM exhibitors_importrecord told "  # noqa: S608
        f"LEFT JOIN {_quoted(model)} kept ON kept.id = told.record "
        "WHERE told.run_id = %s AND told.model = %s "
        "AND (kept.id IS NULL OR NOT to_jsonb(kept) @> told.after) "
        "ORDER BY told.number LIMIT %s",
        [run.pk, model._meta.label_lower, _NAMED],
    )


def _referring(model: Model) -> Iterator[Any]:
    """Yield the columns of other tables that refer to a model's records."""
    for other in _every():
        if other._meta.managed and not other._meta.proxy:
            for field in other._meta.concrete_fields:
                if field.related_model is model and other is not ImportRecord:
                    yield field


def _built_on(run: ImportRun, model: Model, field: Any) -> list[int]:
    """Return the lines whose new records others refer to that the run did not make."""
    other = field.model
    key = connection.ops.quote_name(other._meta.pk.column)
    return _numbers(
        "SELECT DISTINCT told.number FROM exhibitors_importrecord told "  # noqa: S608
        f"JOIN {_quoted(other)} built "
        f"ON built.{connection.ops.quote_name(field.column)} = told.record "
        "WHERE told.run_id = %s AND told.model = %s AND told.before IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM exhibitors_importrecord own "
        "WHERE own.run_id = told.run_id AND own.model = %s "
        f"AND own.record = built.{key}) ORDER BY 1 LIMIT %s",
        [run.pk, model._meta.label_lower, other._meta.label_lower, _NAMED],
    )


def take_back(run: ImportRun, model: Model) -> None:
    """Remove the records of a model that a run made, and put back those it changed."""
    if writer := writer_of(model):
        _by_writer(run, model, writer)
        return
    label = model._meta.label_lower
    columns = [
        connection.ops.quote_name(one.column)
        for one in model._meta.concrete_fields
        if not one.primary_key and one.column
    ]
    names = ", ".join(columns)
    was = ", ".join(f"was.{name}" for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {_quoted(model)} kept SET ({names}) = ROW({was}) "  # noqa: S608
            "FROM exhibitors_importrecord told, "
            f"jsonb_populate_record(NULL::{_quoted(model)}, told.before) was "
            "WHERE told.run_id = %s AND told.model = %s AND told.before IS NOT NULL "
            "AND kept.id = told.record",
            [run.pk, label],
        )
        cursor.execute(
            f"DELETE FROM {_quoted(model)} kept "  # noqa: S608
            "USING exhibitors_importrecord told "
            "WHERE told.run_id = %s AND told.model = %s AND told.before IS NULL "
            "AND kept.id = told.record",
            [run.pk, label],
        )


def _by_writer(run: ImportRun, model: Model, writer: Writer) -> None:
    rows = ImportRecord.objects.filter(run=run, model=model._meta.label_lower)
    changed = rows.filter(before__isnull=False)
    writer.put_back({row.record: row.before or {} for row in changed}, run.user)
    made = rows.filter(before__isnull=True).values_list("record", flat=True)
    writer.remove(list(made), run.user)


def _quoted(model: Model) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _numbers(sql: str, params: list[Any]) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return [row[0] for row in cursor.fetchall()]
