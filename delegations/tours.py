"""A programme by visits and days, for lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from delegations.items import Item


@dataclass(frozen=True)
class Tour:
    """The stops of one visit that a reader may see, in their order."""

    items: tuple[Item, ...]

    @property
    def first(self) -> Item:
        """A stop to read from what all of them share."""
        return self.items[0]

    @property
    def on(self) -> date | None:
        """The day of the visit."""
        return self.first.on

    @property
    def start(self) -> datetime | None:
        """When the first of the stops begins; None while none has a time."""
        return min((item.start for item in self.items if item.start), default=None)

    @property
    def end(self) -> datetime | None:
        """When the last of the stops ends; None while none has a time."""
        return max((item.end for item in self.items if item.end), default=None)


@dataclass(frozen=True)
class Day:
    """The visits of one day; ``on`` is None for those without one."""

    on: date | None
    tours: tuple[Tour, ...]


def tours(items: Iterable[Item]) -> tuple[Tour, ...]:
    """Return the visits of a programme's items, in the order of their first stops."""
    by_visit: dict[int, list[Item]] = {}
    for item in items:
        by_visit.setdefault(item.visit, []).append(item)
    return tuple(Tour(tuple(stops)) for stops in by_visit.values())


def days(items: Iterable[Item]) -> tuple[Day, ...]:
    """Return the days of a programme's items with their visits, in order."""
    ordered = sorted(tours(items), key=lambda tour: tour.on or date.max)
    return tuple(
        Day(on, tuple(group)) for on, group in groupby(ordered, key=lambda t: t.on)
    )
