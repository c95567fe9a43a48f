"""Opening hours, and the window in which a delegation can come."""

from datetime import date

import pytest

from tests.delegations.clashes.saying import found, only, sentences, slot
from tests.delegations.rows import stop_of
from tests.delegations.times import DAY, stretch
from tests.factories.exhibitors import OpeningHoursFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def hours(here):
    only(here.exhibition, "opening")
    return OpeningHoursFactory(
        exhibition=here.exhibition, on=DAY, opens_at="13:00", closes_at="17:00"
    )


def test_a_call_before_the_opening_is_said_and_offered_times_after(here, hours):
    stop_of(here.kazakhstan, "08:50-09:10", stand=here.b1)

    (finding,) = found(here.exhibition)

    assert finding.sentence == (
        "Kazakhstan is at B1 Kazakhstan, 12:50–13:10; the exhibition is open "
        "13:00–17:00."
    )
    assert finding.offers[0] == slot("09:00-09:20")
    assert (finding.rule, finding.level) == ("opening", "warn")


@pytest.mark.parametrize(
    ("times", "minutes", "clashes"),
    [
        ("09:00-13:00", 0, 0),
        ("08:59-09:20", 0, 1),
        ("12:50-13:01", 0, 1),
        ("08:50-09:20", 10, 0),
        ("08:49-09:20", 10, 1),
    ],
)
def test_a_call_fits_into_the_hours_and_the_tolerance(
    here, hours, times, minutes, clashes
):
    only(here.exhibition, "opening", minutes=minutes)
    stop_of(here.kazakhstan, times, stand=here.b1)

    assert len(found(here.exhibition)) == clashes


def test_a_day_without_hours_is_closed(here, hours):
    hours.on = date(2023, 11, 23)
    hours.save()
    stop_of(here.kazakhstan, "09:00-09:10", stand=here.b1)

    (finding,) = found(here.exhibition)

    assert finding.sentence.endswith("on a day on which the exhibition is closed.")
    assert "B1 Kazakhstan, 13:00–13:10" in finding.sentence


def test_an_exhibition_without_any_hours_is_never_closed(here):
    only(here.exhibition, "opening")
    stop_of(here.kazakhstan, "09:00-09:10", stand=here.b1)

    assert found(here.exhibition) == ()


def test_a_dinner_at_no_stand_may_be_late(here, hours):
    stop_of(here.kazakhstan, "13:10-13:40", kind="coffee")

    assert found(here.exhibition) == ()


def test_a_visit_that_is_off_opens_nothing(here, hours):
    stop_of(here.kazakhstan, "08:50-09:10", stand=here.b1)
    here.kazakhstan.status = "postponed"
    here.kazakhstan.save()

    assert found(here.exhibition) == ()


@pytest.fixture
def window(here):
    only(here.exhibition, "window")
    here.kazakhstan.window = stretch("09:00-11:00")
    here.kazakhstan.save()


def test_a_stop_outside_the_window_is_said_and_offered_times_in_it(here, window):
    stop = stop_of(here.kazakhstan, "10:50-11:10", stand=here.b1)

    (finding,) = found(here.exhibition)

    assert finding.stops == (stop.pk,)
    assert finding.sentence == (
        "Kazakhstan is at B1 Kazakhstan, 14:50–15:10, and can only come 13:00–15:00."
    )
    assert finding.offers[0] == slot("10:40-11:00")


@pytest.mark.parametrize(("minutes", "clashes"), [(9, 1), (10, 0)])
def test_the_window_has_a_tolerance(here, window, minutes, clashes):
    only(here.exhibition, "window", minutes=minutes)
    here.kazakhstan.window = stretch("08:00-14:00")
    here.kazakhstan.save()
    here.kazakhstan.span = stretch("07:50-14:10")
    here.kazakhstan.save()
    stop_of(here.kazakhstan, "07:50-08:10", stand=here.b1)

    assert len(found(here.exhibition)) == clashes


def test_a_tour_that_is_longer_than_the_window_is_said_of_the_visit(here, window):
    stop_of(here.kazakhstan, "09:50-10:10", stand=here.b1)

    (finding,) = found(here.exhibition)

    assert finding.sentence == (
        "The tour of Kazakhstan is 12:00–18:00; it can only come 13:00–15:00."
    )
    assert (finding.stops, finding.visits) == ((), (here.kazakhstan.pk,))
    assert finding.offers == ()


def test_without_a_window_one_can_always_come(here, window):
    stop_of(here.uzbekistan, "08:00-08:10", stand=here.b1)

    assert not any("Uzbekistan" in said for said in sentences(here.exhibition))
