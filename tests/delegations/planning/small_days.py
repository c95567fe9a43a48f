"""Small days under way, at random, and what can be made of them by trying all ways."""

from collections.abc import Iterator
from itertools import product
from random import Random
from typing import Any

from delegations.planning.bays import bays
from delegations.planning.check import check
from delegations.planning.check.day import Day
from delegations.planning.check.rules import broken
from delegations.planning.plan import Plan, Tour, plan_of
from delegations.planning.problem import Problem
from delegations.planning.replan.stages import Replanned
from delegations.planning.replan.vector import Vector, vector

Raw = dict[str, Any]
CLOSES = 16


def day(rng: Random, *, most_open: int = 4) -> Raw:
    """Return a day under way with up to so many open stops."""
    now = rng.randint(2, 6)
    stands = [f"S{n}" for n in range(rng.randint(1, 3))]
    places = [*stands, "gate", "door"]
    names = [f"D{n}" for n in range(rng.randint(2, 3))]
    people = ["P", "Q"]
    problem: Raw = {
        "stands": [_stand(rng, stand) for stand in stands],
        "walk": {"ids": places, "minutes": _minutes(rng, len(places))},
        "people": [{"id": p, "available": _hours(rng)} for p in people],
        "interpreters": {"ru": rng.randint(1, 2)},
        "apart": [names[:2]] if rng.random() < 0.3 else [],
        "delegations": [],
        "objective": {
            key: rng.randint(0, 3) for key in ("walk", "wait", "value", "last_end")
        },
        "previous": {},
        "now": now,
        "notice": rng.choice([0, 2, 4]),
        "late": [name for name in names if rng.random() < 0.4],
    }
    room = most_open
    for name in names:
        group, used = _delegation(rng, name, problem, (stands, people), room)
        room -= used
        problem["delegations"].append(group)
    return problem


def _hours(rng: Random) -> list[list[int]]:
    return rng.choice([[[0, CLOSES]], [[0, CLOSES]], [[3, CLOSES]], [[0, 7], [9, 14]]])


def _stand(rng: Random, stand: str) -> Raw:
    return {"id": stand, "capacity": rng.choice([1, 1, 2]), "open": _hours(rng)}


def _minutes(rng: Random, count: int) -> list[list[int]]:
    """Return walks on a line, up and down, so that no detour is shorter.

    The last two places are the gates, away from the stands: no tour takes no time.
    """
    spots = [*(rng.randint(0, 2) for _ in range(count - 2)), -1, rng.randint(-1, 2)]
    up = rng.randint(1, 2)
    return [[(b - a) * up if b > a else a - b for b in spots] for a in spots]


def _delegation(
    rng: Random, name: str, problem: Raw, given: tuple[list[str], list[str]], room: int
) -> tuple[Raw, int]:
    stands, people = given
    group: Raw = {
        "id": name,
        "weight": rng.randint(0, 3),
        "window": rng.choice([[0, CLOSES], [0, CLOSES], [1, 12]]),
        "entry": "gate",
        "exit": "door",
        "language": rng.choice([None, None, "ru"]),
        "escorts": [rng.choice(people)] if rng.random() < 0.25 else [],
        "stops": [],
    }
    used = 0
    if rng.random() < 0.3:
        group["at"] = rng.choice([*stands, "gate"])
    if rng.random() < 0.3:
        group["free_from"] = problem["now"] + rng.randint(-1, 4)
    time = rng.randint(0, 3)
    for number in range(rng.randint(1, 3)):
        stop = _stop(rng, f"{name}-{number}", stands, people)
        time += rng.randint(0, 3)
        is_open = _happens(rng, problem, stop, time)
        if is_open and used == room:
            problem["previous"].pop(stop["id"], None)
            continue
        used += is_open
        time += stop["duration"]
        group["stops"].append(stop)
    return group, used


def _stop(rng: Random, name: str, stands: list[str], people: list[str]) -> Raw:
    start = rng.randint(0, 10)
    return {
        "id": name,
        "stand": rng.choice(stands),
        "duration": rng.choice([0, 1, 2, 2, 3]),
        "mandatory": rng.random() < 0.6,
        "value": rng.randint(0, 3),
        "fixed_start": start if rng.random() < 0.05 else None,
        "window": [start, start + 4] if rng.random() < 0.1 else None,
        "hosts": [rng.choice(people)] if rng.random() < 0.25 else [],
    }


def _happens(rng: Random, problem: Raw, stop: Raw, time: int) -> bool:
    """Say what is planned and has happened; returns whether the stop is open."""
    now = problem["now"]
    capacity = {stand["id"]: stand["capacity"] for stand in problem["stands"]}
    if rng.random() < 0.85:
        bay = rng.randint(1, capacity[stop["stand"]])
        problem["previous"][stop["id"]] = {"start": time, "bay": bay}
        stop["locked"] = rng.random() < 0.15
    chance = rng.random()
    if chance < 0.05:
        stop["state"] = "skipped"
        return False
    if stop["id"] not in problem["previous"]:
        return True
    if time < now:
        return _begins(rng, stop, time, now)
    if chance < 0.2:
        stop["state"] = "planned"
    return True


def _begins(rng: Random, stop: Raw, time: int, now: int) -> bool:
    chance = rng.random()
    if chance < 0.15:
        stop["state"] = "planned"
        stop["locked"] = False
        return True
    if chance < 0.5:
        start = min(now, max(0, time + rng.randint(-1, 1)))
        end = rng.choice([None, start + stop["duration"] + rng.randint(0, 3)])
        stop["state"] = rng.choice(["begun", "done"])
        stop["actual"] = [start, end]
    return False


def answer(problem: Problem, result: Replanned) -> Raw:
    """Return a result as the command line tells it, as far as it is judged."""
    plan, stops = result.plan, problem.stops
    given = bays(problem, plan)
    gap = None
    if result.bound is not None:
        gap = (plan.cost - result.bound) / max(1, abs(plan.cost))
    return {
        "status": "optimal" if result.proven == 4 else "feasible",
        "cost": plan.cost,
        "cost_vector": result.vector.told,
        "bound": result.bound,
        "gap": gap,
        "stops": [
            {
                "id": stops[stop].id,
                "start": start,
                "end": plan.end(stop),
                "bay": given.get(stop, 0),
            }
            for stop, start in plan.starts.items()
        ],
        "tours": [_told(problem, tour) for tour in plan.tours],
        "left_out": [
            {"id": stop.id, "code": "busy", "params": {}, "sentence": "Busy"}
            for stop in stops
            if stop.index not in plan.starts and stop.state != "skipped"
        ],
        "conflict": None,
        "offers": [],
        "moved": [
            {"id": stops[move.stop].id, "from": move.start, "to": move.to}
            for move in result.moved
        ],
        "proven_stages": result.proven,
    }


def _told(problem: Problem, tour: Tour) -> Raw:
    return {
        "delegation": problem.delegations[tour.delegation].id,
        "start": tour.start,
        "end": tour.end,
        "walk": tour.walk,
        "wait": tour.wait,
        "value_lost": tour.value_lost,
        "alone": None,
    }


def judged(raw: Raw, problem: Problem, result: Replanned) -> list[str]:
    """Return what the independent judge finds wrong with a result."""
    return check(raw, answer(problem, result))


def every_way(raw: Raw, problem: Problem) -> Iterator[tuple[Vector, Plan]]:
    """Yield every choice of starts with what it costs, whether it is lawful or not."""
    stops = [stop for stop in problem.stops if stop.is_open]
    choices = []
    for stop in stops:
        times: list[int | None] = [None, *range(raw["now"], CLOSES + 1)]
        if stop.is_locked:
            times = [None, stop.previous]
        choices.append(times)
    for starts in product(*choices):
        chosen = {
            stop.index: start
            for stop, start in zip(stops, starts, strict=True)
            if start is not None
        }
        plan = plan_of(problem, chosen)
        yield vector(plan), plan


def is_tangled(raw: Raw) -> bool:
    """Return whether what has begun gives a person three duties at once.

    The judge forgives two that overlap; of three it cannot say who came after whom.
    """
    day = Day(raw)
    facts = broken(day, list(day.past().values()))
    persons = [key[1] for key in facts if key[0] == "person"]
    return len(persons) > len(set(persons))


def is_lawful(raw: Raw, problem: Problem, plan: Plan) -> bool:
    """Return whether the judge finds no broken rule in a plan."""
    found = judged(raw, problem, Replanned(plan, vector(plan), 0, None))
    return all("within the notice" in each or "is locked" in each for each in found)
