"""When each stop of a delegation can be, if all its others are to be made too."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from delegations.planning.explain.alone import MOST_STOPS, reversed_in_time
from delegations.planning.problem import Delegation, Problem, Stop
from delegations.planning.ranges import FOREVER, Range, common, first_at

# So many steps from stop to stop are looked at before looser starts have to do.
MOST_STEPS = 400_000
# Stops made, the last of them; and when that begins at the earliest.
States = dict[tuple[int, int], int]


def shaved(problem: Problem, short: Collection[int]) -> Problem:
    """Return the problem with only those starts that fit a tour of all of one's stops.

    ``problem`` has mandatory stops alone. The tightest delegations come first; those
    with short cuts, with many stops, and after too many steps the others, stay.
    """
    groups = [
        group
        for group in problem.delegations
        if 1 < len(group.stops) <= MOST_STOPS
        and group.spans
        and group.index not in short
    ]
    groups.sort(key=lambda group: (_slack(problem, group), group.index))
    stops = list(problem.stops)
    steps = 0
    for group in groups:
        if steps > MOST_STEPS:
            break
        hulls, more = _hulls(problem, group)
        steps += more
        for number, hull in zip(group.stops, hulls, strict=True):
            starts = common(stops[number].starts, (hull,))
            stops[number] = replace(stops[number], starts=starts)
    return replace(problem, stops=tuple(stops))


def _slack(problem: Problem, group: Delegation) -> int:
    """Return how much longer than its stops a delegation stays."""
    stay = max(last - first for first, last in group.spans)
    return stay - sum(problem.stops[number].duration for number in group.stops)


def _hulls(problem: Problem, group: Delegation) -> tuple[list[Range], int]:
    """Return the first and last start of each stop in any tour, and the steps taken."""
    stops = [problem.stops[number] for number in group.stops]
    backwards, turned = reversed_in_time(problem, group)
    against = [backwards.stops[number] for number in group.stops]
    everyone = (1 << len(stops)) - 1
    first = [FOREVER] * len(stops)
    last = [-FOREVER] * len(stops)
    steps = 0
    for span, mirrored in zip(group.spans, reversed(turned.spans), strict=True):
        before = _states(problem, group, stops, span)
        after = _states(backwards, turned, against, mirrored)
        steps += (len(before) + len(after)) * len(stops)
        for (made, at), start in before.items():
            end = after.get((everyone ^ made | 1 << at, at))
            if end is None:
                continue
            latest = -end - stops[at].duration
            if start <= latest:
                first[at] = min(first[at], start)
                last[at] = max(last[at], latest)
    return list(zip(first, last, strict=True)), steps


def _states(
    problem: Problem, group: Delegation, stops: Sequence[Stop], span: Range
) -> States:
    """Return when each stop can begin at the earliest after each set of others."""
    minutes = problem.minutes
    ways = [[minutes[one.place][other.place] for other in stops] for one in stops]
    states: States = {}
    layer: States = {}
    for at, stop in enumerate(stops):
        start = first_at(stop.starts, span[0] + minutes[group.entry][stop.place])
        if start is not None:
            layer[1 << at, at] = start
    while layer:
        states.update(layer)
        layer = _one_more(layer, stops, ways)
    return states


def _one_more(
    layer: States, stops: Sequence[Stop], ways: Sequence[Sequence[int]]
) -> States:
    """Return the states with one stop more."""
    longer: States = {}
    for (made, last), start in layer.items():
        time = start + stops[last].duration
        way = ways[last]
        for at, stop in enumerate(stops):
            if made >> at & 1:
                continue
            following = first_at(stop.starts, time + way[at])
            key = made | 1 << at, at
            if following is not None and following < longer.get(key, FOREVER):
                longer[key] = following
    return longer
