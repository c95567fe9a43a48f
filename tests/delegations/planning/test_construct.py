"""Plans without a solver: what they keep to, and how good they are."""

import random
import time
from itertools import combinations, pairwise, permutations

import pytest

from delegations.planning.bays import bays
from delegations.planning.building import read
from delegations.planning.check import check
from delegations.planning.construct import Partial, best_tour, construct, improve
from delegations.planning.construct.forced import tightened
from delegations.planning.occupied import Occupied
from delegations.planning.plan import Plan
from tests.bench.planning.days import generate, size_of

from .answers import answer, day, delegation, stop

MANY = 10_000


def seeded(seed=1):
    return random.Random(seed)


def faults(raw, plan):
    """Return what the judge says of a plan."""
    stops = plan.problem.stops
    bay = bays(plan.problem, plan)
    triples = {
        stops[number].id: (start, plan.end(number), bay[number])
        for number, start in plan.starts.items()
    }
    return check(raw, answer(raw, triples))


def starts_of(plan):
    return {plan.problem.stops[number].id: at for number, at in plan.starts.items()}


@pytest.mark.parametrize("is_crowded", [False, True])
@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("size", ["6x7", "20x30"])
def test_a_possible_day_is_planned_and_bettered_by_the_rules(size, seed, is_crowded):
    raw, _ = generate(size_of(size), seed, is_crowded=is_crowded)
    plan = construct(read(raw), seeded(), steps=MANY)
    assert isinstance(plan, Plan)
    assert faults(raw, plan) == []
    better = improve(plan, seeded(), steps=60)
    assert better.cost < plan.cost or size == "6x7"
    assert better.cost <= plan.cost
    assert faults(raw, better) == []


def test_as_many_steps_with_the_same_seed_give_the_same_plan():
    raw, _ = generate(size_of("20x30"), 3, is_crowded=True)
    plans = []
    for _ in range(2):
        plan = construct(read(raw), seeded(), steps=MANY)
        plans.append((starts_of(plan), starts_of(improve(plan, seeded(), steps=50))))
    assert plans[0] == plans[1]


def test_a_plan_is_never_worse_after_any_number_of_steps():
    raw, _ = generate(size_of("6x7"), 4, is_crowded=True)
    plan = construct(read(raw), seeded(), steps=MANY)
    costs = [improve(plan, seeded(2), steps=steps).cost for steps in range(0, 60, 6)]
    assert costs[0] == plan.cost
    assert costs == sorted(costs, reverse=True)


def test_the_time_ends_a_search():
    raw, _ = generate(size_of("20x30"), 1, is_crowded=False)
    plan = construct(read(raw), seeded(), steps=MANY)
    began = time.monotonic()
    improve(plan, seeded(), began + 0.1)
    assert 0.1 <= time.monotonic() - began < 2
    assert improve(plan, seeded(), stop=lambda: True) is plan
    partial = construct(read(raw), seeded(), began)
    assert isinstance(partial, Partial)


def test_who_has_one_time_only_pushes_others_aside():
    raw = day(
        delegation("KZ", stop("k", "A"), window=[540, 720]),
        delegation("UZ", stop("u", "A", fixed_start=545), window=[540, 730]),
    )
    early = delegation("KZ", stop("k", "A"), window=[540, 572])
    for group in (raw["delegations"][0], early):
        raw["delegations"][0] = group
        plan = construct(read(raw), seeded(), steps=MANY)
        assert faults(raw, plan) == []


def test_a_time_that_another_is_sure_to_need_is_left_free():
    early = stop("k", "A", duration=20, window=[570, 700])
    raw = day(
        delegation("KZ", early, window=[560, 640]),
        delegation("UZ", stop("u", "A", duration=15, fixed_start=585)),
    )
    left = tightened(read(raw)).stops
    assert left[0].starts == ((600, 620),)
    assert left[1].starts == ((585, 585),)


def test_stops_that_cannot_all_be_made_are_named_and_the_rest_is_planned():
    raw = day(
        delegation("KZ", stop("k", "A", fixed_start=600), stop("k2", "B")),
        delegation("UZ", stop("u", "A", fixed_start=605), stop("u2", "B")),
    )
    partial = construct(read(raw), seeded(), steps=50)
    assert isinstance(partial, Partial)
    stops = partial.plan.problem.stops
    assert [stops[number].id for number in partial.missing] in (["k"], ["u"])
    assert len(partial.plan.starts) == 3


def small(rng):
    """Return a day of one delegation with a handful of stops, and hours that matter."""
    count = rng.randint(1, 4)
    stands = [f"S{n}" for n in range(count)]
    places = ["gate", "door", *stands]
    minutes = [[0 if a == b else rng.randint(0, 9) for b in places] for a in places]
    stops = [
        {
            "id": f"s{n}",
            "stand": stand,
            "duration": rng.randint(0, 6),
            "mandatory": rng.random() < 0.6,
            "value": rng.randint(0, 4),
            "window": rng.choice([None, [rng.randint(0, 30), rng.randint(30, 60)]]),
        }
        for n, stand in enumerate(stands)
    ]
    for each in stops:
        each["value"] = 0 if each["mandatory"] else each["value"]
    group = delegation("D", *stops, window=[0, 60], exit="door")
    hours = [[[0, 60]], [[0, 20], [30, 60]], [[5, 12], [15, 28], [33, 60]]]
    return {
        "stands": [{"id": each, "open": rng.choice(hours)} for each in stands],
        "walk": {"ids": places, "minutes": minutes},
        "people": [],
        "delegations": [group | {"weight": rng.randint(1, 3)}],
        "objective": {
            "walk": rng.randint(0, 3),
            "wait": rng.randint(0, 3),
            "value": rng.randint(0, 5),
            "last_end": rng.randint(0, 2),
        },
    }


def least(problem):
    """Return the least cost of any order at any departure, None if none is possible."""
    (group,) = problem.delegations
    costs = []
    for count in range(len(group.stops) + 1):
        for chosen in combinations(problem.stops, count):
            if any(s.is_mandatory and s not in chosen for s in problem.stops):
                continue
            lost = sum(s.value for s in problem.stops if s not in chosen)
            lost *= problem.objective.value * group.weight
            for order in permutations(chosen):
                costs += [lost + way for way in ways(problem, group, order)]
    return min(costs, default=None)


def ways(problem, group, order):
    """Yield what an order costs for each minute of departure."""
    if not order:
        yield 0
        return
    minutes, price = problem.minutes, problem.objective
    places = [group.entry, *(each.place for each in order), group.exit]
    walk = sum(minutes[a][b] for a, b in pairwise(places))
    for departure in range(61):
        time_now = departure
        for before, each in zip(places, order, strict=False):
            time_now += minutes[before][each.place]
            later = [at for a, b in each.starts for at in range(a, b + 1)]
            time_now = min((at for at in later if at >= time_now), default=MANY)
            time_now += each.duration
        end = time_now + minutes[places[-2]][group.exit]
        if end <= 60:
            wait = end - departure - walk - sum(each.duration for each in order)
            tour = group.weight * (price.walk * walk + price.wait * wait)
            yield tour + price.last_end * end


def test_the_tour_of_one_delegation_is_the_cheapest_there_is():
    found = []
    for seed in range(250):
        problem = read(small(random.Random(seed)))
        mine = best_tour(problem, problem.delegations[0], Occupied(problem), width=MANY)
        cost = None if mine is None else Plan(problem, (mine,)).cost
        found.append((seed, cost, least(problem)))
    assert [each for each in found if each[1] != each[2]] == []
    assert len({cost for _, cost, _ in found}) > 50
