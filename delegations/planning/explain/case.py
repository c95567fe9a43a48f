"""A conflict to be mended: which changes of the day would do, as small as possible."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from delegations.planning.explain.minimal import Minimal
from delegations.planning.explain.part import Part, renewed
from delegations.planning.explain.proof import PARAMETERS, Proofs
from delegations.planning.problem import Delegation, Problem, Stand, Stop

if TYPE_CHECKING:
    from delegations.planning.model import Model

# Deterministic units of the solver for the smallest change of one kind.
WORK = 2.0
# So many stops or delegations are tried for a change of one kind.
TRIED = 8


@dataclass(frozen=True)
class Change:
    """A day with one thing changed, and what is said of it."""

    code: str
    params: dict[str, Any]
    problem: Problem


def with_stop(problem: Problem, stop: Stop) -> Problem:
    """Return the problem with one stop exchanged."""
    stops = list(problem.stops)
    stops[stop.index] = stop
    return renewed(replace(problem, stops=tuple(stops)))


def with_group(problem: Problem, group: Delegation) -> Problem:
    """Return the problem with one delegation exchanged."""
    groups = list(problem.delegations)
    groups[group.index] = group
    return renewed(replace(problem, delegations=tuple(groups)))


def with_stand(problem: Problem, number: int, stand: Stand) -> Problem:
    """Return the problem with one stand exchanged."""
    stands = list(problem.stands)
    stands[number] = stand
    return renewed(replace(problem, stands=tuple(stands)))


class Case:
    """A minimal conflict, with what its delegations must do.

    ``named`` are stops that matter, any mandatory ones where none is named.
    """

    def __init__(self, proofs: Proofs, minimal: Minimal) -> None:
        self.proofs = proofs
        self.problem = proofs.problem
        self.minimal = minimal
        self.stops = [
            stop
            for stop in self.problem.stops
            if stop.is_mandatory and stop.delegation in minimal.delegations
        ]
        self.part = Part(frozenset(stop.index for stop in self.stops))
        named = [self.problem.stops[number] for number in minimal.stops]
        self.named = (named or self.stops)[:TRIED]

    def proofs_of(self, problem: Problem) -> Proofs:
        """Return the proofs of the problem after a change, within the same time."""
        return Proofs(
            problem,
            self.proofs.deadline,
            seed=self.proofs.seed,
            short=self.proofs.short,
        )

    def can_all(self, problem: Problem, dropped: Sequence[int] = ()) -> bool:
        """Return whether the conflict's delegations can all be planned then."""
        proofs = self.proofs_of(problem)
        return proofs.is_possible(self.part.without(dropped), WORK) is True

    def smallest(
        self, problem: Problem, excess: Callable[["Model"], Sequence[Any]]
    ) -> tuple[int, dict[int, int]] | None:
        """Return the least by which a plan must exceed what is allowed, and its starts.

        ``excess`` names expressions of which none may be above that least. None where
        there is no plan, or the least was not proven.
        """
        from delegations.planning.model import Model, solve  # noqa: PLC0415

        proofs = self.proofs_of(problem)
        if proofs.seconds <= 0 or proofs.core(self.part) is not None:
            return None
        model = Model(proofs.part_of(self.part), self.part.delegations(problem), None)
        if model.is_void:
            return None
        most = model.cp.new_int_var(0, 1 << 30, "excess")
        for expression in excess(model):
            model.cp.add(most >= expression)
        model.cp.clear_objective()  # type: ignore[no-untyped-call]
        model.cp.minimize(most)
        found = solve(
            model,
            seconds=proofs.seconds,
            work=WORK,
            seed=proofs.seed,
            parameters=PARAMETERS,
        )
        if found.plan is None or found.value is None or not found.is_optimal:
            return None
        return found.value, dict(found.plan.starts)
