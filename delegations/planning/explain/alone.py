"""One delegation by itself: when its stops can be, and whether they fit its stay."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from delegations.planning.problem import Delegation, Problem, Stop
from delegations.planning.ranges import Range, Ranges, common, first_at

# The subsets of a dozen stops are looked through in a moment; of more they are not.
MOST_STOPS = 12


def reachable(problem: Problem, stop: Stop) -> Ranges:
    """Return a stop's starts that leave the walks from the entry and to the exit."""
    group = problem.delegations[stop.delegation]
    come = problem.minutes[group.entry][stop.place]
    leave = stop.duration + problem.minutes[stop.place][group.exit]
    inside = tuple(
        (first + come, last - leave)
        for first, last in group.spans
        if first + come <= last - leave
    )
    return common(stop.starts, inside)


def tightened(problem: Problem, short: Collection[int]) -> Problem:
    """Return the problem with only those starts that a delegation can reach in time.

    Those of delegations with short cuts stay, for the direct way bounds nothing there.
    """
    stops = list(problem.stops)
    for group in problem.delegations:
        if group.index in short:
            continue
        for number in group.stops:
            stop = stops[number]
            stops[number] = replace(stop, starts=reachable(problem, stop))
    return replace(problem, stops=tuple(stops))


def least_walk(problem: Problem, group: Delegation, stops: Sequence[Stop]) -> int:
    """Return the minutes that a way through all stops takes at least."""
    count = len(stops)
    minutes = problem.minutes
    if not count:
        return 0
    best = {(1 << at, at): minutes[group.entry][stops[at].place] for at in range(count)}
    for _ in range(count - 1):
        longer: dict[tuple[int, int], int] = {}
        for (mask, last), way in best.items():
            row = minutes[stops[last].place]
            for at in range(count):
                if mask >> at & 1:
                    continue
                key = mask | 1 << at, at
                total = way + row[stops[at].place]
                if total < longer.get(key, total + 1):
                    longer[key] = total
        best = longer
    return min(
        way + minutes[stops[last].place][group.exit] for (_, last), way in best.items()
    )


def earliest_end(problem: Problem, group: Delegation) -> int | None:
    """Return when a delegation can be through at the earliest, None if never.

    Only its own rules count. Meant for at most ``MOST_STOPS`` stops.
    """
    stops = [problem.stops[number] for number in group.stops]
    ends = [_through(problem, group, stops, span) for span in group.spans]
    return min((end for end in ends if end is not None), default=None)


def _through(
    problem: Problem, group: Delegation, stops: Sequence[Stop], span: Range
) -> int | None:
    """Return the earliest end of a tour inside a span."""
    minutes = problem.minutes
    layer = {(0, -1): span[0]}
    for _ in stops:
        longer: dict[tuple[int, int], int] = {}
        for (mask, last), time in layer.items():
            row = minutes[group.entry if last < 0 else stops[last].place]
            for at, stop in enumerate(stops):
                if mask >> at & 1:
                    continue
                start = first_at(stop.starts, time + row[stop.place])
                if start is None:
                    continue
                key = mask | 1 << at, at
                end = start + stop.duration
                if end < longer.get(key, end + 1):
                    longer[key] = end
        layer = longer
    ends = [
        time + minutes[stops[last].place if last >= 0 else group.entry][group.exit]
        for (_, last), time in layer.items()
    ]
    return min((end for end in ends if end <= span[1]), default=None)


def reversed_in_time(problem: Problem, group: Delegation) -> tuple[Problem, Delegation]:
    """Return the problem of one delegation with time running backwards."""
    minutes = tuple(zip(*problem.minutes, strict=True))
    stops = list(problem.stops)
    for number in group.stops:
        stop = stops[number]
        starts = tuple(
            (-last - stop.duration, -first - stop.duration)
            for first, last in reversed(stop.starts)
        )
        stops[number] = replace(stop, starts=starts)
    spans = tuple((-last, -first) for first, last in reversed(group.spans))
    group = replace(group, entry=group.exit, exit=group.entry, spans=spans)
    return replace(problem, stops=tuple(stops), minutes=minutes), group


def latest_start(problem: Problem, group: Delegation) -> int | None:
    """Return when a delegation must set out at the latest, None if it never can."""
    end = earliest_end(*reversed_in_time(problem, group))
    return None if end is None else -end


def fits_easily(problem: Problem, group: Delegation) -> bool:
    """Return whether a simple order fits: the most urgent first, or the nearest."""
    stops = [problem.stops[number] for number in group.stops]
    if any(not stop.starts for stop in stops):
        return False
    orders = (
        sorted(stops, key=lambda stop: (stop.starts[-1][1], stop.index)),
        sorted(stops, key=lambda stop: (stop.starts[0][0], stop.starts[-1][1])),
        _nearest(problem, group, stops),
    )
    return any(_fits(problem, group, order) for order in orders)


def _nearest(problem: Problem, group: Delegation, stops: Sequence[Stop]) -> list[Stop]:
    """Return the stops in an order in which each can begin as soon as any."""
    left, order = list(stops), list[Stop]()
    place, time = group.entry, group.spans[0][0] if group.spans else 0
    while left:
        starts = {
            stop.index: first_at(stop.starts, time + problem.minutes[place][stop.place])
            for stop in left
        }
        soon = [stop for stop in left if starts[stop.index] is not None]
        if not soon:
            return order + left
        following = min(soon, key=lambda stop: (starts[stop.index], stop.index))
        left.remove(following)
        order.append(following)
        place, time = (
            following.place,
            (starts[following.index] or 0) + following.duration,
        )
    return order


def _fits(problem: Problem, group: Delegation, order: Sequence[Stop]) -> bool:
    """Return whether stops can be made in this order inside one span."""
    if not order:
        return True
    minutes = problem.minutes
    legs = [minutes[one.place][other.place] for one, other in pairwise(order)]
    ways = [minutes[group.entry][order[0].place], *legs]
    for first, last in group.spans:
        time: int | None = first
        for way, stop in zip(ways, order, strict=True):
            start = first_at(stop.starts, (time or 0) + way)
            time = None if start is None else start + stop.duration
            if time is None:
                break
        if time is not None and time + minutes[order[-1].place][group.exit] <= last:
            return True
    return False
