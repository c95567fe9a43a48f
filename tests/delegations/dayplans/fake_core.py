"""A planner that keeps to the contract of the real one, and plans one after another.

What it does is told by FAKE_CORE: plan, slow, deaf, bad, crash, garbled, impossible.
"""

import json
import os
import signal
import sys
import time

MODE = os.environ.get("FAKE_CORE", "plan")
asked = []
problem = json.load(open(sys.argv[1], encoding="utf-8"))  # noqa: PTH123, SIM115
places = {name: row for row, name in enumerate(problem["walk"]["ids"])}


def walk(start, end):
    return problem["walk"]["minutes"][places[start]][places[end]]


def say(seconds, cost):
    point = {"seconds": seconds, "cost": cost, "bound": 1, "gap": 0.5, "unplaced": 0}
    sys.stderr.write(f"{json.dumps(point)}\n")
    sys.stderr.flush()


def toured(row, clock, stops):
    """Return a tour that waits until the delegation before it is gone."""
    at, moment = row["entry"], max(row["window"][0], clock)
    begin = None
    walked = 0
    for stop in row["stops"]:
        if not stop["mandatory"]:
            continue
        walked += walk(at, stop["stand"])
        start = moment + walk(at, stop["stand"])
        if stop["fixed_start"] is not None:
            start = stop["fixed_start"]
        begin = start - walk(at, stop["stand"]) if begin is None else begin
        moment, at = start + stop["duration"], stop["stand"]
        stops.append({"id": stop["id"], "start": start, "end": moment, "bay": 1})
    end = moment + walk(at, row["exit"])
    return {
        "delegation": row["id"],
        "start": begin,
        "end": end if begin is not None else None,
        "walk": walked + walk(at, row["exit"]),
        "wait": 0,
        "value_lost": 0,
        "alone": (begin or 0),
    }


def plan():
    stops, tours, clock = [], [], 0
    for row in problem["delegations"]:
        tour = toured(row, clock, stops)
        tours.append(tour)
        clock = max(clock, tour["end"] or 0)
    placed = {stop["id"] for stop in stops}
    out = [s["id"] for row in problem["delegations"] for s in row["stops"]]
    return {
        "status": "feasible",
        "cost": 100,
        "bound": 50,
        "gap": 0.5,
        "stops": stops,
        "tours": tours,
        "left_out": [
            {"id": name, "code": "no_time", "params": {"minutes": 15}, "sentence": "x"}
            for name in out
            if name not in placed
        ],
        "conflict": None,
        "offers": [],
        "moved": [],
        "seconds": 0.1,
    }


def impossible():
    row = problem["delegations"][0]
    return {
        "status": "infeasible",
        "cost": None,
        "stops": [],
        "tours": [],
        "left_out": [],
        "conflict": {
            "code": "too_long",
            "params": {"delegation": row["id"], "asked": 700, "available": 540},
            "sentence": "x",
            "members": [{"kind": "delegation", "id": row["id"]}],
        },
        "offers": [{"code": "later", "params": {"minutes": 30}, "sentence": "y"}],
    }


def main():
    if MODE == "bad":
        sys.stderr.write("delegations[0].window: ends before it begins\n")
        return 2
    if MODE == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if MODE == "garbled":
        sys.stdout.write("{")
        return 0
    if MODE == "impossible":
        sys.stdout.write(json.dumps(impossible()))
        return 3
    signal.signal(
        signal.SIGTERM, lambda *_: None if MODE == "deaf" else asked.append(1)
    )
    say(0.01, 120)
    begun = time.monotonic()
    while MODE in ("slow", "deaf") and not asked and time.monotonic() - begun < 60:
        time.sleep(0.05)
    say(0.05, 100)
    sys.stdout.write(json.dumps(plan()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
