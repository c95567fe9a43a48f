"""The curve of a run."""

from delegations.dayplans.drawn.curve import curve_of


def line(seconds, cost, bound):
    return {"seconds": seconds, "cost": cost, "bound": bound}


def test_before_there_is_a_plan_there_is_no_curve():
    assert curve_of([]) is None
    assert curve_of([line(0.4, None, 10)]) is None
    assert curve_of([line(0, 20, 10)]) is None


def test_a_value_is_kept_until_there_is_a_better_one():
    curve = curve_of([line(0, 30, 10), line(5, 20, 10), line(10, 20, 15)])

    assert (
        curve.cost
        == "0.00,2.00 50.00,2.00 50.00,20.00 100.00,20.00 100.00,20.00 100.00,20.00"
    )
    assert curve.bound.startswith("0.00,38.00 50.00,38.00")
    assert curve.bound.endswith("100.00,29.00")
    assert curve.seconds == 10


def test_a_plan_without_a_bound_has_one_line():
    curve = curve_of([line(0, 30, None), line(4, 20, None)])

    assert curve.bound == ""
    assert curve.cost.startswith("0.00,2.00")


def test_cost_and_bound_that_are_equal_lie_at_the_bottom():
    assert curve_of([line(2, 5, 5)]).cost == "100.00,38.00 100.00,38.00"
