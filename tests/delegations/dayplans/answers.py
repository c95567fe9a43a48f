"""Answers of the planner made by hand."""

from typing import Any

from django.utils import timezone

from delegations.dayplans import runs
from delegations.models import PlanningRun
from tests.delegations.times import DAY


def ended(exhibition: Any, starts: dict[str, int], **fields: Any) -> PlanningRun:
    """Return a run of the day that ended with stops, by their ids, at these minutes.

    Further ``fields`` are written to its row; ``result`` changes the answer, or is
    None for none.
    """
    run = runs.start(exhibition, DAY, user=None, is_spawned=False)
    changes = fields.pop("result", {})
    result = None if changes is None else answer(run.problem, starts) | changes
    row = {
        "state": "done",
        "verdict": result["status"] if result else "",
        "result": result,
        "started_at": timezone.now(),
        "finished_at": timezone.now(),
        **fields,
    }
    PlanningRun.objects.filter(pk=run.pk).update(**row)
    run.refresh_from_db()
    return run


def answer(problem: dict[str, Any], starts: dict[str, int]) -> dict[str, Any]:
    """Return what the planner answers for stops at these minutes."""
    stops, tours, left_out = [], [], []
    for row in problem["delegations"]:
        made = [stop for stop in row["stops"] if stop["id"] in starts]
        for stop in row["stops"]:
            if stop in made:
                start = starts[stop["id"]]
                end = start + stop["duration"]
                stops.append({"id": stop["id"], "start": start, "end": end, "bay": 1})
            else:
                reason = {"code": "none", "params": {}, "sentence": "It does not fit."}
                left_out.append({"id": stop["id"], **reason})
        own = {stop["id"] for stop in made}
        spans = [(s["start"], s["end"]) for s in stops if s["id"] in own]
        start = min((span[0] for span in spans), default=None)
        end = max((span[1] for span in spans), default=None)
        tour = {"delegation": row["id"], "start": start, "end": end}
        alone = None if end is None else end - 5
        numbers = {"walk": 2, "wait": 3, "value_lost": 0, "alone": alone}
        tours.append({**tour, **numbers})
    return {
        "status": "feasible",
        "cost": 700,
        "bound": 680,
        "gap": 0.0286,
        "stops": stops,
        "tours": tours,
        "left_out": left_out,
        "conflict": None,
        "offers": [],
        "moved": [],
    }
