"""A board with two delegations, and an officer who plans on it."""

import pytest

from delegations.models import Stop
from tests.delegations.scene import scene
from tests.factories.exhibitors import RoleAssignmentFactory

BOARD = "/en/baku/delegations/board/2023-11-24/"
JSON = {"headers": {"accept": "application/json"}}


@pytest.fixture
def here():
    return scene()


@pytest.fixture
def officer(here):
    given = RoleAssignmentFactory(role="protocol_officer", exhibition=here.exhibition)
    return given.user


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def send(desk):
    """Return what sends a gesture of a stop, as seen now unless said otherwise."""

    def post(stop, action="move", **fields):
        stop = Stop.objects.get(pk=stop.pk)
        sent = {"action": action, "version": stop.version, "seen": 0, **fields}
        return desk.post(f"{BOARD}stops/{stop.pk}/", sent, **JSON)

    return post


def hours(stop):
    """Return the planned time of a stop on Baku's clocks, as 10:00-10:20."""
    stop = Stop.objects.select_related("exhibition").get(pk=stop.pk)
    if stop.planned is None:
        return None
    ends = map(stop.exhibition.local, (stop.planned.lower, stop.planned.upper))
    return "-".join(f"{end:%H:%M}" for end in ends)
