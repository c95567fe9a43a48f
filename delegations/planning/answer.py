"""What the command line answers: the plan, its quality, and reasons."""

from typing import TYPE_CHECKING, Any

from delegations.planning.bays import bays
from delegations.planning.explain import left_out
from delegations.planning.plan import Plan, Tour
from delegations.planning.sentences import sentence

if TYPE_CHECKING:
    from delegations.planning.planner import Planner

# How long to look for reasons, in seconds: at most, and after the limits' end.
REASONS_SECONDS, REASONS_AT_LEAST = 2.0, 0.1
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
        "conflict": planner.conflict or _rough_conflict(planner),
        "offers": planner.offers,
        "moved": [],
        "seconds_to_first": planner.first_at,
        "seconds": planner.limits.elapsed,
        "seed": planner.seed,
        "solver": SOLVER,
    }
    if plan is None:
        result["bound"] = None
        result["seconds_to_first"] = planner.first_at or planner.limits.elapsed
        return result
    result |= {
        "cost": plan.cost,
        "gap": gap(plan.cost, planner.bound),
        "stops": _stops(plan),
        "tours": [_tour(planner, tour) for tour in plan.tours],
        "left_out": _left_out(planner, plan),
    }
    return result | _changes(planner)


def _changes(planner: "Planner") -> dict[str, Any]:
    """Return what re-planning changes of the plan in force, and how much is proven."""
    found = planner.replanned
    if found is None:
        return {}
    problem = planner.problem
    return {
        "cost_vector": found.vector.told,
        "proven_stages": found.proven,
        "moved": [
            {"id": problem.stops[move.stop].id, "from": move.start, "to": move.to}
            for move in found.moved
        ],
        "told": [problem.delegations[number].id for number in found.told],
    }


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


def _rough_conflict(planner: "Planner") -> dict[str, Any] | None:
    """Return the stops that cannot all be, where no time was left to say it better."""
    if planner.core is None:
        return None
    stops = [planner.problem.stops[number] for number in sorted(planner.core.stops)]
    groups = dict.fromkeys(stop.delegation for stop in stops)
    params = {"count": len(groups)}
    names = [planner.problem.delegations[number].id for number in groups]
    return {
        "code": "crowd",
        "params": params,
        "sentence": sentence("crowd", params),
        "members": [
            *({"kind": "delegation", "id": name} for name in names),
            *({"kind": "stop", "id": stop.id} for stop in stops),
        ],
    }


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


def _left_out(planner: "Planner", plan: Plan) -> list[dict[str, Any]]:
    """Return the reasons of the stops left out; they may take what time is left."""
    limits = planner.limits
    left = 0.0 if limits.is_interrupted else min(limits.left, REASONS_SECONDS)
    deadline = limits.clock() + max(left, REASONS_AT_LEAST)
    return left_out(planner.problem, plan, deadline, seed=planner.seed)


def _tour(planner: "Planner", tour: Tour) -> dict[str, Any]:
    alone = planner.alone.get(tour.delegation)
    cost = alone.cost if alone else None
    if len(planner.problem.delegations) == 1 and planner.is_optimal and planner.plan:
        cost = planner.plan.cost
    return {
        "delegation": planner.problem.delegations[tour.delegation].id,
        "start": tour.start,
        "end": tour.end,
        "walk": tour.walk,
        "wait": tour.wait,
        "value_lost": tour.value_lost,
        "alone": cost,
    }
