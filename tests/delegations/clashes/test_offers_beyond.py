"""Free slots beyond a tour in which nothing is free."""

import pytest

from tests.delegations.clashes.conftest import visit
from tests.delegations.clashes.saying import found, only, slot
from tests.delegations.rows import accompanies, stop_of, visit_of
from tests.delegations.times import stretch
from tests.factories.delegations import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def tour(here):
    """A tour from 08:00 to 08:30 of a delegation that can come from 09:00 to 11:00."""
    only(here.exhibition, "window")
    tour = visit(
        here.exhibition, "Tajikistan", "08:00-08:30", window=stretch("09:00-11:00")
    )
    stop_of(tour, "08:00-08:20", stand=here.b1)
    return tour


def offers(here):
    (finding,) = found(here.exhibition)
    return finding.offers


def test_where_nothing_is_free_in_the_tour_it_may_become_longer(here, tour):
    assert offers(here)[0] == slot("09:00-09:20")


def test_it_does_not_reach_into_the_next_tour_of_the_delegation(here, tour):
    visit_of(here.exhibition, "08:40-09:30", delegation=tour.delegation)

    assert offers(here) == ()


def test_nor_into_the_tour_before(here, tour):
    visit_of(here.exhibition, "07:00-07:30", delegation=tour.delegation)
    tour.window = stretch("07:10-07:55")
    tour.save()

    assert offers(here)[0] == slot("07:35-07:55")
    assert all(start >= slot("07:30-07:31")[0] for start, _end in offers(here))


def test_with_people_on_the_whole_tour_it_stays_as_long_as_it_is(here, tour):
    accompanies(tour, PersonFactory(exhibition=here.exhibition))

    assert offers(here) == ()
