"""What the crowd costs, and how good a plan is."""

import pytest

from delegations.dayplans.explained import Quality, explained, quality_of
from tests.delegations.dayplans.explained.cases import plan, problem, tour


def cost_of(key, made_plan=None, day=None):
    found = explained(day or problem(), made_plan or plan())
    return next(cost for cost in found.crowd if cost.delegation == key)


def test_the_crowd_costs_what_touring_alone_would_not():
    cost = cost_of("UZ")

    # 9 walked, 10 waited, over 48 minutes after nine; alone 45.
    assert (cost.together, cost.alone, cost.more) == (67, 45, 22)


def test_walks_and_waits_count_by_weight_the_end_of_the_day_once():
    cost = cost_of("KZ")

    assert (cost.weight, cost.together, cost.alone, cost.more) == (2, 69, 69, 0)


def test_a_tour_that_was_not_worked_out_alone_has_nothing_to_compare():
    cost = cost_of("UZ", plan(tours=[tour("UZ", 539, 588, walk=9)]))

    assert (cost.alone, cost.more) == (None, None)


def test_without_a_tour_the_lost_value_is_what_it_costs():
    cost = cost_of("UZ", plan(tours=[tour("UZ", None, None, value_lost=4, alone=30)]))

    assert (cost.together, cost.alone, cost.more, cost.lost) == (40, 30, 10, 40)


def test_who_would_not_tour_alone_is_not_shown_below_nothing():
    cost = cost_of("UZ", plan(tours=[tour("UZ", 540, 600, alone=30)]))

    assert (cost.together, cost.alone, cost.more) == (570, 0, 570)


def test_the_dearest_crowd_comes_first():
    assert [cost.delegation for cost in explained(problem(), plan()).crowd] == [
        "UZ",
        "KZ",
    ]


@pytest.mark.parametrize(
    ("status", "gap", "quality"),
    [
        ("optimal", 0.0, Quality("best")),
        ("optimal", 0.004, Quality("best")),
        ("feasible", 0.04, Quality("within", 4)),
        ("feasible", 0.0401, Quality("within", 5)),
        ("feasible", 0.0, Quality("within", 1)),
        ("feasible", None, Quality("unproven")),
        ("feasible", 1.0, Quality("unproven")),
    ],
)
def test_a_gap_is_rounded_away_from_the_better(status, gap, quality):
    assert quality_of(status, gap) == quality


def test_a_day_without_a_plan_is_explained_as_empty():
    found = explained(
        problem(), plan(status="infeasible", gap=None, stops=[], tours=[])
    )

    assert found.crowd == ()
    assert all(line.legs == () for line in found.lines)
    assert found.quality == Quality("unproven")
