"""The second factor: set up, asked for, trusted, taken off."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from exhibitors.models import RoleAssignment
from expo.accounts import factors
from expo.models import AccountLetter
from tests.expo.accounts.conftest import PASSWORD, code_of
from tests.factories.exhibitors import (
    StandFactory,
)
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db
STAFF = ("/admin/", "/en/baku/delegations/", "/admin/exhibitors/stand/")
ENROL = "/accounts/second-factor/set-up/"


def give(client, code, **more):
    return client.post("/accounts/code/", {"code": code, **more})


def test_an_app_is_set_up_with_its_first_code(client, person):
    client.force_login(person)
    shown = client.get(ENROL)
    begun = TOTPDevice.objects.get(user=person)
    assert not begun.confirmed
    assert "<svg" in shown.content.decode()
    assert shown.context["secret"].replace(" ", "") in begun.config_url

    answer = client.post(ENROL, {"password": PASSWORD, "code": code_of(begun)})

    assert TOTPDevice.objects.get(user=person).confirmed
    assert len(answer.context["codes"]) == 10
    assert client.get("/admin/").status_code == 200


def test_a_wrong_first_code_sets_nothing_up(client, person):
    client.force_login(person)
    client.get(ENROL)

    client.post(ENROL, {"password": PASSWORD, "code": "000000"})

    assert not TOTPDevice.objects.filter(confirmed=True).exists()


@pytest.mark.parametrize("password", ["", "of somebody else"])
def test_a_session_left_open_sets_nothing_up(client, person, password):
    client.force_login(person)
    client.get(ENROL)
    code = code_of(TOTPDevice.objects.get())

    answer = client.post(ENROL, {"password": password, "code": code})

    assert "password" in answer.context["form"].errors
    assert not TOTPDevice.objects.filter(confirmed=True).exists()


def test_a_right_first_code_too_soon_after_a_wrong_one_is_asked_for_again(
    client, person
):
    client.force_login(person)
    client.get(ENROL)
    client.post(ENROL, {"password": PASSWORD, "code": "000000"})

    answer = client.post(
        ENROL, {"password": PASSWORD, "code": code_of(TOTPDevice.objects.get())}
    )

    assert answer.context["form"].errors["code"] == [
        "This code is not right. Try again after 1 second."
    ]


def test_other_sessions_end_where_a_factor_is_set_up(client, person):
    other = Client()
    other.force_login(person)
    client.force_login(person)
    client.get(ENROL)

    client.post(
        ENROL, {"password": PASSWORD, "code": code_of(TOTPDevice.objects.get())}
    )

    assert other.get("/admin/").status_code == 302


def test_the_code_is_asked_for_after_the_password(client, device, sign_in):
    answer = sign_in(next="/admin/exhibitors/stand/")
    assert answer["Location"].startswith("/accounts/code/?next=%2Fadmin%2Fexhib")
    for address in STAFF:
        assert client.get(address)["Location"].startswith("/accounts/code/")

    done = give(client, code_of(device), next="/admin/exhibitors/stand/")

    assert done["Location"] == "/admin/exhibitors/stand/"
    assert client.get(done["Location"]).status_code == 200


@pytest.mark.parametrize(
    "address",
    ["", "password/", "sessions/", "second-factor/", "second-factor/take-off/"],
)
def test_who_owes_the_code_changes_nothing(client, device, sign_in, address):
    sign_in()

    page = f"/accounts/{address}"
    answers = [client.get(page), client.post(page, {"password": PASSWORD})]

    assert answers[0]["Location"].startswith("/accounts/login/")
    assert answers[1].status_code in (302, 405)
    assert TOTPDevice.objects.filter(confirmed=True).exists()


def test_public_pages_show_who_owes_the_code_what_anyone_sees(
    client, exhibition, device, sign_in
):
    stand = StandFactory(exhibition=exhibition, slug="hidden", is_published=False)
    RoleAssignment.objects.update(role="organiser")
    page = f"/en/baku/stands/{stand.slug}/?drafts=on"
    sign_in()
    assert client.get(page).status_code == 404

    give(client, code_of(device))

    assert client.get(page).status_code == 200


def test_a_session_that_owes_the_code_does_not_wait_long(client, device, sign_in):
    sign_in()
    assert client.session.get_expiry_age() <= 600

    give(client, code_of(device))

    assert client.session.get_expiry_age() > 86_400


def test_a_code_is_taken_once(device, sign_in):
    code = code_of(device)
    first, second = Client(), Client()
    sign_in(browser=first)
    sign_in(browser=second)

    assert give(first, code).status_code == 302
    assert give(second, code).status_code == 200
    assert second.get("/admin/").status_code == 302


def test_guessing_is_slowed_down_even_for_the_right_code(client, device, sign_in):
    sign_in()
    for _time in range(3):
        give(client, "000000")
        TOTPDevice.objects.update(
            throttling_failure_timestamp=timezone.now() - timedelta(seconds=3)
        )
    give(client, "000000")

    assert give(client, code_of(device)).status_code == 200
    assert TOTPDevice.objects.get().throttling_failure_count == 3


def test_a_spare_code_opens_once(person, device, sign_in):
    spare = factors.renew_spare_codes(person)[0]
    first, second = Client(), Client()
    sign_in(browser=first)
    sign_in(browser=second)

    assert give(first, f"{spare[:4]} {spare[4:].upper()}").status_code == 302
    assert give(second, spare).status_code == 200
    assert factors.spare_codes_left(person) == 9


def test_wrong_spare_codes_do_not_slow_the_app_down(client, device, sign_in):
    sign_in()
    give(client, "not-one-of-them")

    assert give(client, code_of(device)).status_code == 302


def test_a_trusted_browser_is_not_asked_again(person, device, sign_in, client):
    sign_in()
    give(client, code_of(device), is_trusted="on")
    client.post("/accounts/logout/")

    assert sign_in()["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_trust_is_of_one_person_device_and_password(client, person, device, sign_in):
    sign_in()
    give(client, code_of(device), is_trusted="on")
    client.post("/accounts/logout/")
    other = UserFactory(email="other@example.org")
    other.set_password(PASSWORD)
    other.save()
    TOTPDevice.objects.create(user=other)
    assert sign_in(other.email)["Location"].startswith("/accounts/code/")

    person.set_password("another one entirely")
    person.save()
    client.post("/accounts/logout/")

    again = sign_in(password="another one entirely")
    assert again["Location"].startswith("/accounts/code/")


def test_a_forged_trust_is_none(client, device, sign_in):
    client.cookies[factors.TRUST_COOKIE] = "made-up:by:me"

    assert sign_in()["Location"].startswith("/accounts/code/")


def test_it_is_taken_off_with_the_password_alone(client, person, device, sign_in):
    sign_in()
    give(client, code_of(device))
    address = "/accounts/second-factor/take-off/"
    client.post(address, {"password": "wrong"})
    assert TOTPDevice.objects.exists()

    client.post(address, {"password": PASSWORD})

    assert not TOTPDevice.objects.exists()
    assert not StaticDevice.objects.exists()
    assert AccountLetter.objects.get(account=person).kind == "factor"
    assert client.get("/admin/").status_code == 200


def test_new_spare_codes_make_the_old_ones_void(client, person, device, sign_in):
    sign_in()
    give(client, code_of(device))
    old = factors.renew_spare_codes(person)
    address = "/accounts/second-factor/spare-codes/"
    assert "codes" not in (client.post(address, {"password": "wrong"}).context or {})

    new = client.post(address, {"password": PASSWORD}).context["codes"]

    assert not set(old) & set(new)
    assert factors.spare_codes_left(person) == 10
