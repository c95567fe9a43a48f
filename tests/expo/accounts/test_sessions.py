"""Where somebody is signed in: noted, shown, ended."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from expo.accounts.browsers import in_words
from expo.accounts.sessions import SEEN
from expo.models import SignIn, User
from tests.entering import enter
from tests.factories.exhibitors import (
    ExhibitionFactory,
    RoleAssignmentFactory,
    StandFactory,
)
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def two(person, sign_in):
    """A computer and a phone of the same person."""
    browsers = Client(HTTP_USER_AGENT=FIREFOX), Client(HTTP_USER_AGENT=PHONE)
    for browser in browsers:
        assert sign_in(browser=browser)["Location"] == "/admin/"
    return browsers


@pytest.mark.parametrize(
    ("name", "words"),
    [
        (FIREFOX, "Firefox on Windows"),
        (PHONE, "Safari on iPhone"),
        ("Mozilla/5.0 (X11; Linux) Chrome/140.0 Safari/537.36", "Chrome on Linux"),
        ("Mozilla/5.0 (Windows) Chrome/1 Safari/5 Edg/140.0", "Edge on Windows"),
        ("curl/8.5.0", "an unknown browser"),
        ("", "an unknown browser"),
    ],
)
def test_a_browser_is_named_in_words(name, words):
    assert in_words(name) == words


def test_all_browsers_are_shown_and_this_one_marked(two):
    shown = two[1].get("/accounts/sessions/").context["shown"]

    assert {row.browser: row.is_this_one for row in shown} == {
        "Firefox on Windows": False,
        "Safari on iPhone": True,
    }


@pytest.mark.parametrize("role", ["organiser", "stand_host", None])
def test_times_are_of_the_zone_of_the_exhibition(client, role):
    account, zone, hour = UserFactory(), "UTC", "20:30"
    if role is not None:
        zone, hour = "Asia/Baku", "00:30"
        home = ExhibitionFactory(timezone=zone)
        stand = StandFactory(exhibition=home) if role == "stand_host" else None
        RoleAssignmentFactory(user=account, role=role, exhibition=home, stand=stand)
    client.force_login(account)
    night = datetime(2025, 11, 30, 20, 30, tzinfo=UTC)
    SignIn.objects.update(started_at=night)

    text = client.get("/accounts/sessions/").content.decode()

    assert f", {hour}, last seen" in text
    assert f"({zone})" in text


def test_one_is_ended(two, person):
    computer, phone = two
    row = SignIn.objects.get(session_key=phone.session.session_key)

    answer = computer.post(f"/accounts/sessions/{row.pk}/end/")

    assert answer["Location"] == "/accounts/sessions/"
    assert phone.get("/admin/").status_code == 302
    assert computer.get("/admin/").status_code == 200


def test_all_others_are_ended(two):
    computer, phone = two

    computer.post("/accounts/sessions/end-others/")

    assert phone.get("/admin/").status_code == 302
    assert computer.get("/admin/").status_code == 200


def test_nobody_ends_the_sessions_of_others(two, client):
    client.force_login(RoleAssignmentFactory().user)
    row = SignIn.objects.get(session_key=two[0].session.session_key)

    assert client.post(f"/accounts/sessions/{row.pk}/end/").status_code == 404
    assert Client().post(f"/accounts/sessions/{row.pk}/end/").status_code == 302
    assert two[0].get("/admin/").status_code == 200


@pytest.mark.parametrize("path", ["1/end/", "end-others/"])
def test_sessions_end_by_a_button_only(two, path):
    assert two[0].get(f"/accounts/sessions/{path}").status_code == 405


def test_signing_out_takes_a_browser_off_the_list(two, person):
    two[0].post("/accounts/logout/")

    assert [row.session_key for row in person.sign_ins.all()] == [
        two[1].session.session_key
    ]


def test_a_session_in_use_is_noted_every_few_minutes(two, django_assert_num_queries):
    computer, _phone = two
    row = SignIn.objects.get(session_key=computer.session.session_key)
    long_ago = timezone.now() - timedelta(hours=1)
    SignIn.objects.filter(pk=row.pk).update(seen_at=long_ago)
    computer.get("/accounts/")
    row.refresh_from_db()
    assert row.seen_at == long_ago

    session = computer.session
    session[SEEN] = int(time.time()) - 301
    session.save()
    computer.get("/accounts/")

    row.refresh_from_db()
    assert row.seen_at > long_ago


def test_a_page_takes_no_query_more_than_session_and_account(
    two, django_assert_num_queries
):
    # The third asks whether the footer leads to the administration.
    with django_assert_num_queries(3):
        two[0].get("/accounts/reset/asked/")


def test_anonymous_pages_read_no_session(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        client.get("/accounts/login/")


def test_an_organiser_ends_all_sessions_of_an_account(organiser, two, person):
    address = reverse("admin:expo_user_end_sessions", args=[person.pk])
    assert organiser.get(address).status_code == 200

    assert organiser.post(address).status_code == 302

    assert [browser.get("/admin/").status_code for browser in two] == [302, 302]


def test_nobody_ends_the_sessions_of_an_account_elsewhere(organiser, two, person):
    RoleAssignmentFactory(user=person)
    address = reverse("admin:expo_user_end_sessions", args=[person.pk])

    assert organiser.post(address).status_code == 403
    assert two[0].get("/admin/").status_code == 200


def test_a_closed_account_is_signed_out_for_good(organiser, two, person):
    page = reverse("admin:expo_user_change", args=[person.pk])

    enter(organiser, page, {"is_active": ""})
    assert not User.objects.get(pk=person.pk).is_active
    User.objects.filter(pk=person.pk).update(is_active=True)

    assert [browser.get("/admin/").status_code for browser in two] == [302, 302]


def test_name_and_language_are_changed(client, person, sign_in):
    sign_in()

    answer = client.post("/accounts/", {"name": "Renamed", "language": "az"})

    assert answer["Location"] == "/accounts/"
    assert answer.cookies["django_language"].value == "az"
    person.refresh_from_db()
    assert (person.name, person.language) == ("Renamed", "az")
