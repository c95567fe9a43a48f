"""What a batch of lines makes and changes, written, and kept as it was and became."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

from exhibitors.imports.work import Work
from exhibitors.models import ImportRun, Stand
from exhibitors.models.fields import NaturalKeyField

Model = type[models.Model]
Changes = list[tuple[Any, set[str]]]


@dataclass(frozen=True)
class Writer:
    """How the records of a model are written where it has a way of its own.

    ``remove`` gets records, ``put_back`` records with the values that they had, by
    column as PostgreSQL writes them.
    """

    save: Callable[[list[Any], Changes, Any], None]
    remove: Callable[[Iterable[int], Any], None]
    put_back: Callable[[Mapping[int, dict[str, Any]], Any], None]


_WRITERS: dict[Model, Writer] = {}


def register_writer(model: Model, writer: Writer) -> None:
    """Let records of a model be written by what alone may write them."""
    _WRITERS[model] = writer


def writer_of(model: Model) -> Writer | None:
    """Return how records of a model are written, None for the plain way."""
    return _WRITERS.get(model)


def write(run: ImportRun, work: Work) -> None:
    """Write a batch: what others refer to before them."""
    for model in _in_order({*work.made, *work.changed}):
        made = list(work.made.get(model, {}).values())
        rows = work.rows.get(model, {})
        changed = [
            (rows[pk], names) for pk, names in work.changed.get(model, {}).items()
        ]
        numbers = {row.pk: work.numbers[model, row.pk] for row in made}
        before = {row.pk: work.numbers[model, row.pk] for row, _names in changed}
        _keep_before(run, model, before)
        _save(run, model, made, changed)
        _keep_made(run, model, numbers)
        _keep_after(run, model, before)


def _in_order(found: set[Model]) -> list[Model]:
    """Return models so that each comes after those it refers to."""
    ordered: list[Model] = []

    def add(model: Model) -> None:
        if model in ordered:
            return
        for one in model._meta.fields:
            other: Any = one.related_model
            if one.is_relation and other in found and other is not model:
                add(other)
        ordered.append(model)

    for model in sorted(found, key=lambda one: one._meta.label):
        add(model)
    return ordered


def _save(run: ImportRun, model: Model, made: list[Any], changed: Changes) -> None:
    if writer := writer_of(model):
        writer.save(made, changed, run.user)
        return
    model._default_manager.bulk_create(_parents_first(model, made))
    names = {name for _row, columns in changed for name in columns}
    if names:
        rows = [row for row, _names in changed]
        model._default_manager.bulk_update(rows, _fields(model, rows, names))


def _parents_first(model: Model, rows: list[Any]) -> list[Any]:
    """Return stands inside others after those; constraints look at once."""
    if model is not Stand:
        return rows
    return sorted(rows, key=lambda row: row.parent_id is not None)


def _fields(model: Model, rows: list[Any], names: set[str]) -> list[str]:
    """Return the fields to write for these columns, with those made of them."""
    known = {one.attname: one.name for one in model._meta.concrete_fields}
    found = {known[name] for name in names}
    found |= {plain for name in names if (plain := name.removesuffix("_en")) in known}
    for one in model._meta.concrete_fields:
        if isinstance(one, NaturalKeyField) and one.source in found:
            for row in rows:
                one.pre_save(row, add=False)
            found.add(one.name)
    return sorted(found)


# Whole rows, kept by PostgreSQL itself


def _quoted(model: Model) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _keep_before(run: ImportRun, model: Model, numbers: dict[int, int]) -> None:
    """Keep records as they are, but those that the run has changed already."""
    if not numbers:
        return
    _run(
        "INSERT INTO exhibitors_importrecord "  # noqa: S608
        "(run_id, number, model, record, before, after) "
        "SELECT %s, told.number, %s, kept.id, to_jsonb(kept), '{}' "
        f"FROM {_quoted(model)} kept "
        "JOIN unnest(%s::bigint[], %s::integer[]) AS told(id, number) USING (id) "
        "ON CONFLICT (run_id, model, record) DO NOTHING",
        [run.pk, model._meta.label_lower, list(numbers), list(numbers.values())],
    )


def _keep_made(run: ImportRun, model: Model, numbers: dict[int, int]) -> None:
    if not numbers:
        return
    _run(
        "INSERT INTO exhibitors_importrecord "  # noqa: S608
        "(run_id, number, model, record, before, after) "
        "SELECT %s, told.number, %s, kept.id, NULL, to_jsonb(kept) "
        f"FROM {_quoted(model)} kept "
        "JOIN unnest(%s::bigint[], %s::integer[]) AS told(id, number) USING (id)",
        [run.pk, model._meta.label_lower, list(numbers), list(numbers.values())],
    )


def _keep_after(run: ImportRun, model: Model, numbers: dict[int, int]) -> None:
    if not numbers:
        return
    _run(
        "UPDATE exhibitors_importrecord SET after = to_jsonb(kept) "  # noqa: S608
        f"FROM {_quoted(model)} kept "
        "WHERE run_id = %s AND model = %s AND record = kept.id AND kept.id = ANY(%s)",
        [run.pk, model._meta.label_lower, list(numbers)],
    )


def _run(sql: str, params: list[Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
