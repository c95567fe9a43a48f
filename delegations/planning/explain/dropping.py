"""The fewest mandatory stops to do without, so that a day can be planned."""

from dataclasses import dataclass, replace

from delegations.planning.explain.part import problem_of, whole
from delegations.planning.explain.proof import PARAMETERS, Proofs
from delegations.planning.problem import Problem

# Deterministic units of the solver.
WORK = 10.0


@dataclass(frozen=True)
class Dropping:
    """Mandatory stops without which a day can be planned.

    ``is_proven`` tells that fewer will not do, and of as many none of lower rank.
    """

    stops: tuple[int, ...]
    is_proven: bool


def dropping(problem: Problem, deadline: float, *, seed: int = 0) -> Dropping | None:
    """Return the fewest mandatory stops to drop, of lowest ranks; None if unknown."""
    from delegations.planning.model import Model, solve  # noqa: PLC0415

    proofs = Proofs(problem, deadline, seed=seed)
    wanted = whole(problem).stops
    stops = [replace(stop, is_mandatory=False, value=0) for stop in problem.stops]
    part = replace(problem_of(problem, wanted, proofs.short), stops=tuple(stops))
    if proofs.seconds <= 0:
        return None
    model = Model(part)
    ranks = {s: problem.delegations[problem.stops[s].delegation].weight for s in wanted}
    more = 1 + sum(ranks.values())
    model.cp.clear_objective()  # type: ignore[no-untyped-call]
    model.cp.minimize(
        sum(
            (more + ranks[s]) * (1 - model.present[s])
            for s in wanted & set(model.present)
        )
    )
    outcome = solve(
        model, seconds=proofs.seconds, work=WORK, seed=seed, parameters=PARAMETERS
    )
    if outcome.plan is None:
        return None
    return Dropping(
        tuple(sorted(wanted.difference(outcome.plan.starts))), outcome.is_optimal
    )
