"""One delegation's search for a tour: what it may do, and what that costs it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from delegations.planning.occupied import Block, Occupied
from delegations.planning.problem import Delegation, Problem, Stop
from delegations.planning.ranges import Ranges, has

# More than any tour costs, so that no mandatory stop is left out to save on it.
DROPPED = 1 << 44


class Window(NamedTuple):
    """Starts of a stop, first and last, and the delegations (bits) in their way."""

    first: int
    last: int
    against: int = 0


class Span(NamedTuple):
    """Time that must hold a whole tour, and the delegations (bits) in its way."""

    first: int
    last: int
    against: int = 0


@dataclass(slots=True)
class Job:
    """What a delegation still has to decide, its stops numbered from 0.

    The row after the last stop's in ``walks`` leads from where it starts. ``prizes``
    are what leaving out a stop costs, if it may be; ``need`` are the stops (bits) it
    must make. ``begun`` are the start of the tour and the end of its last pinned stop.
    ``floors`` bind the first stop to come, ``lags`` (stop, later stop) those that share
    a host who might take longer between them than the delegation does.
    """

    group: Delegation
    stops: list[Stop]
    walks: list[list[int]]
    exits: list[int]
    windows: list[list[Window]]
    spans: list[Span]
    prizes: list[int]
    need: int
    begun: tuple[int, int] | None
    floors: list[int] | None
    lags: dict[tuple[int, int], int]
    late: int
    last_end: int
    wait_price: int
    walk_price: int

    @property
    def is_bound(self) -> bool:
        """Whether more than walking and windows says when a stop may start."""
        return self.floors is not None or bool(self.lags)

    def earliest(self, time: int, path: "Path | None", stop: int) -> int:
        """Return when a stop may start after a path, given when one gets there."""
        if path is None:
            return time if self.floors is None else max(time, self.floors[stop])
        while path is not None:
            before, other, start = path
            lag = self.lags.get((other, stop))
            if lag is not None:
                time = max(time, start + self.stops[other].duration + lag)
            path = before
        return time


# A stop made and its start, after the path before.
Path = tuple["Path | None", int, int]


def job_of(
    problem: Problem,
    group: Delegation,
    occupied: Occupied,
    *,
    may_drop: bool = False,
    windows: Callable[[Stop], list[Window]] | None = None,
    spans: list[Span] | None = None,
) -> Job | None:
    """Return the search for a delegation's tour, None if there can be none.

    With ``may_drop`` mandatory stops may be left out, at a price above all others.
    """
    price = problem.objective
    may_drop = may_drop or problem.today is not None
    find = windows or (lambda stop: _windows(_starts(stop, occupied)))
    open_stops = [stop for each in group.stops if (stop := problem.stops[each]).is_open]
    found = [(stop, find(stop)) for stop in open_stops]
    if not may_drop and any(stop.is_mandatory and not choice for stop, choice in found):
        return None
    found = [(stop, choice) for stop, choice in found if choice]
    stops = [stop for stop, _ in found]
    ends = (tour.end or 0 for tour in occupied.tours.values())
    return Job(
        group=group,
        stops=stops,
        walks=_walks(problem, group, stops),
        exits=[problem.minutes[stop.place][group.exit] for stop in stops],
        windows=[choice for _, choice in found],
        spans=spans or free_spans(group.spans, occupied.blocks(group)),
        prizes=[_prize(stop, price.value * group.weight, may_drop) for stop in stops],
        need=0 if may_drop else _mandatory(stops),
        begun=_begun(problem, group),
        floors=_floors(problem, group, stops),
        lags=_lags(problem, group, stops),
        late=price.last_end,
        last_end=max(ends, default=0) if price.last_end else 0,
        wait_price=group.weight * price.wait,
        walk_price=group.weight * (price.walk - price.wait),
    )


def _prize(stop: Stop, worth: int, may_drop: bool) -> int:
    """Return what it costs to leave a stop out, nothing if it must be made."""
    if stop.is_mandatory:
        return DROPPED if may_drop else 0
    return worth * stop.value


def _mandatory(stops: Sequence[Stop]) -> int:
    return sum(1 << at for at, stop in enumerate(stops) if stop.is_mandatory)


def _starts(stop: Stop, occupied: Occupied) -> Ranges:
    """Return the starts that are free, for a frozen stop its own if that is."""
    starts = occupied.starts(stop)
    previous = stop.previous
    if stop.is_frozen and previous is not None and has(starts, previous):
        return ((previous, previous),)
    return starts


def _windows(starts: Ranges) -> list[Window]:
    return [Window(first, last) for first, last in starts]


def _walks(
    problem: Problem, group: Delegation, stops: Sequence[Stop]
) -> list[list[int]]:
    """Return the minutes from each stop, and from where the tour goes on, to each."""
    places = [stop.place for stop in stops]
    start = group.entry
    if group.pinned:
        start = problem.stops[group.pinned[-1]].place
    rows = [problem.minutes[place] for place in [*places, start]]
    return [[row[place] for place in places] for row in rows]


def _begun(problem: Problem, group: Delegation) -> tuple[int, int] | None:
    """Return when a tour began and when its last pinned stop ends."""
    pinned = [problem.stops[number] for number in group.pinned]
    times = [stop.pinned for stop in pinned if stop.pinned]
    if not times:
        return None
    start = times[0][0] - problem.minutes[group.entry][pinned[0].place]
    return start, max(end for _, end in times)


def _floors(
    problem: Problem, group: Delegation, stops: Sequence[Stop]
) -> list[int] | None:
    """Return the earliest start of each stop from where the delegation is free."""
    if group.ready is None:
        return None
    place, time = group.ready
    return [time + problem.minutes[place][stop.place] for stop in stops]


def _lags(
    problem: Problem, group: Delegation, stops: Sequence[Stop]
) -> dict[tuple[int, int], int]:
    """Return the walk of a host between two of the stops, where there is one."""
    lags: dict[tuple[int, int], int] = {}
    with_hosts = [
        (at, stop, set(stop.hosts) - set(group.escorts))
        for at, stop in enumerate(stops)
        if stop.hosts
    ]
    for at, stop, hosts in with_hosts:
        for to, other, others in with_hosts:
            if at != to and stop.place != other.place and hosts & others:
                lags[at, to] = problem.minutes[stop.place][other.place]
    return lags


def free_spans(spans: Ranges, blocks: Iterable[Block]) -> list[Span]:
    """Return the spans that blocks leave, longest first."""
    left = set(spans)
    for block in blocks:
        latest, earliest = block.start - block.before, block.end + block.after
        parts = set()
        for first, last in left:
            parts.add((first, min(last, latest)))
            parts.add((max(first, earliest), last))
        left = {(first, last) for first, last in parts if first <= last}
    inner = {
        one
        for one in left
        for other in left
        if one != other and other[0] <= one[0] and one[1] <= other[1]
    }
    return [
        Span(first, last)
        for first, last in sorted(left - inner, key=lambda s: (s[0] - s[1], s))
    ]
