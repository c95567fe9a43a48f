"""Why a stop is not made: each reason is true of the plan it is said of."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delegations.planning import explain
from delegations.planning.building import read
from delegations.planning.model import Model, solve
from delegations.planning.plan import plan_of
from tests.delegations.planning.answers import day, delegation, stop
from tests.delegations.planning.impossible import at_random
from tests.delegations.planning.mended import mended


def reasons(raw, starts, seconds=20):
    """Return the code and parameters of each stop that a plan of these starts lacks."""
    problem = read(raw)
    ids = {stop.id: stop.index for stop in problem.stops}
    plan = plan_of(problem, {ids[name]: start for name, start in starts.items()})
    told = explain.left_out(problem, plan, time.monotonic() + seconds)
    assert all(each["sentence"] for each in told)
    return {each["id"]: (each["code"], each["params"]) for each in told}


def wish(name, stand, duration=10, **fields):
    return stop(name, stand, duration, mandatory=False, **fields)


def test_a_stop_that_is_made_has_no_reason():
    assert reasons(day(delegation("KZ", stop("KZ-1", "A"))), {"KZ-1": 543}) == {}


def test_the_way_is_longer_than_it_is_worth():
    raw = day(delegation("KZ", stop("KZ-1", "A"), wish("KZ-2", "B", value=0)))
    assert reasons(raw, {"KZ-1": 543}) == {"KZ-2": ("not_worth", {"minutes": 3})}


def test_no_tour_is_worth_its_walks():
    raw = day(delegation("KZ", wish("KZ-1", "A")))
    assert reasons(raw, {}) == {"KZ-1": ("no_tour", {"delegation": "KZ", "minutes": 6})}


def test_another_wish_is_worth_more():
    stops = wish("KZ-1", "A", 60, value=9), wish("KZ-2", "B", 60, value=5)
    raw = day(delegation("KZ", *stops, window=[540, 620]))
    told = reasons(raw, {"KZ-1": 543})
    assert told == {"KZ-2": ("worth_less", {"delegation": "KZ"})}


def test_the_stand_is_taken():
    raw = day(
        delegation("KZ", stop("KZ-1", "A", 100)),
        delegation("UZ", wish("UZ-1", "A", 20, value=9), window=[560, 640]),
    )
    told = reasons(raw, {"KZ-1": 545})
    assert told == {"UZ-1": ("stand_busy", {"delegation": "UZ", "stand": "A"})}


def test_the_host_is_busy():
    raw = day(
        delegation("KZ", stop("KZ-1", "A", 100, hosts=["minister"])),
        delegation(
            "UZ", wish("UZ-1", "B", 20, value=9, hosts=["minister"]), window=[560, 640]
        ),
        people=[{"id": "minister", "available": [[540, 720]]}],
    )
    code, params = reasons(raw, {"KZ-1": 545})["UZ-1"]
    assert (code, params["person"]) == ("host_busy", "minister")


@pytest.mark.parametrize(
    ("fields", "more", "code"),
    [
        ({"language": "ru"}, {"interpreters": {"ru": 1}}, "language_busy"),
        (
            {"escorts": ["minister"]},
            {"people": [{"id": "minister", "available": [[540, 720]]}]},
            "escort_busy",
        ),
        ({}, {"apart": [["KZ", "UZ"]]}, "apart_busy"),
    ],
)
def test_whom_the_tour_needs_is_busy(fields, more, code):
    raw = day(
        delegation("KZ", stop("KZ-1", "A", 100), **fields),
        delegation("UZ", wish("UZ-1", "B", value=9), window=[560, 640], **fields),
        **more,
    )
    assert reasons(raw, {"KZ-1": 545})["UZ-1"][0] == code


def test_the_delegation_would_leave_too_late():
    stops = stop("KZ-1", "A", 60), wish("KZ-2", "B", 60, value=9)
    raw = day(delegation("KZ", *stops, window=[540, 660]))
    told = reasons(raw, {"KZ-1": 543})
    params = {"delegation": "KZ", "time": 669, "minutes": 9}
    assert told == {"KZ-2": ("leaves_too_late", params)}


def test_it_does_not_fit_beside_the_other_stops():
    raw = day(
        delegation("KZ", stop("KZ-1", "A", 40, fixed_start=560), wish("KZ-2", "B", 20)),
        delegation("UZ", stop("UZ-1", "B", 90)),
        delegation("TR", stop("TR-1", "B", 20)),
    )
    raw["delegations"][0]["window"] = [557, 715]
    told = reasons(raw, {"KZ-1": 560, "UZ-1": 602, "TR-1": 695})
    assert told == {"KZ-2": ("no_gap", {"delegation": "KZ", "stand": "B"})}


def test_it_was_impossible_from_the_start():
    raw = day(delegation("KZ", stop("KZ-1", "A"), wish("KZ-2", "B", fixed_start=800)))
    assert reasons(raw, {"KZ-1": 543})["KZ-2"][0] == "fixed_outside_stay"


def test_what_was_skipped_is_said_to_be():
    raw = day(
        delegation("KZ", stop("KZ-1", "A", state="skipped"), stop("KZ-2", "B")),
        previous={"KZ-1": {"start": 543}, "KZ-2": {"start": 560}},
        now=550,
    )
    assert reasons(raw, {"KZ-2": 560}) == {"KZ-1": ("skipped", {})}


def test_on_the_day_its_time_is_over():
    raw = day(
        delegation("KZ", stop("KZ-1", "A", window=[540, 600]), stop("KZ-2", "B")),
        previous={"KZ-2": {"start": 650}},
        now=640,
    )
    told = reasons(raw, {"KZ-2": 650})
    params = {"delegation": "KZ", "stand": "A"}
    assert told == {"KZ-1": ("no_longer_possible", params)}


def test_after_its_time_nothing_is_tried_and_nothing_false_is_said():
    raw = day(delegation("KZ", stop("KZ-1", "A"), wish("KZ-2", "B", value=9)))
    assert reasons(raw, {"KZ-1": 543}, seconds=0) == {"KZ-2": ("not_found_better", {})}


def test_a_plan_that_could_be_better_is_not_defended():
    raw = day(delegation("KZ", stop("KZ-1", "A"), wish("KZ-2", "B", value=9)))
    assert reasons(raw, {"KZ-1": 543}) == {"KZ-2": ("not_found_better", {})}


@given(st.integers(0, 100_000))
@settings(max_examples=40, deadline=None)
def test_with_the_best_plan_no_stop_is_said_to_be_missing_from_a_better_one(seed):
    raw = at_random(seed)
    raw["objective"]["value"] = 3
    problem = read(raw)
    best = solve(Model(problem), seconds=10)
    if best.plan is None:
        return
    told = explain.left_out(problem, best.plan, time.monotonic() + 20)
    missing = {s.id for s in problem.stops if s.index not in best.plan.starts}
    assert {each["id"] for each in told} == missing
    for each in told:
        assert each["code"] != "not_found_better"
        forced = mended_wish(raw, each["id"])
        outcome = solve(Model(read(forced)), seconds=10)
        assert outcome.plan is None or outcome.plan.cost >= best.plan.cost


def mended_wish(raw, name):
    """Return the day in which a wish is a must, at the cost that it has anyway."""
    raw = mended(raw, {"code": "drop_stops", "params": {}})
    for group in raw["delegations"]:
        for each in group["stops"]:
            if each["id"] == name:
                each["mandatory"] = True
    return raw
