"""Rows of a pavilion as plain values, to be compared and to be written later."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Prefetch
from django.db.models.fields.files import FieldFile

from exhibitors.models import (
    Exhibit,
    Exhibitor,
    NamedPart,
    Organisation,
    Participation,
    Photo,
    Stand,
)

# What a pavilion may propose on, each after what it belongs to.
MODELS: dict[str, type[models.Model]] = {
    model._meta.model_name or "": model
    for model in (
        Organisation,
        Stand,
        Participation,
        Exhibitor,
        Exhibit,
        NamedPart,
        Photo,
    )
}
# Whose publication shows a row that has none of its own.
SHOWN_BY: dict[type[models.Model], str] = {Exhibitor: "stand", NamedPart: "exhibit"}
# What names a row.
NAMED_BY: dict[type[models.Model], tuple[str, ...]] = {
    Exhibitor: ("stand", "organisation"),
    NamedPart: ("exhibit",),
    Participation: ("country",),
}

Snapshot = dict[str, Any]
Key = tuple[str, int]


def key_of(row: models.Model) -> Key:
    """Return what names a row among all that may be proposed."""
    return row._meta.model_name or "", row.pk


def columns(model: type[models.Model]) -> list[Any]:
    """Return the fields that are typed, a translated one in each language."""
    fields: tuple[Any, ...] = model._meta.concrete_fields
    # Under its plain name a text would be that of whoever reads it now.
    plain = {f.translated_field for f in fields if hasattr(f, "translated_field")}
    return [
        field
        for field in fields
        if field.editable and field not in plain and field.name != "exhibition"
        if not field.primary_key
    ]


def links(model: type[models.Model]) -> list[Any]:
    """Return the fields that link a row to many."""
    return list(model._meta.many_to_many)


def fields_of(model: type[models.Model]) -> dict[str, Any]:
    """Return the fields of a snapshot by the name that it has them under."""
    return {
        **{field.attname: field for field in columns(model)},
        **{field.name: field for field in links(model)},
    }


def snapshot(row: models.Model) -> Snapshot:
    """Return the values of a row by column, as JSON can hold them.

    Links to many come as sorted lists of keys under the name of their field.
    """
    values = {field.attname: _plain(field, row) for field in columns(type(row))}
    for field in links(type(row)):
        values[field.name] = sorted(each.pk for each in getattr(row, field.name).all())
    return values


def _plain(field: Any, row: models.Model) -> Any:
    value = field.value_from_object(row)
    if isinstance(value, FieldFile):
        return value.name or ""
    if value is None and isinstance(field, models.CharField | models.TextField):
        # Nothing was written in this language, or it was emptied: all the same.
        return ""
    if value is None or isinstance(value, bool | int | float | str | dict):
        return value
    if isinstance(value, list | tuple):
        return list(value)
    return DjangoJSONEncoder().default(value)


def stored(keys: Iterable[Key]) -> dict[Key, models.Model]:
    """Return the rows as the database has them; a query a model and a link."""
    wanted: dict[str, list[int]] = {}
    for model, pk in keys:
        wanted.setdefault(model, []).append(pk)
    found: dict[Key, models.Model] = {}
    for name, pks in wanted.items():
        model_ = MODELS[name]
        rows: Any = model_._default_manager.filter(pk__in=pks)
        rows = rows.select_related(*NAMED_BY.get(model_, ()))
        for field in links(model_):
            plain = field.related_model._default_manager.order_by().only("pk")
            rows = rows.prefetch_related(Prefetch(field.name, plain))
        found |= {(name, row.pk): row for row in rows}
    return found


def is_public(row: Any) -> bool:
    """Return whether visitors see a row, as far as its own publication goes."""
    shown = getattr(row, SHOWN_BY[type(row)]) if type(row) in SHOWN_BY else row
    return bool(getattr(shown, "is_published", True))


def put(row: models.Model, values: Snapshot) -> None:
    """Set the columns of a row; its links to many are set by ``put_links``."""
    for field in columns(type(row)):
        if field.attname in values:
            setattr(row, field.attname, field.to_python(values[field.attname]))


def put_links(row: models.Model, values: Snapshot) -> None:
    """Set the links of a row that is saved already."""
    for field in links(type(row)):
        if field.name in values:
            getattr(row, field.name).set(values[field.name])


def digest(value: Any) -> str:
    """Return a few letters that differ where a value does."""
    text = DjangoJSONEncoder().encode(value)
    return blake2b(text.encode(), digest_size=5).hexdigest()
