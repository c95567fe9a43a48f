"""A day's schedule as plain values, which rules can judge without a database.

A day can be had with other times (``Day.moved``), so that what would be is judged
by the same words as what is.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from delegations.slots import Slot
from exhibitors.site.drawings import Place

MINUTE = timedelta(minutes=1)

# Minutes on foot between two places, None where nobody knows.
Walk = Callable[[Place, Place], float | None]
# The moments at which people come or go, in order, each with the stops and how many.
Steps = Sequence[tuple[datetime, Sequence[tuple[int, int]]]]
# A rule's level and its tolerance in minutes.
Strictness = tuple[str, int]


def no_walk(_start: Place, _end: Place) -> float | None:
    """Return that no walk is known."""
    return None


@dataclass(frozen=True, slots=True)
class StandFacts:
    """What rules need of a stand."""

    pk: int
    label: str
    area: int | None
    parent: int | None
    blocks: bool
    bays: int = 1


@dataclass(frozen=True, slots=True)
class AreaFacts:
    """What rules need of an area; ``capacity`` is None where there is no limit."""

    pk: int
    label: str
    capacity: int | None


@dataclass(frozen=True, slots=True)
class Duty:
    """A person's duty in a visit: at one stop, or with ``stop`` None all along."""

    pk: int
    visit: int
    stop: int | None
    person: int
    name: str
    role: str
    reply: str
    languages: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A stop that counts, at its time; ``gate`` is where one without a stand is."""

    pk: int
    visit: int
    start: datetime
    end: datetime
    kind: str
    label: str
    stand: int | None
    bay: int
    area: int | None
    gate: int | None = None
    is_done: bool = False

    @property
    def slot(self) -> Slot:
        """Its time, half open."""
        return self.start, self.end

    @property
    def place(self) -> Place | None:
        """Where it is, for walks; None where the plan knows no point."""
        if self.stand is not None:
            return Place.stand(self.stand)
        return Place.feature(self.gate) if self.gate is not None else None


@dataclass(frozen=True, slots=True)
class Tour:
    """A visit that counts, with its delegation; stops in the order of time."""

    visit: int
    delegation: int
    name: str
    country: str | None
    rank: int | None
    size: int | None
    window: Slot | None
    span: Slot | None
    gate: int | None
    gate_label: str
    meeting_point: str
    pairs: tuple[tuple[str, str], ...]
    own_interpreters: int
    stops: tuple[Placed, ...]
    duties: tuple[Duty, ...]

    @property
    def hours(self) -> Slot | None:
        """From its beginning to its end, as planned or as its stops have it."""
        ends = [slot for slot in (self.span, *(s.slot for s in self.stops)) if slot]
        if not ends:
            return None
        return min(slot[0] for slot in ends), max(slot[1] for slot in ends)


@dataclass(frozen=True)
class Embargoed:
    """A stand that a delegation, or those of a country, must not be taken to."""

    pk: int
    stand: int
    delegation: int | None
    country: str | None


@dataclass(frozen=True)
class Day:
    """The tours of one day in an exhibition, and what their rules rest on.

    ``hours`` is None on a day without opening hours; ``has_hours`` says whether the
    exhibition has any. ``is_expected`` says that times are those of the day itself.
    """

    exhibition: int
    on: date
    zone: ZoneInfo
    tours: tuple[Tour, ...]
    levels: Mapping[str, Strictness]
    hours: Slot | None = None
    has_hours: bool = False
    stands: Mapping[int, StandFacts] = field(default_factory=dict)
    areas: Mapping[int, AreaFacts] = field(default_factory=dict)
    apart: frozenset[frozenset[int]] = frozenset()
    embargoes: tuple[Embargoed, ...] = ()
    walk: Walk = no_walk
    is_expected: bool = False

    def moved(self, times: Mapping[int, Slot], *, is_expected: bool = False) -> "Day":
        """Return the day with some stops at other times, by their keys."""
        tours = tuple(
            replace(tour, stops=_at(tour.stops, times))
            if any(stop.pk in times for stop in tour.stops)
            else tour
            for tour in self.tours
        )
        return replace(self, tours=tours, is_expected=is_expected or self.is_expected)

    def tolerance(self, rule: str) -> int:
        """Return by how many minutes a rule may be missed."""
        return self.levels[rule][1] if rule in self.levels else 0

    def judges(self, rule: str) -> bool:
        """Return whether a rule is taken at all."""
        return rule in self.levels and self.levels[rule][0] != "ignore"

    def clock(self, moment: datetime) -> str:
        """Return the time of day in the exhibition's zone."""
        return f"{moment.astimezone(self.zone):%H:%M}"

    def where(self, stop: Placed) -> str:
        """Return the name of a stop's stand, else of the stop itself."""
        return self.stands[stop.stand].label if stop.stand else stop.label

    @cached_property
    def by_visit(self) -> dict[int, Tour]:
        """The tours by the keys of their visits."""
        return {tour.visit: tour for tour in self.tours}

    @cached_property
    def by_stop(self) -> dict[int, Placed]:
        """The stops by their keys."""
        return {stop.pk: stop for tour in self.tours for stop in tour.stops}

    @cached_property
    def at_stand(self) -> dict[int, list[Placed]]:
        """The stops at each stand, in the order of time."""
        return self._sorted("stand")

    @cached_property
    def in_area(self) -> dict[int, list[Placed]]:
        """The stops in each area, in the order of time."""
        return self._sorted("area")

    def people(self, stop: Placed) -> int:
        """Return how many people come to a stop, one where nobody knows."""
        return self.by_visit[stop.visit].size or 1

    @cached_property
    def steps(self) -> dict[int, Steps]:
        """When people come to each area and go."""
        found: dict[int, Steps] = {}
        for area, stops in self.in_area.items():
            at: dict[datetime, list[tuple[int, int]]] = defaultdict(list)
            for stop in stops:
                at[stop.start].append((stop.pk, self.people(stop)))
                at[stop.end].append((stop.pk, -self.people(stop)))
            found[area] = sorted(at.items())
        return found

    def _sorted(self, name: str) -> dict[int, list[Placed]]:
        found = defaultdict(list)
        for stop in sorted(self.by_stop.values(), key=lambda stop: stop.slot):
            key = getattr(stop, name)
            if key is not None:
                found[key].append(stop)
        return dict(found)

    @cached_property
    def of_person(self) -> dict[int, list[tuple[Duty, Slot]]]:
        """The duties of each person that are not declined, with their times."""
        found = defaultdict(list)
        for tour in self.tours:
            for duty in tour.duties:
                slot = self._time_of(tour, duty)
                if slot and duty.reply != "declined":
                    found[duty.person].append((duty, slot))
        return dict(found)

    def _time_of(self, tour: Tour, duty: Duty) -> Slot | None:
        if duty.stop is None:
            return tour.hours if self.is_expected else tour.span
        stop = self.by_stop.get(duty.stop)
        return stop.slot if stop else None

    @cached_property
    def occupied(self) -> dict[int, frozenset[int]]:
        """The stands that a group at each stand keeps taken, itself among them."""
        inside = defaultdict(list)
        for stand in self.stands.values():
            if stand.parent is not None:
                inside[stand.parent].append(stand.pk)
        found = {}
        for stand in self.stands.values():
            taken, queue = {stand.pk}, list(inside[stand.pk]) if stand.blocks else []
            while queue:
                here = queue.pop()
                taken.add(here)
                queue += inside[here]
            found[stand.pk] = frozenset(taken)
        return found


def _at(stops: tuple[Placed, ...], times: Mapping[int, Slot]) -> tuple[Placed, ...]:
    placed = [
        replace(stop, start=times[stop.pk][0], end=times[stop.pk][1])
        if stop.pk in times
        else stop
        for stop in stops
    ]
    return tuple(sorted(placed, key=lambda stop: (stop.slot, stop.pk)))


def overlap(one: Slot, other: Slot) -> bool:
    """Return whether two half-open stretches of time share a moment."""
    return one[0] < other[1] and other[0] < one[1]


def minutes(stretch: timedelta) -> float:
    """Return a stretch of time in minutes."""
    return stretch / MINUTE
