"""Signing in is throttled, and nobody is locked out by a stranger."""

import logging
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from expo.accounts import throttle
from tests.exhibitors.views.pages import page
from tests.expo.accounts.conftest import PASSWORD
from tests.factories.exhibitors import RoleAssignmentFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db


def fail(sign_in, times, email="person@example.org", **more):
    return [sign_in(email, "wrong", **more).status_code for _time in range(times)]


def test_five_wrong_passwords_and_one_waits(client, person, sign_in):
    assert fail(sign_in, 5) == [200, 200, 200, 200, 429]

    answer = sign_in()

    assert answer.status_code == 429
    assert "Try again in 15 minutes." in answer.content.decode()
    assert client.get("/admin/").status_code == 302


@pytest.mark.parametrize("email", ["PERSON@example.org", " person@example.org"])
def test_an_address_is_the_same_however_it_is_written(person, sign_in, email):
    fail(sign_in, 5, email)

    assert sign_in().status_code == 429


def test_after_a_quarter_of_an_hour_one_tries_again(person, sign_in):
    fail(sign_in, 5)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))

    assert sign_in().status_code == 302


def test_the_wait_does_not_grow_by_trying(person, sign_in):
    fail(sign_in, 5)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
    answer = sign_in()

    assert "Try again in 1 minute." in answer.content.decode()


def test_it_is_said_in_the_readers_language(person, sign_in, client):
    client.cookies["django_language"] = "ru"
    fail(sign_in, 5)

    shown = page(sign_in())

    assert "Try again" not in shown.text


def test_nobody_is_locked_out_from_elsewhere(person, sign_in):
    fail(sign_in, 6)
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")

    assert sign_in(browser=elsewhere).status_code == 302


def test_an_address_that_tries_many_accounts_waits_for_all(person, sign_in):
    for number in range(30):
        fail(sign_in, 1, f"guess{number}@example.org")

    assert sign_in().status_code == 429


def test_an_own_account_does_not_clear_what_was_tried_on_others(person, sign_in):
    fail(sign_in, 4, "other@example.org")
    assert sign_in().status_code == 302

    assert throttle.attempts_for("other@example.org").count() == 1
    assert not throttle.attempts_for("person@example.org").exists()


def test_a_proxy_is_believed_where_there_is_one(settings):
    request = RequestFactory().get(
        "/", HTTP_X_FORWARDED_FOR="203.0.113.9, 198.51.100.4", REMOTE_ADDR="10.0.0.1"
    )

    assert throttle.client_address(request) == "10.0.0.1"
    settings.BEHIND_PROXY = True
    # What stands before the last is what the browser claims.
    assert throttle.client_address(request) == "198.51.100.4"


def test_no_address_stands_in_tables_or_logs(person, sign_in, caplog):
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("axes").propagate = False
        fail(sign_in, 6)

    attempt = AccessAttempt.objects.get()
    kept = f"{attempt.username} {attempt.post_data} {attempt.get_data}"
    assert "person" not in kept
    assert "wrong" not in kept
    assert "person@" not in caplog.text


def test_an_organiser_lifts_the_lock(organiser, person, sign_in):
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    fail(sign_in, 5, browser=elsewhere)
    address = reverse("admin:expo_user_lift_lock", args=[person.pk])

    assert organiser.get(address).status_code == 200
    assert sign_in(browser=elsewhere).status_code == 429
    assert organiser.post(address).status_code == 302

    assert sign_in(browser=elsewhere).status_code == 302


def test_nobody_lifts_the_lock_of_an_account_elsewhere(organiser, person):
    stranger = RoleAssignmentFactory(user=UserFactory()).user
    RoleAssignmentFactory(user=person)
    addresses = [
        reverse("admin:expo_user_lift_lock", args=[account.pk])
        for account in (stranger, person)
    ]

    assert [organiser.post(address).status_code for address in addresses] == [403, 403]


def test_the_admin_has_no_sign_in_of_its_own(client, person, sign_in):
    answer = client.get("/admin/login/?next=/admin/exhibitors/stand/")

    assert (
        answer["Location"] == "/accounts/login/?next=%2Fadmin%2Fexhibitors%2Fstand%2F"
    )
    assert (
        client.post(
            "/admin/login/", {"username": person.email, "password": PASSWORD}
        ).status_code
        == 302
    )
    assert "_auth_user_id" not in client.session


def test_who_may_not_enter_the_admin_is_told_so(client):
    client.force_login(UserFactory())

    assert client.get("/admin/", follow=True).status_code == 403
