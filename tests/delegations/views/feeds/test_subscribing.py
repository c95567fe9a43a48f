"""Calendars at secret addresses, as a program that subscribes shows them."""

import icalendar
import pytest
import vobject

from delegations import schedule
from delegations.exports.files import export
from delegations.programme import Selection
from tests.delegations.times import at, stretch
from tests.delegations.views.feeds.addresses import address
from tests.factories.delegations import StopFactory

pytestmark = pytest.mark.django_db


class Subscriber:
    """A calendar program that subscribes: the file is the whole of the calendar.

    Of an event that it knows, it takes only one with a higher sequence.
    """

    def __init__(self, client, feed):
        self.client, self.feed = client, feed
        self.events, self.latest, self.tag = {}, {}, ""

    def refresh(self):
        headers = {"If-None-Match": self.tag} if self.tag else {}
        answer = self.client.get(address(self.feed), headers=headers)
        if answer.status_code == 304:
            return 304
        self.tag = answer["ETag"]
        self.take(answer.content)
        return answer.status_code

    def take(self, content):
        calendar = icalendar.Calendar.from_ical(content)
        found = {event["UID"]: event for event in calendar.walk("VEVENT")}
        for uid, event in found.items():
            known = self.latest.get(uid)
            if known is None or event["SEQUENCE"] > known["SEQUENCE"]:
                self.latest[uid] = event
        self.events = {uid: self.latest[uid] for uid in found}

    def shown(self):
        """Return when what takes place begins, by the identifiers of the stops."""
        return {
            uid.removesuffix("@expo"): event["DTSTART"].dt
            for uid, event in self.events.items()
            if event["STATUS"] == "CONFIRMED"
        }


def test_only_what_was_released_is_in_it(client, here, feed, again):
    assert b"BEGIN:VEVENT" not in client.get(address(feed)).content
    again()
    late = StopFactory(
        exhibition=here.exhibition, visit=here.visit, planned=stretch("07:00-07:10")
    )

    content = client.get(address(feed)).content.decode()

    calendar = vobject.readOne(content)
    assert {event.uid.value for event in calendar.vevent_list} == {
        f"{stop.uid}@expo" for stop in here.stops[:2]
    }
    assert str(late.uid) not in content
    assert calendar.x_wr_calname.value == "Delegation of Kazakhstan · Baku"


def test_a_moved_stop_moves_and_a_cancelled_one_disappears(client, here, feed, again):
    first, second = here.stops[:2]
    again()
    program = Subscriber(client, feed)
    program.refresh()
    assert program.shown() == {
        str(first.uid): at("06:00"),
        str(second.uid): at("06:30"),
    }

    first.planned = stretch("06:05-06:25")
    second.status = "cancelled"
    schedule.write([first, second])
    assert program.refresh() == 304
    again()

    assert program.refresh() == 200
    assert program.shown() == {str(first.uid): at("06:05")}
    assert str(second.uid).encode() not in client.get(address(feed)).content


def test_a_stop_taken_out_of_its_visit_disappears(client, here, feed, again):
    again()
    program = Subscriber(client, feed)
    program.refresh()
    schedule.write([], removed=[here.stops[1]])
    again()
    program.refresh()

    assert list(program.shown()) == [str(here.stops[0].uid)]


def test_a_stop_that_takes_place_again_comes_back(client, here, feed, again):
    again()
    program = Subscriber(client, feed)
    program.refresh()
    for status in ("cancelled", "planned"):
        here.stops[0].status = status
        schedule.write([here.stops[0]])
        again()
        program.refresh()

    assert program.shown()[str(here.stops[0].uid)] == at("06:00")


def test_a_file_of_the_draft_gives_way_to_the_feed(client, here, feed, again):
    again()
    program = Subscriber(client, feed)
    here.stops[0].planned = stretch("06:05-06:25")
    schedule.write([here.stops[0]])
    drafts = export(Selection(here.exhibition), "ics", view="escort").content
    program.take(drafts)
    assert program.shown()[str(here.stops[0].uid)] == at("06:05")
    program.refresh()

    assert program.shown()[str(here.stops[0].uid)] == at("06:00")


def test_drafts_and_their_exports_leave_a_feed_as_it_is(client, here, feed, again):
    again()
    before = client.get(address(feed)).content
    here.stops[0].planned = stretch("06:05-06:25")
    schedule.write([here.stops[0]])
    export(Selection(here.exhibition), "ics", view="escort")

    assert client.get(address(feed)).content == before


def test_a_stop_of_another_visit_since_is_still_in_its_calendar(
    client, here, feed, again
):
    again()
    client.get(address(feed))
    stop, other = here.stops[0], here.stops[2]
    stop.visit, stop.planned = other.visit, stretch("07:30-07:50")
    here.host.engagements.all().delete()
    schedule.write([stop])

    assert client.get(address(feed)).status_code == 200
    again()
    assert client.get(address(feed)).status_code == 200
