"""Rows to be written, and what became of them."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from delegations.loading.rules import SLUG_PREFIXES

# What a row comes from: the file's collection, and the record's id in it.
Owner = tuple[str, str]

# Parts that only an overlay gives have keys that begin so.
_OVERLAY = "overlay/"


@dataclass
class Row:
    """What one row of the database should hold.

    `values` always win; `illustrative` values win and are marked; `initial` values
    are for new rows only. `links` maps many-to-many fields to records. `label` is
    what the row is called in the report: nothing for the record itself.
    """

    owner: Owner
    key: str
    values: dict[str, Any]
    illustrative: dict[str, Any] = field(default_factory=dict)
    initial: dict[str, Any] = field(default_factory=dict)
    links: dict[str, list[Any]] = field(default_factory=dict)
    label: str = ""

    @property
    def fields(self) -> dict[str, Any]:
        """The values that are to hold, whether reported or illustrative."""
        return {**self.values, **self.illustrative}

    @property
    def marks(self) -> set[str]:
        """The names of the illustrative fields, without their languages."""
        return {field_name(name) for name in self.illustrative}


@dataclass
class Tally:
    """What a load created, changed and left as it was, by record of the file."""

    owners: dict[Owner, None] = field(default_factory=dict)
    created: set[Owner] = field(default_factory=set)
    changes: dict[Owner, set[str]] = field(default_factory=dict)

    def meet(self, rows: Iterable[Row]) -> None:
        """Count the records that these rows come from."""
        self.owners.update(dict.fromkeys(row.owner for row in rows))

    def note_created(self, row: Row) -> None:
        """Note a new row: a new record, or a change of the record it belongs to."""
        if row.label:
            self.note_changed(row.owner, {row.label})
        else:
            self.created.add(row.owner)

    def note_changed(self, owner: Owner, names: Iterable[str]) -> None:
        """Note fields of a record that were not as the file has them."""
        self.owners.setdefault(owner)
        self.changes.setdefault(owner, set()).update(names)

    def counts(self) -> dict[str, Counter[str]]:
        """Return by collection how many records were created, changed, unchanged."""
        counts: dict[str, Counter[str]] = {}
        for owner in self.owners:
            counts.setdefault(owner[0], Counter())[self._outcome(owner)] += 1
        return counts

    def changed(self) -> dict[Owner, list[str]]:
        """Return the records that existed and were changed, with their fields."""
        return {
            owner: sorted(names)
            for owner, names in self.changes.items()
            if owner not in self.created
        }

    def _outcome(self, owner: Owner) -> str:
        if owner in self.created:
            return "created"
        return "changed" if owner in self.changes else "unchanged"


def text(field_name: str, value: dict[str, str] | None) -> dict[str, str]:
    """Return a text of the file as the columns of a translated field."""
    return {
        f"{field_name}_{language}": (value or {}).get(language, "")
        for language in ("en", "ru", "az")
    }


def exact(value: float | None) -> Decimal | None:
    """Return a number of the file without the error of binary fractions."""
    return None if value is None else Decimal(str(value))


def field_name(column: str) -> str:
    """Return the name of a field without its language."""
    stem, _underscore, language = column.rpartition("_")
    return stem if language in ("en", "ru", "az") else column


def overlay_key(key: str) -> str:
    """Return the key of a part that only the overlay gives."""
    return _OVERLAY + key


def is_overlay_key(key: str) -> bool:
    """Return whether only the overlay gives a part."""
    return key.startswith(_OVERLAY)


def day(value: str | None) -> date | None:
    """Return a date of the file."""
    return None if value is None else date.fromisoformat(value)


def code(country: str | None) -> str | None:
    """Return the code of ISO 3166-1 of a country of the file."""
    return None if country is None else country.upper()


def slug(collection: str, record: Any) -> str:
    """Return the slug of a record: its id without the prefix of its collection."""
    name: str = record["id"]
    return name.removeprefix(f"{SLUG_PREFIXES[collection]}-")


def differs(instance: models.Model, name: str, value: Any) -> bool:
    """Return whether a field of a saved row holds something else than a value."""
    if isinstance(value, models.Model):
        return bool(getattr(instance, f"{name}_id") != value.pk or value.pk is None)
    held = getattr(instance, name)
    if isinstance(held, models.Model):
        return value is None
    # An empty translation may be stored as NULL or as no text.
    return bool(held != value and not (held in (None, "") and value in (None, "")))
