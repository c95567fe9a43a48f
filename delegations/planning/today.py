"""The day while it runs: what has happened, what is settled, what is still open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from delegations.planning.problem import Delegation, Problem, State, Stop, Today
from delegations.planning.ranges import (
    FOREVER,
    Range,
    Ranges,
    common,
    has,
    starts_inside,
    without,
)
from delegations.planning.reading import MOST, BadProblem, Reader, items, whole

NOTICE = 15


@dataclass(frozen=True)
class Happened:
    """What is said of one stop: its state, its actual times, whether it is locked."""

    state: State | None
    start: int | None
    end: int | None
    is_locked: bool
    where: str

    @classmethod
    def read(cls, reader: Reader, *, has_plan: bool) -> "Happened":
        """Return what a stop's JSON says. Raises BadProblem."""
        is_locked = reader.flag("locked", default=False)
        if is_locked and not has_plan:
            stop = reader.text("id")
            raise BadProblem(f"{reader.at('locked')}: “{stop}” needs previous")
        start, end = _actual(reader)
        return cls(_state(reader), start, end, is_locked, reader.where)


def _state(reader: Reader) -> State | None:
    if not reader.has("state"):
        return None
    value = reader.text("state")
    if value not in list(State):
        raise BadProblem(f"{reader.at('state')}: must be one of {', '.join(State)}")
    return State(value)


def _actual(reader: Reader) -> tuple[int | None, int | None]:
    """Return the actual start and end, as far as given."""
    if not reader.has("actual"):
        return None, None
    where = reader.at("actual")
    ends = items(reader.value["actual"], where)
    if len(ends) != 2:
        raise BadProblem(f"{where}: must be [start, end or null]")
    start = whole(ends[0], f"{where}[0]", -MOST)
    end = None if ends[1] is None else whole(ends[1], f"{where}[1]", -MOST)
    if end is not None and end < start:
        raise BadProblem(f"{where}: ends before it begins")
    return start, end


def settle(
    top: Reader,
    problem: Problem,
    ids: Mapping[str, int],
    stop_ids: Mapping[str, int],
    happened: Sequence[Happened],
    ready: Sequence[tuple[int | None, int | None]],
) -> Problem:
    """Return the problem as it is now, with the starts that tours leave to stops."""
    _refuse_half(top)
    late = frozenset(top.all_known("late", ids))
    if not top.has("now"):
        inside = [_inside(stop, problem.delegations) for stop in problem.stops]
        return replace(problem, stops=tuple(inside))
    today = Today(
        top.whole("now", least=-MOST),
        top.whole("notice", NOTICE),
        late,
    )
    previous = _previous(top, stop_ids)
    stops = [
        _as_happened(stop, previous.get(stop.index), what, today)
        for stop, what in zip(problem.stops, happened, strict=True)
    ]
    delegations = tuple(
        _on_the_way(delegation, stops, said, problem, today)
        for delegation, said in zip(problem.delegations, ready, strict=True)
    )
    _give_bays(problem, stops)
    stops = [_inside(stop, delegations) for stop in stops]
    free = _Free(problem, stops, delegations, today)
    return replace(
        problem,
        today=today,
        delegations=delegations,
        stops=tuple(free.stop(stop) for stop in stops),
    )


def _refuse_half(top: Reader) -> None:
    """Complain of a plan in force without the time it is, or the other way round."""
    if top.has("previous") != top.has("now"):
        missing, given = ("now", "previous")
        if top.has("now"):
            missing, given = given, missing
        raise BadProblem(f"{missing}: is missing, though {given} is given")


def _inside(stop: Stop, delegations: Sequence[Delegation]) -> Stop:
    """Return a stop with the starts at which it lies inside its tour's spans."""
    inside = starts_inside(delegations[stop.delegation].spans, stop.duration)
    return replace(stop, starts=common(stop.starts, inside))


def _give_bays(problem: Problem, stops: list[Stop]) -> None:
    """Give those that have begun, and of which no bay is said, one that was free."""
    for stop in stops:
        if stop.pinned is None or stop.bay is not None:
            continue
        first, last = stop.pinned
        taken = {
            other.bay
            for other in stops
            if other.stand == stop.stand
            and other.pinned
            and other.pinned[0] < last
            and first < other.pinned[1]
        }
        bays = range(1, problem.stands[stop.stand].capacity + 1)
        bay = next((bay for bay in bays if bay not in taken), 1)
        stops[stop.index] = replace(stop, bay=bay)


def _previous(top: Reader, ids: Mapping[str, int]) -> dict[int, tuple[int, int]]:
    """Return the start and bay of each stop in the plan in force."""
    reader = Reader(top.get("previous"), "previous")
    result = {}
    for name in reader.value:
        if name not in ids:
            raise BadProblem(f"previous: “{name}” is unknown")
        entry = Reader(reader.value[name], f"previous.{name}")
        result[ids[name]] = (
            entry.whole("start", least=-MOST),
            entry.whole("bay", 1, least=1),
        )
    return result


def _as_happened(
    stop: Stop, previous: tuple[int, int] | None, what: Happened, today: Today
) -> Stop:
    """Return the stop with its state, and its time if it has begun."""
    start, bay = previous or (None, None)
    if what.is_locked and start is None:
        raise BadProblem(f"{what.where}.locked: “{stop.id}” is missing in previous")
    state = what.state or _state_by_clock(start, what, today)
    stop = replace(stop, state=state, previous=start, bay=bay, is_locked=what.is_locked)
    if state not in (State.BEGUN, State.DONE):
        is_near = start is not None and today.now <= start < today.now + today.notice
        is_kept = state == State.PLANNED and (is_near or what.is_locked)
        return replace(stop, is_frozen=is_kept)
    begin = what.start if what.start is not None else start
    if begin is None:
        raise BadProblem(f"{what.where}.actual: “{stop.id}” was {state}: say when")
    end = what.end if what.end is not None else begin + stop.duration
    return replace(stop, pinned=(begin, end))


def _state_by_clock(start: int | None, what: Happened, today: Today) -> State:
    if what.start is not None:
        return State.BEGUN if what.end is None else State.DONE
    if start is not None and start < today.now:
        return State.BEGUN
    return State.PLANNED


def _on_the_way(
    delegation: Delegation,
    stops: Sequence[Stop],
    said: tuple[int | None, int | None],
    problem: Problem,
    today: Today,
) -> Delegation:
    """Return the delegation with what it has behind it and where it is free."""
    pinned = sorted(
        (number for number in delegation.stops if stops[number].pinned),
        key=lambda number: (stops[number].pinned, number),
    )
    place, time = said
    ready = None
    if place is not None or time is not None:
        last = stops[pinned[-1]].place if pinned else delegation.entry
        ready = (
            last if place is None else place,
            today.now if time is None else time,
        )
    spans = delegation.spans
    if pinned:
        spans = _spans_left(delegation, [stops[number] for number in pinned], problem)
    return replace(delegation, pinned=tuple(pinned), ready=ready, spans=spans)


def _spans_left(
    delegation: Delegation, pinned: Sequence[Stop], problem: Problem
) -> Ranges:
    """Return when a tour that has begun may end.

    An escort with whom it has begun outside their hours is bound by the last of them:
    reality keeps to no rule, but what is still to come does.
    """
    begin = pinned[0].pinned or (0, 0)
    start = begin[0] - problem.minutes[delegation.entry][pinned[0].place]
    end = max(stop.pinned[1] for stop in pinned if stop.pinned)
    end += problem.minutes[pinned[-1].place][delegation.exit]
    latest = delegation.window[1]
    for escort in delegation.escorts:
        available = problem.people[escort].available
        holding = [last for first, last in available if first <= start and end <= last]
        every = [last for _, last in available]
        latest = min(latest, max(holding or every, default=-FOREVER))
    return ((-FOREVER, max(latest, end)),)


class _Free:
    """What the begun and done stops leave to those that are still open."""

    def __init__(
        self,
        problem: Problem,
        stops: Sequence[Stop],
        delegations: Sequence[Delegation],
        today: Today,
    ) -> None:
        self.problem = problem
        self.today = today
        self.delegations = delegations
        self.stops = stops
        self.at_stand: dict[int, list[Range]] = {}
        self.of_host: dict[int, list[tuple[Stop, Range]]] = {}
        for stop in stops:
            if stop.pinned is None:
                continue
            self.at_stand.setdefault(stop.stand, []).append(stop.pinned)
            for host in stop.hosts:
                self.of_host.setdefault(host, []).append((stop, stop.pinned))

    def stop(self, stop: Stop) -> Stop:
        """Return an open stop with the starts that are left to it."""
        if not stop.is_open:
            return stop
        starts = without(
            common(stop.starts, ((self._earliest(stop), FOREVER),)), self._gaps(stop)
        )
        if stop.previous is None:
            return replace(stop, starts=starts)
        if stop.is_locked:
            there = self.problem.stands[stop.stand].capacity
            kept = (stop.previous, stop.previous)
            starts = common(starts, (kept,) if (stop.bay or 1) <= there else ())
        frozen = stop.is_frozen and has(starts, stop.previous)
        return replace(stop, starts=starts, is_frozen=frozen)

    def _earliest(self, stop: Stop) -> int:
        """Return the time before which a stop cannot start."""
        delegation = self.delegations[stop.delegation]
        ends = [self.stops[number].pinned for number in delegation.pinned]
        times = [self.today.now, *(pinned[1] for pinned in ends if pinned)]
        if delegation.ready:
            times.append(delegation.ready[1])
        return max(times)

    def _gaps(self, stop: Stop) -> list[Range]:
        """Return the closed ranges in which a stop cannot start."""
        gaps = []
        stand = self.problem.stands[stop.stand]
        if stop.duration and stand.capacity == 1:
            gaps += [
                (first - stop.duration + 1, last - 1)
                for first, last in self.at_stand.get(stop.stand, [])
                if first < last
            ]
        minutes = self.problem.minutes
        escorts = self.delegations[stop.delegation].escorts
        for host in stop.hosts:
            if host in escorts:
                continue
            for other, (first, last) in self.of_host.get(host, []):
                if other.stand == stop.stand:
                    continue
                to, back = (
                    minutes[stop.place][other.place],
                    minutes[other.place][stop.place],
                )
                gaps.append((first - to - stop.duration + 1, last + back - 1))
        return gaps
