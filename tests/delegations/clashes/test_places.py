"""Stands under embargo, and areas that take only so many people."""

import pytest

from delegations.models import Delegation, Embargo
from tests.delegations.clashes.conftest import stand, visit
from tests.delegations.clashes.saying import found, only, sentences, slot
from tests.delegations.rows import stop_of

pytestmark = pytest.mark.django_db


def barred(here, place, **whom):
    only(here.exhibition, "embargo")
    return Embargo.objects.create(exhibition=here.exhibition, stand=place, **whom)


@pytest.mark.parametrize("by_country", [True, False])
def test_a_stand_under_embargo_is_said(here, by_country):
    whom = {"delegation": here.kazakhstan.delegation}
    barred(here, here.b1, **({"country_id": "KZ"} if by_country else whom))
    stop_of(here.kazakhstan, "08:00-08:20", stand=here.b1)
    stop_of(here.uzbekistan, "08:20-08:40", stand=here.b1)

    (finding,) = found(here.exhibition)

    assert finding.sentence == (
        "Kazakhstan must not be taken to B1 Kazakhstan, 12:00–12:20: embargo."
    )
    assert finding.offers == ()


def test_the_stands_inside_are_under_the_embargo_too(here):
    inner = stand(here.exhibition, "B1a", "Inner", here.hall, parent=here.b1)
    barred(here, here.b1, country_id="KZ")
    stop_of(here.kazakhstan, "08:00-08:20", stand=inner)

    assert len(found(here.exhibition)) == 1


def test_other_stands_and_stops_that_are_off_are_free(here):
    barred(here, here.b1, country_id="KZ")
    stop_of(here.kazakhstan, "08:00-08:20", stand=here.g1)
    stop_of(here.kazakhstan, "08:20-08:40", stand=here.b1, status="cancelled")

    assert found(here.exhibition) == ()


@pytest.fixture
def crowd(here):
    only(here.exhibition, "crowding")
    here.hall.capacity = 20
    here.hall.save()
    Delegation.objects.filter(name="Uzbekistan").update(size=9)
    stop_of(here.kazakhstan, "08:00-08:20", stand=here.b1)
    return stop_of(here.uzbekistan, "08:10-08:30", stand=here.g1)


def test_too_many_people_are_counted_and_named(here, crowd):
    (finding,) = found(here.exhibition)

    assert finding.sentence == (
        "Hall 1 takes 20 people; 12:10–12:20 there are up to 21: Uzbekistan (9), "
        "Kazakhstan (12)."
    )


def test_the_lowest_rank_is_offered_another_time(here, crowd):
    (finding,) = found(here.exhibition)

    assert finding.stops[0] == crowd.pk
    assert finding.offers[0] == slot("08:20-08:40")


def test_a_size_that_nobody_knows_counts_as_one_and_is_said(here, crowd):
    Delegation.objects.filter(name="Uzbekistan").update(size=8)
    assert found(here.exhibition) == ()

    third = visit(here.exhibition, "Tajikistan")
    stop_of(third, "08:15-08:20", stand=stand(here.exhibition, "T1", "T", here.hall))

    (said,) = sentences(here.exhibition)
    assert "12:15–12:20 there are up to 21" in said
    assert "Tajikistan (size not known, counted as 1)" in said


@pytest.mark.parametrize(("minutes", "clashes"), [(9, 1), (10, 0)])
def test_a_crowd_may_last_as_long_as_the_tolerance(here, crowd, minutes, clashes):
    only(here.exhibition, "crowding", minutes=minutes)

    assert len(found(here.exhibition)) == clashes


def test_who_leaves_as_another_comes_is_no_crowd(here, crowd):
    crowd.status = "skipped"
    crowd.save()
    stop_of(here.uzbekistan, "08:20-08:30", stand=here.g1)

    assert found(here.exhibition) == ()


def test_an_area_without_a_capacity_takes_everybody(here, crowd):
    here.hall.capacity = None
    here.hall.save()

    assert found(here.exhibition) == ()


def test_a_group_that_is_too_large_by_itself_is_offered_nothing(here, crowd):
    here.hall.capacity = 10
    here.hall.save()
    Delegation.objects.filter(name="Uzbekistan").update(size=1)
    crowd.status = "skipped"
    crowd.save()

    (finding,) = found(here.exhibition)

    assert finding.offers == ()
