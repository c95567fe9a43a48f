"""Who is erased is erased from invitations, letters and notes, too."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from expo.models import AccountLetter, Invitation, User
from tests.exhibitors.history.sealed import seal
from tests.expo.accounts.inviting import invite, officer

pytestmark = pytest.mark.django_db


def erase(client, account):
    return client.post(f"/admin/expo/user/{account.pk}/erase-personal-data/")


def test_nothing_calls_an_erased_account_by_its_name(organiser, exhibition, person):
    invite(organiser, person.email, officer(exhibition))
    seal()
    organiser.post(f"/admin/expo/user/{person.pk}/lift-lock/")
    assert "Person" in str(LogEntry.objects.values_list("object_repr"))

    assert erase(organiser, person).status_code == 302

    person = User.objects.get(pk=person.pk)
    assert (person.is_active, person.name) == (False, "")
    notes = LogEntry.objects.values_list("object_repr", "change_message")
    assert "person" not in str([*notes]).lower()
    assert "person@" not in str([*Invitation.objects.values_list("email")])
    assert not AccountLetter.objects.exists()


def test_the_link_of_an_erased_account_opens_nothing(
    organiser, exhibition, person, link
):
    invite(organiser, person.email, officer(exhibition))
    address = link("invitation")

    erase(organiser, person)

    assert Client().get(address).status_code == 410
