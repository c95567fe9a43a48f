"""Plans a day within limits; can be asked at any time for the best so far."""

import random
import threading
from typing import TYPE_CHECKING, Any

from delegations.planning.construct import Partial, construct
from delegations.planning.limits import Limits
from delegations.planning.plan import Plan
from delegations.planning.problem import Problem

if TYPE_CHECKING:
    from delegations.planning.bounds import Alone

# How long to look for a first plan without the solver, for 300 stops.
FIRST_SECONDS = 0.6
# The same where work is counted, not time.
STEPS = 1000


class Planner:
    """The search for one day's plan. ``run`` searches; all else may be read meanwhile.

    ``plan`` is the best so far, ``bound`` what every plan costs at least, as proven;
    ``alone`` what delegations cost alone. ``is_refuted`` says that there is no plan.
    """

    def __init__(
        self, problem: Problem, limits: Limits, *, seed: int = 0, workers: int = 2
    ) -> None:
        self.problem = problem
        self.limits = limits
        self.seed = seed
        self.workers = workers
        self.plan: Plan | None = None
        self.bound: int | None = None
        self.alone: dict[int, Alone] = {}
        self.is_refuted = False
        self.conflict: dict[str, Any] | None = None
        self.offers: list[dict[str, Any]] = []
        self.unplaced = len([stop for stop in problem.stops if stop.is_mandatory])
        self.first_at: float | None = None
        self._lock = threading.Lock()

    @property
    def is_optimal(self) -> bool:
        """Whether the plan is proven to be the cheapest."""
        plan, bound = self.plan, self.bound
        return plan is not None and bound is not None and bound >= plan.cost

    def run(self) -> None:
        """Search until the plan is proven or the limits end."""
        partial = self._first()
        if partial is not None:
            from delegations.planning import completing  # noqa: PLC0415 - costs 0.3 s

            completing.complete(self, partial)
        if self.plan is not None and not self.limits.is_over:
            from delegations.planning import bettering  # noqa: PLC0415 - costs 0.3 s

            bettering.better(self, self.plan)

    def found(self, plan: Plan) -> None:
        """Keep a plan if it is the best so far."""
        with self._lock:
            if self.plan is None:
                self.first_at = self.limits.elapsed
                self.unplaced = 0
            if self.plan is None or plan.cost < self.plan.cost:
                self.plan = plan
        self._end_if_proven()

    def bounded(self, bound: int) -> None:
        """Keep a bound if it is the best so far."""
        with self._lock:
            self.bound = bound if self.bound is None else max(self.bound, bound)
        self._end_if_proven()

    def _end_if_proven(self) -> None:
        if self.is_optimal:
            self.limits.stop()

    def _first(self) -> Plan | None:
        """Find a first plan without the solver; returns what is there if none."""
        rng = random.Random(self.seed)  # noqa: S311 - no secret
        steps, deadline = None, None
        if self.limits.is_counted:
            steps = STEPS
        else:
            share = FIRST_SECONDS * (0.25 + len(self.problem.stops) / 400)
            deadline = self.limits.clock() + min(share, self.limits.left)
        first = construct(
            self.problem, rng, deadline, steps=steps, stop=lambda: self.limits.is_over
        )
        if isinstance(first, Partial):
            self.unplaced = len(first.missing)
            return first.plan
        self.found(first)
        return None
