"""The second factor: set up, asked for, trusted, taken off, enforced."""

import time
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from exhibitors.models import RoleAssignment
from expo.accounts import factors
from expo.models import AccountLetter, SecondFactorRule
from tests.expo.accounts.conftest import PASSWORD
from tests.factories.exhibitors import (
    ExhibitionFactory,
    RoleAssignmentFactory,
    StandFactory,
)
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db
STAFF = ("/admin/", "/en/baku/delegations/", "/admin/exhibitors/stand/")
ENROL = "/accounts/second-factor/set-up/"


def code_of(device, step=0):
    app = TOTP(device.bin_key, device.step, device.t0, device.digits)
    app.time = time.time() + step * device.step
    return f"{app.token():06d}"


@pytest.fixture
def device(person):
    """An app in use on the officer's phone, with spare codes beside it."""
    factors.renew_spare_codes(person)
    return TOTPDevice.objects.create(user=person, confirmed=True)


def give(client, code, **more):
    return client.post("/accounts/code/", {"code": code, **more})


def test_an_app_is_set_up_with_its_first_code(client, person):
    client.force_login(person)
    shown = client.get(ENROL)
    begun = TOTPDevice.objects.get(user=person)
    assert not begun.confirmed
    assert "<svg" in shown.content.decode()
    assert shown.context["secret"].replace(" ", "") in begun.config_url

    answer = client.post(ENROL, {"code": code_of(begun)})

    assert TOTPDevice.objects.get(user=person).confirmed
    assert len(answer.context["codes"]) == 10
    assert client.get("/admin/").status_code == 200


def test_a_wrong_first_code_sets_nothing_up(client, person):
    client.force_login(person)
    client.get(ENROL)

    client.post(ENROL, {"code": "000000"})

    assert not TOTPDevice.objects.filter(confirmed=True).exists()


def test_other_sessions_end_where_a_factor_is_set_up(client, person):
    other = Client()
    other.force_login(person)
    client.force_login(person)
    client.get(ENROL)

    client.post(ENROL, {"code": code_of(TOTPDevice.objects.get())})

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


@pytest.fixture
def rule(exhibition):
    return SecondFactorRule.objects.create(
        exhibition=exhibition, role="protocol_officer"
    )


def test_who_owes_the_code_sets_up_no_other_app(client, device, sign_in):
    sign_in()

    assert client.get(ENROL)["Location"] == "/accounts/login/"
    assert client.post(ENROL, {"code": "123456"})["Location"] == "/accounts/login/"
    assert TOTPDevice.objects.count() == 1


def test_who_must_have_one_is_led_to_set_it_up(client, person, rule, sign_in):
    assert sign_in()["Location"].startswith(ENROL)
    for address in STAFF:
        assert client.get(address)["Location"].startswith(ENROL)
    assert client.get("/en/baku/").status_code in (200, 404)
    assert client.get("/accounts/password/")["Location"].startswith("/accounts/login/")

    client.get(ENROL)
    client.post(ENROL, {"code": code_of(TOTPDevice.objects.get())})

    assert client.get("/admin/").status_code == 200


def test_a_rule_holds_for_sessions_that_go_on(client, person, exhibition):
    client.force_login(person)
    assert client.get("/admin/").status_code == 200

    SecondFactorRule.objects.create(exhibition=exhibition, role="protocol_officer")

    assert client.get("/admin/")["Location"].startswith(ENROL)


def test_a_rule_is_of_its_role_and_exhibition(client, exhibition, rule):
    for account in (
        RoleAssignmentFactory(exhibition=exhibition, role="organiser").user,
        RoleAssignmentFactory(role="protocol_officer").user,
        RoleAssignmentFactory(exhibition=None, role="organiser").user,
    ):
        client.force_login(account)
        assert client.get("/admin/").status_code == 200


def test_the_operator_asks_it_of_organisers_of_all(client, settings, exhibition):
    settings.SECOND_FACTOR_FOR_ORGANISERS_OF_ALL = True
    home = RoleAssignmentFactory(exhibition=exhibition, role="organiser").user
    everywhere = RoleAssignmentFactory(exhibition=None, role="organiser").user
    root = UserFactory(is_superuser=True)

    found = {}
    for account in (home, everywhere, root):
        client.force_login(account)
        found[account.pk] = client.get("/admin/").status_code

    assert found == {home.pk: 200, everywhere.pk: 302, root.pk: 302}


def test_secret_links_ask_for_no_factor(client, person, rule):
    client.force_login(person)
    secret = "x" * 43

    for address in (f"/feeds/{secret}.ics", f"/en/baku/delegations/register/{secret}/"):
        assert client.get(address).status_code == 404


def test_organisers_make_the_rules_of_their_own_exhibition(organiser, exhibition):
    other = ExhibitionFactory()
    theirs = SecondFactorRule.objects.create(exhibition=other, role="organiser")

    organiser.post(
        "/admin/expo/secondfactorrule/add/",
        {"role": "stand_host", "exhibition": other.pk},
    )

    made = SecondFactorRule.objects.exclude(pk=theirs.pk).get()
    assert (made.exhibition, made.role) == (exhibition, "stand_host")
    page = reverse("admin:expo_secondfactorrule_delete", args=[theirs.pk])
    assert organiser.post(page, {"post": "yes"}).status_code == 404
    assert SecondFactorRule.objects.filter(pk=theirs.pk).exists()


def test_an_organiser_takes_off_what_was_lost(organiser, person, device):
    address = reverse("admin:expo_user_reset_factor", args=[person.pk])
    assert organiser.get(address).status_code == 200
    assert TOTPDevice.objects.exists()

    assert organiser.post(address).status_code == 302

    assert not TOTPDevice.objects.exists()
    assert AccountLetter.objects.get(account=person).kind == "factor"
    history = organiser.get(f"/admin/expo/user/{person.pk}/history/")
    assert "Second factor taken off." in history.content.decode()


def test_nobody_takes_off_the_factor_of_an_equal_elsewhere(organiser, person, device):
    RoleAssignmentFactory(user=person)
    mine = RoleAssignment.objects.get(role="organiser", exhibition__slug="baku").user
    TOTPDevice.objects.create(user=mine, confirmed=False)

    answers = [
        organiser.post(reverse("admin:expo_user_reset_factor", args=[account.pk]))
        for account in (person, mine)
    ]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert TOTPDevice.objects.count() == 2


def test_an_operator_takes_it_off_by_a_command(person, device, capsys):
    call_command("reset_second_factor", "PERSON@example.org")

    assert not TOTPDevice.objects.exists()
    assert "Taken off" in capsys.readouterr().err
    for email in ("person@example.org", "nobody@example.org"):
        with pytest.raises(CommandError):
            call_command("reset_second_factor", email)


def test_the_secrets_have_no_pages_in_the_admin(client):
    client.force_login(UserFactory(is_superuser=True))

    for address in ("/admin/otp_totp/totpdevice/", "/admin/axes/accessattempt/"):
        assert client.get(address).status_code == 404
