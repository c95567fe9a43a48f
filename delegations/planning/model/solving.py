"""Runs CP-SAT on a model, and reads what it found."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ortools.sat.python import cp_model

from delegations.planning.plan import Plan

if TYPE_CHECKING:
    from delegations.planning.model.model import Model


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
    held: Callable[[cp_model.CpSolver], None] | None = None,
    parameters: Mapping[str, Any] | None = None,
) -> Outcome:
    """Return what a search within limits finds of a model.

    ``seconds`` is wall time, ``work`` deterministic time; ``held`` is given the solver
    before it starts, so that another thread can stop it. Of the ``parameters`` lists
    are added to what the solver has, others take their place.
    """
    if model.is_void:
        return Outcome(None, None, None, True, False, 0.0)  # noqa: FBT003
    solver = cp_model.CpSolver()
    limits: dict[str, Any] = {"num_workers": workers, "random_seed": seed}
    if seconds is not None:
        limits["max_time_in_seconds"] = max(seconds, 0.01)
    if work is not None:
        limits["max_deterministic_time"] = max(work, 0.001)
    for name, value in {**limits, **(parameters or {})}.items():
        if isinstance(value, list):
            getattr(solver.parameters, name).extend(value)
        else:
            setattr(solver.parameters, name, value)
    if bounded:
        solver.best_bound_callback = lambda bound: bounded(math.ceil(bound - 1e-6))
    if held:
        held(solver)
    status = solver.solve(model.cp, Watcher(model, found) if found else None)
    return _outcome(model, solver, status)


def _outcome(model: "Model", solver: cp_model.CpSolver, status: Any) -> Outcome:
    """Return what the solver is left with."""
    spent = solver.response_proto.deterministic_time
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Outcome(
            model.plan(solver.value),
            round(solver.objective_value),
            math.ceil(solver.best_objective_bound - 1e-6),
            is_infeasible=False,
            is_optimal=status == cp_model.OPTIMAL,
            spent=spent,
        )
    if status == cp_model.MODEL_INVALID:
        raise ValueError(model.cp.validate())
    bound = solver.best_objective_bound
    return Outcome(
        None,
        None,
        math.ceil(bound - 1e-6) if math.isfinite(bound) and bound > -1e15 else None,
        is_infeasible=status == cp_model.INFEASIBLE,
        is_optimal=False,
        spent=spent,
    )
