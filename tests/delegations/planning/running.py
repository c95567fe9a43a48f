"""Days under way for tests: two stands, a gate, everything a minute's walk apart."""

from typing import Any

from delegations.planning.building import read
from delegations.planning.limits import Limits
from delegations.planning.problem import Problem
from delegations.planning.replan.stages import Replanned, replan

from .small_days import judged

Raw = dict[str, Any]


def stop(name: str, stand: str = "A", duration: int = 10, **more: Any) -> Raw:
    return {"id": name, "stand": stand, "duration": duration, **more}


def group(name: str, *stops: Raw, **more: Any) -> Raw:
    return {
        "id": name,
        "window": [0, 200],
        "entry": "gate",
        "exit": "gate",
        "stops": list(stops),
        **more,
    }


def day(*groups: Raw, previous: dict[str, int], now: int = 100, **more: Any) -> Raw:
    """Return a day at ``now`` with the starts of the plan in force, all in bay 1."""
    places = ["gate", "A", "B"]
    return {
        "stands": [{"id": each, "open": [[0, 200]]} for each in "AB"],
        "walk": {
            "ids": places,
            "minutes": [[int(a != b) for b in places] for a in places],
        },
        "people": [{"id": "P", "available": [[0, 200]]}],
        "delegations": list(groups),
        "objective": {"walk": 1, "wait": 1, "value": 10, "last_end": 1},
        "previous": {key: {"start": at, "bay": 1} for key, at in previous.items()},
        "now": now,
        **more,
    }


def solved(raw: Raw) -> tuple[Problem, Replanned]:
    """Return the problem and its proven plan, after the judge has seen it."""
    problem = read(raw)
    result = replan(problem, Limits(work=20))
    assert judged(raw, problem, result) == []
    assert result.proven == 4
    return problem, result


def starts(raw: Raw) -> dict[str, int]:
    """Return when each stop made starts in the proven plan."""
    problem, result = solved(raw)
    return {problem.stops[i].id: start for i, start in result.plan.starts.items()}
