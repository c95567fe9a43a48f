"""Problems are read whole, or refused with the field at fault."""

import pytest

from delegations.planning.building import read
from delegations.planning.reading import BadProblem

from .answers import day, delegation, stop


def refused(problem):
    with pytest.raises(BadProblem) as complaint:
        read(problem)
    return str(complaint.value)


def one(**fields):
    return day(delegation("KZ", stop("KZ-1", "A")), **fields)


def with_stop(**fields):
    return day(delegation("KZ", stop("KZ-1", "A", **fields)))


def test_defaults_are_those_of_the_contract():
    problem = read(one())

    (group,), (entry,) = problem.delegations, problem.stops
    assert (group.weight, group.language, group.escorts) == (1, None, ())
    assert (entry.is_mandatory, entry.value, entry.hosts) == (True, 0, ())
    assert problem.stands[0].capacity == 1
    assert problem.today is None


def test_a_stand_without_hours_is_never_open():
    problem = one()
    del problem["stands"][0]["open"]

    assert read(problem).stops[0].starts == ()


def test_hours_that_touch_hold_one_stop():
    problem = one()
    problem["stands"][0]["open"] = [[540, 545], [545, 551]]

    assert read(problem).stops[0].starts == ((540, 541),)


def test_a_stop_lies_in_one_interval_of_its_host():
    problem = with_stop(hosts=["m"])
    problem["people"] = [{"id": "m", "available": [[540, 555], [560, 571]]}]

    assert read(problem).stops[0].starts == ((540, 545), (560, 561))


def test_a_fixed_start_outside_its_window_leaves_no_start():
    assert read(with_stop(fixed_start=600, window=[610, 620])).stops[0].starts == ()


def test_without_walking_any_gate_will_do():
    problem = one()
    del problem["walk"]

    assert read(problem).minutes[0] == (0, 0, 0)


def test_a_language_without_interpreters_lets_no_tour_be():
    problem = day(delegation("KZ", stop("KZ-1", "A"), language="kk"))

    assert read(problem).delegations[0].spans == ()


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"objective": {"walk": 1}}, "objective.wait: is missing"),
        ({"stands": {}}, "stands: must be a list"),
        ({"stands": [{"id": "A"}, {"id": "A"}]}, "stands[1].id: “A” is given twice"),
        ({"apart": [["KZ", "UZ"]]}, "apart[0][1]: “UZ” is unknown"),
        (
            {"apart": [["KZ", "KZ"]]},
            "apart[0]: must be two different delegations",
        ),
        ({"interpreters": {"ru": -1}}, "interpreters.ru: must be at least 0"),
        ({"now": 600}, "previous: is missing, though now is given"),
        ({"previous": {}}, "now: is missing, though previous is given"),
        (
            {"previous": {"X": {"start": 1, "bay": 1}}, "now": 600},
            "previous: “X” is unknown",
        ),
        ({"now": 600, "previous": {}, "late": ["UZ"]}, "late[0]: “UZ” is unknown"),
        ({"walk": {"ids": ["A"], "minutes": []}}, "walk.minutes: must have 1 rows"),
        (
            {"walk": {"ids": ["A"], "minutes": [[1]]}},
            "walk.minutes[0][0]: must be 0, from a place to itself",
        ),
        (
            {"walk": {"ids": ["A"], "minutes": [[0]]}},
            "stands[1].id: “B” is missing in walk.ids",
        ),
    ],
)
def test_the_field_at_fault_is_named(change, complaint):
    assert refused(one(**change)) == complaint


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"duration": -1}, "duration: must be at least 0"),
        ({"duration": 1.5}, "duration: must be a whole number"),
        ({"duration": True}, "duration: must be a whole number"),
        ({"mandatory": 1}, "mandatory: must be true or false"),
        ({"hosts": ["x"]}, "hosts[0]: “x” is unknown"),
        ({"window": [3]}, "window: must be [from, to]"),
        ({"window": [3, 2]}, "window: ends before it begins"),
        ({"locked": True}, "locked: “KZ-1” needs previous"),
        ({"state": "gone"}, "state: must be one of planned, begun, done, skipped"),
        ({"actual": [5, 4]}, "actual: ends before it begins"),
    ],
)
def test_the_field_of_a_stop_is_named(fields, complaint):
    assert refused(with_stop(**fields)) == f"delegations[0].stops[0].{complaint}"


@pytest.mark.parametrize("problem", [None, [], "x", 3])
def test_a_problem_is_an_object(problem):
    assert refused(problem) == "problem: must be an object"


def test_an_empty_day_is_a_day():
    objective = {"walk": 1, "wait": 1, "value": 1, "last_end": 1}

    assert read({"objective": objective}).delegations == ()
