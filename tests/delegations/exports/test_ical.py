"""The schedule as a calendar, read back with another library."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import vobject
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from delegations import schedule
from delegations.exports import ical
from delegations.exports.files import export
from delegations.models import CalendarEntry, Stop
from delegations.programme import Selection
from tests.delegations.scene import scene
from tests.delegations.times import at, stretch

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return scene()


def read(here, **filters):
    """Return the events by the identifiers of their stops."""
    content = export(Selection(here.exhibition, **filters), "ics").content
    calendar = vobject.readOne(content.decode())
    events = calendar.contents.get("vevent", [])
    return {event.uid.value.removesuffix("@expo"): event for event in events}


def of(events, stop):
    return events[str(stop.uid)]


def test_an_event_says_who_is_where_and_when(here):
    event = of(read(here), here.stops[0])

    assert event.dtstart.value == at("06:00")
    assert event.dtstart.value.utcoffset() == timedelta(hours=4)
    assert event.dtend.value == at("06:20")
    assert event.summary.value == "Delegation of Kazakhstan: Stand of Kazakhstan"
    assert event.location.value == "B1 Stand of Kazakhstan, Hall 1"
    assert event.status.value == "CONFIRMED"
    assert event.sequence.value == "0"
    assert "The Minister" in event.description.value


def test_the_zone_is_described_in_the_file(here):
    content = export(Selection(here.exhibition), "ics").content
    calendar = vobject.readOne(content.decode())

    assert calendar.vtimezone.tzid.value == "Asia/Baku"
    assert b"DTSTART;TZID=Asia/Baku:20231124T100000" in content
    assert b"METHOD:PUBLISH" in content
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_a_calendar_of_universal_time_describes_no_zone(here):
    type(here.exhibition).objects.update(timezone="UTC")
    here.exhibition.refresh_from_db()

    content = export(Selection(here.exhibition), "ics").content

    assert b"DTSTART:20231124T060000Z" in content
    assert b"VTIMEZONE" not in content


def test_icalendar_reads_the_file_as_it_would_write_it(here):
    content = export(Selection(here.exhibition, language="ru"), "ics").content

    assert Calendar.from_ical(content).to_ical() == content


def test_two_exports_of_the_same_are_equal_to_the_byte(here):
    first, second = (export(Selection(here.exhibition), "ics").content for _ in "12")

    assert first == second


@pytest.mark.parametrize(
    "change",
    [
        {"planned": stretch("06:05-06:25")},
        {"title": "Another title"},
        {"talking_points": "Another point"},
        {"kind": "photograph"},
    ],
)
def test_a_visible_change_raises_the_sequence(here, change):
    before = read(here)
    stop = here.stops[0]
    for name, value in change.items():
        setattr(stop, name, value)
    schedule.write([stop])

    after = read(here)

    assert of(after, stop).uid.value == of(before, stop).uid.value
    assert of(after, stop).sequence.value == "1"
    assert of(after, stop).last_modified.value > of(before, stop).last_modified.value
    assert of(after, here.stops[1]).sequence.value == "0"
    unmoved = [
        of(events, here.stops[1]).last_modified.value for events in (before, after)
    ]
    assert unmoved[0] == unmoved[1]


def test_a_change_of_what_is_named_raises_it_too(here):
    read(here)
    here.host.name = "Another Host"
    here.host.save()
    here.stands[0].number = "B9"
    here.stands[0].save()

    assert of(read(here), here.stops[0]).sequence.value == "1"


def test_what_nobody_sees_raises_nothing(here):
    read(here)
    schedule.write([here.stops[0]])
    here.visit.outcome = "A memorandum"
    here.visit.save()

    assert of(read(here), here.stops[0]).sequence.value == "0"


def test_each_language_counts_by_itself(here):
    read(here, language="ru")
    here.kazakhstan.name_ru = "Казахстанская делегация"
    here.kazakhstan.save()

    assert of(read(here, language="ru"), here.stops[0]).sequence.value == "1"
    assert of(read(here, language="en"), here.stops[0]).sequence.value == "0"


def test_a_stop_that_calendars_know_is_cancelled_not_deleted(here):
    stop = here.stops[0]
    before = of(read(here), stop)
    schedule.write([], removed=[stop])

    after = of(read(here), stop)

    assert after.status.value == "CANCELLED"
    assert after.sequence.value == "1"
    assert after.dtstart.value == before.dtstart.value


def test_a_stop_that_no_calendar_knows_is_deleted(here):
    schedule.write([], removed=[here.stops[0]])

    assert not Stop.objects.filter(pk=here.stops[0].pk).exists()
    assert str(here.stops[0].uid) not in read(here)


@pytest.mark.parametrize("level", ["visit", "delegation"])
def test_a_cancelled_visit_cancels_its_events(here, level):
    read(here)
    row = {"visit": here.visit, "delegation": here.kazakhstan}[level]
    row.status = "cancelled"
    row.save()

    events = read(here)

    assert [of(events, stop).status.value for stop in here.stops] == [
        "CANCELLED",
        "CANCELLED",
        "CONFIRMED",
    ]


def test_a_stop_that_loses_its_time_is_cancelled_and_comes_back(here):
    stop = here.stops[0]
    read(here)
    stop.planned = None
    schedule.write([stop])
    assert of(read(here), stop).status.value == "CANCELLED"
    stop.refresh_from_db()
    stop.planned = stretch("07:00-07:20")
    schedule.write([stop])

    back = of(read(here), stop)

    assert (back.status.value, back.sequence.value) == ("CONFIRMED", "2")
    assert back.dtstart.value == at("07:00")


def test_an_empty_schedule_is_a_calendar_all_the_same(here):
    done = export(Selection(here.exhibition, stands=frozenset()), "ics")

    assert done.stop_count == 0
    assert vobject.readOne(done.content.decode()).name == "VCALENDAR"


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    text=st.text(
        st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\x00"),
        max_size=120,
    )
)
def test_any_text_comes_back_as_it_was(here, text):
    Stop.objects.filter(pk=here.stops[0].pk).update(title_en=text, title=text)

    event = of(read(here), here.stops[0])

    shown = text or "Stand of Kazakhstan"
    assert event.summary.value == f"Delegation of Kazakhstan: {shown}"


@pytest.mark.django_db(transaction=True)
def test_exports_at_once_agree():
    here = scene()
    selection = Selection(here.exhibition)
    ical.write(selection, "protocol")
    stop = here.stops[0]
    stop.title = "New"
    stop.save()

    def write(_):
        try:
            return ical.write(selection, "protocol")[0]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        files = list(pool.map(write, range(4)))

    assert len(set(files)) == 1
    assert CalendarEntry.objects.get(stop=stop).sequence == 1
