"""Accounts, entered in the admin."""

import pytest
from django.urls import reverse

from exhibitors.models import RoleAssignment
from expo.models import User
from tests.entering import complaints, enter
from tests.factories.exhibitors import ExhibitionFactory, RoleAssignmentFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db
ADD = "/admin/expo/user/add/"


@pytest.fixture
def exhibition():
    return ExhibitionFactory()


@pytest.fixture
def organiser(client, exhibition):
    client.force_login(RoleAssignmentFactory(exhibition=exhibition).user)
    return client


def typed(email, **role):
    return {
        "email": email,
        "name": "New Person",
        "usable_password": "true",
        "password1": "entering-accounts",
        "password2": "entering-accounts",
        **{f"roles-0-{name}": value for name, value in role.items()},
    }


def test_an_account_is_entered_with_its_role(organiser, exhibition):
    values = typed("new@example.org", role="protocol_officer", exhibition=exhibition.pk)

    answer = enter(organiser, ADD, values)

    assert complaints(answer) == {}
    role = RoleAssignment.objects.get(user__email="new@example.org")
    assert (role.role, role.exhibition) == ("protocol_officer", exhibition)
    assert role.user.check_password("entering-accounts")


def test_who_organises_one_exhibition_gives_a_role_in_it(organiser):
    answer = enter(organiser, ADD, typed("new@example.org"))

    assert complaints(answer)
    assert not User.objects.filter(email="new@example.org").exists()


def test_nobody_gives_a_role_elsewhere(organiser):
    other = ExhibitionFactory()

    answer = enter(
        organiser, ADD, typed("new@example.org", role="organiser", exhibition=other.pk)
    )

    assert "roles-0-exhibition" in complaints(answer)
    assert not User.objects.filter(email="new@example.org").exists()


def test_an_address_is_taken_in_any_case_of_letters(organiser, exhibition):
    UserFactory(email="someone@example.org")
    values = typed("SomeOne@Example.org", role="organiser", exhibition=exhibition.pk)

    assert complaints(enter(organiser, ADD, values))


def test_an_account_of_the_exhibition_is_closed_and_named(organiser, exhibition):
    officer = RoleAssignmentFactory(role="protocol_officer", exhibition=exhibition).user
    address = reverse("admin:expo_user_change", args=[officer.pk])

    assert complaints(enter(organiser, address, {"name": "Renamed"})) == {}

    officer.refresh_from_db()
    assert officer.name == "Renamed"
    listed = organiser.get("/admin/expo/user/").content.decode()
    assert "Renamed" in listed
    assert "protocol officer" in listed


def test_a_superuser_is_made_on_the_command_line():
    user = User.objects.create_superuser("Root@Example.org", "secret-secret")

    assert (user.email, user.is_staff, user.is_superuser) == (
        "root@example.org",
        True,
        True,
    )
    assert User.objects.get_by_natural_key("ROOT@example.org") == user
