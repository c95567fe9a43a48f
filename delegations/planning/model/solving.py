"""Runs CP-SAT on a model, and reads what it found."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ortools.sat.python import cp_model

from delegations.planning.limits import Limits
from delegations.planning.plan import Plan

if TYPE_CHECKING:
    from delegations.planning.model.model import Model


# What it takes to set up and presolve a constraint, in the solver's units of work.
SETUP_WORK = 1e-4


# What suits small models: presolving them thoroughly takes longer than solving them.
BRIEF: Mapping[str, Any] = {
    "linearization_level": 1,
    "cp_model_probing_level": 0,
    "symmetry_level": 0,
    "max_presolve_iterations": 1,
}


@dataclass(frozen=True)
class Outcome:
    """What a search found: a plan or none, and what was proven.

    ``bound`` is proven for the model's objective; without a plan, ``is_infeasible``
    tells a proof that there is none from a search that was cut.
    """

    plan: Plan | None
    value: int | None
    bound: int | None
    is_infeasible: bool
    is_optimal: bool
    spent: float


class Watcher(cp_model.CpSolverSolutionCallback):
    """Hands on each better plan, and lets a search be stopped."""

    def __init__(self, model: "Model", found: Callable[[Plan], None]) -> None:
        super().__init__()
        self.model = model
        self.found = found

    def on_solution_callback(self) -> None:
        """Read the plan and hand it on."""
        self.found(self.model.plan(self.value))


def solve(
    model: "Model",
    *,
    seconds: float | None = None,
    work: float | None = None,
    workers: int = 1,
    seed: int = 0,
    found: Callable[[Plan], None] | None = None,
    bounded: Callable[[int], None] | None = None,
    limits: Limits | None = None,
    parameters: Mapping[str, Any] | None = None,
    searches: Sequence[str] = (),
) -> Outcome:
    """Return what a search within limits finds of a model.

    ``seconds`` is wall time, ``work`` deterministic time; ``limits`` can stop it from
    another thread, and are told what it spent. ``searches`` are names of the solver's
    ways to search, its own choice without any.
    """
    if model.is_void:
        return Outcome(None, None, None, True, False, 0.0)  # noqa: FBT003
    solver = _solver(seconds, work, workers, seed)
    for name, value in (parameters or {}).items():
        setattr(solver.parameters, name, value)
    _search_by(solver, searches)
    if bounded and not model.is_strict:
        solver.best_bound_callback = lambda bound: bounded(math.ceil(bound - 1e-6))
    if limits is None:
        status = solver.solve(model.cp, Watcher(model, found) if found else None)
        return _outcome(model, solver, status)
    limits.hold(solver)
    try:
        status = solver.solve(model.cp, Watcher(model, found) if found else None)
    finally:
        limits.release(solver)
    outcome = _outcome(model, solver, status)
    limits.spend(outcome.spent + SETUP_WORK * len(model.cp.proto.constraints))
    return outcome


def _solver(
    seconds: float | None, work: float | None, workers: int, seed: int
) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    if seconds is not None:
        solver.parameters.max_time_in_seconds = max(seconds, 0.01)
    if work is not None and math.isfinite(work):
        solver.parameters.max_deterministic_time = max(work, 0.001)
    return solver


def _search_by(solver: cp_model.CpSolver, searches: Sequence[str]) -> None:
    """Let a solver search in the ways named."""
    if list(searches) == ["no_lp"]:
        solver.parameters.linearization_level = 0
    elif solver.parameters.num_workers > 1:
        solver.parameters.subsolvers.extend(searches)


def _outcome(model: "Model", solver: cp_model.CpSolver, status: Any) -> Outcome:
    """Return what the solver is left with."""
    spent = solver.response_proto.deterministic_time
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Outcome(
            model.plan(solver.value),
            round(solver.objective_value),
            _bound(model, solver),
            is_infeasible=False,
            is_optimal=status == cp_model.OPTIMAL,
            spent=spent,
        )
    if status == cp_model.MODEL_INVALID:
        raise ValueError(model.cp.validate())
    return Outcome(
        None,
        None,
        _bound(model, solver),
        is_infeasible=status == cp_model.INFEASIBLE and not model.is_strict,
        is_optimal=False,
        spent=spent,
    )


def _bound(model: "Model", solver: cp_model.CpSolver) -> int | None:
    """Return what every plan costs at least, as far as it is proven."""
    bound = solver.best_objective_bound
    if model.is_strict or not math.isfinite(bound) or bound < -1e15:
        return None
    return math.ceil(bound - 1e-6)
