"""Plans a day within limits; can be asked at any time for the best so far."""

import random
import threading
from typing import TYPE_CHECKING, Any

from delegations.planning.construct import Partial, construct
from delegations.planning.explain import conflict, offers, verdict
from delegations.planning.explain.cores import Core
from delegations.planning.limits import Limits
from delegations.planning.plan import Plan, plan_of
from delegations.planning.problem import Problem
from delegations.planning.replan.inforce import is_lawful
from delegations.planning.replan.stages import Replanned, replan

if TYPE_CHECKING:
    from delegations.planning.bounds import Alone

# What re-planning minimises, one after the other.
STAGES = ("dropped", "disturbed", "shifted", "cost")
# How long to look for a first plan without the solver, in a day of 160 stops; and in
# steps, where work is counted.
AT_ONCE_SECONDS, SOON_SECONDS = 0.2, 0.3
AT_ONCE, SOON = 200, 1000
# Until when to look for what would help, from the beginning, in a day of 160 stops.
OFFERS_UNTIL, OFFERS_AT_LEAST = 1.7, 0.4


class Planner:
    """The search for one day's plan. ``run`` searches; all else may be read meanwhile.

    ``plan`` is the best so far, ``bound`` what every plan costs at least, as proven;
    ``alone`` what delegations cost alone, ``floors`` the same without their last ends.
    A ``core`` says that there is no plan.
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
        self.floors: dict[int, int] = {}
        self.core: Core | None = None
        self.replanned: Replanned | None = None
        self.conflict: dict[str, Any] | None = None
        self.offers: list[dict[str, Any]] = []
        self.unplaced = len([stop for stop in problem.stops if stop.is_mandatory])
        self.first_at: float | None = None
        self._is_closed = False
        self._lock = threading.Lock()

    @property
    def is_refuted(self) -> bool:
        """Whether it is proven that there is no plan."""
        return self.core is not None

    @property
    def is_optimal(self) -> bool:
        """Whether the plan is proven to be the cheapest."""
        plan, bound = self.plan, self.bound
        if self.replanned is not None and self.replanned.proven < len(STAGES):
            return False
        return plan is not None and bound is not None and bound >= plan.cost

    def run(self) -> None:
        """Search until the plan is proven or the limits end."""
        if self.problem.today is not None:
            self._replan()
            return
        partial = self._first()
        if partial is not None and self.core is None:
            from delegations.planning import completing  # noqa: PLC0415 - costs 0.3 s

            completing.complete(self, partial)
        if self.core is not None:
            self._say_why()
        elif self.plan is not None and not self.limits.is_over:
            from delegations.planning import bettering  # noqa: PLC0415 - costs 0.3 s

            bettering.better(self, self.plan)
            bettering.complete_alone(self)

    def close(self) -> None:
        """Let nothing change any more, though a solver may still find something."""
        with self._lock:
            self._is_closed = True

    def found(self, plan: Plan) -> None:
        """Keep a plan if it is the best so far."""
        with self._lock:
            if self._is_closed:
                return
            if self.plan is None:
                self.first_at = self.limits.elapsed
                self.unplaced = 0
            if self.plan is None or plan.cost < self.plan.cost:
                self.plan = plan
        self._end_if_proven()

    def bounded(self, bound: int) -> None:
        """Keep a bound if it is the best so far."""
        with self._lock:
            if self._is_closed:
                return
            self.bound = bound if self.bound is None else max(self.bound, bound)
        self._end_if_proven()

    def _replan(self) -> None:
        """Mend the plan in force."""
        replan(
            self.problem,
            self.limits,
            self._replanned,
            seed=self.seed,
            workers=self.workers,
        )

    def _replanned(self, found: Replanned) -> None:
        with self._lock:
            if self._is_closed:
                return
            if self.plan is None:
                self.first_at = self.limits.elapsed
            self.replanned = found
            self.plan, self.bound = found.plan, found.bound
            self.unplaced = found.vector.dropped

    def refuted(self, core: Core) -> None:
        """Keep that there is no plan, and the stops that show it."""
        with self._lock:
            if self._is_closed:
                return
            self.first_at = self.limits.elapsed
            self.core = core

    def _end_if_proven(self) -> None:
        if self.is_optimal:
            self.limits.stop()

    def _first(self) -> Plan | None:
        """Find a first plan without the solver; returns what is there if none.

        A plan that is known is the first, and only a better one comes after it. Else
        most days need but a moment; where no plan comes so soon, arithmetic may show
        that there is none, and only then the search goes on.
        """
        if self.problem.known:
            known = plan_of(self.problem, self.problem.known)
            if is_lawful(known):
                self.found(known)
        size = len(self.problem.stops) / 160
        first = self._construct(AT_ONCE, AT_ONCE_SECONDS * size, self.seed)
        if self.plan is not None or self.limits.is_over:
            return None if self.plan is not None else first
        core = verdict(
            self.problem, self.limits.deadline, is_quick=True, seed=self.seed
        )
        if core is not None:
            self.refuted(core)
            return first
        # From another beginning: the same would go the same way again.
        return self._construct(SOON, SOON_SECONDS * size, self.seed + 1)

    def _construct(self, steps: int, seconds: float, seed: int) -> Plan | None:
        """Find a plan, or return the fullest that there is of it."""
        limits = self.limits
        rng = random.Random(seed)  # noqa: S311 - no secret
        deadline = None
        if not limits.is_counted:
            deadline = limits.clock() + min(seconds, limits.left)
        first = construct(
            self.problem,
            rng,
            deadline,
            steps=steps if limits.is_counted else None,
            stop=lambda: limits.is_over,
        )
        if isinstance(first, Partial):
            if self.plan is None:
                self.unplaced = len(first.missing)
            return first.plan
        self.found(first)
        return None

    def _say_why(self) -> None:
        """Find a minimal conflict, and what would help."""
        if self.core is None:
            return
        limits = self.limits
        found = conflict(self.problem, self.core, limits.deadline, seed=self.seed)
        self.conflict = found.as_json()
        size = len(self.problem.stops) / 160
        least = limits.clock() + OFFERS_AT_LEAST
        until = max(limits.began + OFFERS_UNTIL * size, least)
        until = min(until, limits.deadline)
        self.offers = offers(self.problem, found, until, seed=self.seed)
