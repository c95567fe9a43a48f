"""A day that has begun: what is over, what goes on, where the late ones are."""

import pytest

from delegations.dayplans.problems import Asked, build
from delegations.models import Stop, Visit
from delegations.planning.building import read
from tests.delegations.dayplans.conftest import minute, visit_to
from tests.delegations.dayplans.problem_rows import of, stop_row, tour, walk
from tests.delegations.rows import stop_of
from tests.delegations.times import DAY, at, stretch

pytestmark = pytest.mark.django_db
NOW = at("07:10")


@pytest.fixture
def stops(here):
    """Kazakhstan at B1 from 11:00 and at B2 from 11:30, on clocks of Baku."""
    Visit.objects.filter(pk=here.kazakhstan.pk).update(span=stretch("06:50-08:00"))
    for stop, times in zip(here.stops, ("07:00-07:20", "07:30-07:50"), strict=False):
        stop.planned, stop.duration = stretch(times), None
        stop.save()
    return here.stops


def again(here, now=NOW, **fields):
    found = build(Asked(here.exhibition, DAY, now=now, **fields), now).problem
    read(found)
    return found


def marked(stop, **fields):
    Stop.objects.filter(pk=stop.pk).update(**fields)


def test_a_day_that_has_begun_is_planned_from_now_on(here, stops):
    found = build(Asked(here.exhibition, DAY), NOW).problem

    assert found["now"] == minute("11:10")


def test_a_day_before_its_first_stop_is_planned_afresh(here, stops):
    assert build(Asked(here.exhibition, DAY), at("06:59")).problem["now"] is None


def test_the_plan_in_force_is_told(here, stops):
    assert again(here, notice=20)["notice"] == 20
    assert again(here)["previous"] == {
        f"s{stops[0].pk}": {"start": minute("11:00"), "bay": 1},
        f"s{stops[1].pk}": {"start": minute("11:30"), "bay": 1},
    }


def test_who_is_not_heard_of_follows_the_plan(here, stops):
    found = again(here)

    first = stop_row(found, stops[0])
    assert (first["state"], first["actual"]) == (
        "begun",
        [minute("11:00"), minute("11:20")],
    )
    assert stop_row(found, stops[1])["state"] == "planned"
    assert stop_row(again(here, at("07:25")), stops[0])["state"] == "done"


def test_who_was_seen_elsewhere_has_what_was_recorded(here, stops):
    marked(
        stops[0],
        actual_start_at=at("07:02"),
        actual_end_at=at("07:09"),
        status="done",
    )

    first = stop_row(again(here), stops[0])

    # The plan keeps the stand until its end.
    assert (first["state"], first["actual"]) == (
        "done",
        [minute("11:02"), minute("11:20")],
    )


def test_who_stays_longer_ends_when_expected(here, stops):
    marked(stops[0], actual_start_at=at("07:05"))

    first = stop_row(again(here), stops[0])

    assert (first["state"], first["actual"]) == (
        "begun",
        [minute("11:05"), minute("11:25")],
    )


def test_skipped_stops_are_told_as_skipped(here, stops):
    marked(stops[0], status="skipped")

    assert stop_row(again(here), stops[0])["state"] == "skipped"


def test_a_locked_stop_to_come_is_told_as_locked(here, stops):
    marked(stops[1], is_locked=True)

    found = again(here)

    assert stop_row(found, stops[1])["locked"] is True
    assert stop_row(found, stops[1])["fixed_start"] is None


def test_a_reported_delay_says_from_when_a_delegation_is_free(here, stops):
    Visit.objects.filter(pk=here.kazakhstan.pk).update(
        delay=25, delay_since=at("06:55")
    )

    found = again(here, at("06:58"))
    row = tour(found, here.kazakhstan)

    assert found["late"] == [f"v{here.kazakhstan.pk}"]
    assert row["at"] == row["entry"]
    # Expected at 11:25 instead of 11:00 at the first stand.
    assert row["free_from"] == minute("11:25")


def test_whoever_is_said_to_be_late_is(here, stops):
    found = again(here, late=[here.uzbekistan.pk])

    assert found["late"] == [f"v{here.uzbekistan.pk}"]


def test_a_tour_that_began_early_fits_its_window(here, stops):
    marked(stops[0], actual_start_at=at("05:50"), actual_end_at=at("06:10"))

    found = again(here)
    row = tour(found, here.kazakhstan)

    way = walk(found, row["entry"], f"stand-{here.b1.pk}")
    assert row["window"][0] <= minute("09:50") - way


def test_who_is_not_planned_stays_in_the_plan_in_force(here, stops):
    here.b1.bays = 2
    here.b1.save()
    other = visit_to(here.exhibition, "Tajikistan", span=stretch("06:00-09:00"))
    stop = stop_of(other, "08:00-08:30", stand=here.b1)

    keys = [here.kazakhstan.delegation_id]
    found = again(here, delegations=keys)

    held = of(found, "delegations", f"held-s{stop.pk}-0")["stops"][0]
    assert held["locked"] is True
    assert found["previous"][held["id"]] == {"start": minute("12:00"), "bay": 1}


def test_a_late_visit_that_is_not_planned_keeps_the_stand_as_expected(here, stops):
    other = visit_to(here.exhibition, "Tajikistan", span=stretch("06:00-09:00"))
    stop_of(other, "07:50-08:10", stand=here.b2)
    Visit.objects.filter(pk=other.pk).update(delay=10, delay_since=at("07:00"))

    found = again(here, delegations=[here.kazakhstan.delegation_id])

    assert of(found, "stands", f"stand-{here.b2.pk}")["open"] == [
        [minute("10:00"), minute("11:50")],
        [minute("12:20"), minute("18:00")],
    ]


def test_moments_at_the_gate_are_over_once_a_tour_has_begun(here, stops):
    stop_of(here.kazakhstan, "06:50-06:55", kind="arrival")

    found = again(here)
    row = tour(found, here.kazakhstan)

    assert len(row["stops"]) == 2
    assert row["entry"] == f"gate-{here.gate.pk}"
