"""What a plan must cost at least: each delegation alone in the empty exhibition."""

from dataclasses import dataclass

from delegations.planning.limits import Limits
from delegations.planning.model import BRIEF, Model, solve
from delegations.planning.problem import Delegation, Problem

ALONE_WORK = 2.0


@dataclass(frozen=True)
class Alone:
    """What a delegation's day costs without all others.

    ``cost`` is the optimum with the price of its own end, None if not proven;
    ``least`` and ``least_tour`` are bounds of it with and without that price.
    """

    delegation: int
    cost: int | None
    least: int
    least_tour: int


def alone(problem: Problem, group: Delegation, limits: Limits) -> Alone | None:
    """Return what a delegation alone costs, None if it cannot come at all.

    None as well where the limits end before anything is known.
    """
    model = Model(problem, [group.index])
    work = min(ALONE_WORK, limits.work_left)
    whole = solve(
        model, seconds=limits.left, work=work, limits=limits, parameters=BRIEF
    )
    if whole.plan is None or whole.bound is None:
        return None
    tour = whole.plan.tours[group.index]
    cost = whole.value if whole.is_optimal else None
    price = problem.objective.last_end
    if not price:
        return Alone(group.index, cost, whole.bound, whole.bound)
    model.cp.minimize(model.tours[group.index].cost)
    model.begin_with(whole.plan)
    own = solve(model, seconds=limits.left, work=work, limits=limits, parameters=BRIEF)
    least = own.bound if own.bound is not None else 0
    return Alone(group.index, cost, whole.bound, min(least, tour.cost))


def bound(problem: Problem, found: list[Alone]) -> int | None:
    """Return a bound of every plan's cost, None until each delegation has its own.

    All tours cost at least what they cost alone; and the delegation whose end is
    dearest alone has to come back, too. None where nobody need come, and an end could
    be cheaper than none, before the time zero.
    """
    if not problem.delegations:
        return 0
    if len(found) < len(problem.delegations):
        return None
    is_after_zero = all(
        first >= 0 for group in problem.delegations for first, _ in group.spans
    )
    must = {stop.delegation for stop in problem.stops if stop.is_mandatory}
    if not is_after_zero and len(must) < len(problem.delegations):
        return None
    dearest = max(one.least - one.least_tour for one in found)
    if is_after_zero:
        dearest = max(dearest, 0)
    return sum(one.least_tour for one in found) + dearest
