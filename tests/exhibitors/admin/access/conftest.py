"""An exhibition, and a way to sign in to its admin."""

import pytest

from tests.factories.exhibitors import ExhibitionFactory, RoleAssignmentFactory


@pytest.fixture
def exhibition():
    return ExhibitionFactory(name="Baku")


@pytest.fixture
def sign_in(client, exhibition):
    def as_role(role, **scope):
        scope.setdefault("exhibition", exhibition)
        if role == "pavilion_manager" and "organisation" not in scope:
            scope.setdefault("country_id", "KZ")
        given = RoleAssignmentFactory(role=role, **scope)
        client.force_login(given.user)
        return client

    return as_role
