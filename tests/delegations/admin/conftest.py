"""A protocol officer at work, with a delegation and four stands."""

import pytest

from tests.delegations.times import stretch
from tests.factories.delegations import DelegationFactory, StopFactory, VisitFactory
from tests.factories.exhibitors import (
    ExhibitionFactory,
    RoleAssignmentFactory,
    StandFactory,
)


@pytest.fixture
def exhibition():
    return ExhibitionFactory(timezone="Asia/Baku")


@pytest.fixture
def officer(client, exhibition):
    role = RoleAssignmentFactory(role="protocol_officer", exhibition=exhibition)
    client.force_login(role.user)
    return client


@pytest.fixture
def delegation(exhibition):
    return DelegationFactory(exhibition=exhibition, name="Kazakhstan")


@pytest.fixture
def stands(exhibition):
    return [StandFactory(exhibition=exhibition, number=f"B{n}") for n in range(4)]


@pytest.fixture
def visit(exhibition, delegation, stands):
    """A visit from 10:00 to 12:00 of Baku, at B0 from 10:00, at B1 from 10:30."""
    visit = VisitFactory(
        exhibition=exhibition, delegation=delegation, span=stretch("06:00-08:00")
    )
    for place, (times, stand) in enumerate(
        [("06:00-06:20", stands[0]), ("06:30-06:50", stands[1])], start=1
    ):
        StopFactory(
            exhibition=exhibition,
            visit=visit,
            position=place,
            planned=stretch(times),
            stand=stand,
        )
    return visit
