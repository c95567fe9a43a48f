"""The day itself, as whoever is in the hall sees it: where each visit is, what is next.

The programme's stops with their expected and actual times. Seven queries, however
many stops, and those of the walks.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from delegations.confidentiality import Reader, seen_as
from delegations.items import Item
from delegations.marking import HOSTS_MAY
from delegations.models import Mark, Stop
from delegations.programme import Selection, programme
from delegations.released import RELEASED
from delegations.running import Running, running
from delegations.selections import Scope
from delegations.slots import Slot
from delegations.taps import standing
from delegations.tours import Tour, tours
from exhibitors import clock
from exhibitors.models import Exhibition

# The minutes of lateness that one tap reports.
STEPS = (5, 10, 15)


@dataclass(frozen=True)
class Call:
    """One stop on the day: its plan, what is expected, what was recorded; local times.

    ``state`` is one of to-come, next, here, done, skipped, missed and off. ``also``
    names who marked another time, ``key`` names the next tap of a page without script.
    """

    item: Item
    state: str
    key: UUID
    expected: Slot | None = None
    arrived: datetime | None = None
    left: datetime | None = None
    also: tuple[str, ...] = ()
    may_take_back: bool = False

    @property
    def late(self) -> int:
        """How many minutes after its planned time it is expected to begin."""
        if self.expected is None or self.item.start is None:
            return 0
        return round((self.expected[0] - self.item.start).total_seconds() / 60)


@dataclass(frozen=True)
class Round:
    """One visit on the day, as far as a reader sees it."""

    tour: Tour
    calls: tuple[Call, ...]
    run: Running | None

    @property
    def visit(self) -> int:
        """The key of the visit."""
        return self.tour.first.visit

    @property
    def here(self) -> Call | None:
        """The stop at which the guests are."""
        return next((call for call in self.calls if call.state == "here"), None)

    @property
    def next(self) -> Call | None:
        """The stop that comes next, of those the reader sees."""
        waiting = ("next", "to-come")
        return next((call for call in self.calls if call.state in waiting), None)

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to happen."""
        return self.here is None and self.next is None


def day_of(
    exhibition: Exhibition, reader: Reader, on: date, language: str
) -> list[Round]:
    """Return the visits of a day that take place, in the order they begin.

    A reader of stands sees the stops there and nothing else, as they were released.
    """
    whole = programme(
        Selection(
            exhibition,
            language,
            day=on,
            stands=reader.stands,
            with_off=True,
            state="draft" if reader.is_planner else RELEASED,
        )
    )
    seen = seen_as(reader.view, whole)
    runs = running(exhibition, on)
    facts = _Facts(exhibition, [item.stop for item in seen.items], reader)
    found = [_round(tour, runs, facts) for tour in tours(seen.items)]
    return [
        one for one in found if one.run or not all(c.item.is_off for c in one.calls)
    ]


class _Facts:
    """What was recorded of some stops, by the key of the stop."""

    def __init__(
        self, exhibition: Exhibition, stops: Iterable[int], reader: Reader
    ) -> None:
        self.exhibition, self.reader = exhibition, reader
        rows = Stop.objects.filter(pk__in=stops).values_list(
            "pk", "actual_start_at", "actual_end_at", "status"
        )
        self.actual = {pk: (start, end) for pk, start, end, _status in rows}
        self.skipped = {row[0] for row in rows if row[3] == Stop.Status.SKIPPED}
        self.marks: dict[int, list[Mark]] = defaultdict(list)
        for mark in Mark.objects.filter(stop__in=self.actual).select_related("user"):
            self.marks[mark.stop_id].append(mark)

    def local(self, moment: datetime | None) -> datetime | None:
        """Return a moment in the exhibition's zone."""
        return self.exhibition.local(moment) if moment else None

    def also(self, stop: int) -> tuple[str, ...]:
        """Return who marked a time that is not in force, as “Aysel: arrived 14:12”."""
        in_force = set(self.actual.get(stop, ()))
        return tuple(
            f"{mark.user or '–'}: {mark.get_kind_display()} "
            f"{self.exhibition.local(mark.marked_at):%H:%M}"
            for mark in standing(self.marks[stop])
            if mark.marked_at not in in_force and mark.kind != Mark.Kind.SKIPPED
        )

    def may_take_back(self, stop: int) -> bool:
        """Say whether the last tap at a stop is the reader's to take back."""
        last = next(reversed(standing(self.marks[stop])), None)
        return last is not None and (self.reader.is_planner or last.kind in HOSTS_MAY)


def _round(tour: Tour, runs: dict[int, Running], facts: _Facts) -> Round:
    run = runs.get(tour.first.visit)
    ordered = sorted(
        tour.items,
        key=lambda item: (item.start is None, item.start or 0, item.order, item.stop),
    )
    return Round(tour, tuple(_call(item, run, facts) for item in ordered), run)


def _call(item: Item, run: Running | None, facts: _Facts) -> Call:
    arrived, left = facts.actual.get(item.stop, (None, None))
    is_skipped = item.stop in facts.skipped
    return Call(
        item=item,
        state="skipped" if is_skipped else _state(item, run, arrived, left),
        key=uuid4(),
        expected=_local(facts, _expected(item, run, facts)),
        arrived=facts.local(arrived),
        left=facts.local(left),
        also=facts.also(item.stop),
        may_take_back=facts.may_take_back(item.stop),
    )


def _expected(item: Item, run: Running | None, facts: _Facts) -> Slot | None:
    """Return when a stop is expected: for hosts the released time, as late as now."""
    if run is None:
        return None
    if facts.reader.is_planner:
        return run.expected.get(item.stop)
    if item.start is None or item.end is None:
        return None
    late = timedelta(minutes=max(0, run.late))
    return item.start + late, item.end + late


def _local(facts: _Facts, slot: Slot | None) -> Slot | None:
    if slot is None:
        return None
    start, end = slot
    return facts.exhibition.local(start), facts.exhibition.local(end)


def _state(item: Item, run: Running | None, arrived: Any, left: Any) -> str:
    if left:
        return "done"
    if arrived:
        is_there = run is None or run.current in (None, item.stop)
        return "here" if is_there else "done"
    if item.is_off:
        return "off"
    if run and item.stop in run.missed:
        return "missed"
    return "next" if run and run.next == item.stop else "to-come"


def nearest_day(exhibition: Exhibition, reader: Reader) -> date:
    """Return today, or the nearest day with visits that the reader sees.

    Of two days equally near the later one; today where there are no visits at all.
    """
    today = exhibition.local(clock.now()).date()
    scope = Scope(exhibition, reader.stands)
    days = scope.days()
    return min(days, key=lambda day: (abs(day - today), today - day), default=today)
