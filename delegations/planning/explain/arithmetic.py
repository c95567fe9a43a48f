"""What one delegation cannot do, as arithmetic shows, in sentences for a person."""

from collections.abc import Collection, Iterator, Sequence
from itertools import combinations
from typing import Any

from delegations.planning.explain.alone import (
    MOST_STOPS,
    earliest_end,
    fits_easily,
    least_walk,
    reachable,
)
from delegations.planning.explain.cores import Core
from delegations.planning.problem import Delegation, Problem, Stop
from delegations.planning.ranges import Ranges, common, starts_inside


def of_delegations(problem: Problem, short: Collection[int]) -> Iterator[Core]:
    """Yield what a delegation cannot do even by itself.

    ``problem`` has mandatory stops alone. Of the delegations ``short``, that have short
    cuts, only single stops are looked at.
    """
    for group in problem.delegations:
        stops = [problem.stops[number] for number in group.stops]
        found = next(of_spans(problem, group, stops), None)
        found = found or next(_of_stops(problem, group, stops, short), None)
        if found is None and group.index not in short:
            found = _of_stay(problem, group, stops)
        if found is not None:
            yield found


def of_spans(
    problem: Problem, group: Delegation, stops: Sequence[Stop]
) -> Iterator[Core]:
    """Yield why a delegation with a mandatory stop cannot be there at all."""
    if not stops or group.spans:
        return
    one = frozenset([stops[0].index])
    if group.language is not None and not problem.pools.get(group.language):
        yield Core(
            "language_missing",
            one,
            {"delegation": group.id, "language": group.language},
        )
    for person in group.escorts:
        if not common((group.window,), problem.people[person].available):
            who = problem.people[person].id
            yield Core("escort_away", one, {"delegation": group.id, "person": who})
    yield Core("escorts_apart", one, {"delegation": group.id})


def _of_stops(
    problem: Problem, group: Delegation, stops: Sequence[Stop], short: Collection[int]
) -> Iterator[Core]:
    """Yield the stops that can begin at no time, and pairs that cannot both be."""
    for stop in stops:
        starts = stop.starts
        if starts and group.index not in short:
            starts = reachable(problem, stop)
        if not starts:
            yield without_time(problem, group, stop)
    if group.index not in short:
        yield from _of_fixed(problem, group, stops)


def without_time(problem: Problem, group: Delegation, stop: Stop) -> Core:
    """Return why a stop can begin at no time: the first hindrance that is enough."""
    stand = problem.stands[stop.stand]
    params: dict[str, Any] = {"delegation": group.id, "stand": stand.id}
    one = frozenset([stop.index])
    prefix = "stop"
    if stop.fixed_start is not None:
        params["time"], prefix = stop.fixed_start, "fixed"
    if not starts_inside(group.spans, stop.duration):
        return Core("stop_longer_than_stay", one, {**params, "minutes": stop.duration})
    wished = _wished(group, stop)
    if not wished:
        return Core(f"{prefix}_outside_stay", one, params)
    if not common(wished, starts_inside(stand.open, stop.duration)):
        return Core(f"{prefix}_when_closed", one, params)
    for host in stop.hosts:
        person = problem.people[host]
        if not common(wished, starts_inside(person.available, stop.duration)):
            return Core("host_away", one, {**params, "person": person.id})
    code = "walk_too_long" if stop.starts else "stop_without_time"
    return Core(code, one, {**params, "minutes": stop.duration})


def _wished(group: Delegation, stop: Stop) -> Ranges:
    """Return the starts that a stop's own times and its delegation's stay leave."""
    wished = starts_inside(group.spans, stop.duration)
    if stop.window is not None:
        wished = common(wished, (stop.window,))
    if stop.fixed_start is not None:
        wished = common(wished, ((stop.fixed_start, stop.fixed_start),))
    return wished


def _of_fixed(
    problem: Problem, group: Delegation, stops: Sequence[Stop]
) -> Iterator[Core]:
    """Yield pairs of stops of which neither can be after the other."""
    fixed = [stop for stop in stops if stop.starts[0][0] == stop.starts[-1][1]]
    for one, other in combinations(sorted(fixed, key=lambda s: s.starts[0][0]), 2):
        if _can_follow(problem, one, other) or _can_follow(problem, other, one):
            continue
        yield Core(
            "fixed_clash",
            frozenset([one.index, other.index]),
            {
                "delegation": group.id,
                "stand": problem.stands[one.stand].id,
                "start": one.starts[0][0],
                "other_stand": problem.stands[other.stand].id,
                "time": other.starts[0][0],
            },
        )


def _can_follow(problem: Problem, one: Stop, other: Stop) -> bool:
    end = one.starts[0][0] + one.duration
    return end + problem.minutes[one.place][other.place] <= other.starts[-1][1]


def _of_stay(problem: Problem, group: Delegation, stops: Sequence[Stop]) -> Core | None:
    """Return that a delegation's mandatory stops do not fit its stay."""
    if not stops or fits_easily(problem, group):
        return None
    longest = max(last - first for first, last in group.spans)
    asked = sum(stop.duration for stop in stops)
    if len(stops) <= MOST_STOPS:
        if earliest_end(problem, group) is not None:
            return None
        asked += least_walk(problem, group, stops)
    everything = frozenset(group.stops)
    if asked > longest:
        params = {"delegation": group.id, "asked": asked, "available": longest}
        return Core("stay_too_short", everything, params)
    if len(stops) > MOST_STOPS:
        return None
    return Core("alone_impossible", everything, {"delegation": group.id})
