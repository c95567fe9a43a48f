"""A day of the database as the planner's problem."""

from datetime import time

import pytest

from delegations.dayplans.problems import Asked, build
from delegations.models import Visit
from tests.delegations.dayplans.conftest import minute, visit_to, wished
from tests.delegations.dayplans.problem_rows import (
    of,
    problem,
    problem_of,
    stand_row,
    stop_row,
    tour,
    walk,
)
from tests.delegations.times import DAY, at, stretch
from tests.factories.delegations import (
    EngagementFactory,
)
from tests.factories.exhibitors import StandFactory

pytestmark = pytest.mark.django_db


def test_wishes_become_stops_at_stands_within_their_hours(here):
    found = problem(here)

    assert stand_row(found, here.b1) == {
        "id": f"stand-{here.b1.pk}",
        "capacity": 1,
        "open": [[minute("10:00"), minute("18:00")]],
    }
    assert stop_row(found, here.stops[0]) == {
        "id": f"s{here.stops[0].pk}",
        "stand": f"stand-{here.b1.pk}",
        "duration": 20,
        "mandatory": True,
        "value": 0,
        "fixed_start": None,
        "window": None,
        "hosts": [],
    }
    assert stop_row(found, here.stops[1])["duration"] == 15


def test_a_delegation_comes_in_its_window_by_its_gate_and_weighs_by_rank(here):
    found = tour(problem(here), here.kazakhstan)

    assert found["window"] == [minute("10:00"), minute("18:00")]
    assert found["entry"] == found["exit"] == f"gate-{here.gate.pk}"
    assert found["weight"] == 5
    assert tour(problem(here), here.uzbekistan)["weight"] == 1


def test_without_a_window_a_delegation_comes_while_it_is_open(here):
    Visit.objects.filter(pk=here.kazakhstan.pk).update(window=None)
    here.exhibition.opening_hours.update(closes_at=time(15))

    found = tour(problem(here), here.kazakhstan)

    assert found["window"] == [minute("10:00"), minute("15:00")]


def test_an_unknown_walk_takes_five_minutes_and_no_gate_none(here):
    found = problem(here)

    assert walk(found, f"stand-{here.b1.pk}", f"stand-{here.b2.pk}") == 5
    assert walk(found, f"gate-{here.gate.pk}", f"stand-{here.b2.pk}") == 5
    assert walk(found, "anywhere", f"stand-{here.b1.pk}") == 0
    assert tour(found, here.uzbekistan)["entry"] == "anywhere"


def test_walks_come_from_the_plan(here):
    hall = here.gate.area
    for stand, left in ((here.b1, 0), (here.b2, 800)):
        corners = [[left, 0], [left + 4, 0], [left + 4, 4], [left, 4]]
        stand.area, stand.outline = hall, corners
        stand.save()

    found = problem(here)

    assert walk(found, f"stand-{here.b1.pk}", f"stand-{here.b2.pk}") > 5


def test_optional_and_locked_stops_are_told(here):
    Visit.objects.filter(pk=here.kazakhstan.pk).update(span=stretch("07:00-08:00"))
    first, second = here.stops[:2]
    first.is_optional, first.value = True, 40
    first.save()
    second.is_locked, second.planned = True, stretch("07:00-07:40")
    second.save()

    found = problem(here)

    assert (stop_row(found, first)["mandatory"], stop_row(found, first)["value"]) == (
        False,
        40,
    )
    assert stop_row(found, second)["fixed_start"] == minute("11:00")
    assert stop_row(found, second)["duration"] == 40


def test_moments_at_the_gate_are_part_of_the_way(here):
    wished(here.kazakhstan, kind="welcome", duration=10)
    wished(here.kazakhstan, kind="arrival", duration=5)
    wished(here.kazakhstan, kind="departure", duration=8)

    found = problem(here)
    row = tour(found, here.kazakhstan)

    assert len(row["stops"]) == 2
    assert walk(found, row["entry"], f"stand-{here.b1.pk}") == 20
    assert walk(found, f"stand-{here.b1.pk}", row["exit"]) == 13
    assert walk(found, row["exit"], row["entry"]) == 0


def test_a_stop_at_no_stand_has_a_place_of_its_own(here):
    coffee = wished(here.kazakhstan, kind="coffee", duration=20)

    found = problem(here)

    place = stop_row(found, coffee)["stand"]
    assert of(found, "stands", place)["open"] == [[0, 1440]]
    assert walk(found, place, f"stand-{here.b1.pk}") == 5


def test_what_takes_no_part_is_left_out(here):
    Visit.objects.filter(pk=here.uzbekistan.pk).update(status="cancelled")
    wished(here.kazakhstan, here.b2, status="skipped")

    found = problem(here)

    assert [row["id"] for row in found["delegations"]] == [f"v{here.kazakhstan.pk}"]
    assert len(tour(found, here.kazakhstan)["stops"]) == 2


def test_nothing_begins_before_the_present_on_the_day(here):
    found = build(Asked(here.exhibition, DAY), at("05:30")).problem

    assert found["now"] is None
    assert stop_row(found, here.stops[0])["window"] == [minute("09:30"), 1440]


@pytest.mark.parametrize("extra", [1, 6])
def test_the_queries_do_not_rise_with_the_visits(
    here, extra, django_assert_num_queries
):
    for number in range(extra):
        visit = visit_to(here.exhibition, f"Guest {number}")
        stop = wished(visit, StandFactory(exhibition=here.exhibition))
        EngagementFactory(
            exhibition=here.exhibition, visit=visit, stop=stop, role="receives"
        )
    problem_of(Asked(here.exhibition, DAY))

    with django_assert_num_queries(13):
        problem_of(Asked(here.exhibition, DAY))
