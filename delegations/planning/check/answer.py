"""What an answer says of its plan, worked out anew from the starts of the stops."""

import math
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from . import running
from .day import Day, Placed, Raw, Tour

STATUSES = ("optimal", "feasible", "infeasible", "no_plan_yet")
KINDS = ("delegation", "stop", "stand", "person", "language", "apart")
TINY = 1e-6


def misshapen(day: Day, plan: Raw) -> list[str]:
    """Return why an answer cannot be read at all."""
    status, stops = plan.get("status"), plan.get("stops")
    if status not in STATUSES:
        return [f"The status {status!r} is none of {', '.join(STATUSES)}."]
    if not isinstance(stops, list):
        return ["The answer has no list of stops."]
    found = [sentence for stop in stops for sentence in _of_shape(day, stop)]
    if not found:
        counted = Counter(stop["id"] for stop in stops)
        found = [
            f"Stop {each} is there {n} times." for each, n in counted.items() if n > 1
        ]
    return found


def _of_shape(day: Day, stop: Any) -> Iterator[str]:
    name = stop.get("id") if isinstance(stop, dict) else None
    if not isinstance(name, str) or name not in day.stops:
        yield f"A stop {name!r} is not in the problem."
        return
    for key in ("start", "end", "bay"):
        if type(stop.get(key)) is not int:
            yield f"Stop {name} has no whole number as its {key}."


def without_plan(day: Day, plan: Raw) -> Iterator[str]:
    """Yield what is wrong with an answer that says there is no plan."""
    if plan.get("cost") is not None or plan["stops"]:
        yield f"The answer is {plan['status']} and has a cost or stops."
    if plan.get("gap") is not None:
        yield f"The answer is {plan['status']} and has a gap."
    if plan["status"] == "infeasible":
        if day.is_running:
            yield "Re-planning is never infeasible."
        yield from _of_conflict(day, plan.get("conflict"))


def _of_conflict(day: Day, conflict: Raw | None) -> Iterator[str]:
    if not conflict or not conflict.get("sentence") or not conflict.get("members"):
        yield "The answer is infeasible and names no conflict."
        return
    known: dict[str, Collection[str]] = {
        "delegation": day.delegations,
        "stop": day.stops,
        "stand": day.open,
        "person": day.available,
    }
    for each in conflict["members"]:
        if each["kind"] not in KINDS:
            yield f"The conflict has a member of the unknown kind {each['kind']}."
        elif each["id"] not in known.get(each["kind"], [each["id"]]):
            yield f"The conflict names {each['kind']} {each['id']}, which is unknown."


def statements(day: Day, plan: Raw, placed: dict[str, Placed]) -> Iterator[str]:
    """Yield what an answer says wrongly of its plan."""
    tours = day.tours(placed.values())
    cost = sum(_share(day, each, tours, placed) for each in day.delegations)
    cost += day.objective["last_end"] * max(
        (tour.end for tour in tours.values()), default=0
    )
    yield from _of_tours(day, plan, tours, placed)
    yield from _of_left_out(day, plan, placed)
    if not _is_same(plan.get("cost"), cost):
        yield f"The cost is {cost}, not {plan.get('cost')}."
    yield from _of_bound(day, plan, cost)
    if plan.get("conflict") is not None:
        yield "A plan has no conflict."
    yield from _of_moves(day, plan, placed, cost)
    first, last = plan.get("seconds_to_first"), plan.get("seconds")
    if first is not None and last is not None and not 0 <= first <= last:
        yield f"The first plan came after {first} s, the last after {last} s."


def _share(
    day: Day, delegation: str, tours: dict[str, Tour], placed: dict[str, Placed]
) -> float:
    """Return a delegation's part of the cost, its last end aside."""
    price, tour = day.objective, tours.get(delegation)
    cost: float = price["value"] * _lost(day, delegation, placed)
    if tour is not None:
        cost += price["walk"] * tour.walk + price["wait"] * tour.wait
    return day.weight(delegation) * cost


def _lost(day: Day, delegation: str, placed: dict[str, Placed]) -> int:
    stops = day.delegations[delegation].get("stops") or ()
    return sum(day.value(stop["id"]) for stop in stops if stop["id"] not in placed)


def _of_tours(
    day: Day, plan: Raw, tours: dict[str, Tour], placed: dict[str, Placed]
) -> Iterator[str]:
    told = plan.get("tours") or []
    names = Counter(each.get("delegation") for each in told)
    if names != Counter(dict.fromkeys(day.delegations, 1)):
        yield "The tours do not name each delegation once."
        return
    for each in told:
        name = each["delegation"]
        tour, lost = tours.get(name), _lost(day, name, placed)
        right: tuple[int | None, ...] = (None, None, 0, 0, lost)
        if tour is not None:
            right = tour.start, tour.end, tour.walk, tour.wait, lost
        keys = ("start", "end", "walk", "wait", "value_lost")
        for key, value in zip(keys, right, strict=True):
            if each.get(key) != value:
                yield f"The tour of {name} has {key} {value}, not {each.get(key)}."
        own = _share(day, name, tours, placed)
        own += day.objective["last_end"] * (tour.end if tour else 0)
        alone = each.get("alone")
        if alone is not None and not day.is_running and alone > own + TINY:
            yield f"Alone {name} would cost {alone}, more than its {own} in the plan."


def _of_left_out(day: Day, plan: Raw, placed: dict[str, Placed]) -> Iterator[str]:
    told = Counter(each.get("id") for each in plan.get("left_out") or ())
    # Who skipped a stop knows why: it may be told or not.
    skipped = {stop for stop in day.stops if day.state(stop) == "skipped"}
    for stop in day.stops:
        if stop not in placed and stop not in skipped and not told[stop]:
            yield f"Stop {stop} is left out and no reason is given."
    for stop, count in told.items():
        if stop in placed or stop not in day.stops or count > 1:
            yield f"Stop {stop} is wrongly told as left out."
    for each in plan.get("left_out") or ():
        if not each.get("code") or not each.get("sentence"):
            yield f"Stop {each.get('id')} is left out without a sentence."


def _of_bound(day: Day, plan: Raw, cost: float) -> Iterator[str]:
    bound, gap = plan.get("bound"), plan.get("gap")
    if bound is None:
        if gap is not None:
            yield "There is a gap and no bound."
        if plan["status"] == "optimal":
            yield "The plan is called optimal and has no bound."
        return
    if bound > cost + TINY:
        yield f"The bound {bound} is above the cost {cost}."
    if not _is_same(gap, (cost - bound) / max(1, abs(cost))):
        yield f"The gap is {(cost - bound) / max(1, abs(cost))}, not {gap}."
    is_proven = math.ceil(bound - TINY) >= cost - TINY
    if day.is_running:
        is_proven = is_proven and plan.get("proven_stages") == 4
    if is_proven != (plan["status"] == "optimal"):
        yield f"The plan is called {plan['status']} with cost {cost}, bound {bound}."


def _of_moves(
    day: Day, plan: Raw, placed: dict[str, Placed], cost: float
) -> Iterator[str]:
    if not day.is_running:
        if plan.get("cost_vector") or plan.get("moved"):
            yield "Nothing is moved where no plan was in force."
        return
    vector = running.cost_vector(day, placed, cost)
    told = plan.get("cost_vector") or []
    if len(told) != len(vector) or not all(map(_is_same, told, vector)):
        yield f"The cost vector is {vector}, not {told}."
    stages = plan.get("proven_stages")
    if type(stages) is not int or not 0 <= stages <= len(vector):
        yield f"{stages} is no number of proven stages."
    moved, right = running.moved_in(plan), running.moves(day, placed)
    for stop in sorted({*moved, *right}):
        if moved.get(stop) != right.get(stop):
            yield f"Stop {stop} moved {right.get(stop)}, not {moved.get(stop)}."


def _is_same(told: Any, right: float) -> bool:
    return isinstance(told, int | float) and abs(told - right) < TINY
