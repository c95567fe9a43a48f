"""The judge of plans: what an answer says of its plan is worked out anew."""

import pytest

from delegations.planning.check import check
from tests.delegations.planning.answers import answer, day, delegation, stop


def problem():
    """Return a day of one delegation with an optional stop."""
    optional = stop("KZ-2", "B", mandatory=False, value=3)
    return day(delegation("KZ", stop("KZ-1", "A"), optional))


def judged(**fields):
    return check(problem(), answer(problem(), {"KZ-1": 600}, **fields))


def cost():
    return 6 + 10 * 3 + 613


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, []),
        ({"cost": 648}, ["The cost is 649, not 648."]),
        ({"cost": None}, ["The cost is 649, not None."]),
        ({"gap": 0.1}, ["There is a gap and no bound."]),
        ({"bound": 600, "gap": (649 - 600) / 649}, []),
        ({"bound": 600, "gap": 0.07}, [f"The gap is {49 / 649}, not 0.07."]),
        ({"bound": 649, "gap": 0, "status": "optimal"}, []),
        ({"bound": 648.5, "gap": 0.5 / 649, "status": "optimal"}, []),
        (
            {"bound": 648, "gap": 1 / 649, "status": "optimal"},
            ["The plan is called optimal with cost 649, bound 648."],
        ),
        (
            {"bound": 649, "gap": 0},
            ["The plan is called feasible with cost 649, bound 649."],
        ),
        ({"status": "optimal"}, ["The plan is called optimal and has no bound."]),
        ({"conflict": {"code": "x"}}, ["A plan has no conflict."]),
        ({"seconds_to_first": 0.2, "seconds": 3}, []),
        (
            {"seconds_to_first": 4, "seconds": 3},
            ["The first plan came after 4 s, the last after 3 s."],
        ),
        (
            {"moved": [{"id": "KZ-1", "from": 1, "to": 2}]},
            ["Nothing is moved where no plan was in force."],
        ),
        ({"left_out": []}, ["Stop KZ-2 is left out and no reason is given."]),
        (
            {"left_out": [{"id": "KZ-2", "code": "", "params": {}, "sentence": ""}]},
            ["Stop KZ-2 is left out without a sentence."],
        ),
        ({"tours": []}, ["The tours do not name each delegation once."]),
        ({"status": "good"}, ["The status 'good' is none of optimal, feasible,"]),
        ({"stops": None}, ["The answer has no list of stops."]),
    ],
)
def test_what_is_said_is_judged(fields, says):
    found = judged(**fields)
    assert [one[: len(other)] for one, other in zip(found, says, strict=True)] == says


def test_a_bound_above_the_cost_is_caught():
    assert "The bound 700 is above the cost 649." in judged(bound=700, gap=0)


def test_a_stop_made_is_not_told_as_left_out():
    told = [
        {"id": each, "code": "x", "params": {}, "sentence": "x"}
        for each in ("KZ-1", "KZ-2")
    ]
    assert judged(left_out=told) == ["Stop KZ-1 is wrongly told as left out."]


@pytest.mark.parametrize("key", ["start", "end", "walk", "wait", "value_lost"])
def test_each_figure_of_a_tour_is_worked_out_anew(key):
    found = answer(problem(), {"KZ-1": 600})
    right = found["tours"][0][key]
    found["tours"][0][key] = right + 1
    assert check(problem(), found) == [
        f"The tour of KZ has {key} {right}, not {right + 1}."
    ]


@pytest.mark.parametrize(("alone", "count"), [(649, 0), (650, 1)])
def test_alone_a_delegation_costs_no_more_than_in_the_crowd(alone, count):
    found = answer(problem(), {"KZ-1": 600})
    found["tours"][0]["alone"] = alone
    assert len(check(problem(), found)) == count


@pytest.mark.parametrize(
    "bad",
    [
        {"id": "KZ-9", "start": 600, "end": 610, "bay": 1},
        {"id": "KZ-1", "start": 600.0, "end": 610, "bay": 1},
        {"id": "KZ-1", "start": 600, "end": 610},
        "KZ-1",
    ],
)
def test_stops_that_cannot_be_read_are_caught(bad):
    assert len(judged(stops=[bad])) == 1


def test_a_stop_told_twice_is_caught():
    same = {"id": "KZ-1", "start": 600, "end": 610, "bay": 1}
    assert judged(stops=[same, same]) == ["Stop KZ-1 is there 2 times."]


CONFLICT = {
    "code": "busy",
    "params": {},
    "sentence": "Stand A is asked for too long.",
    "members": [{"kind": "stand", "id": "A"}, {"kind": "delegation", "id": "KZ"}],
}
NONE = {
    "status": "infeasible",
    "cost": None,
    "bound": None,
    "gap": None,
    "stops": [],
    "tours": [],
    "conflict": CONFLICT,
}


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({}, []),
        ({"status": "no_plan_yet", "conflict": None}, []),
        ({"cost": 3}, ["The answer is infeasible and has a cost or stops."]),
        ({"gap": 0}, ["The answer is infeasible and has a gap."]),
        ({"conflict": None}, ["The answer is infeasible and names no conflict."]),
        (
            {"conflict": {**CONFLICT, "members": [{"kind": "hall", "id": "A"}]}},
            ["The conflict has a member of the unknown kind hall."],
        ),
        (
            {"conflict": {**CONFLICT, "members": [{"kind": "stand", "id": "C"}]}},
            ["The conflict names stand C, which is unknown."],
        ),
    ],
)
def test_an_answer_without_a_plan_is_judged(fields, says):
    assert check(problem(), {**NONE, **fields}) == says
