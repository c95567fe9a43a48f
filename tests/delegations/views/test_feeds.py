"""Calendars at secret addresses, read as calendar programs read them."""

from datetime import timedelta

import icalendar
import pytest
import vobject
from django.utils import timezone

from delegations import schedule
from delegations.exports.files import export
from delegations.models import ExportLog, Feed, FeedRead
from delegations.programme import Selection
from delegations.releases.releasing import release
from tests.delegations.scene import scene
from tests.delegations.times import DAY, at, stretch
from tests.factories.delegations import FeedFactory, StopFactory
from tests.refusal import refused

pytestmark = pytest.mark.django_db

OTHERS = ("Tajikistan", "Stand of Tajiks")


@pytest.fixture
def here():
    return scene()


@pytest.fixture
def feed_of(here):
    """Return a function that makes an address of a delegation, stand or person."""

    def make(**fields):
        fields.setdefault("view", "escort")
        return FeedFactory(exhibition=here.exhibition, **{"delegation": None, **fields})

    return make


@pytest.fixture
def feed(here, feed_of):
    return feed_of(delegation=here.kazakhstan)


@pytest.fixture
def again(here):
    def released():
        return release(here.exhibition, DAY, None)

    return released


def address(feed):
    return f"/feeds/{feed.token}.ics"


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


def test_what_has_not_changed_is_not_sent_again(client, here, feed, again):
    again()
    first = client.get(address(feed))
    by_tag = client.get(address(feed), headers={"If-None-Match": first["ETag"]})
    by_time = client.get(
        address(feed), headers={"If-Modified-Since": first["Last-Modified"]}
    )
    here.stops[0].planned = stretch("06:05-06:25")
    schedule.write([here.stops[0]])
    again()
    late_tag = client.get(address(feed), headers={"If-None-Match": first["ETag"]})
    late_time = client.get(
        address(feed), headers={"If-Modified-Since": first["Last-Modified"]}
    )

    answers = (first, by_tag, by_time, late_tag, late_time)
    assert [answer.status_code for answer in answers] == [200, 304, 304, 200, 200]
    assert by_tag.content == b""
    assert by_tag["ETag"] == first["ETag"] != late_tag["ETag"]
    assert first["Cache-Control"] == "private, no-cache"
    assert late_tag.content == late_time.content != first.content


def test_a_head_is_answered_as_a_read(client, feed, again):
    again()

    head, whole = client.head(address(feed)), client.get(address(feed))

    assert head.status_code == 200
    assert head.content == b""
    assert head["ETag"] == whole["ETag"]
    assert whole["Content-Type"] == "text/calendar; charset=utf-8"


def test_a_read_needs_no_account_and_no_cookie(client, feed, again):
    again()

    answer = client.get(address(feed))

    assert answer.status_code == 200
    assert not answer.cookies


def test_unknown_and_revoked_addresses_answer_alike(client, feed, again):
    again()
    feed.revoked_at = timezone.now()
    feed.save()
    unknown = client.get(f"/feeds/{'x' * 43}.ics")
    revoked = client.get(address(feed))

    assert (unknown.status_code, revoked.status_code) == (404, 404)
    assert unknown.content == revoked.content == b""
    assert dict(unknown.headers) == dict(revoked.headers)


@pytest.mark.parametrize("token", ["a%00b", "..%2F..", "ä", "a" * 65, ""])
def test_an_odd_address_is_none(client, token):
    assert client.get(f"/feeds/{token}.ics").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_a_feed_is_only_read(client, feed, method):
    assert getattr(client, method)(address(feed)).status_code == 405


def test_every_read_is_logged(client, feed, again):
    again()
    agent = "Calendar/1.0 " + "x" * 300
    tag = client.get(address(feed), headers={"User-Agent": agent})["ETag"]
    client.get(address(feed), headers={"If-None-Match": tag})
    feed.revoked_at = timezone.now()
    feed.save()
    client.get(address(feed))

    reads = FeedRead.objects.order_by("pk")
    assert [read.status for read in reads] == [200, 304, 404]
    assert reads[0].agent == agent[:200]
    assert reads[0].address == "127.0.0.1"
    assert not ExportLog.objects.exists()


def test_behind_a_trusted_proxy_the_readers_own_address_is_logged(
    client, feed, settings
):
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    for forwarded in ("203.0.113.9, 198.51.100.7", "nonsense"):
        client.get(address(feed), headers={"X-Forwarded-For": forwarded})

    addresses = FeedRead.objects.order_by("pk").values_list("address", flat=True)
    assert list(addresses) == ["198.51.100.7", None]


def test_a_stand_reads_its_arrivals_as_a_stand(client, here, feed_of, again):
    again()
    feed = feed_of(stand=here.stands[0], view="stand")

    text = client.get(address(feed)).content.decode().replace("\r\n ", "")

    assert "Delegation of Kazakhstan" in text
    hidden = (*OTHERS, "Main entrance", "994", "The Minister", "satellites", "10-AA")
    assert [word for word in hidden if word in text] == []


def test_a_person_reads_what_he_or_she_has_a_part_in(client, here, feed_of, again):
    again()
    host = client.get(address(feed_of(person=here.host))).content.decode()
    minister = client.get(address(feed_of(person=here.minister))).content.decode()

    assert (host.count("BEGIN:VEVENT"), minister.count("BEGIN:VEVENT")) == (1, 2)
    assert "Tajikistan" not in host + minister


def test_a_delegation_reads_no_other(client, here, feed, again):
    again()

    text = client.get(address(feed)).content.decode()

    assert "Delegation of Tajikistan" not in text
    assert "10-AA-001" not in text
    assert "Parking P2" not in text


def test_an_address_has_its_language_whatever_the_reader_asks(
    client, here, feed_of, again
):
    again()
    feed = feed_of(delegation=here.kazakhstan, language="ru")

    answer = client.get(address(feed), headers={"Accept-Language": "az"})

    assert "Делегация Казахстана" in answer.content.decode().replace("\r\n ", "")


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


def test_a_read_takes_few_queries_however_many_stops(
    client, here, feed, again, django_assert_num_queries
):
    for _ in range(2):
        again()
        client.get(address(feed))
        with django_assert_num_queries(8):
            tag = client.get(address(feed))["ETag"]
        with django_assert_num_queries(3):
            client.get(address(feed), headers={"If-None-Match": tag})
        span = here.visit.stops.latest("pk").planned
        step = timedelta(minutes=20)
        StopFactory(
            exhibition=here.exhibition,
            visit=here.visit,
            planned=type(span)(span.lower + step, span.upper + step, "[)"),
        )


def test_a_feed_of_a_stand_is_as_a_stand_reads_in_the_database_too(here):
    with refused("feed_of_stand_as_stand"):
        Feed.objects.create(
            exhibition=here.exhibition, stand=here.stands[0], view="protocol"
        )
