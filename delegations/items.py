"""What a programme is made of: stops as readers see them, texts in one language.

An item needs nothing beside itself: it survives as JSON, and has the keys by which
a selection asks for it.
"""

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from exhibitors.models import Exhibition

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Who:
    """A person's duty at a stop."""

    name: str
    title: str
    duty: str = ""
    languages: str = ""
    form_of_address: str = ""
    person: int = 0

    @property
    def addressed(self) -> str:
        """The name with the form of address before it, both as entered."""
        before = self.form_of_address
        return f"{before} {self.name}" if before else self.name

    def __str__(self) -> str:
        return f"{self.addressed}, {self.title}" if self.title else self.addressed


@dataclass(frozen=True, slots=True)
class Item:
    """One stop of the programme, as readers see it; times are local or None.

    ``people`` are all whom it concerns: those with a duty at it or on its tour, and
    the members of its delegation. Fields with a default can be hidden from readers.
    """

    stop: int
    uid: UUID
    visit: int
    visit_name: str
    on: date | None
    delegation: str
    delegation_slug: str
    delegation_id: int
    country: str
    country_code: str
    start: datetime | None
    end: datetime | None
    order: int
    kind: str
    kind_label: str
    title: str
    stand: str
    stand_number: str
    stand_slug: str
    stand_id: int | None
    stand_kind: str
    stand_country_code: str
    area: str
    area_id: int | None
    bay: int
    status: str
    status_label: str
    is_off: bool
    illustrative: tuple[str, ...]
    people: frozenset[int]
    basis: str = ""
    basis_label: str = ""
    size: int | None = None
    rank: int | None = None
    head: tuple[Who, ...] = ()
    languages: tuple[str, ...] = ()
    exhibits: tuple[str, ...] = ()
    receiving: tuple[Who, ...] = ()
    accompanying: tuple[Who, ...] = ()
    interpreting: tuple[Who, ...] = ()
    meeting_point: str = ""
    gate: str = ""
    parking: str = ""
    cars: str = ""
    duty_phone: str = ""
    talking_points: str = ""
    note: str = ""

    @property
    def minutes(self) -> int | None:
        """How long the stop lasts, in minutes; None without a time."""
        if self.start is None or self.end is None:
            return None
        return (self.end - self.start) // _MINUTE

    @property
    def bay_of_stand(self) -> int | None:
        """The bay at which the group is received; None away from stands."""
        return self.bay if self.stand_id else None

    @property
    def place(self) -> str:
        """Stand and area in one line."""
        stand = f"{self.stand_number} {self.stand}".strip()
        return ", ".join(part for part in (stand, self.area) if part)


@dataclass(frozen=True)
class Programme:
    """Stops in the order in which they happen, the untimed ones last.

    ``version`` says in words which version of the schedule it is, ``state`` is
    draft or released.
    """

    exhibition: Exhibition
    exhibition_name: str
    language: str
    items: tuple[Item, ...] = field(repr=False)
    version: str = ""
    state: str = "draft"

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days that have stops, in order."""
        return tuple(sorted({item.on for item in self.items if item.on}))

    @property
    def is_illustrative(self) -> bool:
        """Whether any value in it is for demonstration only."""
        return any(item.illustrative for item in self.items)


_FIELDS = tuple(item.name for item in dataclasses.fields(Item))
_WHO = tuple(item.name for item in dataclasses.fields(Who))


def to_json(item: Item) -> dict[str, Any]:
    """Return all of an item as values that JSON has; ``from_json`` reads them back."""
    found = {name: _plain(getattr(item, name)) for name in _FIELDS}
    if item.start and isinstance(item.start.tzinfo, ZoneInfo):
        found["zone"] = item.start.tzinfo.key
    return found


def _plain(value: object) -> object:
    if isinstance(value, Who):
        return dataclasses.asdict(value)
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def from_json(found: Mapping[str, Any]) -> Item:
    """Return the item that ``to_json`` wrote.

    Fields that it did not know yet get their default, those unknown today are left
    out: what was kept once stays readable.
    """
    zone = found.get("zone")
    values: dict[str, Any] = {
        name: _READ[name](found[name]) if name in _READ else found[name]
        for name in _FIELDS
        if name in found
    }
    for name in ("start", "end"):
        if zone and values.get(name):
            values[name] = values[name].astimezone(ZoneInfo(zone))
    return Item(**values)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _people(found: list[dict[str, Any]]) -> tuple[Who, ...]:
    return tuple(
        Who(**{name: one[name] for name in _WHO if name in one}) for one in found
    )


_READ: dict[str, Callable[[Any], object]] = {
    "uid": UUID,
    "on": _day,
    "start": _moment,
    "end": _moment,
    "people": frozenset,
    **dict.fromkeys(("illustrative", "exhibits", "languages"), tuple),
    **dict.fromkeys(("head", "receiving", "accompanying", "interpreting"), _people),
}
