"""What a programme is made of: stops as readers see them, texts in one language."""

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from uuid import UUID

from exhibitors.models import Exhibition


@dataclass(frozen=True, slots=True)
class Who:
    """A person's duty at a stop."""

    name: str
    title: str
    duty: str = ""
    languages: str = ""

    def __str__(self) -> str:
        return f"{self.name}, {self.title}" if self.title else self.name


@dataclass(frozen=True, slots=True)
class Item:
    """One stop of the programme, as readers see it; times are local or None."""

    stop: int
    uid: UUID
    visit: int
    visit_name: str
    on: date | None
    delegation: str
    delegation_slug: str
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
    area: str
    bay: int
    status: str
    status_label: str
    is_off: bool
    illustrative: tuple[str, ...]
    basis: str = ""
    basis_label: str = ""
    size: int | None = None
    rank: int | None = None
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
        return int((self.end - self.start).total_seconds() // 60)

    @property
    def place(self) -> str:
        """Stand and area in one line."""
        stand = f"{self.stand_number} {self.stand}".strip()
        return ", ".join(part for part in (stand, self.area) if part)


@dataclass(frozen=True)
class Programme:
    """Stops in the order in which they happen, the untimed ones last."""

    exhibition: Exhibition
    exhibition_name: str
    language: str
    items: tuple[Item, ...] = field(repr=False)

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days that have stops, in order."""
        return tuple(sorted({item.on for item in self.items if item.on}))

    @property
    def is_illustrative(self) -> bool:
        """Whether any value in it is for demonstration only."""
        return any(item.illustrative for item in self.items)
