"""The judge of plans on the day: what has happened is held against nobody."""

import pytest

from delegations.planning.check import check
from tests.delegations.planning.answers import (
    day,
    delegation,
    in_force,
    replanned,
    stop,
)


def begun(*, kz=None, uz=None, **fields):
    """Return a day at 640: both delegations have begun, KZ longs for B as well.

    KZ began at A at 600 and stays until 630, UZ at 620.
    """
    there = stop("KZ-1", "A", state="done", actual=[600, 630], hosts=["host"])
    problem = day(
        delegation("KZ", there, stop("KZ-2", "B"), **(kz or {})),
        delegation("UZ", stop("UZ-1", "A", hosts=["host"]), **(uz or {})),
        people=[
            {"id": "host", "available": [[540, 600]]},
            {"id": "official", "available": [[540, 720]]},
        ],
        previous=in_force({"KZ-1": 600, "UZ-1": 620, "KZ-2": 660}),
        now=640,
    )
    return {**problem, **fields}


BEGUN = {"KZ-1": (600, 630, 1), "UZ-1": (620, 630, 1)}


def caught(problem, starts, vector=(0, 0, 0), moved=None):
    return check(problem, replanned(problem, starts, vector, moved))


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"apart": [["KZ", "UZ"]]},
        {"kz": {"language": "ru"}, "uz": {"language": "ru"}, "interpreters": {"ru": 1}},
        {"kz": {"escorts": ["official"]}, "uz": {"escorts": ["official"]}},
        {"kz": {"window": [610, 720]}},
        {"uz": {"window": [540, 600]}},
    ],
)
def test_what_has_happened_breaks_no_rule(fields):
    assert caught(begun(**fields), {**BEGUN, "KZ-2": 660}) == []


def test_what_comes_keeps_the_rules_towards_what_has_happened():
    problem = begun()
    problem["delegations"][0]["stops"][1]["stand"] = "A"
    problem["delegations"][1]["stops"][0].update(actual=[636, None])
    starts = {**BEGUN, "UZ-1": (636, 646, 1), "KZ-2": 645}
    assert caught(problem, starts, (0, 1, 15), {"KZ-2": (660, 645)}) == [
        "Stops UZ-1 and KZ-2 overlap in bay 1 of stand A."
    ]


def test_a_tour_that_began_too_late_still_ends_in_time():
    problem = begun(kz={"window": [540, 670]})
    assert caught(problem, {**BEGUN, "KZ-2": 660}) == [
        "The tour of KZ ends at 674, after 670."
    ]
    past = begun(kz={"window": [540, 600]})
    assert caught(past, {**BEGUN, "KZ-2": 660}) == [
        "The tour of KZ ends at 674, after 600."
    ]
    assert caught(past, BEGUN, (1, 1, 0)) == []


def test_an_escort_who_came_early_still_leaves_in_time():
    problem = begun(kz={"escorts": ["official"]})
    problem["people"][1]["available"] = [[605, 674]]
    assert caught(problem, {**BEGUN, "KZ-2": 660}) == []
    problem["people"][1]["available"] = [[605, 673]]
    assert caught(problem, {**BEGUN, "KZ-2": 660}) == [
        "The tour of KZ ends at 674, after the last time of escort official."
    ]


def test_a_tour_to_come_finds_no_interpreter_where_there_are_too_few():
    problem = begun(
        kz={"language": "ru"}, uz={"language": "ru"}, interpreters={"ru": 1}
    )
    problem["delegations"].append(
        delegation("GE", stop("GE-1", "A", hosts=[]), language="ru")
    )
    problem["previous"] |= in_force({"GE-1": 680})
    starts = {**BEGUN, "KZ-2": 660, "GE-1": 680}
    assert caught(problem, starts) == []
    assert caught(problem, {**starts, "GE-1": 670}, (0, 1, 10), {"GE-1": (680, 670)})


def test_two_tours_that_did_not_meet_are_not_made_to():
    problem = begun(apart=[["KZ", "UZ"]])
    problem["delegations"][1]["stops"][0].update(actual=[638, None])
    # Alone, KZ would have left at 633, before UZ came.
    assert caught(problem, {**BEGUN, "UZ-1": (638, 648, 1), "KZ-2": 660}) == [
        "The tours of KZ and UZ overlap; they are kept apart."
    ]


def test_what_has_happened_is_no_reason_not_to_keep_a_stop():
    problem = begun(kz={"escorts": ["official"]}, now=650)
    problem["people"][1]["available"] = [[605, 720]]
    late = {**BEGUN, "KZ-2": 661}
    assert caught(problem, late, (0, 1, 1), {"KZ-2": (660, 661)}) == [
        "Stop KZ-2 was to start at 660, within the notice, and could have stayed."
    ]


def test_an_escort_with_several_times_leaves_by_the_last():
    problem = begun(kz={"escorts": ["official"]})
    problem["people"][1]["available"] = [[540, 590], [605, 674]]
    assert caught(problem, {**BEGUN, "KZ-2": 660}) == []
