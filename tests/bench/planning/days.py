"""Days at random, possible by construction: a plan is hidden in each."""

from itertools import combinations
from random import Random
from typing import Any

from .hidden import CLOSES, OPENS, Hidden, Size

SIZES = {"6x7": Size(6, 7, 7), "20x30": Size(20, 30, 8), "60x150": Size(60, 150, 10)}
LANGUAGES = (None, "ru", "en", "zh", "ar")
OBJECTIVE = {"walk": 1, "wait": 1, "value": 10, "last_end": 1}
Problem = dict[str, Any]
Starts = dict[str, tuple[int, int, int]]


def generate(size: Size, seed: int, *, is_crowded: bool) -> tuple[Problem, Starts]:
    """Return a day and the plan hidden in it: start, end and bay of each stop."""
    rng = Random(f"{size}-{seed}-{is_crowded}")
    day = Hidden(rng, size, is_crowded)
    names = [f"D{n + 1:02}" for n in range(size.delegations)]
    for name in rng.sample(names, len(names)):
        day.lay_tour(name)
    delegations = [_delegation(day, name) for name in names]
    escorts = _escorts(day, delegations)
    problem = {
        "stands": [_stand(day, stand) for stand in day.stands],
        "walk": {"ids": day.places, "minutes": day.minutes},
        "people": [_host(day, each) for each in sorted(set(day.host.values()))],
        "interpreters": _pools(day, delegations),
        "apart": _apart(day, names),
        "delegations": delegations,
        "objective": OBJECTIVE,
        "previous": None,
        "now": None,
        "notice": 15,
        "late": [],
    }
    problem["people"] += escorts
    return problem, day.plan()


def _around(day: Hidden, start: int, end: int, most: int) -> list[int]:
    """Return a span around another, in steps of five minutes, tighter in a crowd."""
    room = most // 3 if day.is_crowded else most
    first = (start - day.rng.randint(room // 6, room)) // 5 * 5
    return [first, -(-(end + day.rng.randint(room // 6, room)) // 5) * 5]


def _stand(day: Hidden, stand: str) -> Problem:
    """Return a stand; some close for lunch, some open late or close early."""
    rng, visits = day.rng, day.at_stand(stand)
    closes = max([CLOSES, *(visit.end for visit in visits)])
    spans = [[OPENS, closes]]
    chance = rng.random()
    if visits and chance < 0.15:
        spans = [_around(day, visits[0].start, max(v.end for v in visits), 120)]
    elif chance < 0.3:
        free = [
            noon
            for noon in range(720, 810, 5)
            if all(v.end <= noon or noon + 30 <= v.start for v in visits)
        ]
        if free:
            noon = rng.choice(free)
            spans = [[OPENS, noon], [noon + 30, closes]]
    return {"id": stand, "capacity": day.capacity[stand], "open": spans}


def _host(day: Hidden, person: str) -> Problem:
    duties = day.of_host(person)
    spans = [[OPENS, CLOSES]]
    if duties:
        spans = [_around(day, duties[0].start, max(duty.end for duty in duties), 150)]
    return {"id": person, "available": spans}


def _delegation(day: Hidden, name: str) -> Problem:
    rng, (start, end) = day.rng, day.span(name)
    entry, leave = day.gates[name]
    return {
        "id": name,
        "weight": rng.choices([1, 2, 3, 5], [40, 30, 20, 10])[0],
        "window": _around(day, start, end, 90),
        "entry": entry,
        "exit": leave,
        "language": rng.choice(LANGUAGES),
        "escorts": [],
        "stops": [_stop(day, visit) for visit in day.visits[name]],
    }


def _stop(day: Hidden, visit) -> Problem:
    rng = day.rng
    is_optional = rng.random() < 0.2
    chance = rng.random() / (2 if day.is_crowded else 1)
    return {
        "id": visit.id,
        "stand": visit.stand,
        "duration": visit.end - visit.start,
        "mandatory": not is_optional,
        "value": rng.randint(1, 6) if is_optional else 0,
        "fixed_start": visit.start if chance < 0.03 else None,
        "window": (
            _around(day, visit.start, visit.start, 60) if 0.03 < chance < 0.1 else None
        ),
        "hosts": list(visit.hosts),
    }


def _escorts(day: Hidden, delegations: list[Problem]) -> list[Problem]:
    """Give every third delegation an escort; some go with two, or receive a stop."""
    people = []
    for number, delegation in enumerate(delegations[::3]):
        person = f"E{number + 1:02}"
        delegation["escorts"].append(person)
        with_whom = [delegation]
        for other in delegations[1::3]:
            first, second = sorted([delegation, other], key=lambda d: day.span(d["id"]))
            way = day.walk(first["exit"], second["entry"])
            late_enough = day.span(first["id"])[1] + way <= day.span(second["id"])[0]
            if late_enough and not other["escorts"]:
                other["escorts"].append(person)
                with_whom.append(other)
                break
        if day.rng.random() < 0.3:
            day.rng.choice(delegation["stops"])["hosts"].append(person)
        spans = [day.span(each["id"]) for each in with_whom]
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
        people.append({"id": person, "available": [_around(day, start, end, 60)]})
    return people


def _pools(day: Hidden, delegations: list[Problem]) -> dict[str, int]:
    """Return as many interpreters as the hidden plan needs; one more without crowd."""
    pools = {}
    for language in filter(None, LANGUAGES):
        spans = [
            day.span(each["id"]) for each in delegations if each["language"] == language
        ]
        most = max(
            (sum(s <= start < e for s, e in spans) for start, _ in spans), default=0
        )
        pools[language] = most + (not day.is_crowded)
    return pools


def _apart(day: Hidden, names: list[str]) -> list[list[str]]:
    """Return some pairs that do not meet in the hidden plan."""
    pairs = [
        [one, other]
        for one, other in combinations(names, 2)
        if day.span(one)[1] <= day.span(other)[0]
        or day.span(other)[1] <= day.span(one)[0]
    ]
    return day.rng.sample(pairs, min(len(pairs), len(names) // 6 + 1))


def size_of(name: str) -> Size:
    """Return a size by its name, as 20x30."""
    if name in SIZES:
        return SIZES[name]
    delegations, stands = map(int, name.split("x"))
    return Size(delegations, stands, min(8, stands))


def in_force(plan: Starts) -> dict[str, dict[str, int]]:
    """Return a plan as ``previous`` has it."""
    return {
        stop: {"start": start, "bay": bay} for stop, (start, _, bay) in plan.items()
    }
