"""Betters a plan: takes one or two delegations out and puts them back in cheaper."""

from collections.abc import Callable
from random import Random

from delegations.planning.construct.limits import Limit
from delegations.planning.construct.tours import best_tour
from delegations.planning.occupied import Occupied
from delegations.planning.plan import Plan, Tour


def improve(
    plan: Plan,
    rng: Random,
    deadline: float | None = None,
    *,
    steps: int | None = None,
    stop: Callable[[], bool] | None = None,
) -> Plan:
    """Return a plan that is no dearer, as cheap as the time allows."""
    return _Improver(plan, rng).run(Limit(deadline, steps, stop))


class _Improver:
    def __init__(self, plan: Plan, rng: Random) -> None:
        self.plan = plan
        self.rng = rng
        self.occupied = Occupied(plan.problem, plan.tours)

    def run(self, limit: Limit) -> Plan:
        """Return the plan when the limit is reached."""
        count = len(self.plan.tours)
        round_ = 0
        while count and limit.step():
            if round_ < count:
                self._again([round_])
            else:
                self._again(self._few())
            round_ += 1
        return self.plan

    def _few(self) -> list[int]:
        """Return a few delegations that may be in each other's way."""
        groups = self.plan.problem.delegations
        return self.rng.sample(
            range(len(groups)), min(len(groups), self.rng.choice((1, 2, 2, 3)))
        )

    def _again(self, numbers: list[int]) -> None:
        """Take delegations out and put them back where that is no dearer."""
        problem = self.plan.problem
        old = [self.occupied.remove(number) for number in numbers]
        new: list[Tour] = []
        for number in numbers:
            mine = best_tour(problem, problem.delegations[number], self.occupied)
            if mine is None:
                break
            new.append(mine)
            self.occupied.add(mine)
        if len(new) == len(numbers):
            plan = self.plan.with_tours(new)
            if plan.cost <= self.plan.cost:
                self.plan = plan
                return
        for mine in new:
            self.occupied.remove(mine.delegation)
        for mine in old:
            self.occupied.add(mine)
