"""Times that a stop takes at its stand in every plan, whoever is placed first."""

from dataclasses import replace

from delegations.planning.problem import Problem, Stop
from delegations.planning.ranges import Range, without


def tightened(problem: Problem) -> Problem:
    """Return the problem without starts that would be in another stop's way for sure.

    A stop that must be made, and whose last start comes before its first end, is under
    way in between. On the day none must be made.
    """
    if problem.today is not None:
        return problem
    taken: dict[int, list[tuple[int, Range]]] = {}
    for stop in problem.stops:
        if stop.is_mandatory and stop.starts:
            first, last = stop.starts[-1][1], stop.starts[0][0] + stop.duration
            if first < last and problem.stands[stop.stand].capacity == 1:
                taken.setdefault(stop.stand, []).append((stop.index, (first, last)))
    return replace(
        problem,
        stops=tuple(_beside(stop, taken.get(stop.stand, ())) for stop in problem.stops),
    )


def _beside(stop: Stop, taken: "list[tuple[int, Range]] | tuple[()]") -> Stop:
    """Return a stop with the starts that others are sure to leave to it."""
    gaps = [
        (first - stop.duration + 1, last - 1)
        for other, (first, last) in taken
        if other != stop.index and stop.duration
    ]
    return replace(stop, starts=without(stop.starts, gaps)) if gaps else stop
