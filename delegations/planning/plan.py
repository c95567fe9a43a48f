"""A plan: who is where when, with what each tour costs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from delegations.planning.problem import Problem


@dataclass(frozen=True)
class Tour:
    """A delegation's way through the day: its stops in order with their starts.

    Without stops it is no tour: ``start`` and ``end`` are None, and it costs what the
    stops left out are worth. ``cost`` is weighted, without the price of the last end.
    """

    delegation: int
    order: tuple[int, ...]
    starts: tuple[int, ...]
    start: int | None
    end: int | None
    walk: int
    wait: int
    value_lost: int
    cost: int


@dataclass(frozen=True)
class Plan:
    """A tour for each delegation, by its index."""

    problem: Problem
    tours: tuple[Tour, ...]

    @cached_property
    def last_end(self) -> int:
        """The latest end of a tour, 0 without any."""
        return max((tour.end for tour in self.tours if tour.end is not None), default=0)

    @cached_property
    def cost(self) -> int:
        """What the plan costs in all."""
        late = self.problem.objective.last_end * self.last_end
        return sum(tour.cost for tour in self.tours) + late

    @cached_property
    def starts(self) -> dict[int, int]:
        """The start of each stop made."""
        return {
            stop: start
            for tour in self.tours
            for stop, start in zip(tour.order, tour.starts, strict=True)
        }

    @cached_property
    def missing(self) -> tuple[int, ...]:
        """The mandatory stops that are not made, skipped ones apart."""
        return tuple(
            stop.index
            for stop in self.problem.stops
            if stop.is_mandatory and stop.is_open and stop.index not in self.starts
        )

    def end(self, stop: int) -> int:
        """Return the end of a stop made."""
        pinned = self.problem.stops[stop].pinned
        if pinned:
            return pinned[1]
        return self.starts[stop] + self.problem.stops[stop].duration

    def with_tours(self, tours: Iterable[Tour]) -> "Plan":
        """Return the plan with some tours exchanged."""
        mine = list(self.tours)
        for tour in tours:
            mine[tour.delegation] = tour
        return Plan(self.problem, tuple(mine))


def tour(problem: Problem, delegation: int, starts: Mapping[int, int]) -> Tour:
    """Return a delegation's tour of the stops that have a start, and its cost.

    What is pinned belongs to every tour, and need not be given.
    """
    group = problem.delegations[delegation]
    times = {number: starts[number] for number in group.stops if number in starts}
    ends = {number: times[number] + problem.stops[number].duration for number in times}
    for number in group.pinned:
        times[number], ends[number] = problem.stops[number].pinned or (0, 0)
    order = sorted(times, key=lambda number: (times[number], ends[number], number))
    left_out = [problem.stops[number] for number in group.stops if number not in times]
    lost = sum(stop.value for stop in left_out if not stop.is_mandatory)
    lost_cost = sum(problem.price_left_out(stop) for stop in left_out)
    if not order:
        return Tour(delegation, (), (), None, None, 0, 0, lost, lost_cost)
    places = [problem.stops[number].place for number in order]
    minutes = problem.minutes
    first, last = minutes[group.entry][places[0]], minutes[places[-1]][group.exit]
    start = times[order[0]] - first
    end = max(ends.values()) + last
    legs = sum(minutes[a][b] for a, b in pairwise(places))
    walk = first + legs + last
    wait = end - start - walk - sum(problem.stops[number].duration for number in order)
    price = problem.objective
    cost = group.weight * (price.walk * walk + price.wait * wait) + lost_cost
    return Tour(
        delegation,
        tuple(order),
        tuple(times[number] for number in order),
        start,
        end,
        walk,
        wait,
        lost,
        cost,
    )


def plan_of(problem: Problem, starts: Mapping[int, int]) -> Plan:
    """Return the plan in which each stop has its start, and others are left out."""
    return Plan(
        problem,
        tuple(tour(problem, group.index, starts) for group in problem.delegations),
    )
