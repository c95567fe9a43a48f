"""The morning of the visit, with an officer and the host of a stand."""

import pytest

from exhibitors import clock
from tests.delegations.scene import scene
from tests.delegations.times import at
from tests.factories.exhibitors import RoleAssignmentFactory


@pytest.fixture(autouse=True)
def _morning(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: at("06:05"))


@pytest.fixture
def here():
    return scene()


@pytest.fixture
def officer(client, here):
    given = RoleAssignmentFactory(role="protocol_officer", exhibition=here.exhibition)
    client.force_login(given.user)
    return client


@pytest.fixture
def host(client, here):
    given = RoleAssignmentFactory(
        role="stand_host", exhibition=here.exhibition, stand=here.stands[0]
    )
    client.force_login(given.user)
    return client
