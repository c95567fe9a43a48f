"""Nobody gives by an invitation what is not theirs to give."""

import pytest
from django.test import Client
from django.urls import reverse

from exhibitors.models import RoleAssignment
from expo.models import Invitation, User
from tests.entering import complaints
from tests.expo.accounts.inviting import ADD, invite, officer, take_up
from tests.factories.exhibitors import (
    ExhibitionFactory,
    RoleAssignmentFactory,
    StandFactory,
)
from tests.factories.expo import InvitedRoleFactory

pytestmark = pytest.mark.django_db


def test_nobody_gives_roles_of_another_exhibition(organiser):
    other = ExhibitionFactory()

    for exhibition in (other.pk, ""):
        role = {"role": "organiser", "exhibition": exhibition}
        assert complaints(invite(organiser, "new@example.org", role))

    assert not Invitation.objects.exists()


def test_nobody_gives_a_stand_of_another_exhibition(organiser, exhibition):
    theirs = StandFactory()
    role = officer(exhibition, "stand_host", stand=theirs.pk)

    assert complaints(invite(organiser, "new@example.org", role))
    assert not Invitation.objects.exists()


def test_who_organises_all_invites_to_all(client, exhibition, link):
    client.force_login(RoleAssignmentFactory(exhibition=None).user)

    invite(client, "new@example.org", {"role": "organiser", "exhibition": ""})
    take_up(Client(), link("invitation"))

    assert User.objects.get(email="new@example.org").roles.get().exhibition is None


@pytest.mark.parametrize("role", ["pavilion_manager", "protocol_officer", "stand_host"])
def test_nobody_else_invites(client, exhibition, role):
    scope = {
        "pavilion_manager": {"country_id": "KZ"},
        "stand_host": {"stand": StandFactory(exhibition=exhibition)},
    }.get(role, {})
    given = RoleAssignmentFactory(role=role, exhibition=exhibition, **scope)
    client.force_login(given.user)

    assert client.get(ADD).status_code in (302, 403)
    assert client.post(ADD, {"addresses": "new@example.org"}).status_code in (302, 403)
    assert not Invitation.objects.exists()


def test_invitations_of_others_are_out_of_reach(organiser, exhibition):
    theirs = InvitedRoleFactory(exhibition=ExhibitionFactory()).invitation
    mixed = InvitedRoleFactory(exhibition=exhibition).invitation
    InvitedRoleFactory(invitation=mixed, role="organiser", exhibition=None)
    mine = InvitedRoleFactory(exhibition=exhibition).invitation

    listed = organiser.get("/admin/expo/invitation/").context["cl"].queryset
    found = [
        organiser.post(reverse("admin:expo_invitation_withdraw", args=[row.pk]))
        for row in (theirs, mixed)
    ]

    assert list(listed) == [mine]
    assert [answer.status_code for answer in found] == [404, 404]
    assert not Invitation.objects.exclude(revoked_at=None).exists()


def test_withdrawing_takes_no_role_that_was_moved_elsewhere(
    organiser, exhibition, person
):
    invite(organiser, person.email, officer(exhibition, "organiser"))
    theirs = person.roles.get(role="organiser")
    # Who organises all has given the person another exhibition in its place.
    RoleAssignment.objects.filter(pk=theirs.pk).update(exhibition=ExhibitionFactory())

    row = Invitation.objects.get()
    organiser.post(reverse("admin:expo_invitation_withdraw", args=[row.pk]))

    assert person.roles.filter(pk=theirs.pk).exists()
