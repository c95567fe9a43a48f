"""Where each minute of a tour goes."""

from delegations.dayplans.explained import Cause, Leg, explained
from tests.delegations.dayplans.explained.cases import made, plan, problem


def line_of(key, day=None, made_plan=None):
    found = explained(day or problem(), made_plan or plan())
    return next(line for line in found.lines if line.delegation == key)


def with_stop(key, **changes):
    """Return the day with one stop asked for otherwise."""
    day = problem()
    for delegation in day["delegations"]:
        for stop in delegation["stops"]:
            if stop["id"] == key:
                stop.update(changes)
    return day


def cause(day=None, made_plan=None):
    """Return what the only wait is for."""
    (wait,) = [n for n in line_of("UZ", day, made_plan).legs if n.kind == "wait"]
    return wait.cause


def test_a_tour_is_walks_stops_and_waits_in_the_order_of_time():
    line = line_of("UZ")

    assert line.legs == (
        Leg("walk", 539, 543, "gate", "B1"),
        Leg("stop", 543, 558, "B1", "B1", "UZ-2"),
        Leg("walk", 558, 560, "B1", "A1"),
        Leg("wait", 560, 570, "A1", "A1", cause=Cause("stand", "A1", "KZ")),
        Leg("stop", 570, 585, "A1", "A1", "UZ-1"),
        Leg("walk", 585, 588, "A1", "gate"),
    )
    assert (line.start, line.end) == (539, 588)
    assert (line.walk, line.wait, line.stay) == (9, 10, 30)


def test_what_follows_at_once_has_no_wait():
    assert [leg.kind for leg in line_of("KZ").legs] == [
        "walk", "stop", "walk", "stop", "walk",
    ]  # fmt: skip


def test_a_delegation_without_a_stop_has_no_tour():
    line = line_of("KZ", made_plan=plan(stops=[]))

    assert (line.start, line.end, line.legs, line.wait) == (None, None, (), 0)


def test_without_distances_nobody_walks():
    line = line_of("UZ", problem(walk=None))

    assert [leg.kind for leg in line.legs] == ["stop", "wait", "stop"]
    assert line.walk == 0


def test_on_the_day_a_walk_takes_no_longer_than_there_was():
    stops = [made("UZ-2", 543, 558), made("UZ-1", 559, 574)]

    legs = line_of("UZ", made_plan=plan(stops=stops)).legs

    assert legs[2] == Leg("walk", 558, 559, "B1", "A1")
    assert [leg.kind for leg in legs].count("wait") == 0


def test_a_wait_is_for_an_appointment():
    assert cause(with_stop("UZ-1", fixed_start=570)) == Cause("fixed", "A1")


def test_a_wait_is_for_a_wished_time():
    assert cause(with_stop("UZ-1", window=[570, 600])) == Cause("wished", "A1")


def test_a_wait_is_for_a_stand_that_opens():
    day = problem()
    day["stands"][0]["open"] = [[500, 540], [570, 600]]

    assert cause(day) == Cause("opens", "A1")


def test_opening_hours_that_touch_are_one():
    day = problem()
    day["stands"][0]["open"] = [[540, 570], [570, 600]]

    assert cause(day) == Cause("stand", "A1", "KZ")


def test_a_wait_is_for_an_official_who_comes_from_elsewhere():
    day = with_stop("UZ-1", hosts=["minister"])
    for row in day["delegations"][0]["stops"]:
        row["hosts"] = ["minister"]
    stops = [made("UZ-2", 543, 558), made("UZ-1", 570, 585), made("KZ-2", 553, 568)]

    assert cause(day, plan(stops=stops)) == Cause("host", "A1", "KZ", "minister")


def test_a_wait_that_no_single_rule_explains_has_no_cause():
    stops = [made("UZ-2", 543, 558), made("UZ-1", 571, 586)]

    assert cause(made_plan=plan(stops=stops)) is None
