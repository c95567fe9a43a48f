"""Large neighbourhoods: a few delegations are planned anew, among all others.

Each round frees two to five delegations that are in each other's way, and lets CP-SAT
find their best tours among the rest, which stands still (Shaw, 1998). Independent
searches with one worker each, on disjoint neighbourhoods, better one plan.
"""

import random
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat

from delegations.planning.incumbent import Incumbent
from delegations.planning.limits import Limits
from delegations.planning.model import BRIEF, Model, Outcome, solve
from delegations.planning.neighbours import Neighbours
from delegations.planning.plan import Plan

# What a round may take, in the solver's deterministic units: most end sooner, proven.
ROUND_WORK = 0.15


class Rounds:
    """Rounds that better one plan, by one worker or by several at the same time.

    They end with the limits, or once the plan is ``enough``. ``floors`` hold what
    tours cost alone, as far as it is known by now.
    """

    def __init__(
        self,
        incumbent: Incumbent,
        limits: Limits,
        *,
        seed: int,
        enough: Callable[[Plan], bool],
        floors: Mapping[int, int] | None = None,
    ) -> None:
        self.incumbent = incumbent
        rng = random.Random(seed)  # noqa: S311 - no secret
        self.neighbours = Neighbours(
            incumbent.plan.problem, rng, {} if floors is None else floors
        )
        self.limits = limits
        self.enough = enough
        self.number = 0

    @property
    def is_over(self) -> bool:
        """Whether there is no further round."""
        return self.limits.is_over or self.enough(self.incumbent.plan)

    def alone(self) -> None:
        """Go round after round, whatever others do meanwhile."""
        while not self.is_over:
            free = self.neighbours.draw(self.incumbent.plan)
            plan = self.incumbent.plan
            self._learn(free, plan, self._solve(free, plan))

    def in_step(self, pool: ThreadPoolExecutor, workers: int) -> None:
        """Go rounds side by side, and merge what they find in a fixed order."""
        while not self.is_over:
            plan = self.incumbent.plan
            drawn = [self.neighbours.draw(plan) for _ in range(workers)]
            outcomes = list(pool.map(self._solve, drawn, repeat(plan)))
            for free, outcome in zip(drawn, outcomes, strict=True):
                self._learn(free, plan, outcome)

    def _solve(self, free: Sequence[int], plan: Plan) -> Outcome:
        """Return the best that can be done with some delegations, within a round."""
        model = Model(plan.problem, free, plan)
        model.begin_with(plan)
        for number in free:
            if (floor := self.neighbours.floors.get(number)) is not None:
                model.cp.add(model.tours[number].cost >= floor)
        self.number += 1
        return solve(
            model,
            seconds=self.limits.left,
            work=min(ROUND_WORK, self.limits.work_left),
            seed=self.number,
            limits=self.limits,
            parameters=BRIEF,
        )

    def _learn(self, free: Sequence[int], plan: Plan, outcome: Outcome) -> None:
        """Take what a round found, and learn which neighbourhoods pay."""
        is_better = False
        if outcome.plan is not None:
            tours = [outcome.plan.tours[number] for number in free]
            is_better = self.incumbent.offer(tours)
        self.neighbours.learn(free, is_better=is_better, is_proven=outcome.is_optimal)
