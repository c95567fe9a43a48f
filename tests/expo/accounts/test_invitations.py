"""Invitations: by whom, to what, taken up once, void when withdrawn or too old."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from exhibitors.models import RoleAssignment
from expo.models import AccountLetter, Invitation, InvitedRole, User
from tests.entering import complaints, form_of
from tests.expo.accounts.conftest import PASSWORD
from tests.expo.accounts.inviting import ADD, invite, officer, take_up
from tests.factories.exhibitors import (
    OrganisationFactory,
    StandFactory,
)
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db


def test_an_invitation_becomes_an_account_at_work(organiser, exhibition, link):
    assert invite(organiser, "New@Example.org", officer(exhibition)).status_code == 302
    assert not User.objects.filter(email="new@example.org").exists()
    guest, address = Client(), link("invitation")
    assert guest.get(address).status_code == 200

    answer = take_up(guest, address)

    assert answer["Location"] == "/admin/"
    assert guest.get("/admin/").status_code == 200
    account = User.objects.get(email="new@example.org")
    assert (account.name, account.check_password(PASSWORD)) == ("New Person", True)
    role = account.roles.get()
    assert (role.role, role.exhibition) == ("protocol_officer", exhibition)


def test_several_roles_are_given_at_once(organiser, exhibition, link):
    stand = StandFactory(exhibition=exhibition)
    maker = OrganisationFactory(exhibition=exhibition)
    roles = (
        officer(exhibition, "pavilion_manager", country="KZ"),
        officer(exhibition, "pavilion_manager", organisation=maker.pk),
        officer(exhibition, "stand_host", stand=stand.pk),
    )

    assert complaints(invite(organiser, "new@example.org", *roles)) == {}
    take_up(Client(), link("invitation"))

    given = RoleAssignment.objects.filter(user__email="new@example.org")
    assert {(r.country_id, r.organisation_id, r.stand_id) for r in given} == {
        ("KZ", None, None),
        (None, maker.pk, None),
        (None, None, stand.pk),
    }


def test_a_host_lands_at_the_day(organiser, exhibition, link):
    stand = StandFactory(exhibition=exhibition)
    invite(
        organiser, "h@example.org", officer(exhibition, "stand_host", stand=stand.pk)
    )

    answer = take_up(Client(), link("invitation"))

    assert answer["Location"] == "/en/baku/delegations/today/"


def test_several_addresses_get_a_letter_each(organiser, exhibition):
    lines = "one@example.org;\nTwo@example.org, three@example.org; \n\none@example.org"

    invite(organiser, lines, officer(exhibition))

    found = Invitation.objects.order_by("pk").values_list("email", flat=True)
    assert list(found) == [f"{n}@example.org" for n in ("one", "two", "three")]
    assert InvitedRole.objects.count() == AccountLetter.objects.count() == 3
    assert len({row.digest for row in Invitation.objects.all()}) == 3


@pytest.mark.parametrize(
    ("lines", "more", "at_fault"),
    [
        ("no address", {}, "addresses"),
        ("one@example.org\ntwo", {}, "addresses"),
        (" \n ", {}, "addresses"),
        ("\n".join(f"n{n}@example.org" for n in range(51)), {}, "addresses"),
        ("a@example.org\nb@example.org", {"name": "Both"}, "name"),
    ],
)
def test_what_cannot_be_sent_is_refused(organiser, exhibition, lines, more, at_fault):
    answer = invite(organiser, lines, officer(exhibition), **more)

    assert at_fault in complaints(answer)
    assert not Invitation.objects.exists()


def test_each_word_that_is_no_address_is_named(organiser, exhibition):
    answer = invite(organiser, "one; a@example.org, two", officer(exhibition))

    assert complaints(answer)["addresses"] == [
        "“one” is no e-mail address.",
        "“two” is no e-mail address.",
    ]


def test_the_form_begins_with_no_role_in_the_exhibition_at_work(organiser, exhibition):
    page = organiser.get(ADD)
    row = page.context["inline_admin_formsets"][0].formset.forms[0]

    assert (row["role"].value(), row["exhibition"].value()) == (None, exhibition.pk)
    assert next(iter(row.fields["role"].choices))[0] == ""
    sent = {**form_of(page), "addresses": "new@example.org", "roles-0-role": ""}
    told = complaints(organiser.post(ADD, sent))
    assert told["roles-0-role"] == ["This field is required."]


def test_a_letter_speaks_to_its_reader(organiser, exhibition):
    invite(organiser, "new@example.org", officer(exhibition), name="Aygün <b>")

    letter = AccountLetter.objects.get()
    assert letter.subject == "Invitation to work on Expo"
    assert "Aygün <b>" in letter.text
    assert "protocol officer" in letter.text
    assert "Baku" in letter.text


def test_who_has_an_account_gets_the_roles_at_once(organiser, exhibition, person, link):
    invite(organiser, person.email, officer(exhibition, "organiser"))

    assert person.roles.filter(role="organiser").exists()
    letter = AccountLetter.objects.filter(account=person).get()
    assert "You have an account with this address." in letter.text


def test_whoever_invites_is_told_the_same(organiser, exhibition, person):
    def told(email):
        invite(organiser, email, officer(exhibition, "organiser"))
        row = Invitation.objects.get(email=email)
        page = organiser.get("/admin/expo/invitation/")
        said = [str(message) for message in page.context["messages"]]
        return said, page.context["cl"].model_admin.state(row)

    known, unknown = told(person.email), told("new@example.org")

    assert known == unknown == (["1 letter was written."], "open")


def test_the_link_of_who_has_an_account_sets_no_password(
    organiser, exhibition, person, link
):
    invite(organiser, person.email, officer(exhibition, "organiser"))
    thief = Client()

    answer = take_up(thief, link("invitation"), password1="x" * 20, password2="x" * 20)

    assert answer["Location"] == "/accounts/login/"
    assert thief.get("/admin/").status_code == 302
    person.refresh_from_db()
    assert person.check_password(PASSWORD)


def test_a_link_works_once(organiser, exhibition, link):
    invite(organiser, "new@example.org", officer(exhibition))
    take_up(Client(), link("invitation"))
    thief = Client()

    assert thief.get(link("invitation")).status_code == 410
    assert take_up(thief, link("invitation")).status_code == 410
    assert User.objects.filter(email="new@example.org").count() == 1


def test_a_link_ends_after_a_week(organiser, exhibition, link):
    invite(organiser, "new@example.org", officer(exhibition))
    late = timezone.now() - timedelta(days=8)
    Invitation.objects.update(invited_at=late, expires_at=late + timedelta(days=7))

    assert take_up(Client(), link("invitation")).status_code == 410
    assert Client().get(f"/accounts/invitation/{'x' * 43}/").status_code == 404


def test_a_link_sent_again_makes_the_first_one_void(organiser, exhibition, link):
    invite(organiser, "new@example.org", officer(exhibition))
    first = link("invitation")
    row = Invitation.objects.get()
    Invitation.objects.update(
        invited_at=timezone.now() - timedelta(days=8), expires_at=timezone.now()
    )

    page = reverse("admin:expo_invitation_send_again", args=[row.pk])
    assert organiser.post(page).status_code == 302

    assert Client().get(first).status_code == 404
    assert take_up(Client(), link("invitation"))["Location"] == "/admin/"


def test_a_withdrawn_invitation_gives_nothing(organiser, exhibition, person, link):
    for email in ("new@example.org", person.email):
        invite(organiser, email, officer(exhibition, "organiser"))
    address = link("invitation")

    for row in Invitation.objects.all():
        page = reverse("admin:expo_invitation_withdraw", args=[row.pk])
        assert organiser.post(page).status_code == 302

    assert Client().get(address).status_code == 410
    assert [role.role for role in person.roles.all()] == ["protocol_officer"]


def test_withdrawing_takes_nothing_that_was_there_before(organiser, exhibition, person):
    invite(organiser, person.email, officer(exhibition))
    row = Invitation.objects.get()

    organiser.post(reverse("admin:expo_invitation_withdraw", args=[row.pk]))

    assert person.roles.count() == 1


@pytest.mark.parametrize("verb", ["send_again", "withdraw"])
def test_what_was_taken_up_stays(organiser, exhibition, link, verb):
    invite(organiser, "new@example.org", officer(exhibition))
    take_up(Client(), link("invitation"))
    row = Invitation.objects.get()

    organiser.post(reverse(f"admin:expo_invitation_{verb}", args=[row.pk]))

    row.refresh_from_db()
    assert row.accepted_at
    assert not row.revoked_at
    assert AccountLetter.objects.count() == 1
    assert RoleAssignment.objects.filter(user__email="new@example.org").exists()


def test_a_closed_account_is_not_opened_by_an_invitation(organiser, exhibition, link):
    closed = UserFactory(email="closed@example.org", is_active=False)
    closed.set_unusable_password()
    closed.save()
    invite(organiser, closed.email, officer(exhibition))

    assert take_up(Client(), link("invitation")).status_code == 410
    assert not closed.roles.exists()


def test_a_weak_password_makes_no_account(organiser, exhibition, link):
    invite(organiser, "new@example.org", officer(exhibition))

    answer = take_up(
        Client(), link("invitation"), password1="new@example", password2="new@example"
    )

    assert answer.context["form"].errors
    assert not User.objects.filter(email="new@example.org").exists()
