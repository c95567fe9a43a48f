"""A proposal as people read it: each row, field and language beside what is public."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from exhibitors.models import Proposal
from exhibitors.proposals.merging import Entry, key_in, place
from exhibitors.proposals.snapshots import (
    MODELS,
    Key,
    Snapshot,
    digest,
    fields_of,
    snapshot,
    stored,
)
from exhibitors.proposals.words import Part, compared

LANGUAGE_NAMES = {"en": "English", "ru": "Русский", "az": "Azərbaycanca"}
NOTHING = ""
# What says nothing to a reader who decides on a whole row.
_UNTOLD = frozenset({"is_published", "position", "focus_x", "focus_y", "illustrative"})


@dataclass(frozen=True)
class Line:
    """One field, in one language: as visitors see it, and as it is proposed.

    ``place`` names it in the form. ``pictures`` are the columns of a photo to show in
    place of its name. ``meanwhile`` is what visitors see by now where that is neither
    what they saw when it was proposed nor what is proposed.
    """

    place: str
    label: str
    language: str
    before: Sequence[Part]
    after: Sequence[Part]
    is_picture: bool = False
    meanwhile: str | None = None


@dataclass(frozen=True)
class Row:
    """One row of a proposal: changed, new, or to be deleted."""

    place: str
    kind: str
    model: str
    name: str
    lines: Sequence[Line]
    key: Key
    is_gone: bool = False

    @property
    def has_conflict(self) -> bool:
        """Whether visitors see something else by now than when it was proposed."""
        return self.is_gone or any(line.meanwhile is not None for line in self.lines)


def rows_of(proposal: Proposal) -> list[Row]:
    """Return what a proposal says, row by row; a few queries in all."""
    now = stored(key_in(entry) for entry in proposal.entries)
    names = _Names(proposal.entries, now)
    return [_row(entry, now.get(key_in(entry)), names) for entry in proposal.entries]


def stamp(proposal: Proposal) -> str:
    """Return what changes whenever the proposal or a row it is about does."""
    now = stored(key_in(entry) for entry in proposal.entries)
    rows = {place(key): snapshot(row) for key, row in sorted(now.items())}
    return digest([proposal.pk, proposal.version, proposal.state, rows])


def _row(entry: Entry, row: Any, names: "_Names") -> Row:
    key = key_in(entry)
    model = MODELS[key[0]]
    before, after = entry["before"], entry["after"]
    now = snapshot(row) if row is not None else None
    if after is None:
        kind, lines = "deleted", _whole(model, key, before, names, is_old=True)
    elif before is None:
        kind, lines = "added", _whole(model, key, after, names)
    elif after.get("is_published") and not before.get("is_published"):
        kind, lines = "new", _whole(model, key, {**(now or {}), **after}, names)
    else:
        kind, lines = "changed", _lines(model, entry, now, names)
    return Row(
        place(key),
        kind,
        str(model._meta.verbose_name),
        str(row) if row is not None else entry["name"],
        lines,
        key,
        is_gone=row is None and before is not None,
    )


def _lines(
    model: type[models.Model], entry: Entry, now: Snapshot | None, names: "_Names"
) -> list[Line]:
    fields, key = fields_of(model), key_in(entry)
    found = []
    for column, after in entry["after"].items():
        before = entry["before"].get(column)
        current = now.get(column) if now is not None else before
        left, right = compared(
            names.text(fields[column], before), names.text(fields[column], after)
        )
        is_other = current not in (before, after)
        found.append(
            Line(
                f"{place(key)}.{column}",
                *_label(fields[column]),
                left,
                right,
                is_picture=isinstance(fields[column], models.ImageField),
                meanwhile=names.text(fields[column], current) if is_other else None,
            )
        )
    return found


def _whole(
    model: type[models.Model],
    key: Key,
    values: Snapshot,
    names: "_Names",
    *,
    is_old: bool = False,
) -> list[Line]:
    """Return the lines of a row that comes or goes whole, without empty ones."""
    found = []
    for column, field in fields_of(model).items():
        text = names.text(field, values.get(column))
        if text == NOTHING or column in _UNTOLD:
            continue
        said = [Part(text, differs=False)]
        left, right = (said, []) if is_old else ([], said)
        is_picture = isinstance(field, models.ImageField)
        name = f"{place(key)}.{column}"
        found.append(Line(name, *_label(field), left, right, is_picture))
    return found


def _label(field: Any) -> tuple[str, str]:
    """Return how people call a field, and in which language it is written."""
    plain = getattr(field, "translated_field", field)
    language = getattr(field, "language", "")
    return capfirst(str(plain.verbose_name)), LANGUAGE_NAMES.get(language, "")


def label_of(key: Key, column: str) -> str:
    """Return how people call a column of a row, with its language."""
    field = fields_of(MODELS[key[0]]).get(column)
    if field is None:
        return str(MODELS[key[0]]._meta.verbose_name)
    label, language = _label(field)
    return f"{label} ({language})" if language else label


def text_of(field: Any, value: Any) -> str:
    """Return one value in words, NOTHING for none; a query for a link."""
    names = _Names([], {})
    if _linked(field, value):
        rows = field.related_model._default_manager.in_bulk(_linked(field, value))
        names.rows[field.related_model] = rows
    return names.text(field, value)


class _Names:
    """Says values as people do: the names of linked rows are read once for all."""

    def __init__(self, entries: Iterable[Entry], now: dict[Key, models.Model]) -> None:
        wanted: dict[type[models.Model], set[Any]] = {}
        for entry in entries:
            key = key_in(entry)
            current = snapshot(now[key]) if key in now else {}
            for name, field in fields_of(MODELS[key[0]]).items():
                for values in (entry["before"], entry["after"], current):
                    keys = _linked(field, (values or {}).get(name))
                    if keys:
                        wanted.setdefault(field.related_model, set()).update(keys)
        self.rows: dict[type[models.Model], dict[Any, Any]] = {
            model: model._default_manager.in_bulk(list(keys))
            for model, keys in wanted.items()
        }

    def text(self, field: Any, value: Any) -> str:
        """Return a value in words, NOTHING for none."""
        if value in (None, "", []):
            return NOTHING
        if field.is_relation:
            known = self.rows.get(field.related_model, {})
            linked = [str(known.get(key, key)) for key in _linked(field, value)]
            return ", ".join(sorted(linked))
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if field.flatchoices:
            return str(dict(field.flatchoices).get(value, value))
        if isinstance(value, list):
            return ", ".join(map(str, value))
        return number_format(value) if isinstance(value, int | float) else str(value)


def _linked(field: Any, value: Any) -> list[Any]:
    if not field.is_relation or value in (None, "", []):
        return []
    return list(value) if isinstance(value, list) else [value]
