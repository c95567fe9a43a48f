"""What a run reached of a target: seconds, per cent, or never."""

import math

from . import published
from .best_known import BestKnown
from .runs import Run

NEVER = math.inf


def is_plan(run: Run) -> bool:
    return run.cost is not None


def first(run: Run, _known: BestKnown, _imports: float) -> float:
    return run.answer["seconds_to_first"] if is_plan(run) else NEVER


def first_after_imports(run: Run, known: BestKnown, imports: float) -> float:
    return max(0.0, first(run, known, imports) - imports)


def proven(run: Run, _known: BestKnown, _imports: float) -> float:
    is_optimal = run.answer.get("status") == "optimal" and is_plan(run)
    return run.answer["seconds"] if is_optimal else NEVER


def unproven(run: Run, known: BestKnown, imports: float) -> float:
    return float(proven(run, known, imports) == NEVER)


def above(run: Run, known: BestKnown, _imports: float) -> float:
    best = run.case.best
    if best is None:
        best = known.cost(run.case.problem)
    if run.cost is None or best is None:
        return NEVER
    return 100 * (run.cost - best) / max(1, abs(best))


def gap(run: Run, _known: BestKnown, _imports: float) -> float:
    gap = run.answer.get("gap")
    return 100 * gap if is_plan(run) and gap is not None else NEVER


def fewest_moves(run: Run, _known: BestKnown, _imports: float) -> float:
    # The second stage is that nobody else is moved without need.
    stages = run.answer.get("proven_stages") or 0
    return run.answer["seconds"] if is_plan(run) and stages >= 2 else NEVER


def verdict(run: Run, _known: BestKnown, _imports: float) -> float:
    if run.wrong or run.answer.get("status") != "infeasible":
        return NEVER
    return run.answer["seconds_to_first"]


def conflict(run: Run, known: BestKnown, imports: float) -> float:
    """Return when the conflict was told, if it has no member that is not in it."""
    if verdict(run, known, imports) == NEVER:
        return NEVER
    allowed = run.case.members or set()
    kinds = {kind for kind, _ in allowed}
    members = [(each["kind"], each["id"]) for each in run.answer["conflict"]["members"]]
    is_minimal = all(
        member in allowed or (member[0] == "apart" and "apart" in kinds)
        for member in members
    )
    return run.answer["seconds"] if is_minimal else NEVER


def missed_value(run: Run, _known: BestKnown, _imports: float) -> float:
    if run.cost is None or run.case.best is None:
        return NEVER
    return 100 * (run.cost - run.case.best) / published.total_value(run.case.problem)
