"""Large neighbourhoods: a few delegations are planned anew, among all others.

Each round frees two to five delegations that are in each other's way, and lets CP-SAT
find their best tours among the rest, which stands still (Shaw, 1998). Independent
searches with one worker each, on disjoint neighbourhoods, better one plan.
"""

import random
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from typing import NamedTuple

from delegations.planning.incumbent import Incumbent
from delegations.planning.limits import Limits
from delegations.planning.model import BRIEF, Model, Outcome, solve
from delegations.planning.neighbours import Neighbours
from delegations.planning.plan import Plan

# What a round may take, in the solver's deterministic units: most end sooner, proven.
ROUND_WORK = 0.15


class _Drawn(NamedTuple):
    """A round to go: the delegations to free, a seed, and how much work it may take."""

    free: list[int]
    seed: int
    work: float


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
        self._lock = threading.Lock()

    @property
    def is_over(self) -> bool:
        """Whether there is no further round."""
        return self.limits.is_over or self.enough(self.incumbent.plan)

    def alone(self) -> None:
        """Go round after round, whatever others do meanwhile."""
        while not self.is_over:
            plan = self.incumbent.plan
            drawn = self._draw(plan)
            self._learn(drawn, self._solve(drawn, plan))

    def in_step(self, pool: ThreadPoolExecutor, workers: int) -> None:
        """Go rounds side by side, and merge what they find in a fixed order."""
        while not self.is_over:
            plan = self.incumbent.plan
            drawn = [self._draw(plan) for _ in range(workers)]
            outcomes = list(pool.map(self._solve, drawn, repeat(plan)))
            for each, outcome in zip(drawn, outcomes, strict=True):
                self._learn(each, outcome)

    def _draw(self, plan: Plan) -> _Drawn:
        """Return the next neighbourhood, with its seed and its share of the work."""
        free = self.neighbours.draw(plan)
        with self._lock:
            self.number += 1
            return _Drawn(free, self.number, min(ROUND_WORK, self.limits.work_left))

    def _solve(self, drawn: _Drawn, plan: Plan) -> Outcome:
        """Return the best that can be done with some delegations, within a round."""
        model = Model(plan.problem, drawn.free, plan)
        model.begin_with(plan)
        for number in drawn.free:
            if (floor := self.neighbours.floors.get(number)) is not None:
                model.cp.add(model.tours[number].cost >= floor)
        return solve(
            model,
            seconds=self.limits.left,
            work=drawn.work,
            seed=drawn.seed,
            limits=self.limits,
            parameters=BRIEF,
        )

    def _learn(self, drawn: _Drawn, outcome: Outcome) -> None:
        """Take what a round found, and learn which neighbourhoods pay."""
        free = drawn.free
        is_better = False
        if outcome.plan is not None:
            tours = [outcome.plan.tours[number] for number in free]
            is_better = self.incumbent.offer(tours)
        self.neighbours.learn(free, is_better=is_better, is_proven=outcome.is_optimal)
