"""Delegations that must not meet, and who goes before whom."""

import pytest

from delegations.models import Apart, Delegation
from tests.delegations.clashes.conftest import stand, visit
from tests.delegations.clashes.saying import found, only, sentences, slot
from tests.delegations.rows import stop_of
from tests.factories.exhibitors import AreaFactory, PlanFeatureFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def apart(here):
    only(here.exhibition, "apart")
    return Apart.objects.create(
        exhibition=here.exhibition,
        first=here.uzbekistan.delegation,
        second=here.kazakhstan.delegation,
    )


def test_in_one_area_at_once_they_meet(here, apart):
    stop_of(here.kazakhstan, "08:00-08:20", stand=here.b1)
    stop_of(here.uzbekistan, "08:10-08:30", stand=here.g1)

    assert sentences(here.exhibition) == [
        "Kazakhstan and Uzbekistan must not meet: both are in Hall 1, at B1 Kazakhstan "
        "12:00–12:20 and at G1 Great Return 12:10–12:30."
    ]


def test_a_time_is_offered_at_which_they_do_not_meet(here, apart):
    stop_of(here.kazakhstan, "08:00-08:20", stand=here.b1)
    stop_of(here.uzbekistan, "08:10-08:30", stand=here.g1)

    (finding,) = found(here.exhibition)

    assert finding.offers[0] == slot("08:30-08:50")


@pytest.mark.parametrize(
    ("times", "clashes"),
    [("08:20-08:40", 1), ("08:29-08:40", 1), ("08:30-08:40", 0)],
)
def test_at_one_stand_they_meet_within_ten_minutes(here, apart, times, clashes):
    stop_of(here.kazakhstan, "08:00-08:20", stand=here.b1)
    stop_of(here.uzbekistan, times, stand=here.b1)

    said = sentences(here.exhibition)

    assert len(said) == clashes
    assert all("both are at B1 Kazakhstan" in text for text in said)


@pytest.mark.parametrize(("minutes", "clashes"), [(9, 1), (10, 0)])
def test_the_tolerance_is_taken_off_the_overlap(here, apart, minutes, clashes):
    only(here.exhibition, "apart", minutes=minutes)
    stop_of(here.kazakhstan, "08:00-08:20", stand=here.b1)
    stop_of(here.uzbekistan, "08:10-08:30", stand=here.g1)

    assert len(found(here.exhibition)) == clashes


def test_in_two_areas_or_at_two_times_they_do_not_meet(here, apart):
    outside = AreaFactory(exhibition=here.exhibition)
    other = stand(here.exhibition, "O1", "Outside", outside)
    stop_of(here.kazakhstan, "08:00-08:20", stand=here.b1)
    stop_of(here.uzbekistan, "08:00-08:20", stand=other)
    stop_of(here.uzbekistan, "08:20-08:30", stand=here.g1)

    assert found(here.exhibition) == ()


def test_others_may_meet(here):
    only(here.exhibition, "apart")
    stop_of(here.kazakhstan, "08:00-08:20", stand=here.b1)
    stop_of(here.uzbekistan, "08:10-08:30", stand=here.g1)

    assert found(here.exhibition) == ()


def test_one_that_does_not_come_meets_nobody(here, apart):
    stop_of(here.kazakhstan, "08:00-08:20", stand=here.b1)
    stop_of(here.uzbekistan, "08:10-08:30", stand=here.g1)
    Delegation.objects.filter(name="Uzbekistan").update(status="postponed")

    assert found(here.exhibition) == ()


@pytest.mark.parametrize(("starts", "clashes"), [("08:09", 1), ("08:10", 0)])
def test_at_one_gate_they_come_ten_minutes_apart(here, apart, starts, clashes):
    gate = PlanFeatureFactory(exhibition=here.exhibition, name="Gate 2")
    here.kazakhstan.gate = gate
    here.kazakhstan.save()
    late = visit(here.exhibition, "Turkmenistan", f"{starts}-10:00", gate=gate)
    apart.first = late.delegation
    apart.save()

    said = sentences(here.exhibition)

    start = "Kazakhstan and Turkmenistan must not meet: they come to Gate 2"
    assert said == [f"{start} at 12:00 and 12:0{starts[-1]}."][:clashes]


def test_at_one_meeting_point_they_meet_too(here, apart):
    for tour in (here.kazakhstan, here.uzbekistan):
        tour.meeting_point = "Main entrance"
        tour.save()

    assert "they come to Main entrance at 12:00" in sentences(here.exhibition)[0]


@pytest.fixture
def ranked(here):
    only(here.exhibition, "precedence")


def test_the_higher_rank_does_not_wait_for_the_lower(here, ranked):
    low = stop_of(here.uzbekistan, "08:00-08:20", stand=here.b1)
    high = stop_of(here.kazakhstan, "08:20-08:40", stand=here.b1)

    (finding,) = found(here.exhibition)

    assert finding.sentence == (
        "Kazakhstan (rank 1) comes to B1 Kazakhstan at 12:20, right after Uzbekistan "
        "(rank 2), 12:00–12:20."
    )
    assert finding.stops == (low.pk, high.pk)
    assert finding.offers[0] == slot("08:40-09:00")


@pytest.mark.parametrize(
    ("high", "minutes", "clashes"),
    [("08:24", 0, 1), ("08:25", 0, 0), ("08:24", 1, 0), ("08:20", 5, 0)],
)
def test_a_pause_of_five_minutes_less_the_tolerance_will_do(
    here, ranked, high, minutes, clashes
):
    only(here.exhibition, "precedence", minutes=minutes)
    stop_of(here.uzbekistan, "08:00-08:20", stand=here.b1)
    stop_of(here.kazakhstan, f"{high}-08:40", stand=here.b1)

    assert len(found(here.exhibition)) == clashes


def test_the_higher_rank_goes_first(here, ranked):
    stop_of(here.kazakhstan, "08:00-08:20", stand=here.b1)
    stop_of(here.uzbekistan, "08:20-08:40", stand=here.b1)

    assert found(here.exhibition) == ()


def test_at_two_bays_the_higher_rank_is_not_second(here, ranked):
    wide = stand(here.exhibition, "A1", "Azerbaijan", here.hall, bays=2)
    stop_of(here.uzbekistan, "08:00-08:20", stand=wide)
    stop_of(here.kazakhstan, "08:10-08:30", stand=wide, bay=2)

    assert sentences(here.exhibition) == [
        "Kazakhstan (rank 1) comes to A1 Azerbaijan at 12:10, when Uzbekistan (rank 2) "
        "is there 12:00–12:20."
    ]


@pytest.mark.parametrize("rank", [None, 1])
def test_without_a_rank_or_with_the_same_nobody_precedes(here, ranked, rank):
    Delegation.objects.filter(name="Uzbekistan").update(rank=rank)
    stop_of(here.uzbekistan, "08:00-08:20", stand=here.b1)
    stop_of(here.kazakhstan, "08:20-08:40", stand=here.b1)

    assert found(here.exhibition) == ()


@pytest.mark.parametrize(
    ("starts", "clashes"), [("08:00", 1), ("07:56", 1), ("07:55", 0)]
)
def test_the_higher_rank_finds_the_gate_free(here, ranked, starts, clashes):
    gate = PlanFeatureFactory(exhibition=here.exhibition, name="Gate 2")
    here.kazakhstan.gate = gate
    here.kazakhstan.save()
    visit(here.exhibition, "Turkmenistan", f"{starts}-10:00", gate=gate, rank=9)

    said = sentences(here.exhibition)

    assert len(said) == clashes
    assert all(
        text.startswith("Kazakhstan (rank 1) comes to Gate 2 at 12:00; Turkmenistan")
        for text in said
    )
