"""A first plan: one delegation after the other, pushing others aside where need be."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from delegations.planning.construct.contest import Contest
from delegations.planning.construct.forced import tightened
from delegations.planning.construct.limits import Limit
from delegations.planning.construct.tours import best_tour, soft_tour
from delegations.planning.occupied import Occupied
from delegations.planning.plan import Plan, Tour, tour
from delegations.planning.problem import Delegation, Problem

# What it costs to push aside who was never without a place: more than any tour.
PUSHED = 1 << 32


@dataclass(frozen=True)
class Partial:
    """A plan in which mandatory stops are missing, with those stops."""

    plan: Plan
    missing: tuple[int, ...]


def construct(
    problem: Problem,
    rng: Random,
    deadline: float | None = None,
    *,
    steps: int | None = None,
    stop: Callable[[], bool] | None = None,
) -> Plan | Partial:
    """Return a plan, or what comes nearest to one if the time did not suffice.

    ``deadline`` is a time of ``time.monotonic``; with ``steps`` instead equal input
    gives an equal plan.
    """
    return _Builder(problem, rng).build(Limit(deadline, steps, stop))


class _Builder:
    """Places delegations until none waits.

    Whoever finds no place takes it from those who were least often without one
    (``penalties``), so that the same ones do not chase each other for ever.
    """

    def __init__(self, problem: Problem, rng: Random) -> None:
        self.whole = problem
        self.problem = tightened(problem)
        self.rng = rng
        self.occupied = Occupied(self.problem)
        self.penalties = [1] * len(problem.delegations)
        self.best: dict[int, Tour] = {}
        self.waiting = [
            group.index for group in sorted(problem.delegations, key=self._ease)
        ]

    def build(self, limit: Limit) -> Plan | Partial:
        """Return the plan, or the fullest one when the limit was reached."""
        while self.waiting and limit.step():
            number = self._next()
            if self._place(number) and len(self.occupied.tours) > len(self.best):
                self.best = dict(self.occupied.tours)
        return self._result()

    def _next(self) -> int:
        """Return who is placed next: whoever was most often without a place."""
        number = max(self.waiting, key=lambda number: self.penalties[number])
        self.waiting.remove(number)
        return number

    def _ease(self, group: Delegation) -> tuple[bool, int, int]:
        """Return how much time a delegation has beyond what it needs.

        Who has set out already goes before all others.
        """
        stops = [self.problem.stops[number] for number in group.stops]
        longest = max((last - first for first, last in group.spans), default=0)
        least = sum(stop.duration for stop in stops if stop.is_mandatory)
        return not group.pinned, longest - least, group.index

    def _place(self, number: int) -> bool:
        """Place a delegation; returns whether it is placed.

        Who finds no place even at others' expense does not wait any longer.
        """
        group = self.problem.delegations[number]
        mine = best_tour(self.problem, group, self.occupied)
        if mine is None:
            self.penalties[number] += 1
            mine = self._push(group)
        if mine is None:
            return False
        self.occupied.add(mine)
        return True

    def _push(self, group: Delegation) -> Tour | None:
        """Return a tour and take out those in its way, None if there is none at all."""
        contest = Contest(self.occupied, self.penalties)
        prices = [PUSHED * penalty for penalty in self.penalties]
        mine = soft_tour(contest, group, prices, self.rng)
        if mine is None:
            return None
        for rival in contest.rivals(mine):
            self.occupied.remove(rival)
            self.waiting.append(rival)
        return mine

    def _result(self) -> Plan | Partial:
        problem = self.whole
        placed = max(self.occupied.tours, self.best, key=len)
        self.occupied = Occupied(problem, placed.values())
        for group in problem.delegations:
            if group.index not in self.occupied.tours:
                mine = best_tour(problem, group, self.occupied, may_drop=True)
                self.occupied.add(mine or tour(problem, group.index, {}))
        plan = Plan(
            problem,
            tuple(self.occupied.tours[group.index] for group in problem.delegations),
        )
        if problem.today is not None:
            return plan
        missing = tuple(
            stop.index
            for stop in problem.stops
            if stop.is_mandatory and stop.index not in plan.starts
        )
        return Partial(plan, missing) if missing else plan
