"""The judge of plans on the day: what stays, what moved, and how that is counted."""

import pytest

from delegations.planning.check import check
from tests.delegations.planning.answers import (
    day,
    delegation,
    in_force,
    replanned,
    stop,
)

# KZ has begun at A at 600; UZ comes to A at 640, KZ goes on to B at 650.
FORCE = {"KZ-1": 600, "UZ-1": 640, "KZ-2": 650}


def running(now=605, *, uz=None, first=None, second=None, third=None, **fields):
    """Return a day under way; the fields of single stops may be given."""
    return day(
        delegation(
            "KZ",
            stop("KZ-1", "A", **(first or {})),
            stop("KZ-2", "B", **(second or {})),
            weight=2,
        ),
        delegation("UZ", stop("UZ-1", "A", **(third or {})), weight=3, **(uz or {})),
        **{"previous": in_force(FORCE), "now": now, "notice": 15, **fields},
    )


def caught(problem, starts, vector=(0, 0, 0), moved=None, **fields):
    return check(problem, replanned(problem, starts, vector, moved, **fields))


def test_what_is_in_force_may_stay():
    assert caught(running(), FORCE) == []


def test_what_has_begun_stays_where_it_is():
    assert caught(running(), {**FORCE, "KZ-1": 601}) == [
        "Stop KZ-1 took place from 600 to 610, not from 601 to 611."
    ]
    assert caught(running(), {**FORCE, "KZ-1": (600, 610, 2)}) == [
        "Stop KZ-1 took place in bay 1, not in bay 2."
    ]
    starts = {"UZ-1": 640, "KZ-2": 650}
    assert "Stop KZ-1 has taken place and is missing." in caught(
        running(), starts, (1, 2, 0)
    )


@pytest.mark.parametrize(
    ("given", "start", "end"),
    [
        ({"state": "done", "actual": [598, 625]}, 598, 625),
        ({"state": "done", "actual": [598, None]}, 598, 608),
        ({"state": "begun", "actual": [602, None]}, 602, 612),
        ({"state": "begun", "actual": [602, 630]}, 602, 630),
        ({"state": "begun"}, 600, 610),
        ({"actual": [602, None]}, 602, 612),
        ({}, 600, 610),
    ],
)
def test_actual_times_count_and_are_no_move(given, start, end):
    problem = running(626, first=given)
    assert caught(problem, {**FORCE, "KZ-1": (start, end, 1)}) == []
    assert len(caught(problem, {**FORCE, "KZ-1": (start, end + 1, 1)})) == 1


def test_a_stop_that_took_longer_counts_as_waiting():
    problem = running(626, first={"state": "done", "actual": [600, 625]})
    starts = {**FORCE, "KZ-1": (600, 625, 1)}
    found = replanned(problem, starts, (0, 0, 0))
    assert check(problem, found) == []
    # From 597 to 664: ways of 3, 2 and 4, two stops of 10.
    assert found["tours"][0]["wait"] == 67 - 9 - 20


def test_nothing_new_starts_before_now():
    problem = running(660, second={"state": "planned"}, third={"state": "done"})
    assert caught(problem, {**FORCE, "KZ-2": 659}, (0, 2, 9), {"KZ-2": (650, 659)}) == [
        "Stop KZ-2 starts at 659, before now (660)."
    ]


def test_what_should_have_started_and_did_not_is_free():
    problem = running(660, second={"state": "planned"}, third={"state": "done"})
    moved = {"KZ-2": (650, 700)}
    assert caught(problem, {**FORCE, "KZ-2": 700}, (0, 2, 50), moved) == []


def test_what_was_skipped_is_not_placed_and_not_dropped():
    problem = running(third={"state": "skipped"})
    starts = {"KZ-1": 600, "KZ-2": 650}
    assert caught(problem, starts) == []
    assert caught(problem, starts, left_out=[]) == []
    assert caught(problem, FORCE) == ["Stop UZ-1 was skipped and cannot be placed."]


def test_what_was_skipped_loses_its_value():
    optional = {"state": "skipped", "mandatory": False, "value": 5}
    problem = running(third=optional)
    found = replanned(problem, {"KZ-1": 600, "KZ-2": 650}, (0, 0, 0))
    assert check(problem, found) == []
    assert found["tours"][1]["value_lost"] == 5


def test_within_the_notice_stops_keep_their_start():
    problem = running(636)
    assert caught(problem, {**FORCE, "UZ-1": 641}, (0, 3, 1), {"UZ-1": (640, 641)}) == [
        "Stop UZ-1 was to start at 640, within the notice, and could have stayed."
    ]
    # Now + notice is no more within it.
    moved = {"UZ-1": (640, 641)}
    assert caught(running(625), {**FORCE, "UZ-1": 641}, (0, 3, 1), moved) == []


def test_within_the_notice_stops_are_not_left_out_when_they_can_be_made():
    starts = {"KZ-1": 600, "KZ-2": 650}
    assert caught(running(636), starts, (1, 3, 0)) == [
        "Stop UZ-1 was to start at 640, within the notice, and could have stayed."
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"first": {"state": "begun", "actual": [632, None]}},
        {"uz": {"at": "gate", "free_from": 638}},
        {"third": {"window": [641, 650]}},
    ],
)
def test_within_the_notice_what_has_become_impossible_moves(fields):
    problem = running(636, **fields)
    begun = (632, 642, 1) if "first" in fields else 600
    starts = {**FORCE, "KZ-1": begun, "UZ-1": 642}
    assert caught(problem, starts, (0, 3, 2), {"UZ-1": (640, 642)}) == []


def test_another_bay_lets_a_stop_stay():
    first = {"state": "begun", "actual": [632, None]}
    problem = running(636, first=first)
    problem["stands"][0]["capacity"] = 2
    starts = {**FORCE, "KZ-1": (632, 642, 1), "UZ-1": 642}
    assert len(caught(problem, starts, (0, 3, 2), {"UZ-1": (640, 642)})) == 1
    assert caught(problem, {**starts, "UZ-1": (640, 650, 2)}) == []


def test_locked_stops_keep_start_and_bay():
    problem = running(third={"locked": True})
    problem["stands"][0]["capacity"] = 2
    assert caught(problem, {**FORCE, "UZ-1": 641}, (0, 3, 1), {"UZ-1": (640, 641)}) == [
        "Stop UZ-1 is locked at 640 and was moved."
    ]
    assert caught(problem, {**FORCE, "UZ-1": (640, 650, 2)}) == [
        "Stop UZ-1 is locked in bay 1 and was moved."
    ]
    assert caught(problem, {"KZ-1": 600, "KZ-2": 650}, (1, 3, 0)) == [
        "Stop UZ-1 is locked and was left out though it can be made."
    ]


def test_a_locked_stop_that_cannot_be_made_is_left_out():
    problem = running(third={"locked": True}, uz={"at": "gate", "free_from": 700})
    assert caught(problem, {"KZ-1": 600, "KZ-2": 650}, (1, 3, 0)) == []


@pytest.mark.parametrize(
    ("given", "earliest"),
    [
        ({"at": "gate", "free_from": 655}, 658),
        ({"at": "A", "free_from": 655}, 655),
        ({"free_from": 655}, 658),
        ({"at": "B", "free_from": 630}, 632),
    ],
)
def test_who_is_late_goes_on_from_where_they_are(given, earliest):
    problem = running(third={"state": "planned"}, uz=given)
    for start, count in ((earliest, 0), (earliest - 1, 1)):
        moved = {"UZ-1": (640, start)}
        vector = (0, 3, abs(start - 640))
        found = caught(problem, {**FORCE, "UZ-1": start}, vector, moved)
        assert len(found) == count


def test_where_somebody_is_holds_from_now_if_no_time_is_given():
    problem = running(638, uz={"at": "gate"})
    moved = {"UZ-1": (640, 641)}
    assert caught(problem, {**FORCE, "UZ-1": 641}, (0, 3, 1), moved) == []


def test_moves_of_who_is_late_do_not_count_as_those_of_others():
    problem = running(late=["UZ"])
    moved = {"UZ-1": (640, 660), "KZ-2": (650, 649)}
    starts = {**FORCE, "UZ-1": 660, "KZ-2": 649}
    assert caught(problem, starts, (0, 2, 21), moved) == []
    assert caught(problem, starts, (0, 5, 21), moved) != []


def test_dropped_stops_count_by_rank_and_mandatory_ones_first():
    assert caught(running(), {"KZ-1": 600, "UZ-1": 640}, (1, 2, 0)) == []
    optional = running(second={"mandatory": False, "value": 1})
    assert caught(optional, {"KZ-1": 600, "UZ-1": 640}, (0, 2, 0)) == []


def test_what_was_left_out_before_is_no_move_when_it_is_placed():
    force = in_force({"KZ-1": 600, "UZ-1": 640})
    problem = running(previous=force)
    assert caught(problem, FORCE) == []
    assert caught(problem, {"KZ-1": 600, "UZ-1": 640}, (1, 0, 0)) == []


def test_moves_are_told_as_they_are():
    starts = {**FORCE, "UZ-1": 660}
    assert caught(running(), starts, (0, 3, 20), {"UZ-1": (640, 661)}) == [
        "Stop UZ-1 moved (640, 660), not (640, 661)."
    ]
    assert len(caught(running(), starts, (0, 3, 20))) == 1


@pytest.mark.parametrize("vector", [(1, 0, 0), (0, 1, 0), (0, 0, 1), (0, 0)])
def test_the_costs_are_worked_out_anew(vector):
    assert len(caught(running(), FORCE, vector)) == 1


@pytest.mark.parametrize("stages", [None, 5, -1, "all"])
def test_the_proven_stages_are_a_number_of_stages(stages):
    assert caught(running(), FORCE, proven_stages=stages) == [
        f"{stages} is no number of proven stages."
    ]


@pytest.mark.parametrize(
    ("status", "stages", "count"),
    [("optimal", 4, 0), ("optimal", 3, 1), ("feasible", 3, 0), ("feasible", 4, 1)],
)
def test_optimal_means_that_all_stages_are_proven(status, stages, count):
    problem = running()
    cost = replanned(problem, FORCE, (0, 0, 0))["cost"]
    proof = {"bound": cost, "gap": 0, "status": status, "proven_stages": stages}
    assert len(caught(problem, FORCE, **proof)) == count


def test_replanning_is_never_infeasible():
    conflict = {
        "code": "x",
        "sentence": "x",
        "members": [{"kind": "stop", "id": "KZ-1"}],
    }
    found = {"status": "infeasible", "stops": [], "conflict": conflict}
    assert check(running(), found) == ["Re-planning is never infeasible."]


def test_what_starts_now_is_still_to_come():
    problem = running(640, notice=1)
    assert caught(problem, FORCE) == []
    assert caught(problem, {**FORCE, "UZ-1": 645}, (0, 3, 5), {"UZ-1": (640, 645)}) == [
        "Stop UZ-1 was to start at 640, within the notice, and could have stayed."
    ]
    elsewhere = {**FORCE, "KZ-2": 640}
    assert caught(problem, elsewhere, (0, 2, 10), {"KZ-2": (650, 640)}) == []


def test_what_has_begun_keeps_the_bay_it_is_in():
    problem = running()
    problem["stands"][0]["capacity"] = 2
    problem["previous"]["KZ-1"]["bay"] = 2
    assert caught(problem, {**FORCE, "KZ-1": (600, 610, 2)}) == []
    assert len(caught(problem, FORCE)) == 1


def test_where_somebody_is_matters_no_more_when_all_is_done():
    problem = running(660, uz={"at": "A", "free_from": 700})
    assert caught(problem, FORCE) == []


@pytest.mark.parametrize("notice", [{}, {"notice": None}])
def test_the_notice_is_a_quarter_of_an_hour_unless_given(notice):
    problem = {**running(630), **notice}
    if not notice:
        del problem["notice"]
    moved = {"UZ-1": (640, 646)}
    assert len(caught(problem, {**FORCE, "UZ-1": 646}, (0, 3, 6), moved)) == 1
    assert (
        caught({**problem, "now": 625}, {**FORCE, "UZ-1": 646}, (0, 3, 6), moved) == []
    )
