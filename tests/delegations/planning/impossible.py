"""Small days at random, many of them impossible; and days of some members alone."""

from copy import deepcopy
from random import Random

from delegations.planning.building import read
from delegations.planning.model import Model, solve

FOREVER = [[-10_000, 10_000]]


def is_possible(raw):
    """Return whether a day can be planned, by the whole model."""
    outcome = solve(Model(read(raw)), seconds=10)
    assert outcome.plan or outcome.is_infeasible
    return outcome.plan is not None


def _ids(members, kind):
    return {member["id"] for member in members if member["kind"] == kind}


def alone(raw, members):
    """Return the day of a conflict's members: their stops, and their rules.

    Of a delegation without stops among the members all mandatory ones are kept.
    """
    raw = deepcopy(raw)
    stops = _ids(members, "stop")
    groups = _ids(members, "delegation")
    for group in raw["delegations"]:
        mine = {stop["id"] for stop in group["stops"]} & stops
        group["stops"] = [
            stop
            for stop in group["stops"]
            if stop["mandatory"] and (stop["id"] in mine if mine else True)
        ]
    raw["delegations"] = [g for g in raw["delegations"] if g["id"] in groups]
    raw["apart"] = [pair for pair in raw["apart"] if groups.issuperset(pair)]
    return raw


def only(raw, members):
    """Return the day of a conflict's members, with no rules but theirs."""
    raw = alone(raw, members)
    rules = {(member["kind"], member["id"]) for member in members}
    everything = [
        *({"kind": "stand", "id": stand["id"]} for stand in raw["stands"]),
        *({"kind": "person", "id": person["id"]} for person in raw["people"]),
        *({"kind": "language", "id": name} for name in ("ru", "en")),
        *({"kind": "apart", "id": " ".join(pair)} for pair in raw["apart"]),
    ]
    for rule in everything:
        if (rule["kind"], rule["id"]) not in rules:
            raw = without(raw, rule)
    return raw


def without(raw, member):
    """Return a day without one member; a rule that is one no longer holds."""
    raw = deepcopy(raw)
    kind, name = member["kind"], member["id"]
    if kind == "delegation":
        raw["delegations"] = [g for g in raw["delegations"] if g["id"] != name]
        raw["apart"] = [pair for pair in raw["apart"] if name not in pair]
    elif kind == "stand":
        stand = next(each for each in raw["stands"] if each["id"] == name)
        stand.update(open=FOREVER, capacity=99)
    elif kind == "apart":
        raw["apart"] = [p for p in raw["apart"] if set(p) != set(name.split())]
    for group in raw["delegations"]:
        _spare(group, kind, name)
    return raw


def _spare(group, kind, name):
    """Let a delegation do without a language, a person or a stop."""
    if kind == "language" and group.get("language") == name:
        group["language"] = None
    if kind == "person":
        group["escorts"] = [each for each in group["escorts"] if each != name]
        for stop in group["stops"]:
            stop["hosts"] = [each for each in stop["hosts"] if each != name]
    if kind == "stop":
        group["stops"] = [each for each in group["stops"] if each["id"] != name]


def at_random(seed, delegations=3, stands=3, stops=3, hours=60):
    """Return a small day, crowded."""
    rng = Random(seed)
    names = [f"S{n}" for n in range(stands)]
    places = ["gate", *names]
    points = {place: (rng.randint(0, 6), rng.randint(0, 6)) for place in places}
    people = [f"P{n}" for n in range(2)]
    return {
        "stands": [_stand(rng, name, hours) for name in names],
        "walk": {
            "ids": places,
            "minutes": [
                [abs(a - c) + abs(b - d) for c, d in points.values()]
                for a, b in points.values()
            ],
        },
        "people": [{"id": p, "available": [_span(rng, hours)]} for p in people],
        "interpreters": {"ru": rng.randint(0, 2), "en": 1},
        "apart": [["D0", "D1"]] if rng.random() < 0.3 else [],
        "delegations": [
            _delegation(rng, f"D{n}", names, people, stops, hours)
            for n in range(delegations)
        ],
        "objective": {"walk": 1, "wait": 1, "value": 10, "last_end": 1},
    }


def _span(rng, hours):
    first = rng.randint(0, hours // 3)
    return [first, rng.randint(2 * hours // 3, hours)]


def _stand(rng, name, hours):
    spans = [[0, hours]] if rng.random() < 0.7 else [[0, 25], [30, hours]]
    return {"id": name, "capacity": rng.choice([1, 1, 1, 2]), "open": spans}


def _delegation(rng, name, stands, people, stops, hours):
    return {
        "id": name,
        "weight": rng.randint(1, 3),
        "window": _span(rng, hours),
        "entry": "gate",
        "exit": "gate",
        "language": rng.choice([None, None, "ru", "en"]),
        "escorts": [rng.choice(people)] if rng.random() < 0.2 else [],
        "stops": [
            {
                "id": f"{name}-{n}",
                "stand": rng.choice(stands),
                "duration": rng.choice([0, 5, 10, 12]),
                "mandatory": rng.random() < 0.8,
                "value": rng.randint(0, 3),
                "fixed_start": rng.randint(5, hours) if rng.random() < 0.1 else None,
                "window": _span(rng, hours // 2) if rng.random() < 0.15 else None,
                "hosts": [rng.choice(people)] if rng.random() < 0.2 else [],
            }
            for n in range(rng.randint(1, stops))
        ],
    }
