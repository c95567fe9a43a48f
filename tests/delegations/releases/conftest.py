"""A released day, the people of which have addresses."""

from datetime import date

import pytest

from delegations import schedule
from delegations.releases.releasing import Telling, release
from tests.delegations.scene import scene
from tests.delegations.times import DAY, stretch
from tests.factories.delegations import MembershipFactory, PersonFactory
from tests.factories.exhibitors import RoleAssignmentFactory

NEXT_DAY = date(2023, 11, 25)


@pytest.fixture
def here():
    """The scene; minister, host and a guest have addresses."""
    found = scene()
    for person in (found.minister, found.host):
        person.email = f"{person.slug}@example.org"
        person.save()
    own = {"exhibition": found.exhibition}
    found.guest = PersonFactory(**own, slug="guest", name="A Guest", email="g@kz.test")
    MembershipFactory(**own, delegation=found.kazakhstan, person=found.guest)
    found.keeper = RoleAssignmentFactory(
        **own, role="stand_host", stand=found.stands[1]
    ).user
    return found


@pytest.fixture
def officer(here):
    return RoleAssignmentFactory(
        role="protocol_officer", exhibition=here.exhibition
    ).user


@pytest.fixture
def released(here, officer):
    """Return a function that releases a day."""

    def again(on=DAY, note="", **telling):
        telling.setdefault("site", "https://expo.test/")
        return release(here.exhibition, on, officer, note, telling=Telling(**telling))

    return again


@pytest.fixture
def move():
    """Return a function that moves a stop, given as 06:10-06:30 in universal time."""

    def to(stop, times):
        stop.refresh_from_db()
        stop.planned = stretch(times)
        schedule.write([stop])

    return to
