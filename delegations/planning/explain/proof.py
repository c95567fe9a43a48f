"""Whether a part of a day can be planned: by arithmetic, by known plans, by search."""

import time
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from delegations.planning.explain.alone import tightened
from delegations.planning.explain.arithmetic import of_delegations
from delegations.planning.explain.cores import Core
from delegations.planning.explain.crowds import of_crowds
from delegations.planning.explain.part import (
    Part,
    Rule,
    has_short_cuts,
    problem_of,
    relaxed,
)
from delegations.planning.explain.shaving import shaved
from delegations.planning.plan import Plan, plan_of
from delegations.planning.problem import Problem

if TYPE_CHECKING:
    from delegations.planning.model import Outcome

# Deterministic units of the solver: for mending a known plan, and for a question.
MEND, ENOUGH = 0.02, 20.0
# Without costs to bound, what prepares for bounding takes most of the time.
PARAMETERS = {
    "linearization_level": 0,
    "cp_model_probing_level": 0,
    "symmetry_level": 0,
}


def cores(problem: Problem, short: Collection[int]) -> Iterator[Core]:
    """Yield what arithmetic shows to be impossible, the simplest reasons first.

    ``problem`` has mandatory stops alone, but for the delegations ``short``.
    """
    yield from of_delegations(problem, short)
    yield from of_crowds(tightened(problem, short), short)


def deep_core(problem: Problem, short: Collection[int]) -> Core | None:
    """Return what is impossible where each stop must fit all of its delegation's."""
    tight = shaved(tightened(problem, short), short)
    for core in of_crowds(tight, short):
        return replace(core, is_deep=True)
    return None


def short_cuts(problem: Problem) -> frozenset[int]:
    """Return the delegations for which a way round can be shorter than the direct."""
    return frozenset(
        group.index for group in problem.delegations if has_short_cuts(problem, group)
    )


@dataclass(frozen=True)
class _Known:
    """A plan of some stops, without some rules."""

    stops: frozenset[int]
    relaxed: frozenset[Rule]
    starts: dict[int, int]


class Proofs:
    """Answers whether parts of one problem can be planned; remembers the answers.

    ``deadline`` is a point of the monotonic clock. An answer None is no proof.
    """

    def __init__(
        self,
        problem: Problem,
        deadline: float,
        *,
        seed: int = 0,
        short: frozenset[int] | None = None,
    ) -> None:
        self.problem = problem
        self.deadline = deadline
        self.seed = seed
        self.short = short_cuts(problem) if short is None else short
        self.plans: list[_Known] = []
        self.answers: dict[Part, bool] = {}
        self.without: dict[frozenset[Rule], Problem] = {frozenset(): problem}

    @property
    def seconds(self) -> float:
        """How much time is left."""
        return self.deadline - time.monotonic()

    def core(self, part: Part) -> Core | None:
        """Return why a part is impossible as far as arithmetic shows."""
        return next(cores(self.part_of(part), self.short), None)

    def part_of(self, part: Part) -> Problem:
        """Return a part as a problem."""
        if part.relaxed not in self.without:
            self.without[part.relaxed] = relaxed(self.problem, part.relaxed)
        return problem_of(self.without[part.relaxed], part.stops, self.short)

    def is_possible(self, part: Part, work: float = ENOUGH) -> bool | None:
        """Return whether a part can be planned, None where that was not found out."""
        if part in self.answers:
            return self.answers[part]
        answer = self._by_known(part)
        if answer is None and self.seconds > 0:
            answer = self._worked_out(part, work)
        if answer is not None:
            self.answers[part] = answer
        return answer

    def _worked_out(self, part: Part, work: float) -> bool | None:
        if self.core(part) is not None:
            return False
        return True if self._mended(part) else self._searched(part, work)

    def learn(self, part: Part, starts: dict[int, int]) -> None:
        """Remember a plan."""
        self.plans.append(_Known(part.stops, part.relaxed, starts))

    def plan(self, part: Part) -> dict[int, int] | None:
        """Return the starts of a known plan of a part, None without one."""
        if not part.stops:
            return {}
        for plan in self.plans:
            if part.stops <= plan.stops and part.relaxed >= plan.relaxed:
                return {stop: plan.starts[stop] for stop in part.stops}
        return None

    def _is_monotone(self, part: Part) -> bool:
        """Return whether fewer stops or rules are never harder to plan."""
        return self.short.isdisjoint(part.delegations(self.problem))

    def _by_known(self, part: Part) -> bool | None:
        if not part.stops:
            return True
        if not self._is_monotone(part):
            return None
        if any(
            part.stops <= plan.stops and part.relaxed >= plan.relaxed
            for plan in self.plans
        ):
            return True
        for known, answer in self.answers.items():
            if answer is False and (
                known.stops <= part.stops and known.relaxed >= part.relaxed
            ):
                return False
        return None

    def _mended(self, part: Part) -> bool:
        """Return whether the nearest known plan can be mended into one of the part."""
        usable = [plan for plan in self.plans if plan.relaxed <= part.relaxed]
        if not usable or not self._is_monotone(part):
            return False
        nearest = min(usable, key=lambda plan: len(part.stops - plan.stops))
        stops = self.problem.stops
        free = {stops[number].delegation for number in part.stops - nearest.stops}
        if len(free) * 2 > len(part.delegations(self.problem)):
            return False
        problem = self.part_of(part)
        kept = {
            number: nearest.starts[number]
            for number in part.stops & nearest.stops
            if stops[number].delegation not in free
        }
        outcome = self._solve(problem, free, plan_of(problem, kept), MEND)
        return self._keep(part, outcome)

    def _searched(self, part: Part, work: float) -> bool | None:
        problem = self.part_of(part)
        outcome = self._solve(problem, part.delegations(problem), None, work)
        if self._keep(part, outcome):
            return True
        return False if outcome.is_infeasible else None

    def _keep(self, part: Part, outcome: "Outcome") -> bool:
        if outcome.plan is None:
            return False
        self.learn(part, outcome.plan.starts)
        return True

    def _solve(
        self,
        problem: Problem,
        free: Collection[int],
        around: Plan | None,
        work: float,
    ) -> "Outcome":
        """Return what a search for any plan comes to."""
        # The solver takes a third of a second to import; arithmetic does not need it.
        from delegations.planning.model import Model, solve  # noqa: PLC0415

        model = Model(problem, free, around)
        model.cp.clear_objective()  # type: ignore[no-untyped-call]
        return solve(
            model,
            seconds=self.seconds,
            work=work,
            seed=self.seed,
            parameters=PARAMETERS,
        )
