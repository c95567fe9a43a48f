"""Minutes of a day, also where clocks change in it."""

from datetime import UTC, date, datetime, time

import pytest

from delegations.board.days import Day
from exhibitors.models import Exhibition


def day(zone, on):
    return Day(Exhibition(timezone=zone), date.fromisoformat(on))


@pytest.mark.parametrize(
    ("zone", "on", "length", "shifts"),
    [
        ("Asia/Baku", "2023-11-24", 1440, [(0, 0)]),
        ("Europe/Vienna", "2024-03-31", 1380, [(0, 0), (120, 60)]),
        ("Europe/Vienna", "2024-10-27", 1500, [(0, 0), (180, -60)]),
        ("Australia/Lord_Howe", "2024-10-06", 1410, [(0, 0), (120, 30)]),
    ],
)
def test_a_day_has_the_minutes_that_pass(zone, on, length, shifts):
    found = day(zone, on)

    assert (found.length, found.shifts) == (length, shifts)


def test_minutes_and_moments_are_one_another():
    found = day("Asia/Baku", "2023-11-24")

    assert found.minute(datetime(2023, 11, 24, 6, 30, tzinfo=UTC)) == 630
    assert found.moment(630) == datetime(2023, 11, 24, 6, 30, tzinfo=UTC)
    assert found.minutes(found.stretch(600, 615)) == (600, 615)
    assert found.hours(found.stretch(600, 615)) == "10:00–10:15"


def test_where_clocks_go_forward_the_axis_skips_nothing():
    found = day("Europe/Vienna", "2024-03-31")

    assert [found.clock(minute) for minute in (60, 119, 120, 150)] == [
        "01:00",
        "01:59",
        "03:00",
        "03:30",
    ]
    assert found.minute_of_clock(time(10)) == 9 * 60


def test_where_clocks_go_back_the_hour_that_comes_twice_has_two_places():
    found = day("Europe/Vienna", "2024-10-27")

    assert [found.clock(minute) for minute in (150, 210)] == ["02:30", "02:30"]
    assert found.minute_of_clock(time(2, 30)) == 150
    assert found.minute_of_clock(time(10)) == 11 * 60


def test_the_evening_before_lies_below_zero():
    found = day("Asia/Baku", "2023-11-24")

    assert found.minute(datetime(2023, 11, 23, 19, 30, tzinfo=UTC)) == -30
