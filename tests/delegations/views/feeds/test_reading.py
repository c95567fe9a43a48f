"""Calendars at secret addresses: who reads what, and how a read is answered."""

from datetime import timedelta

import pytest
from django.utils import timezone

from delegations import schedule
from delegations.models import ExportLog, Feed, FeedRead
from tests.delegations.times import stretch
from tests.delegations.views.feeds.addresses import address
from tests.factories.delegations import StopFactory
from tests.refusal import refused

pytestmark = pytest.mark.django_db

OTHERS = ("Tajikistan", "Stand of Tajiks")


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
