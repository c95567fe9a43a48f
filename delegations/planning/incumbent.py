"""The best plan so far, which several searches better at the same time."""

import threading
from collections.abc import Callable, Iterable

from delegations.planning.occupied import Occupied
from delegations.planning.plan import Plan, Tour
from delegations.planning.problem import Problem
from delegations.planning.ranges import has


class Incumbent:
    """The plan in hand. Whoever found better tours offers them; one at a time."""

    def __init__(self, plan: Plan, found: Callable[[Plan], None]) -> None:
        self.plan = plan
        self._found = found
        self._lock = threading.Lock()

    def offer(self, tours: Iterable[Tour]) -> bool:
        """Take tours into the plan, if it stays right and becomes no dearer.

        Returns whether it became cheaper.
        """
        with self._lock:
            plan = self.plan.with_tours(tours)
            if plan.cost > self.plan.cost or not fits(self.plan, tours):
                return False
            is_better = plan.cost < self.plan.cost
            self.plan = plan
            if is_better:
                self._found(plan)
            return is_better


def fits(plan: Plan, tours: Iterable[Tour]) -> bool:
    """Return whether tours can stand in a plan instead of those of the same groups."""
    tours = list(tours)
    occupied = Occupied.around(plan, [tour.delegation for tour in tours])
    for tour in tours:
        if not fits_among(plan.problem, tour, occupied):
            return False
        occupied.add(tour)
    return True


def fits_among(problem: Problem, tour: Tour, occupied: Occupied) -> bool:
    """Return whether a tour fits among those that stand."""
    for number, start in zip(tour.order, tour.starts, strict=True):
        stop = problem.stops[number]
        if stop.is_open and not has(occupied.starts(stop), start):
            return False
    if tour.start is None or tour.end is None:
        return True
    blocks = occupied.blocks(problem.delegations[tour.delegation])
    return all(block.allows(tour.start, tour.end) for block in blocks)
