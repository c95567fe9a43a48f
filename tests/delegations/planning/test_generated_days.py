"""What the planner is measured on: days at random, and published instances."""

from itertools import product

import pytest

from delegations.planning.check import check
from tests.bench.planning import published
from tests.bench.planning.generate import KINDS, SIZES, broken, generate, late
from tests.delegations.planning.answers import answer, replanned

CASES = [
    ("6x7", 1, False),
    ("6x7", 2, True),
    ("20x30", 3, False),
    ("20x30", 4, True),
    ("60x150", 5, True),
]


@pytest.mark.parametrize(("size", "seed", "is_crowded"), CASES)
def test_the_plan_hidden_in_a_day_is_right(size, seed, is_crowded):
    problem, plan = generate(SIZES[size], seed, is_crowded=is_crowded)
    asked = SIZES[size]
    assert check(problem, answer(problem, plan)) == []
    assert len(problem["delegations"]) == asked.delegations
    assert len(plan) == asked.delegations * asked.stops


def test_equal_seeds_give_equal_days_and_others_do_not():
    days = [generate(SIZES["6x7"], seed, is_crowded=True) for seed in (1, 1, 2)]
    assert days[0] == days[1] != days[2]


def test_no_detour_is_shorter_than_the_way():
    problem, _ = generate(SIZES["20x30"], 1, is_crowded=False)
    minutes = problem["walk"]["minutes"]
    places = range(len(minutes))
    for a, b, c in product(places, repeat=3):
        assert minutes[a][c] <= minutes[a][b] + minutes[b][c]


@pytest.mark.parametrize("kind", KINDS)
def test_an_impossible_day_is_possible_without_those_who_quarrel(kind):
    problem, members = broken(SIZES["20x30"], 1, kind, is_crowded=True)
    assert (len(problem["delegations"]), len(problem["stands"])) == (20, 30)
    assert {len(row) for row in problem["walk"]["minutes"]} == {32}
    guests = {name for member, name in members if member == "delegation"}
    rest = [d for d in problem["delegations"] if d["id"] not in guests]
    _, plan = generate(
        SIZES["20x30"].__class__(len(rest), 30 - KINDS[kind][2], 8), 1, is_crowded=True
    )
    problem.update(
        delegations=rest,
        apart=[pair for pair in problem["apart"] if not guests & {*pair}],
    )
    assert check(problem, answer(problem, plan)) == []


@pytest.mark.parametrize("seed", range(1, 6))
def test_with_nobody_delayed_the_plan_in_force_would_still_be_right(seed):
    day, plan = generate(SIZES["20x30"], seed, is_crowded=True)
    problem = late(day, plan, seed)
    assert len(problem["late"]) == 3
    on_time = [
        {key: value for key, value in each.items() if key not in ("at", "free_from")}
        for each in problem["delegations"]
    ]
    for delegation in on_time:
        delegation["stops"] = [
            {k: v for k, v in stop.items() if k not in ("state", "actual")}
            for stop in delegation["stops"]
        ]
    problem["delegations"] = on_time
    assert check(problem, replanned(problem, plan, (0, 0, 0))) == []


@pytest.mark.parametrize("seed", range(1, 6))
def test_delays_break_the_plan_in_force(seed):
    day, plan = generate(SIZES["20x30"], seed, is_crowded=True)
    assert check(late(day, plan, seed), answer(day, plan)) != []


def test_an_open_shop_takes_as_long_as_its_last_job():
    shops = list(published.open_shops("taillard"))
    assert len(shops) == 25
    name, problem, best = shops[0]
    assert (name, best) == ("ta4x4_1os", 193)
    # One operation after the other, whatever the job.
    starts, time = {}, 0
    for delegation in problem["delegations"]:
        for stop in delegation["stops"]:
            starts[stop["id"]] = time
            time += stop["duration"]
    assert check(problem, answer(problem, starts, cost=time)) == []
    assert time == 34 + 2 + 54 + 61 + 183 + 172 + 165


@pytest.mark.parametrize(
    ("series", "count"), [("taillard", 25), ("gueret-prins", 50), ("brucker", 26)]
)
def test_all_published_open_shops_are_there(series, count):
    shops = list(published.open_shops(series))
    assert len(shops) == count
    for shop in shops:
        stands = [0] * len(shop.problem["stands"])
        for delegation in shop.problem["delegations"]:
            durations = [stop["duration"] for stop in delegation["stops"]]
            stands = [a + b for a, b in zip(stands, durations, strict=True)]
            assert sum(durations) <= shop.best
        assert max(stands) <= shop.best


def test_orienteering_gathers_scores_within_a_budget():
    days = {each.name: each for each in published.orienteering()}
    assert len(days) == 16
    problem = days["c101"].problem
    # The square root of 5² + 18² is 18.68.
    assert problem["walk"]["minutes"][0][1] == 186
    assert published.total_value(problem) == 1810
    first = problem["delegations"][0]["stops"][0]
    found = answer(problem, {first["id"]: 9120})
    assert check(problem, found) == []
    assert found["cost"] == 1800
    assert check(problem, answer(problem, {first["id"]: 9671})) != []


def test_the_pr_instances_keep_two_decimals():
    days = {each.name: each for each in published.orienteering()}
    assert days["pr01"].problem["delegations"][0]["window"] == [0, 100_000]
    assert days["pr01"].best == 308
