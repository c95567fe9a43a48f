from random import Random

import pytest

from delegations.planning.building import read
from delegations.planning.limits import Limits
from delegations.planning.model import Model, OpenShop, is_open_shop, solve
from delegations.planning.planner import Planner


def shop(rows, *, hours=((0, 400),), last_end=1, **objective):
    """Jobs (rows) on machines (columns); None where a job has nothing to do there."""
    prices = {"walk": 0, "wait": 0, "value": 0, "last_end": last_end, **objective}
    return {
        "stands": [
            {"id": f"M{at}", "open": [list(part) for part in hours]}
            for at in range(len(rows[0]))
        ],
        "delegations": [
            {
                "id": f"J{number}",
                "window": [hours[0][0], hours[-1][1]],
                "stops": [
                    {"id": f"J{number}-{at}", "stand": f"M{at}", "duration": time}
                    for at, time in enumerate(row)
                    if time is not None
                ],
            }
            for number, row in enumerate(rows)
        ],
        "objective": prices,
    }


def at_random(seed, *, size=4):
    rng = Random(seed)
    return [
        [rng.choice([None, 0, *range(1, 30)]) for _ in range(size)] for _ in range(size)
    ]


def least(model):
    outcome = solve(model, workers=1, work=20, parameters={"random_seed": 1})
    assert outcome.is_optimal
    return outcome.value


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("hours", [((0, 400),), ((30, 95), (110, 400))])
def test_an_open_shop_is_as_long_as_the_general_model_finds(seed, hours):
    problem = read(shop(at_random(seed), hours=hours))
    assert is_open_shop(problem)
    assert least(OpenShop(problem)) == least(Model(problem))


def test_long_rows_are_told_of_no_orders():
    rows = [[3] * 10] * 2
    model = OpenShop(read(shop(rows)))
    assert model.parameters == {}
    assert least(model) == 30


def test_a_stop_that_cannot_be_made_leaves_no_plan():
    problem = read(shop([[50, 500], [1, 1]]))
    outcome = solve(OpenShop(problem), work=1)
    assert outcome.is_infeasible


def test_more_than_the_open_hours_hold_leaves_no_plan():
    problem = read(shop([[50, 30], [60, 30]], hours=((0, 100),)))
    outcome = solve(OpenShop(problem), work=1)
    assert outcome.is_infeasible


def test_the_planner_proves_an_open_shop():
    raw = shop([[5, 9, 2], [4, 4, 7], [8, 1, 6]])
    planner = Planner(read(raw), Limits(work=5))
    planner.run()
    assert planner.is_optimal
    assert planner.plan.cost == 17


@pytest.mark.parametrize(
    "change",
    [
        {"last_end": 0},
        {"wait": 1},
    ],
)
def test_other_prices_make_no_open_shop(change):
    assert not is_open_shop(read(shop([[1, 2], [3, 4]], **change)))


def _walked(raw):
    raw["walk"] = {"ids": ["M0", "M1"], "minutes": [[0, 1], [0, 0]]}
    for group in raw["delegations"]:
        group.update(entry="M0", exit="M0")


def _roomy(raw):
    raw["stands"][0]["capacity"] = 2


def _optional(raw):
    raw["delegations"][0]["stops"][0]["mandatory"] = False


def _apart(raw):
    raw["apart"] = [["J0", "J1"]]


def _hosted(raw):
    raw["people"] = [{"id": "minister", "available": [[0, 400]]}]
    raw["delegations"][0]["stops"][0]["hosts"] = ["minister"]


def _escorted(raw):
    raw["people"] = [{"id": "minister", "available": [[0, 400]]}]
    raw["delegations"][0]["escorts"] = ["minister"]


def _spoken(raw):
    raw["interpreters"] = {"ru": 2}
    raw["delegations"][0]["language"] = "ru"


@pytest.mark.parametrize(
    "change", [_walked, _roomy, _optional, _apart, _hosted, _escorted, _spoken]
)
def test_more_rules_make_no_open_shop(change):
    raw = shop([[1, 2], [3, 4]])
    change(raw)
    assert not is_open_shop(read(raw))
