"""Why a day is impossible: each step of the ladder, in a sentence with its members."""

import json
import subprocess
import sys
import time

import pytest

from delegations.planning import explain
from delegations.planning.building import read
from delegations.planning.check import check
from tests.delegations.planning.answers import answer, day, delegation, stop
from tests.delegations.planning.impossible import at_random


def told(raw):
    """Return the code, the parameters and the members of why a day is impossible."""
    problem = read(raw)
    deadline = time.monotonic() + 20
    core = explain.verdict(problem, deadline)
    assert core is not None
    found = explain.conflict(problem, core, deadline).as_json()
    members = {(member["kind"], member["id"]) for member in found["members"]}
    return found["code"], found["params"], members


def members_of(*names):
    return set(zip(names[::2], names[1::2], strict=True))


def test_a_possible_day_has_no_conflict():
    raw = day(delegation("KZ", stop("KZ-1", "A")), delegation("UZ", stop("UZ-1", "A")))
    assert explain.verdict(read(raw), time.monotonic() + 20) is None


def test_a_plan_that_is_come_upon_is_handed_on():
    raw = day(
        delegation("KZ", stop("KZ-1", "A"), stop("KZ-2", "B", mandatory=False)),
        delegation("UZ", stop("UZ-1", "A", fixed_start=600)),
    )
    plans = []
    core = explain.verdict(read(raw), time.monotonic() + 20, found=plans.append)
    assert core is None
    (plan,) = plans
    made = {
        plan.problem.stops[number].id: start for number, start in plan.starts.items()
    }
    assert check(raw, answer(raw, made)) == []
    assert set(made) == {"KZ-1", "UZ-1"}


def test_a_stand_is_asked_for_more_than_it_is_open():
    groups = [delegation(f"D{n}", stop(f"D{n}-1", "A", 50)) for n in range(5)]
    code, params, members = told(day(*groups))
    assert code == "stand_overload"
    assert params["asked"] == 200
    assert params["available"] == 174  # the walk from and to the gate is no time at A
    assert ("stand", "A") in members
    assert len([name for kind, name in members if kind == "delegation"]) == 4


def test_a_stand_open_in_two_parts_has_no_more_than_both():
    groups = [delegation(f"D{n}", stop(f"D{n}-1", "A", 30)) for n in range(3)]
    raw = day(*groups)
    raw["stands"][0]["open"] = [[560, 595], [610, 645]]
    code, params, members = told(raw)
    assert (code, params["asked"], params["available"]) == ("stand_overload", 90, 70)
    assert ("stand", "A") in members


def test_a_second_bay_makes_room():
    groups = [delegation(f"D{n}", stop(f"D{n}-1", "A", 50)) for n in range(5)]
    raw = day(*groups)
    raw["stands"][0]["capacity"] = 2
    assert explain.verdict(read(raw), time.monotonic() + 20) is None


def test_the_stops_are_longer_than_the_stay():
    stops = stop("KZ-1", "A", 20), stop("KZ-2", "B", 20)
    code, params, members = told(day(delegation("KZ", *stops, window=[600, 648])))
    assert code == "stay_too_short"
    assert params == {"delegation": "KZ", "asked": 49, "available": 48}
    assert members == members_of("delegation", "KZ", "stop", "KZ-1", "stop", "KZ-2")


def test_two_appointments_of_one_delegation_clash():
    stops = (
        stop("KZ-1", "A", 20, fixed_start=600),
        stop("KZ-2", "B", 20, fixed_start=621),
    )
    code, params, members = told(day(delegation("KZ", *stops)))
    assert code == "fixed_clash"
    assert (params["start"], params["time"]) == (600, 621)
    assert members == members_of("delegation", "KZ", "stop", "KZ-1", "stop", "KZ-2")


def test_two_appointments_at_one_stand_overlap():
    groups = [
        delegation("KZ", stop("KZ-1", "A", 20, fixed_start=600)),
        delegation("UZ", stop("UZ-1", "A", 20, fixed_start=610)),
    ]
    code, params, members = told(day(*groups, delegation("TR", stop("TR-1", "A"))))
    assert code == "appointments_overlap"
    assert params["other_delegation"] == "UZ"
    assert members == members_of(
        *("delegation", "KZ", "delegation", "UZ"),
        *("stop", "KZ-1", "stop", "UZ-1", "stand", "A"),
    )


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"fixed_start": 541}, "walk_too_long"),
        ({"fixed_start": 600, "window": [610, 620]}, "fixed_outside_stay"),
        ({"fixed_start": 525}, "fixed_outside_stay"),
        ({"window": [800, 900]}, "stop_outside_stay"),
        ({"duration": 200}, "stop_longer_than_stay"),
        ({"window": [541, 542]}, "walk_too_long"),
    ],
)
def test_a_stop_can_begin_at_no_time(fields, code):
    raw = day(delegation("KZ", stop("KZ-1", "A", **fields)))
    found, params, members = told(raw)
    assert found == code
    assert params["delegation"] == "KZ"
    assert members == members_of("delegation", "KZ", "stop", "KZ-1")


def test_a_stand_is_closed_while_the_delegation_is_here():
    raw = day(delegation("KZ", stop("KZ-1", "A")))
    raw["stands"][0]["open"] = [[540, 550]]
    code, _, members = told(raw)
    assert code == "walk_too_long"
    assert ("stand", "A") in members
    raw["stands"][0]["open"] = [[540, 549]]
    assert told(raw)[0] == "stop_when_closed"


def test_a_host_is_away():
    raw = day(
        delegation("KZ", stop("KZ-1", "A", hosts=["minister"])),
        people=[{"id": "minister", "available": [[720, 800]]}],
    )
    code, params, members = told(raw)
    assert (code, params["person"]) == ("host_away", "minister")
    assert ("person", "minister") in members


def test_an_escort_is_away():
    raw = day(
        delegation("KZ", stop("KZ-1", "A"), escorts=["minister"]),
        people=[{"id": "minister", "available": [[730, 800]]}],
    )
    code, params, members = told(raw)
    assert (code, params["person"]) == ("escort_away", "minister")
    assert ("person", "minister") in members


def test_a_language_has_no_interpreter():
    code, params, members = told(day(delegation("KZ", stop("K", "A"), language="kk")))
    assert (code, params["language"]) == ("language_missing", "kk")
    assert members == members_of("delegation", "KZ", "stop", "K", "language", "kk")


def test_a_person_cannot_be_in_two_places():
    groups = [
        delegation(f"D{n}", stop(f"D{n}-1", "AB"[n], 20, hosts=["minister"]))
        for n in range(2)
    ]
    raw = day(*groups, people=[{"id": "minister", "available": [[600, 641]]}])
    code, params, members = told(raw)
    assert code == "person_crowd"
    assert params == {"person": "minister", "count": 2}
    assert ("person", "minister") in members
    raw["people"][0]["available"] = [[600, 642]]
    assert explain.verdict(read(raw), time.monotonic() + 20) is None


def test_interpreters_are_too_few():
    groups = [
        delegation(
            f"D{n}", stop(f"D{n}-1", "AB"[n], 60), language="ru", window=[540, 640]
        )
        for n in range(2)
    ]
    code, params, members = told(day(*groups, interpreters={"ru": 1}))
    assert (code, params["language"]) == ("language_overload", "ru")
    assert ("language", "ru") in members
    raw = day(*groups, interpreters={"ru": 2})
    assert explain.verdict(read(raw), time.monotonic() + 20) is None


def test_two_who_must_not_meet_are_here_at_once():
    groups = [
        delegation(f"D{n}", stop(f"D{n}-1", "AB"[n], 20, fixed_start=600))
        for n in range(2)
    ]
    code, params, members = told(day(*groups, apart=[["D1", "D0"]]))
    assert code == "apart_impossible"
    assert (params["delegation"], params["other_delegation"]) == ("D0", "D1")
    assert ("apart", "D0 D1") in members


@pytest.mark.parametrize(
    ("seed", "code"),
    [
        (44, "pair_for_person"),
        (98, "apart_impossible"),
        (124, "crowd"),
        (344, "pair_crowd"),
        (354, "pair_for_language"),
        (585, "crowd"),
    ],
)
def test_who_is_in_whose_way_is_said_where_arithmetic_shows_nothing(seed, code):
    """Days at random in which single stops fit, and whole tours do not."""
    found, params, members = told(at_random(seed))
    groups = [name for kind, name in members if kind == "delegation"]
    assert found == code
    if code == "crowd":
        assert params == {"count": len(groups)}
    else:
        assert {params["delegation"], params["other_delegation"]} == set(groups)


def test_the_smallest_of_several_conflicts_is_told():
    groups = [delegation(f"D{n}", stop(f"D{n}-1", "A", 50)) for n in range(5)]
    short = delegation("KZ", stop("KZ-1", "B", 20), window=[600, 610])
    code, _, members = told(day(*groups, short))
    assert code == "stop_longer_than_stay"
    assert members == members_of("delegation", "KZ", "stop", "KZ-1")


def test_a_way_round_can_make_possible_what_the_direct_way_does_not():
    """The walk from A to B takes an hour, through C it takes none."""
    raw = day(
        delegation(
            "KZ",
            stop("KZ-1", "A"),
            stop("KZ-2", "B"),
            stop("KZ-3", "C", 0, mandatory=False),
            window=[540, 580],
        )
    )
    raw["stands"].append({"id": "C", "open": [[540, 720]]})
    raw["walk"] = {
        "ids": ["gate", "A", "B", "C"],
        "minutes": [[0, 3, 3, 3], [3, 0, 60, 1], [3, 60, 0, 1], [3, 1, 1, 0]],
    }
    assert explain.verdict(read(raw), time.monotonic() + 20) is None
    raw["delegations"][0]["stops"].pop()
    assert explain.verdict(read(raw), time.monotonic() + 20) is not None


def test_on_the_day_nothing_is_impossible():
    raw = day(
        delegation("KZ", stop("KZ-1", "A", fixed_start=541)), previous={}, now=540
    )
    assert explain.verdict(read(raw), time.monotonic() + 20) is None


def test_arithmetic_needs_no_solver():
    code = (
        "import sys, time, json\n"
        "from delegations.planning import explain\n"
        "from delegations.planning.building import read\n"
        "raw = json.load(sys.stdin)\n"
        "assert explain.verdict(read(raw), time.monotonic() + 9) is not None\n"
        "print({m.split('.')[0] for m in sys.modules} & {'ortools', 'django', 'numpy'})"
    )
    raw = day(*(delegation(f"D{n}", stop(f"D{n}-1", "A", 50)) for n in range(5)))
    printed = subprocess.check_output(
        [sys.executable, "-c", code], input=json.dumps(raw), text=True
    )
    assert printed.strip() == "set()"
