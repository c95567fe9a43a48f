"""Bringing the tables of one exhibition to what the rows say, with few queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models

from delegations.loading.problems import Problem, RefusedError
from delegations.loading.writing.rows import (
    Owner,
    Row,
    Tally,
    differs,
    field_name,
    is_overlay_key,
)
from exhibitors.models import Exhibition

ModelT = TypeVar("ModelT", bound=models.Model)


@dataclass(frozen=True)
class Parents:
    """The records that parts belong to, and the field of the part that says so."""

    field: str
    owners: dict[int, Owner]


class Store:
    """The records of one exhibition, as far as they are loaded."""

    def __init__(
        self, exhibition: Exhibition, tally: Tally, *, has_overlay: bool
    ) -> None:
        self.exhibition = exhibition
        self.tally = tally
        self.has_overlay = has_overlay
        self._found: dict[tuple[type[models.Model], str], Any] = {}

    def get(self, model: type[ModelT], key: str | None) -> Any:
        """Return the loaded record with a key, None for no key."""
        return None if key is None else self._found[model, key]

    def several(self, model: type[ModelT], keys: Sequence[str]) -> list[Any]:
        """Return the loaded records with these keys, in their order."""
        return [self._found[model, key] for key in keys]

    def parents(self, field: str, model: type[ModelT], rows: Sequence[Row]) -> Parents:
        """Return written records as the parents of their parts."""
        owners = {self._found[model, row.key].pk: row.owner for row in rows}
        return Parents(field, owners)

    def put(
        self,
        model: type[ModelT],
        rows: Sequence[Row],
        vacate: Mapping[str, str] | None = None,
    ) -> None:
        """Create and change rows of one table, and their links.

        `vacate` gives a value to fields that must be unique while rows exchange
        theirs.
        """
        fresh, stale = self.compare(model, rows)
        manager = model._default_manager
        for name, value in (vacate or {}).items():
            moving = [old.pk for old, names in stale if name in names]
            manager.filter(pk__in=moving).update(**{name: value})
        for instance, _names in stale:
            instance.save()
        manager.bulk_create(fresh)
        self.link(model, rows)

    def compare(
        self, model: type[ModelT], rows: Sequence[Row]
    ) -> tuple[list[ModelT], list[tuple[ModelT, set[str]]]]:
        """Return new instances and changed ones with their fields; save neither."""
        found = self._existing(model, [row.key for row in rows])
        fresh: list[ModelT] = []
        stale: list[tuple[ModelT, set[str]]] = []
        self.tally.meet(rows)
        for row in rows:
            instance = found.get(row.key)
            if instance is None:
                instance = self._new(model, row)
                fresh.append(instance)
                self.tally.note_created(row)
            elif names := _change(instance, row):
                stale.append((instance, names))
                self.tally.note_changed(row.owner, _labels(row, names))
            self._found[model, row.key] = instance
        changed = [*fresh, *(instance for instance, _names in stale)]
        self._refuse_invalid(changed, {row.key: row for row in rows})
        return fresh, stale

    def put_parts(
        self,
        model: type[ModelT],
        rows: Sequence[Row],
        *,
        of: Parents,
        vacate: Mapping[str, str] | None = None,
    ) -> None:
        """Create and change the parts of records, and remove what is no more.

        A part is known by its key: its parent's, a slash, and what it is there.
        """
        gone = self.strays(model, rows, of)
        model._default_manager.filter(pk__in=[row.pk for row in gone]).delete()
        self.put(model, rows, vacate)

    def strays(
        self, model: type[ModelT], rows: Sequence[Row], of: Parents
    ) -> list[ModelT]:
        """Return parts that an earlier load gave to records and this one does not.

        A slash in the key tells a loaded part from one that somebody entered.
        """
        kept = {row.key for row in rows}
        found = model._default_manager.filter(
            exhibition=self.exhibition, key__contains="/"
        )
        gone = []
        for part in found.filter(**{f"{of.field}__in": list(of.owners)}):
            key: str = part.key  # type: ignore[attr-defined]
            if key not in kept and (self.has_overlay or not is_overlay_key(key)):
                gone.append(part)
                owner = of.owners[getattr(part, f"{of.field}_id")]
                self.tally.note_changed(owner, {str(model._meta.verbose_name_plural)})
        return gone

    def link(self, model: type[ModelT], rows: Sequence[Row]) -> None:
        """Bring the many-to-many fields of rows to what the rows say."""
        for name in dict.fromkeys(name for row in rows for name in row.links):
            self._link(model, name, [row for row in rows if name in row.links])

    def _existing(self, model: type[ModelT], keys: list[str]) -> dict[str, ModelT]:
        found = model._default_manager.filter(exhibition=self.exhibition, key__in=keys)
        return {row.key: row for row in found}  # type: ignore[attr-defined]

    def _new(self, model: type[ModelT], row: Row) -> ModelT:
        return model(
            exhibition=self.exhibition,
            key=row.key,
            illustrative=sorted(row.marks),
            **{**row.initial, **row.fields},
        )

    def _refuse_invalid(
        self, instances: Sequence[ModelT], rows: dict[str, Row]
    ) -> None:
        problems = [
            Problem((*rows[instance.key].owner, name), message)  # type: ignore[attr-defined]
            for instance in instances
            for name, messages in _errors(instance).items()
            for message in messages
        ]
        if problems:
            raise RefusedError(problems)

    def _link(self, model: type[ModelT], name: str, rows: Sequence[Row]) -> None:
        field: Any = model._meta.get_field(name)
        through = field.remote_field.through
        here, there = field.m2m_field_name(), field.m2m_reverse_field_name()
        wanted = {
            (self._found[model, row.key].pk, target.pk): row
            for row in rows
            for target in row.links[name]
        }
        owners = {self._found[model, row.key].pk: row for row in rows}
        held = {
            (getattr(link, f"{here}_id"), getattr(link, f"{there}_id")): link.pk
            for link in through.objects.filter(**{f"{here}__in": list(owners)})
        }
        gone = held.keys() - wanted.keys()
        fresh = [pair for pair in wanted if pair not in held]
        through.objects.filter(pk__in=[held[pair] for pair in gone]).delete()
        through.objects.bulk_create(
            through(**{f"{here}_id": near, f"{there}_id": far}) for near, far in fresh
        )
        for near in {pair[0] for pair in [*gone, *fresh]}:
            self.tally.note_changed(owners[near].owner, _labels(owners[near], {name}))


def _change(instance: models.Model, row: Row) -> set[str]:
    """Set the fields that differ, and return their names."""
    names = {
        name for name, value in row.fields.items() if differs(instance, name, value)
    }
    for name in names:
        setattr(instance, name, row.fields[name])
    marked: list[str] = instance.illustrative  # type: ignore[attr-defined]
    reported = {field_name(name) for name in row.values}
    marks = sorted(row.marks | (set(marked) - reported))
    if marks != sorted(marked):
        instance.illustrative = marks  # type: ignore[attr-defined]
        names.add("illustrative")
    return names


def _labels(row: Row, names: set[str]) -> set[str]:
    return {row.label} if row.label else {field_name(name) for name in names}


def _errors(instance: models.Model) -> dict[str, list[str]]:
    """Return what is wrong with the values of a row, without asking the database."""
    relations = [
        field.name for field in instance._meta.get_fields() if field.is_relation
    ]
    try:
        instance.clean_fields(exclude=relations)
        instance.clean()
    except ValidationError as error:
        return error.message_dict
    return {}
