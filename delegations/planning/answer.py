"""What the command line answers: the plan, its quality, and reasons."""

from typing import TYPE_CHECKING, Any

from delegations.planning.bays import bays
from delegations.planning.plan import Plan, Tour

if TYPE_CHECKING:
    from delegations.planning.planner import Planner

SOLVER = "OR-Tools CP-SAT"


def answer(planner: "Planner") -> dict[str, Any]:
    """Return what there is to say of a planner's search, as the JSON's object."""
    plan = planner.plan
    result = {
        "status": status(planner),
        "cost": None,
        "cost_vector": None,
        "bound": planner.bound,
        "gap": None,
        "stops": [],
        "tours": [],
        "left_out": [],
        "conflict": planner.conflict,
        "offers": planner.offers,
        "moved": [],
        "seconds_to_first": planner.first_at,
        "seconds": planner.limits.elapsed,
        "seed": planner.seed,
        "solver": SOLVER,
    }
    if plan is None:
        result["bound"] = None
        result["seconds_to_first"] = planner.limits.elapsed
        return result
    result |= {
        "cost": plan.cost,
        "gap": gap(plan.cost, planner.bound),
        "stops": _stops(plan),
        "tours": [_tour(planner, tour) for tour in plan.tours],
    }
    return result


def status(planner: "Planner") -> str:
    """Return the verdict in a word."""
    if planner.plan is None:
        return "infeasible" if planner.is_refuted else "no_plan_yet"
    return "optimal" if planner.is_optimal else "feasible"


def gap(cost: int | None, bound: int | None) -> float | None:
    """Return how far a cost may be above the best one, as a share of it."""
    if cost is None or bound is None:
        return None
    return (cost - bound) / max(1, abs(cost))


def _stops(plan: Plan) -> list[dict[str, Any]]:
    chosen = bays(plan.problem, plan)
    return [
        {
            "id": plan.problem.stops[number].id,
            "start": start,
            "end": plan.end(number),
            "bay": chosen[number],
        }
        for number, start in sorted(plan.starts.items())
    ]


def _tour(planner: "Planner", tour: Tour) -> dict[str, Any]:
    alone = planner.alone.get(tour.delegation)
    return {
        "delegation": planner.problem.delegations[tour.delegation].id,
        "start": tour.start,
        "end": tour.end,
        "walk": tour.walk,
        "wait": tour.wait,
        "value_lost": tour.value_lost,
        "alone": alone.cost if alone else None,
    }
