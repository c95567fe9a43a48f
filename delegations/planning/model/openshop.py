"""The open shop: nobody walks, all stops must be made, the last end alone counts.

Stands are machines and delegations jobs (Gonzalez and Sahni, 1976). What helps a proof
there would burden other days: a literal for each pair's order, the time that all those
before a stop take, and of each plan and its mirror image in time only one.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import Any

from delegations.planning.model.model import Model
from delegations.planning.model.stops import add_stops
from delegations.planning.model.tours import TourVars
from delegations.planning.plan import Plan
from delegations.planning.problem import Problem, Stop
from delegations.planning.ranges import Range

# Where rows are long, a plan as short as the longest row is to be found; where they are
# short, there may be none, and that is to be proven. The linear relaxation says nothing
# about it, and takes most of the time.
LONGEST = 9
SHORT_ROWS: dict[str, Any] = {"linearization_level": 0}


def is_open_shop(problem: Problem) -> bool:
    """Return whether a problem is an open shop, by its structure."""
    price = problem.objective
    return (
        problem.today is None
        and price.last_end > 0
        and not price.wait
        and not any(map(any, problem.minutes))
        and not problem.apart
        and all(stand.capacity == 1 for stand in problem.stands)
        and not any(group.escorts or group.language for group in problem.delegations)
        and not any(stop.hosts or problem.may_skip(stop) for stop in problem.stops)
    )


class OpenShop(Model):
    """The lean model of a whole open shop; ``parameters`` suit it.

    It takes no hints: the solver's first plans come at once, and are better.
    """

    parameters: dict[str, Any]
    last_end: Any

    def add_tours(self) -> dict[int, TourVars]:
        """Add the stops alone: what tours cost does not matter."""
        for group in self.problem.delegations:
            stops = add_stops(self, group)
            self.cp.add_no_overlap(self.intervals[stop.index] for stop in stops)
        return {}

    def begin_with(self, plan: Plan) -> None:
        """Take no hint."""

    def _cost(self) -> Any:
        """Return the price of the last end, and tell what follows for short rows."""
        self.last_end = self._last_end_of_all()
        self.parameters = {}
        rows = [row for row in _rows(self) if len(row) > 1]
        if rows and max(map(len, rows)) <= LONGEST and not self.is_void:
            self.parameters = SHORT_ROWS
            for row in rows:
                _Row(self, row).add()
            self._halve()
        return self.problem.objective.last_end * self.last_end

    def _last_end_of_all(self) -> Any:
        ends = {
            number: self.allowed_starts[number][-1][1] + stop.duration
            for number, stop in enumerate(self.problem.stops)
            if number in self.starts
        }
        latest = max(ends.values(), default=0)
        last = self.cp.new_int_var(min(self._least(), latest), latest, "last_end")
        for number, start in self.starts.items():
            self.cp.add(start + self.problem.stops[number].duration <= last)
        return last

    def _least(self) -> int:
        """Return when the last tour ends at the earliest, by the longest row."""
        sums = [
            min(self.allowed_starts[stop.index][0][0] for stop in row)
            + sum(stop.duration for stop in row)
            for row in _rows(self)
        ]
        ends = [
            allowed[0][0] + self.problem.stops[number].duration
            for number, allowed in self.allowed_starts.items()
        ]
        return max([*sums, *ends], default=0)

    def _halve(self) -> None:
        """Of each plan and its mirror image in time allow only one.

        The longest stop's middle lies in the first half, where all have equal hours.
        """
        times = hours(self)
        if times is None:
            return
        stops = [self.problem.stops[number] for number in self.starts]
        longest = max(stops, key=lambda stop: (stop.duration, -stop.index))
        middle = 2 * self.starts[longest.index] + longest.duration
        self.cp.add(middle <= self.last_end + times[0])


def hours(model: Model) -> Range | None:
    """Return the one interval in which every stop may lie, None if they differ."""
    found: set[Range] = set()
    for number, allowed in model.allowed_starts.items():
        duration = model.problem.stops[number].duration
        found.update((first, last + duration) for first, last in allowed)
    return found.pop() if len(found) == 1 else None


def _rows(model: Model) -> Iterable[list[Stop]]:
    """Return the stops of each delegation and of each stand."""
    rows: dict[tuple[str, int], list[Stop]] = defaultdict(list)
    for number in model.starts:
        stop = model.problem.stops[number]
        if stop.duration:
            rows["delegation", stop.delegation].append(stop)
            rows["stand", stop.stand].append(stop)
    return rows.values()


class _Row:
    """Stops of which one follows the other."""

    def __init__(self, model: OpenShop, stops: list[Stop]) -> None:
        self.model = model
        self.stops = stops
        self.order: dict[tuple[int, int], Any] = {}

    def add(self) -> None:
        """Add the order of each pair, and the time that all before and after take."""
        for one, other in combinations(self.stops, 2):
            self._pair(one, other)
        model = self.model
        allowed = model.allowed_starts
        earliest = min(allowed[stop.index][0][0] for stop in self.stops)
        for stop in self.stops:
            start = model.starts[stop.index]
            before, after = [], []
            for other in self.stops:
                if other is not stop:
                    before.append(other.duration * self.order[other.index, stop.index])
                    after.append(other.duration * self.order[stop.index, other.index])
            model.cp.add(start >= earliest + sum(before))
            model.cp.add(start + stop.duration + sum(after) <= model.last_end)

    def _pair(self, one: Stop, other: Stop) -> None:
        model = self.model
        first = model.cp.new_bool_var("first")
        self.order[one.index, other.index] = first
        self.order[other.index, one.index] = ~first
        starts = model.starts[one.index], model.starts[other.index]
        forth = model.cp.add(starts[0] + one.duration <= starts[1])
        forth.only_enforce_if(first)
        back = model.cp.add(starts[1] + other.duration <= starts[0])
        back.only_enforce_if(~first)
