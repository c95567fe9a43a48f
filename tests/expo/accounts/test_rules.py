"""What PostgreSQL itself holds of invitations and rules."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from expo.models import InvitedRole, SecondFactorRule
from tests.factories.exhibitors import (
    ExhibitionFactory,
    OrganisationFactory,
    StandFactory,
)
from tests.factories.expo import InvitationFactory, InvitedRoleFactory
from tests.refusal import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def exhibition():
    return ExhibitionFactory()


def test_an_invitation_has_one_end():
    now = timezone.now()

    with refused("invitation_has_one_end"):
        InvitationFactory(accepted_at=now, revoked_at=now)


def test_an_invitation_ends_after_it_was_written():
    now = timezone.now()

    with refused("invitation_dates_in_order"):
        InvitationFactory(invited_at=now, expires_at=now - timedelta(days=1))


def test_a_role_is_ruled_once(exhibition):
    rule = SecondFactorRule.objects.create(exhibition=exhibition, role="organiser")

    with pytest.raises(ValidationError, match="has a second factor already"):
        SecondFactorRule(exhibition=exhibition, role=rule.role).full_clean()
    with refused("secondfactorrule_once"):
        SecondFactorRule.objects.create(exhibition=exhibition, role="organiser")


@pytest.mark.parametrize(
    ("rule", "role", "place"),
    [
        ("invitedrole_has_exhibition", "protocol_officer", {"exhibition": None}),
        ("invitedrole_pavilion", "pavilion_manager", {}),
        ("invitedrole_pavilion", "organiser", {"country_id": "KZ"}),
        ("invitedrole_stand", "stand_host", {}),
    ],
)
def test_a_role_to_be_given_keeps_the_rules_of_roles(exhibition, rule, role, place):
    with refused(rule):
        InvitedRoleFactory(role=role, **{"exhibition": exhibition, **place})


@pytest.mark.parametrize(
    ("role", "name", "factory"),
    [
        ("stand_host", "stand", StandFactory),
        ("pavilion_manager", "organisation", OrganisationFactory),
    ],
)
def test_a_place_is_of_the_same_exhibition(exhibition, role, name, factory):
    invitation, elsewhere = InvitationFactory(), factory()
    given = {"exhibition": exhibition, "role": role, name: elsewhere}

    with pytest.raises(ValidationError):
        InvitedRole(invitation=invitation, **given).full_clean()
    with refused(f"invitedrole_{name}_shares"):
        InvitedRole.objects.create(invitation=invitation, **given)
