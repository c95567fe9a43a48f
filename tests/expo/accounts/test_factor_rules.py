"""Who must have a second factor, and who may take a lost one off."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from exhibitors.models import RoleAssignment
from expo.models import AccountLetter, SecondFactorRule
from tests.expo.accounts.conftest import PASSWORD, code_of
from tests.factories.exhibitors import ExhibitionFactory, RoleAssignmentFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db
STAFF = ("/admin/", "/en/baku/delegations/", "/admin/exhibitors/stand/")
ENROL = "/accounts/second-factor/set-up/"


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
    client.post(
        ENROL, {"password": PASSWORD, "code": code_of(TOTPDevice.objects.get())}
    )

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
    pages = [organiser.get(f"/admin/expo/user/{a.pk}/change/") for a in (person, mine)]
    assert not any("reset-factor" in page.content.decode() for page in pages)


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
