"""What tours share: stands, officials, interpreters; and who must not meet."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from delegations.planning.model.sequences import can_follow, follow, has_way_round
from delegations.planning.model.speaking import interpret
from delegations.planning.occupied import collide
from delegations.planning.plan import Plan
from delegations.planning.problem import Stop
from delegations.planning.ranges import Range

if TYPE_CHECKING:
    from delegations.planning.model.model import Model


@dataclass(frozen=True)
class Use:
    """Time of somebody that depends on variables: at a stop, or on a whole tour."""

    delegation: int
    start: Any
    end: Any
    come: int
    leave: int
    present: tuple[Any, ...]
    stop: int | None
    begun: Range | None = None
    least: int = 0

    def times(self, plan: Plan) -> tuple[int, int] | None:
        """Return its time in a plan, None where there is none."""
        if self.stop is not None:
            start = plan.starts.get(self.stop)
            return None if start is None else (start, plan.end(self.stop))
        tour = plan.tours[self.delegation]
        if tour.start is None or tour.end is None:
            return None
        return tour.start, tour.end


def share(model: "Model") -> None:
    """Add the rules between the tours of a model, and between them and those around."""
    _stands(model)
    _people(model)
    _blocks(model)
    interpret(model)
    for one, other in model.problem.apart:
        pair = {one, other}
        if pair <= model.tours.keys() and not pair.isdisjoint(model.free):
            _either(model, _tour(model, one), _tour(model, other), (0, 0))


def _stops_by_stand(model: "Model") -> dict[int, list[Stop]]:
    result = defaultdict(list)
    for number in model.starts:
        stop = model.problem.stops[number]
        if stop.duration:
            result[stop.stand].append(stop)
    return result


def _stands(model: "Model") -> None:
    for number, stops in _stops_by_stand(model).items():
        capacity = model.problem.stands[number].capacity
        intervals = [model.intervals[stop.index] for stop in stops]
        if capacity == 1:
            if len(intervals) > 1:
                model.cp.add_no_overlap(intervals)
            continue
        fixed = [
            model.cp.new_fixed_size_interval_var(first, last - first, "taken")
            for first, last in model.occupied.stands[number]
        ]
        kept = _kept(model, number)
        if any(stop.is_locked for stop in stops) or kept:
            _bays(model, stops, capacity, kept)
        if len(intervals) + len(fixed) > capacity:
            every = [*intervals, *fixed]
            model.cp.add_cumulative(every, [1] * len(every), capacity)


def _kept(model: "Model", stand: int) -> list[Stop]:
    """Return the stops begun at a stand and not over, which keep their bays."""
    today = model.problem.today
    return [
        stop
        for stop in model.problem.stops
        if stop.stand == stand and stop.pinned and today and stop.pinned[1] > today.now
    ]


def _bays(model: "Model", stops: list[Stop], capacity: int, kept: list[Stop]) -> None:
    """Choose a bay for each stop, where some keep their own."""
    cp = model.cp
    in_bay: list[list[Any]] = [[] for _ in range(capacity)]
    for stop in stops:
        choices = []
        for bay in range(capacity):
            if stop.is_locked and stop.bay != bay + 1:
                continue
            here = cp.new_bool_var(f"bay {stop.index} {bay}")
            in_bay[bay].append(
                cp.new_optional_fixed_size_interval_var(
                    model.starts[stop.index], stop.duration, here, "bay"
                )
            )
            for other in kept:
                if other.bay == bay + 1:
                    _not_during(model, stop, other, here)
            choices.append(here)
        made = model.present.get(stop.index, 1)
        cp.add(sum(choices) == made)
    for intervals in in_bay:
        cp.add_no_overlap(intervals)


def _not_during(model: "Model", stop: Stop, other: Stop, here: Any) -> None:
    """Let a stop in a bay wait until a begun one has left it."""
    if other.pinned:
        start = model.starts[stop.index]
        model.cp.add(start >= other.pinned[1]).only_enforce_if(here)


def _uses(model: "Model") -> dict[int, list[Use]]:
    """Return the duties of each person."""
    uses: dict[int, list[Use]] = defaultdict(list)
    for number in model.starts:
        stop = model.problem.stops[number]
        escorts = model.problem.delegations[stop.delegation].escorts
        for host in stop.hosts:
            if host not in escorts:
                uses[host].append(_at_stop(model, stop))
    for number in model.tours:
        for escort in model.problem.delegations[number].escorts:
            uses[escort].append(_tour(model, number))
    return uses


def _people(model: "Model") -> None:
    minutes = model.problem.minutes
    for mine in _uses(model).values():
        if len(mine) > 2 and has_way_round(model, mine):
            if can_follow(model, mine):
                follow(model, mine)
                continue
            model.is_strict = True
        for one, other in combinations(mine, 2):
            if _may_overlap(one, other) or not _is_open(model, one, other):
                continue
            gaps = minutes[one.leave][other.come], minutes[other.leave][one.come]
            _either(model, one, other, gaps)


def _is_open(model: "Model", one: Use, other: Use) -> bool:
    """Return whether one of two duties is to be planned."""
    return one.delegation in model.free or other.delegation in model.free


def _may_overlap(one: Use, other: Use) -> bool:
    """Return whether two duties of a person never collide by themselves."""
    if one.stop is not None and other.stop is not None:
        return one.come == other.come
    return one.delegation == other.delegation


def _at_stop(model: "Model", stop: Stop) -> Use:
    start = model.starts[stop.index]
    present = model.present.get(stop.index)
    return Use(
        stop.delegation,
        start,
        start + stop.duration,
        stop.place,
        stop.place,
        () if present is None else (present,),
        stop.index,
        least=stop.duration,
    )


def _tour(model: "Model", number: int) -> Use:
    tour = model.tours[number]
    group = model.problem.delegations[number]
    present = () if tour.made is None else (tour.made,)
    return Use(
        number,
        tour.start,
        tour.end,
        group.entry,
        group.exit,
        present,
        None,
        tour.begun,
    )


def _either(model: "Model", one: Use, other: Use, gaps: tuple[int, int]) -> None:
    """Let one of two follow the other, with the walks between.

    Two that overlap by what has begun are let be: reality keeps to no rule.
    """
    if one.begun and other.begun and collide(one.begun, other.begun, gaps):
        return
    cp = model.cp
    first = cp.new_bool_var("order")
    present = [*one.present, *other.present]
    cp.add(one.end + gaps[0] <= other.start).only_enforce_if(first, *present)
    cp.add(other.end + gaps[1] <= one.start).only_enforce_if(~first, *present)

    def is_first(plan: Plan) -> int:
        mine, theirs = one.times(plan), other.times(plan)
        return mine is None or theirs is None or mine <= theirs

    model.hint(first, is_first)


def _blocks(model: "Model") -> None:
    """Keep tours out of the times that those around them take."""
    for number, tour in model.tours.items():
        group = model.problem.delegations[number]
        for block in model.occupied.blocks(group):
            if tour.begun and block.has_met(tour.begun):
                continue
            first = model.cp.new_bool_var("before")
            made = () if tour.made is None else (tour.made,)
            before = model.cp.add(tour.end <= block.start - block.before)
            before.only_enforce_if(first, *made)
            after = model.cp.add(tour.start >= block.end + block.after)
            after.only_enforce_if(~first, *made)
            use = _tour(model, number)

            def is_before(plan: Plan, use: Use = use, start: int = block.start) -> int:
                times = use.times(plan)
                return times is None or times[0] < start

            model.hint(first, is_before)
