"""The same day at noon: some have fallen behind, some have not come yet."""

from random import Random
from typing import Any

from .days import Problem, Starts, in_force


def late(problem: Problem, plan: Starts, seed: int) -> Problem:
    """Return a day in the middle of its plan, one delegation in ten delayed.

    Some of these are still to come; the others stay longer where they are. Everybody
    else keeps to the plan.
    """
    rng = Random(f"late-{seed}")
    spans = {d["id"]: _span(d, plan) for d in problem["delegations"]}
    now, coming, inside = _moment(spans, plan)
    missing = rng.sample(coming, -(-len(spans) // 40))
    staying = [name for name in inside if name not in missing]
    slow = rng.sample(staying, min(len(staying), -(-len(spans) // 15)))
    delegations = []
    for delegation in problem["delegations"]:
        name = delegation["id"]
        if name in missing:
            delegations.append(_missing(rng, delegation, plan, now))
        else:
            more = rng.randint(10, 40) if name in slow else 0
            delegations.append(_under_way(delegation, plan, now, more))
    return {
        **problem,
        "delegations": delegations,
        "previous": in_force(plan),
        "now": now,
        "late": sorted([*missing, *slow]),
    }


def _moment(
    spans: dict[str, tuple[int, int]], plan: Starts
) -> tuple[int, list[str], list[str]]:
    """Return a time in mid-day, who should have come by then, and who is about.

    The time nearest to when two stops in five have begun, at which enough came lately.
    """
    begins = sorted(start for start, _, _ in plan.values())
    middle = begins[len(begins) * 2 // 5]
    for now in sorted(set(begins), key=lambda time: (abs(time - middle), time)):
        coming = [n for n, (start, _) in spans.items() if now - 40 <= start < now]
        inside = [n for n, (start, end) in spans.items() if start < now < end]
        if len(coming) >= -(-len(spans) // 40) and len(inside) >= 3:
            return now, coming, inside
    raise AssertionError("On every day some come while others are about.")


def _span(delegation: Problem, plan: Starts) -> tuple[int, int]:
    times = [plan[stop["id"]] for stop in delegation["stops"] if stop["id"] in plan]
    return min(t[0] for t in times), max(t[1] for t in times)


def _missing(rng: Random, delegation: Problem, plan: Starts, now: int) -> Problem:
    """Return a delegation that has not come, and from when it will be there."""
    stops = [{**stop, "state": "planned"} for stop in delegation["stops"]]
    there = now + rng.randint(5, 45)
    return {**delegation, "stops": stops, "at": delegation["entry"], "free_from": there}


def _under_way(delegation: Problem, plan: Starts, now: int, more: int) -> Problem:
    """Return a delegation with what it has done; it leaves its stop ``more`` late."""
    stops = [_state(stop, plan, now) for stop in delegation["stops"]]
    begun = [stop for stop in stops if stop.get("actual")]
    if more and begun:
        last = max(begun, key=lambda stop: stop["actual"][0])
        last["state"] = "begun"
        last["actual"] = [last["actual"][0], max(now, plan[last["id"]][1]) + more]
        return {
            **delegation,
            "stops": stops,
            "at": last["stand"],
            "free_from": last["actual"][1],
        }
    return {**delegation, "stops": stops}


def _state(stop: Problem, plan: Starts, now: int) -> Problem:
    if stop["id"] not in plan or plan[stop["id"]][0] >= now:
        return {**stop}
    start, end, _ = plan[stop["id"]]
    actual: list[Any] = [start, end if end <= now else None]
    return {**stop, "state": "done" if end <= now else "begun", "actual": actual}
