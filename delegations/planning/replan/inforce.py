"""The plan in force: what of it can stay as it is, and a first mend of the rest."""

from collections.abc import Collection, Iterable

from delegations.planning.bays import bays
from delegations.planning.occupied import Block, Occupied
from delegations.planning.plan import Plan, Tour, plan_of, tour
from delegations.planning.problem import Delegation, Problem, Stop
from delegations.planning.ranges import FOREVER, first_at, has


def in_force(problem: Problem) -> Plan:
    """Return the plan in force with what has happened, whether it can stay or not."""
    return plan_of(
        problem,
        {
            stop.index: stop.previous
            for stop in problem.stops
            if stop.is_open and stop.previous is not None
        },
    )


def unsettled(plan: Plan, late: Collection[int]) -> set[int]:
    """Return whom to plan anew: the tours of all others can stay together.

    These are who is late, who lacks a stop that must be made, and who cannot stay
    among those that do, the weightiest first.
    """
    problem = plan.problem
    found = {
        group.index
        for group in problem.delegations
        if group.index in late or _lacks(problem, group)
    }
    while more := _misfits(plan, found):
        found |= more
    return found | _without_bay(_without(plan, found))


def _misfits(plan: Plan, found: Collection[int]) -> set[int]:
    """Return who cannot stay, beside what some have begun and those who can."""
    occupied = Occupied(plan.problem, _without(plan, range(len(plan.tours))).tours)
    more = set()
    rest = [mine for mine in plan.tours if mine.delegation not in found]
    groups = plan.problem.delegations
    for mine in sorted(rest, key=lambda mine: -groups[mine.delegation].weight):
        idle = occupied.remove(mine.delegation)
        if fits(plan.problem, occupied, mine):
            occupied.add(mine)
        else:
            occupied.add(idle)
            more.add(mine.delegation)
    return more


def _without(plan: Plan, some: Iterable[int]) -> Plan:
    """Return a plan in which some do no more than they have begun."""
    return plan.with_tours(tour(plan.problem, number, {}) for number in some)


def fits(problem: Problem, occupied: Occupied, tour: Tour) -> bool:
    """Return whether a tour keeps to every rule among those that stand."""
    group = problem.delegations[tour.delegation]
    coming = [number for number in tour.order if problem.stops[number].is_open]
    if not coming:
        return True
    return (
        all(_may_start(occupied, problem.stops[number], tour) for number in coming)
        and _is_walkable(problem, tour, coming[0])
        and _is_inside(group, tour)
        and not any(_is_hit(occupied, tour, block) for block in occupied.blocks(group))
    )


def is_lawful(plan: Plan) -> bool:
    """Return whether a plan makes all that it must, and keeps to every rule."""
    if plan.missing:
        return False
    occupied = Occupied(plan.problem)
    for each in plan.tours:
        if not fits(plan.problem, occupied, each):
            return False
        occupied.add(each)
    return True


def _may_start(occupied: Occupied, stop: Stop, tour: Tour) -> bool:
    start = tour.starts[tour.order.index(stop.index)]
    return has(occupied.starts(stop), start)


def _is_walkable(problem: Problem, tour: Tour, first: int) -> bool:
    """Return whether there is time to walk from each stop to the next."""
    minutes = problem.minutes
    stops = [problem.stops[number] for number in tour.order]
    for place in range(len(stops) - 1):
        one, other = stops[place], stops[place + 1]
        if other.pinned:
            continue
        end = one.pinned[1] if one.pinned else tour.starts[place] + one.duration
        if end + minutes[one.place][other.place] > tour.starts[place + 1]:
            return False
    ready = problem.delegations[tour.delegation].ready
    if ready is None:
        return True
    start = tour.starts[tour.order.index(first)]
    return ready[1] + minutes[ready[0]][problem.stops[first].place] <= start


def _is_inside(group: Delegation, tour: Tour) -> bool:
    if tour.start is None or tour.end is None:
        return True
    return any(first <= tour.start and tour.end <= last for first, last in group.spans)


def _is_hit(occupied: Occupied, tour: Tour, block: Block) -> bool:
    """Return whether a tour lies in a time that it must leave free."""
    if tour.start is None or tour.end is None or block.allows(tour.start, tour.end):
        return False
    begun = occupied.facts.get(tour.delegation)
    return begun is None or not block.has_met(begun)


def _lacks(problem: Problem, group: Delegation) -> bool:
    """Return whether a mandatory stop is not in the plan in force."""
    stops = [problem.stops[number] for number in group.stops]
    return any(
        stop.is_open and stop.is_mandatory and stop.previous is None for stop in stops
    )


def _without_bay(plan: Plan) -> set[int]:
    """Return the delegations at stands where what is settled leaves no bays."""
    given = bays(plan.problem, plan)
    return {
        plan.problem.stops[stop].delegation
        for stop in plan.starts
        if stop not in given and plan.problem.stops[stop].is_open
    }


def mended(plan: Plan, free: Collection[int]) -> Plan:
    """Return a plan that keeps the other tours and delays or drops stops of some.

    Others lose theirs only where they cannot be, for what some have begun.
    """
    problem = plan.problem
    order = sorted(free, key=lambda number: -problem.delegations[number].weight)
    plan = _lawful(_without(plan, order))
    occupied = Occupied(problem, plan.tours)
    for number in order:
        occupied.remove(number)
        occupied.add(_mended(problem, occupied, problem.delegations[number]))
    for stop in problem.stops:
        if stop.is_frozen:
            _put_back(occupied, stop)
    return _with_bays(plan.with_tours(occupied.tours.values()))


def _with_bays(plan: Plan) -> Plan:
    """Return a plan in which no tour needs a bay that is not there."""
    while lacking := _without_bay(plan):
        plan = _without(plan, [min(lacking)])
    return plan


def _lawful(plan: Plan) -> Plan:
    """Return a plan without the tours that cannot be."""
    occupied = Occupied(plan.problem, plan.tours)
    for mine in plan.tours:
        occupied.remove(mine.delegation)
        if fits(plan.problem, occupied, mine):
            occupied.add(mine)
        else:
            occupied.add(tour(plan.problem, mine.delegation, {}))
    return plan.with_tours(occupied.tours.values())


def _put_back(occupied: Occupied, stop: Stop) -> None:
    """Let a stop have its start in force again, if it can."""
    mine = occupied.tours[stop.delegation]
    starts = dict(zip(mine.order, mine.starts, strict=True))
    if stop.previous is None or starts.get(stop.index) == stop.previous:
        return
    occupied.remove(stop.delegation)
    back = tour(
        occupied.problem, stop.delegation, {**starts, stop.index: stop.previous}
    )
    occupied.add(back if fits(occupied.problem, occupied, back) else mine)


def _mended(problem: Problem, occupied: Occupied, group: Delegation) -> Tour:
    """Return a tour of the stops that can be made one after the other."""
    stops = [problem.stops[number] for number in group.stops]
    stops = [stop for stop in stops if stop.is_open and stop.starts]
    starts: dict[int, int] = {}
    best = tour(problem, group.index, starts)
    for stop in sorted(stops, key=_urgency):
        time = -FOREVER
        if starts:
            last = max(starts, key=lambda number: starts[number])
            time = starts[last] + problem.stops[last].duration
            time += problem.minutes[problem.stops[last].place][stop.place]
        elif group.pinned:
            place = problem.stops[group.pinned[-1]].place
            ends = [problem.stops[number].pinned for number in group.pinned]
            time = max(pinned[1] for pinned in ends if pinned)
            time += problem.minutes[place][stop.place]
        if not starts and group.ready:
            place, ready = group.ready
            time = max(time, ready + problem.minutes[place][stop.place])
        wanted = time if stop.previous is None else max(time, stop.previous)
        start = first_at(occupied.starts(stop), wanted)
        if start is None:
            continue
        longer = tour(problem, group.index, {**starts, stop.index: start})
        if fits(problem, occupied, longer):
            starts[stop.index] = start
            best = longer
    return best


def _urgency(stop: Stop) -> tuple[bool, int, bool, int]:
    start = stop.starts[0][0] if stop.previous is None else stop.previous
    return stop.previous is None, start, not stop.is_mandatory, stop.index
