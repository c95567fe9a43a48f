"""Rows of the schedule as plain values, to be kept and to be brought back."""

from collections.abc import Iterable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from delegations.models import Delegation, Engagement, Membership, Stop, Visit
from delegations.rows import ORDER, Row

MODELS: dict[str, type[Row]] = {model._meta.model_name or "": model for model in ORDER}
# Kept by the database.
_DERIVED = frozenset({"id", "is_counted", "during", "post"})
# What the names of rows are made of.
NAMED_BY: dict[type[Row], tuple[str, ...]] = {
    Delegation: (),
    Membership: ("person",),
    Visit: ("delegation",),
    Stop: ("stand",),
    Engagement: ("person",),
}

Snapshot = dict[str, Any]


def snapshot(row: models.Model) -> Snapshot:
    """Return the values of a row by column, as JSON can hold them.

    The exhibits of a stop come as a sorted list of keys under ``exhibits``.
    """
    fields: tuple[Any, ...] = row._meta.concrete_fields
    # A translated text is kept in each language; under its plain name it would be
    # that of whoever reads it now.
    plain = {field.translated_field for field in fields if _is_translation(field)}
    values = {
        field.attname: _plain(field, row)
        for field in fields
        if field.attname not in _DERIVED and field not in plain
    }
    if isinstance(row, Stop):
        values["exhibits"] = sorted(_shown(row))
    return values


def _is_translation(field: Any) -> bool:
    return hasattr(field, "translated_field")


def _shown(stop: Stop) -> Iterable[int]:
    if stop.to_show is not None:
        return stop.to_show
    return (exhibit.pk for exhibit in stop.exhibits.all()) if stop.pk else ()


def _plain(field: Any, row: models.Model) -> Any:
    value = field.value_from_object(row)
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, list):
        return list(value)
    if hasattr(value, "lower"):
        return [DjangoJSONEncoder().default(end) for end in (value.lower, value.upper)]
    return DjangoJSONEncoder().default(value)


def put_back(row: models.Model, values: Snapshot) -> None:
    """Set the columns of a row to the values of a snapshot, or of a part of one."""
    fields: tuple[Any, ...] = row._meta.concrete_fields
    for field in fields:
        if field.attname in values:
            value = values[field.attname]
            if isinstance(value, list) and hasattr(field, "range_type"):
                ends = [field.base_field.to_python(end) for end in value]
                value = field.range_type(*ends, "[)")
            setattr(row, field.attname, field.to_python(value))
    if isinstance(row, Stop) and "exhibits" in values:
        row.to_show = values["exhibits"]


def difference(before: Snapshot, after: Snapshot) -> tuple[Snapshot, Snapshot]:
    """Return the values that differ, as they were and as they are."""
    names = [name for name in after if before.get(name) != after[name]]
    # The version says that a row was written, not what differs.
    names = [name for name in names if name != "version"]
    return {n: before.get(n) for n in names}, {n: after[n] for n in names}


def stored(rows: Iterable[Row]) -> dict[tuple[type, int], Row]:
    """Return the rows as the database has them, by model and key.

    A query a model, and one for the exhibits of stops.
    """
    keys: dict[type[Row], list[int]] = {}
    for row in rows:
        if row.pk is not None:
            keys.setdefault(type(row), []).append(row.pk)
    found: dict[tuple[type, int], Row] = {}
    for model, wanted in keys.items():
        manager: Any = model._default_manager
        kept = manager.filter(pk__in=wanted).select_related(*NAMED_BY[model])
        if model is Stop:
            kept = kept.prefetch_related("exhibits")
        found |= {(model, row.pk): row for row in kept}
    return found
