"""Time to walk: from stop to stop, and from the gate to the first."""

from datetime import timedelta

import pytest

from tests.delegations.clashes.conftest import visit
from tests.delegations.clashes.saying import found, only, sentences, slot
from tests.delegations.rows import stop_of
from tests.delegations.times import at
from tests.factories.exhibitors import PlanFeatureFactory

pytestmark = pytest.mark.django_db


def five_minutes(start, end):
    return 5.0


@pytest.fixture
def stops(here):
    only(here.exhibition, "walking")
    return [
        stop_of(here.kazakhstan, "08:00-08:20", stand=here.b1),
        stop_of(here.kazakhstan, "08:23-08:40", stand=here.g1),
    ]


def test_too_little_time_is_said_with_both_times(here, stops):
    assert sentences(here.exhibition, walk=five_minutes) == [
        "Kazakhstan has 3 min to walk from B1 Kazakhstan to G1 Great Return by 12:23, "
        "and needs 5."
    ]


def test_the_later_stop_is_offered_times_with_the_walk_in_between(here, stops):
    (finding,) = found(here.exhibition, walk=five_minutes)

    assert finding.stops == (stops[1].pk, stops[0].pk)
    assert finding.visits == (here.kazakhstan.pk,)
    assert finding.offers == (
        slot("08:25-08:42"),
        slot("08:42-08:59"),
        slot("08:59-09:16"),
    )


@pytest.mark.parametrize(("walk", "clashes"), [(3.0, 0), (3.1, 1), (None, 0)])
def test_a_walk_that_fits_or_is_unknown_is_no_clash(here, stops, walk, clashes):
    assert len(found(here.exhibition, walk=lambda start, end: walk)) == clashes


@pytest.mark.parametrize(("minutes", "clashes"), [(1, 1), (2, 0)])
def test_the_tolerance_is_taken_off(here, stops, minutes, clashes):
    only(here.exhibition, "walking", minutes=minutes)

    assert len(found(here.exhibition, walk=five_minutes)) == clashes


def test_what_is_ignored_is_not_said(here, stops):
    only(here.exhibition)

    assert found(here.exhibition, walk=five_minutes) == ()


@pytest.mark.parametrize("status", ["cancelled", "skipped"])
def test_a_stop_that_is_off_needs_no_walk(here, stops, status):
    stops[1].status = status
    stops[1].save()

    assert found(here.exhibition, walk=five_minutes) == ()


def test_between_two_moments_at_one_place_nobody_walks(here, stops):
    stops[1].stand = here.b1
    stops[1].save()

    assert found(here.exhibition, walk=five_minutes) == ()


@pytest.mark.parametrize(
    ("starts", "clashes"), [("08:00", 0), ("08:04", 1), ("08:05", 0)]
)
def test_the_first_stop_is_reached_from_the_gate(here, starts, clashes):
    only(here.exhibition, "walking")
    gate = PlanFeatureFactory(exhibition=here.exhibition, name="Gate 2")
    tour = visit(here.exhibition, "Tajikistan", gate=gate)
    stop_of(tour, f"{starts}-08:30", stand=here.b1)
    walked = []

    def walk(start, end):
        walked.append((start, end))
        return 5.0

    said = sentences(here.exhibition, walk=walk)

    assert (("feature", gate.pk), ("stand", here.b1.pk)) in walked
    assert len(said) == clashes
    assert not clashes or said == [
        "Tajikistan has 4 min to walk from Gate 2 to B1 Kazakhstan by 12:04, and "
        "needs 5."
    ]


def test_the_walk_is_that_of_the_plan(here):
    only(here.exhibition, "walking")
    here.hall.outline = [[0, 0], [400, 0], [400, 40], [0, 40]]
    here.hall.save()
    for place, left in ((here.b1, 10), (here.g1, 370)):
        place.outline = [[left, 10], [left + 10, 10], [left + 10, 20], [left, 20]]
        place.save()
    stop_of(here.kazakhstan, "08:00-08:20", stand=here.b1)
    stop_of(here.kazakhstan, "08:21-08:40", stand=here.g1)

    (finding,) = found(here.exhibition)

    assert "has 1 min to walk from B1 Kazakhstan to G1 Great Return" in finding.sentence
    # Three hundred and fifty metres.
    need = int(finding.sentence.rstrip(".").rpartition(" ")[2])
    assert 4 <= need <= 10
    assert finding.offers[0][0] == stop_times(need)


def stop_times(need):
    """Return when a stop can begin after a walk of so many minutes."""
    return at("08:20") + timedelta(minutes=need)
