"""Pages kept for anonymous visitors are never old, and never anybody else's."""

import gzip
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from exhibitors.models import Stand
from tests.factories.exhibitors import (
    ExhibitFactory,
    ExhibitionFactory,
    RoleAssignmentFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
KEPT = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "kept-pages",
    },
}
PAGE = "/en/baku/stands/"


@pytest.fixture(autouse=True)
def _kept(settings):
    settings.CACHES = KEPT
    yield
    caches["pages"].clear()


@pytest.fixture
def stand():
    exhibition = ExhibitionFactory(slug="baku")
    return StandFactory(exhibition=exhibition, slug="first", name="First stand")


def shown(client, text, path=PAGE):
    return text in client.get(path).content.decode()


def test_a_kept_page_takes_one_query(client, stand, django_assert_num_queries):
    fresh = client.get(PAGE)
    with django_assert_num_queries(1):
        kept = client.get(PAGE)
    assert kept.content == fresh.content
    assert kept["Cache-Control"] == "public, no-cache"
    assert kept["Content-Security-Policy"] == fresh["Content-Security-Policy"]
    assert kept["X-Frame-Options"] == "DENY"


def test_a_change_is_on_the_next_answer(client, stand):
    assert shown(client, "First stand")
    stand.name_en = "Another name"
    stand.save()
    assert shown(client, "Another name")
    Stand.objects.filter(pk=stand.pk).update(is_published=False)
    assert not shown(client, "Another name")


def test_a_page_made_while_someone_saves_is_not_kept_for_later(client, stand):
    with transaction.atomic():
        Stand.objects.filter(pk=stand.pk).update(name_en="Not yet committed")
        with ThreadPoolExecutor(1) as pool:
            assert not pool.submit(_seen_elsewhere, "Not yet committed").result()
    assert shown(client, "Not yet committed")


def _seen_elsewhere(text):
    try:
        return shown(Client(), text)
    finally:
        connection.close()


def test_two_who_save_at_once_wait_only_for_the_commit(stand):
    other = StandFactory(exhibition=stand.exhibition)
    both = Barrier(2, timeout=10)

    def save(row):
        try:
            with transaction.atomic():
                Stand.objects.filter(pk=row.pk).update(place="here")
                both.wait()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(save, [stand, other]))
    assert Stand.objects.filter(place="here").count() == 2


def test_a_notice_that_is_over_leaves_its_page(client, stand, monkeypatch):
    now = timezone.now()
    stand.notices.create(
        exhibition=stand.exhibition,
        during=(now - timedelta(hours=1), now + timedelta(minutes=5)),
        text="May be crowded",
        is_published=True,
    )
    path = "/en/baku/stands/first/"
    assert shown(client, "May be crowded", path)
    later = now + timedelta(minutes=6)
    monkeypatch.setattr("exhibitors.queries.revisions.now", lambda: later)
    monkeypatch.setattr("exhibitors.queries.stands.now", lambda: later)
    assert not shown(client, "May be crowded", path)


def test_pages_differ_by_language_address_and_host(client, stand):
    assert shown(client, "First stand")
    assert 'lang="ru"' in client.get("/ru/baku/stands/").content.decode()
    assert not shown(client, "First stand", f"{PAGE}?q=nothing")
    elsewhere = client.get(PAGE, headers={"host": "other.example"})
    assert "other.example" in elsewhere.content.decode()


def test_someone_signed_in_neither_reads_nor_fills_it(client, stand):
    officer = RoleAssignmentFactory(
        role="protocol_officer", exhibition=stand.exhibition
    ).user
    staff = Client()
    staff.force_login(officer)
    assert staff.get(PAGE)["Cache-Control"] == "private, no-store"
    assert not shown(client, officer.name)
    assert officer.name in staff.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/en/baku/stands/none/", 404),
        ("/en/none/stands/", 404),
        ("/en/baku/delegations/", 302),
        ("/en/baku/countries/KZ/", 404),
    ],
)
def test_only_pages_that_are_there_are_kept(client, stand, path, status):
    for _round in range(2):
        response = client.get(path)
        assert (response.status_code, "ETag" in response) == (status, False)


def test_whoever_has_the_page_is_told_that_it_is_the_same(client, stand):
    etag = client.get(PAGE)["ETag"]
    same = client.get(PAGE, headers={"if-none-match": etag})
    assert (same.status_code, same.content) == (304, b"")
    assert same["ETag"] == etag

    ExhibitFactory(exhibition=stand.exhibition, stand=stand)
    changed = client.get(PAGE, headers={"if-none-match": etag})
    assert changed.status_code == 200
    assert changed["ETag"] != etag


def test_it_is_sent_packed_to_those_who_can_unpack(client, stand):
    plain = client.get(PAGE)
    packed = client.get(PAGE, headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"] == plain["ETag"]
    assert {"Accept-Encoding", "Cookie"} <= set(packed["Vary"].split(", "))


def test_a_head_is_answered_like_a_page(client, stand):
    response = client.head(PAGE)
    assert (response.status_code, response.content) == (200, b"")
    assert response["ETag"] == client.get(PAGE)["ETag"]
