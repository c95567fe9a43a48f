"""Betters a plan: takes a few delegations out and puts them back in cheaper."""

from collections.abc import Callable, Sequence
from random import Random

from delegations.planning.construct.contest import Contest
from delegations.planning.construct.limits import Limit
from delegations.planning.construct.tours import best_tour, soft_tour
from delegations.planning.occupied import Occupied
from delegations.planning.plan import Plan, Tour
from delegations.planning.problem import Problem

# How many may be pushed aside at once.
RIVALS = 3


def improve(
    plan: Plan,
    rng: Random,
    deadline: float | None = None,
    *,
    steps: int | None = None,
    stop: Callable[[], bool] | None = None,
    found: Callable[[Sequence[Tour]], None] | None = None,
) -> Plan:
    """Return a plan that is no dearer, as cheap as the limit allows.

    ``deadline`` is a time of ``time.monotonic``; with ``steps`` instead equal input
    gives an equal plan. It makes every mandatory stop that the plan makes. ``found``
    is given the tours that make it cheaper, as they come.
    """
    return _Improver(plan, rng, found).run(Limit(deadline, steps, stop))


class _Improver:
    def __init__(
        self,
        plan: Plan,
        rng: Random,
        found: Callable[[Sequence[Tour]], None] | None = None,
    ) -> None:
        self.plan = plan
        self.found = found
        self.problem = plan.problem
        self.rng = rng
        self.occupied = Occupied(plan.problem, plan.tours)
        self.kin = _kin(plan.problem)

    def run(self, limit: Limit) -> Plan:
        """Return the plan when the limit is reached: each alone first, then a few."""
        count = len(self.plan.tours)
        turn = 0
        while count and limit.step():
            number = turn % count if turn < count else self.rng.randrange(count)
            if turn < count:
                self._exchange([number])
            elif self.rng.random() < 0.5:
                self._claim(number)
            else:
                self._exchange(self._few(number))
            turn += 1
        return self.plan

    def _few(self, number: int) -> list[int]:
        """Return a delegation and one or two that it shares something with."""
        kin = self.kin[number]
        few = [number, *self.rng.sample(kin, min(len(kin), self.rng.choice((1, 1, 2))))]
        self.rng.shuffle(few)
        return few

    def _claim(self, number: int) -> None:
        """Give a delegation a better tour at others' expense, if all is cheaper."""
        old = self.occupied.remove(number)
        price = 1 + self.rng.random() * 0.3 * old.cost
        contest = Contest(self.occupied, [1] * len(self.plan.tours))
        group = self.problem.delegations[number]
        mine = soft_tour(contest, group, [price] * len(self.plan.tours), self.rng)
        rivals = [] if mine is None else contest.rivals(mine)
        self.occupied.add(old)
        if mine is not None and mine.cost < old.cost and len(rivals) <= RIVALS:
            self._exchange([number, *rivals], mine)

    def _exchange(self, numbers: Sequence[int], first: Tour | None = None) -> None:
        """Take delegations out and put them back, if that is no dearer.

        ``first`` is the new tour of the first one, if it is known.
        """
        old = [self.occupied.remove(number) for number in numbers]
        late = self.problem.objective.last_end
        others = max(
            (tour.end or 0 for tour in self.occupied.tours.values()), default=0
        )
        budget = sum(tour.cost for tour in old) + late * (self.plan.last_end - others)
        new: list[Tour] = []
        for number in numbers:
            mine = first
            if mine is None or mine.delegation != number:
                group = self.problem.delegations[number]
                mine = best_tour(
                    self.problem,
                    group,
                    self.occupied,
                    most=budget + 1,
                    rng=self._whim(),
                )
            if mine is None:
                break
            end = max(others, mine.end or 0)
            budget -= mine.cost + late * (end - others)
            others = end
            new.append(mine)
            self.occupied.add(mine)
        if len(new) < len(old) or budget < 0 or self._made(new) < self._made(old):
            for mine in new:
                self.occupied.remove(mine.delegation)
            for mine in old:
                self.occupied.add(mine)
        else:
            before, self.plan = self.plan, self.plan.with_tours(new)
            if self.found and self.plan.cost < before.cost:
                self.found(new)

    def _whim(self) -> Random | None:
        """Return what makes a search choose differently, every other time."""
        return self.rng if self.rng.random() < 0.5 else None

    def _made(self, tours: Sequence[Tour]) -> int:
        """Return how many mandatory stops some tours make."""
        stops = self.problem.stops
        return sum(
            stops[number].is_mandatory for mine in tours for number in mine.order
        )


def _kin(problem: Problem) -> list[list[int]]:
    """Return for each delegation those that it shares a stand or a person with."""
    shared: dict[tuple[str, int | str], set[int]] = {}
    for group in problem.delegations:
        keys: set[tuple[str, int | str]] = {("person", who) for who in group.escorts}
        if group.language is not None:
            keys.add(("language", group.language))
        for number in group.stops:
            stop = problem.stops[number]
            keys.add(("stand", stop.stand))
            keys |= {("person", host) for host in stop.hosts}
        for key in keys:
            shared.setdefault(key, set()).add(group.index)
    kin: list[set[int]] = [set() for _ in problem.delegations]
    for one, other in problem.apart:
        kin[one].add(other)
        kin[other].add(one)
    for members in shared.values():
        for number in members:
            kin[number] |= members
    return [sorted(others - {number}) for number, others in enumerate(kin)]
