"""The columns of a programme, for every format that has rows and columns."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from delegations.confidentiality import VIEWS
from delegations.items import Item, Who


def _people(people: Sequence[Who]) -> str:
    return str(people[0]) if len(people) == 1 else "; ".join(map(str, people))


def _listed(texts: Iterable[str]) -> str:
    return "; ".join(texts)


@dataclass(frozen=True)
class Column:
    """One column: its English name, the item's attribute, how wide it is in characters.

    ``text`` turns what the attribute lists into a text; without it, it is a text, a
    whole number, a day, a moment or None. ``is_entered`` is False for words of the
    program itself.
    """

    name: str
    attribute: str
    width: int
    text: Callable[[Any], str] | None = None
    is_entered: bool = True


COLUMNS = (
    Column(gettext_noop("Day"), "on", 11),
    Column(gettext_noop("Start"), "start", 12),
    Column(gettext_noop("End"), "end", 12),
    Column(gettext_noop("Minutes"), "minutes", 9),
    Column(gettext_noop("Delegation"), "delegation", 30),
    Column(gettext_noop("Country"), "country", 14),
    Column(gettext_noop("Visit"), "visit_name", 30),
    Column(gettext_noop("Order"), "order", 8),
    Column(gettext_noop("Kind"), "kind_label", 16, is_entered=False),
    Column(gettext_noop("Stop"), "title", 30),
    Column(gettext_noop("Stand number"), "stand_number", 9),
    Column(gettext_noop("Stand"), "stand", 30),
    Column(gettext_noop("Area"), "area", 24),
    Column(gettext_noop("Bay"), "bay_of_stand", 6),
    Column(gettext_noop("Exhibits"), "exhibits", 32, _listed),
    Column(gettext_noop("Receives"), "receiving", 32, _people),
    Column(gettext_noop("Accompanies"), "accompanying", 32, _people),
    Column(gettext_noop("Interprets"), "interpreting", 28, _people),
    Column(gettext_noop("Guests"), "size", 8),
    Column(gettext_noop("Meeting point"), "meeting_point", 22),
    Column(gettext_noop("Gate"), "gate", 14),
    Column(gettext_noop("Parking"), "parking", 14),
    Column(gettext_noop("Cars"), "cars", 14),
    Column(gettext_noop("Duty telephone"), "duty_phone", 17),
    Column(gettext_noop("Status"), "status_label", 12, is_entered=False),
    Column(gettext_noop("Basis"), "basis_label", 20, is_entered=False),
    Column(gettext_noop("Talking points"), "talking_points", 36),
    Column(gettext_noop("Note"), "note", 30),
    Column(gettext_noop("Illustrative"), "illustrative", 40, _listed),
    Column(gettext_noop("Identifier"), "uid", 37, str, is_entered=False),
)


def shown_columns(view: str) -> tuple[Column, ...]:
    """Return the columns that a view may fill."""
    hidden = VIEWS["protocol"] - VIEWS[view]
    return tuple(column for column in COLUMNS if column.attribute not in hidden)


def header(columns: Iterable[Column]) -> list[str]:
    """Return the names of columns in the language of now."""
    return [_(column.name) for column in columns]


def values_by_column(
    columns: Sequence[Column], items: Sequence[Item]
) -> list[Sequence[Any]]:
    """Return the values of items, a sequence a column."""
    if not items:
        return [() for _column in columns]
    read = attrgetter(*(column.attribute for column in columns))
    found = zip(*map(read, items), strict=True)
    return [
        _texts(column.text, values) if column.text else values
        for column, values in zip(columns, found, strict=True)
    ]


def _texts(text: Callable[[Any], str], values: Sequence[Any]) -> list[str]:
    """Return the texts of values; most of them are empty."""
    return [text(value) if value else "" for value in values]
