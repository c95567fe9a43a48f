"""Where PostgreSQL lets a person be, and where not."""

import pytest

from tests.delegations.rows import accompanies, stop_of, visit_of
from tests.delegations.times import stretch
from tests.factories.delegations import (
    PersonFactory,
)
from tests.factories.exhibitors import ExhibitionFactory, StandFactory
from tests.refusal import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def exhibition():
    return ExhibitionFactory(timezone="Asia/Baku")


@pytest.fixture
def stand(exhibition):
    return StandFactory(exhibition=exhibition, bays=1)


def test_a_person_accompanies_one_delegation_at_a_time(exhibition):
    person = PersonFactory(exhibition=exhibition)
    accompanies(visit_of(exhibition, "08:00-10:00"), person)
    with refused("engagement_person_once"):
        accompanies(visit_of(exhibition, "09:00-11:00"), person)


def test_a_person_accompanies_one_delegation_after_another(exhibition):
    person = PersonFactory(exhibition=exhibition)
    accompanies(visit_of(exhibition, "08:00-10:00"), person)
    assert accompanies(visit_of(exhibition, "10:00-11:00"), person).pk


def receives(visit, times, person, stand, **fields):
    stop = stop_of(visit, times, stand=stand, **fields)
    return accompanies(visit, person, stop=stop, role="receives")


def test_a_person_receives_two_groups_at_one_stand(exhibition):
    stand = StandFactory(exhibition=exhibition, bays=2)
    person = PersonFactory(exhibition=exhibition)
    receives(visit_of(exhibition), "10:00-10:30", person, stand)
    assert receives(visit_of(exhibition), "10:10-10:40", person, stand, bay=2).pk


def test_a_person_does_not_receive_at_two_stands_at_once(exhibition, stand):
    person = PersonFactory(exhibition=exhibition)
    other = StandFactory(exhibition=exhibition)
    receives(visit_of(exhibition), "10:00-10:30", person, stand)
    with refused("engagement_person_once"):
        receives(visit_of(exhibition), "10:10-10:40", person, other)


def test_a_moved_stop_takes_its_host_along(exhibition, stand):
    person = PersonFactory(exhibition=exhibition)
    other = StandFactory(exhibition=exhibition)
    receives(visit_of(exhibition), "10:00-10:30", person, stand)
    moved = receives(visit_of(exhibition), "11:00-11:30", person, other).stop
    moved.planned = stretch("10:15-10:45")
    with refused("engagement_person_once"):
        moved.save()


def test_a_declined_duty_does_not_count(exhibition):
    person = PersonFactory(exhibition=exhibition)
    accompanies(visit_of(exhibition), person, reply="declined")
    assert accompanies(visit_of(exhibition), person).is_counted


def test_a_duty_at_a_stop_of_another_visit_is_refused(exhibition):
    stop = stop_of(visit_of(exhibition), "10:00-10:30", stand=None)
    person = PersonFactory(exhibition=exhibition)
    with refused("engagement_stop_of_visit"):
        accompanies(visit_of(exhibition), person, stop=stop)
