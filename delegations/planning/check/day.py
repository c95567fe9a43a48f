"""The raw problem by id, with the contract's defaults; places, tours, what is past."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import Any, NamedTuple

Raw = dict[str, Any]
Span = tuple[int, int]


class Placed(NamedTuple):
    """A stop with its place in a plan; past ones are done or begun."""

    id: str
    delegation: str
    stand: str
    start: int
    end: int
    bay: int
    is_past: bool = False


class Tour(NamedTuple):
    """What a delegation's stops amount to; ``walk`` and ``wait`` in units of time."""

    delegation: str
    stops: tuple[Placed, ...]
    start: int
    end: int
    walk: int
    wait: int


class Day:
    """A problem as it was given, indexed."""

    def __init__(self, problem: Raw) -> None:
        """Index the problem; it has passed whoever reads problems."""
        self.now: int | None = problem.get("now")
        self.previous: dict[str, Raw] = problem.get("previous") or {}
        self.is_running = problem.get("previous") is not None
        self.notice: int = _or(problem.get("notice"), 15)
        self.late = set(problem.get("late") or ())
        self.objective: Raw = problem["objective"]
        self.pools: dict[str, int] = problem.get("interpreters") or {}
        self.apart = [tuple(pair) for pair in problem.get("apart") or ()]
        self.delegations: dict[str, Raw] = {
            each["id"]: each for each in problem.get("delegations") or ()
        }
        self.stops: dict[str, Raw] = {}
        self.owner: dict[str, str] = {}
        for delegation in problem.get("delegations") or ():
            for stop in delegation.get("stops") or ():
                self.stops[stop["id"]] = stop
                self.owner[stop["id"]] = delegation["id"]
        self._index_places(problem)
        self._index_people(problem)

    def _index_places(self, problem: Raw) -> None:
        stands = problem.get("stands") or ()
        self.capacity = {each["id"]: _or(each.get("capacity"), 1) for each in stands}
        self.open = {each["id"]: merged(each.get("open") or ()) for each in stands}
        walk = problem.get("walk") or {}
        self._row = {place: row for row, place in enumerate(walk.get("ids") or ())}
        self._minutes: list[list[int]] = walk.get("minutes") or []

    def _index_people(self, problem: Raw) -> None:
        people = problem.get("people") or ()
        self.available = {
            each["id"]: merged(each.get("available") or ()) for each in people
        }
        self.escorted: dict[str, list[str]] = defaultdict(list)
        self.hosted: dict[str, set[str]] = defaultdict(set)
        for delegation in self.delegations.values():
            for person in delegation.get("escorts") or ():
                self.escorted[person].append(delegation["id"])
        for stop in self.stops.values():
            for person in stop.get("hosts") or ():
                self.hosted[person].add(stop["id"])

    def walk(self, start: str, end: str) -> int:
        """Return the way between two places; nothing where no ways are given."""
        if not self._row:
            return 0
        return self._minutes[self._row[start]][self._row[end]]

    def weight(self, delegation: str) -> int:
        """Return what a delegation's time counts."""
        return int(_or(self.delegations[delegation].get("weight"), 1))

    def is_mandatory(self, stop: str) -> bool:
        """Return whether a stop must be made."""
        return self.stops[stop].get("mandatory") is not False

    def value(self, stop: str) -> int:
        """Return what leaving out a stop costs: nothing for mandatory ones."""
        return 0 if self.is_mandatory(stop) else self.stops[stop].get("value") or 0

    def state(self, stop: str) -> str:
        """Return planned, begun, done or skipped; before the day all are planned."""
        if not self.is_running:
            return "planned"
        given: str | None = self.stops[stop].get("state")
        if given:
            return given
        start, _ = self.stops[stop].get("actual") or (None, None)
        kept = self.previous.get(stop)
        passed = kept and self.now is not None and kept["start"] < self.now
        return "begun" if passed or start is not None else "planned"

    def past(self) -> dict[str, Placed]:
        """Return the stops done and begun, where and when they are."""
        found = {}
        for stop in self.stops:
            if self.state(stop) not in ("done", "begun"):
                continue
            start, end = self._actual(stop)
            if start is not None:
                end = start + self.stops[stop]["duration"] if end is None else end
                bay = self.previous.get(stop, {}).get("bay") or 1
                found[stop] = self.placed(stop, start, end, bay, is_past=True)
        return found

    def _actual(self, stop: str) -> tuple[int | None, int | None]:
        start, end = self.stops[stop].get("actual") or (None, None)
        if start is None:
            start = self.previous.get(stop, {}).get("start")
        return start, end

    def placed(
        self, stop: str, start: int, end: int, bay: int, *, is_past: bool = False
    ) -> Placed:
        """Return a stop with times and a bay."""
        stand = self.stops[stop]["stand"]
        return Placed(stop, self.owner[stop], stand, start, end, bay, is_past)

    def tours(self, placed: Iterable[Placed]) -> dict[str, Tour]:
        """Return the tours that these stops make, by delegation, without empty ones.

        Stops of one start and one end are walked in the order in which they come.
        """
        stops: dict[str, list[Placed]] = defaultdict(list)
        for stop in placed:
            stops[stop.delegation].append(stop)
        return {each: self._tour(each, found) for each, found in stops.items()}

    def _tour(self, delegation: str, stops: list[Placed]) -> Tour:
        stops.sort(key=lambda stop: (stop.start, stop.end))
        entry = self.delegations[delegation]["entry"]
        leave = self.delegations[delegation]["exit"]
        to_first = self.walk(entry, stops[0].stand)
        from_last = self.walk(stops[-1].stand, leave)
        between = sum(
            self.walk(one.stand, other.stand) for one, other in pairwise(stops)
        )
        start = stops[0].start - to_first
        end = max(stop.end for stop in stops) + from_last
        walk = to_first + between + from_last
        # What was to last, not what it took: to take longer counts as waiting.
        wait = end - start - walk - sum(self.stops[s.id]["duration"] for s in stops)
        return Tour(delegation, tuple(stops), start, end, walk, wait)


def merged(spans: Iterable[Iterable[int]]) -> list[Span]:
    """Return spans in order, those that touch or overlap made one."""
    found: list[Span] = []
    for start, end in sorted((start, end) for start, end in spans):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


def is_within(spans: Iterable[Span], start: int, end: int) -> bool:
    """Return whether one of the spans holds all of a stretch of time."""
    return any(first <= start and end <= last for first, last in spans)


def _or(given: Any, default: Any) -> Any:
    return default if given is None else given
