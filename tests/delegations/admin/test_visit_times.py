"""Times of a visit, as people type them."""

import pytest

from delegations.models import Visit
from tests.delegations.admin.visits import ADD, change, hours, typed
from tests.entering import complaints, enter

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("start", "end", "field"),
    [
        ("10:20", "10:00", "stops-0-ends"),
        ("10:00", "10:00", "stops-0-ends"),
        ("10:00", "", "stops-0-ends"),
        ("", "10:00", "stops-0-starts"),
        ("25:00", "26:00", "stops-0-starts"),
        ("soon", "later", "stops-0-ends"),
    ],
)
def test_odd_times_are_said_at_their_field(officer, delegation, start, end, field):
    values = {**typed(delegation), "stops-0-starts": start, "stops-0-ends": end}

    assert field in complaints(enter(officer, ADD, values))
    assert not Visit.objects.exists()


@pytest.mark.parametrize("start", ["9:30", "09:30", "9.30", "930", "0930"])
def test_a_time_is_typed_as_people_write_it(officer, delegation, start):
    values = {**typed(delegation), "stops-0-starts": start, "stops-0-ends": "10:00"}

    assert complaints(enter(officer, ADD, values)) == {}
    assert hours(Visit.objects.get()) == ["09:30-10:00"]


def test_times_need_a_day(officer, delegation, stands):
    values = {**typed(delegation, ("10:00-10:20", stands[0])), "on": ""}

    assert complaints(enter(officer, ADD, values)) == {
        "stops-0-starts": ["Give the day of the visit first."]
    }


def test_a_stop_outside_its_tour_is_said_at_the_stop(officer, delegation, stands):
    values = typed(
        delegation, ("12:00-12:20", stands[0]), span_from="10:00", span_to="11:00"
    )

    assert set(complaints(enter(officer, ADD, values))) == {"stops-0-starts"}


def test_the_stops_go_along_when_the_day_changes(officer, visit):
    answer = enter(officer, change(visit), {"on": "2023-11-25"})

    assert complaints(answer) == {}
    days = {stop.planned.lower.day for stop in visit.stops.all()}
    visit.refresh_from_db()
    assert (days, visit.span.lower.day) == ({25}, 25)
