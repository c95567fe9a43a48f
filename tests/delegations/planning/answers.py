"""Small days, and answers that are right of given starts: what tests then break."""

from itertools import pairwise

MINUTES = {("gate", "A"): 3, ("gate", "B"): 4, ("A", "B"): 2}


def stop(name, stand, duration=10, **fields):
    return {"id": name, "stand": stand, "duration": duration, **fields}


def delegation(name, *stops, **fields):
    given = {"window": [540, 720], "entry": "gate", "exit": "gate"}
    return {"id": name, "stops": list(stops), **given, **fields}


def day(*delegations, **fields):
    """Return a day of stands A and B, open from 540 to 720, and a gate."""
    places = ["gate", "A", "B"]
    walk = [
        [MINUTES.get((a, b), MINUTES.get((b, a), 0)) for b in places] for a in places
    ]
    return {
        "stands": [{"id": each, "open": [[540, 720]]} for each in "AB"],
        "walk": {"ids": places, "minutes": walk},
        "delegations": list(delegations),
        "objective": {"walk": 1, "wait": 1, "value": 10, "last_end": 1},
        **fields,
    }


def answer(problem, starts, **fields):
    """Return the answer that is right of these starts: ``{stop: start or triple}``.

    A triple is a start, an end and a bay. In a naive way of its own.
    """
    groups = {each["id"]: each for each in problem["delegations"]}
    given = {s["id"]: (s, d) for d in groups for s in groups[d]["stops"]}
    stops = []
    for name, when in starts.items():
        bare = not isinstance(when, tuple)
        times = (when, when + given[name][0]["duration"], 1) if bare else when
        start, end, bay = times
        stops.append({"id": name, "start": start, "end": end, "bay": bay})
    tours = [_tour(problem, groups[d], given, stops) for d in groups]
    price = problem["objective"]
    ends = [each["end"] for each in tours if each["end"] is not None]
    cost = price["last_end"] * max(ends, default=0)
    for tour in tours:
        weight = groups[tour["delegation"]].get("weight", 1)
        paid = sum(price[key] * tour[key] for key in ("walk", "wait"))
        cost += weight * (paid + price["value"] * tour["value_lost"])
    why = {"code": "left_out", "params": {}, "sentence": "Left out."}
    return {
        "status": "feasible",
        "cost": cost,
        "bound": None,
        "gap": None,
        "stops": stops,
        "tours": tours,
        "left_out": [{"id": each, **why} for each in given if each not in starts],
        "conflict": None,
        "moved": [],
        **fields,
    }


def _tour(problem, group, given, stops):
    mine = [each for each in stops if given[each["id"]][1] == group["id"]]
    mine.sort(key=lambda each: (each["start"], each["end"]))
    lost = sum(
        each.get("value", 0)
        for each in group["stops"]
        if not each.get("mandatory", True) and each["id"] not in {m["id"] for m in mine}
    )
    told = {"delegation": group["id"], "value_lost": lost, "alone": None}
    if not mine:
        return {**told, "start": None, "end": None, "walk": 0, "wait": 0}
    stands = [given[each["id"]][0]["stand"] for each in mine]
    ways = list(pairwise([group["entry"], *stands, group["exit"]]))
    minutes = [way(problem, *each) for each in ways]
    start, end = mine[0]["start"] - minutes[0], mine[-1]["end"] + minutes[-1]
    spent = sum(given[each["id"]][0]["duration"] for each in mine)
    walk = sum(minutes)
    wait = end - start - walk - spent
    return {**told, "start": start, "end": end, "walk": walk, "wait": wait}


def way(problem, start, end):
    walk = problem.get("walk")
    if not walk:
        return 0
    return walk["minutes"][walk["ids"].index(start)][walk["ids"].index(end)]


def in_force(starts):
    """Return the plan in force: each stop at a start, in the first bay."""
    return {name: {"start": start, "bay": 1} for name, start in starts.items()}


def replanned(problem, starts, vector, moved=None, **fields):
    """Return an answer that re-plans a day."""
    moves = [
        {"id": name, "from": span[0], "to": span[1]}
        for name, span in (moved or {}).items()
    ]
    found = answer(problem, starts, **{"moved": moves, "proven_stages": 0, **fields})
    return {**found, "cost_vector": [*vector, found["cost"]]}
