"""A day as it would be, and as it is expected to go."""

import pytest

from delegations.clashes import clashes_if
from delegations.models import Stop
from tests.delegations.clashes.conftest import stand
from tests.delegations.clashes.saying import found, only, slot
from tests.delegations.rows import accompanies, stop_of
from tests.delegations.times import DAY
from tests.factories.delegations import PersonFactory, StopFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def stops(here):
    only(here.exhibition)
    return [
        stop_of(here.kazakhstan, "08:00-08:20", stand=here.g1),
        stop_of(here.uzbekistan, "08:20-08:40", stand=here.g1),
    ]


def would(here, moved, **how):
    return clashes_if(here.exhibition, DAY, moved, **how)


def test_a_group_expected_at_a_stand_until_after_another_arrives(here, stops):
    expected = {stops[0].pk: slot("08:05-08:30")}

    (finding,) = found(here.exhibition, expected=expected)

    assert finding.sentence == (
        "Kazakhstan is expected to be at G1 Great Return until 12:30; Uzbekistan "
        "arrives at 12:20."
    )
    assert (finding.rule, finding.level) == ("stop_stand_bay_once", "block")
    assert finding.stops == (stops[1].pk, stops[0].pk)
    assert finding.offers[0] == slot("08:30-08:50")


def test_a_person_expected_in_two_places_is_said(here, stops):
    guide = PersonFactory(exhibition=here.exhibition, name="The Guide")
    accompanies(here.kazakhstan, guide, stop=stops[0])
    accompanies(here.uzbekistan, guide, stop=stops[1])
    expected = {stops[0].pk: slot("08:00-08:20"), stops[1].pk: slot("08:10-08:20")}

    said = [f.sentence for f in found(here.exhibition, expected=expected)]

    assert (
        "The Guide is expected to be with Kazakhstan until 12:20, and with Uzbekistan "
        "from 12:10."
    ) in said


def test_without_expected_times_the_plan_has_no_hard_clash(here, stops):
    assert found(here.exhibition) == ()
    assert found(here.exhibition, expected={}) == ()


def test_soft_rules_judge_expected_times_too(here, stops):
    only(here.exhibition, "precedence")
    expected = {stops[1].pk: slot("07:50-08:00")}

    (finding,) = found(here.exhibition, expected=expected)

    assert finding.sentence.startswith("Kazakhstan (rank 1) comes to G1")


def test_what_a_drag_would_break_is_forbidden(here, stops):
    (finding,) = would(here, {stops[1].pk: slot("08:10-08:30")})

    assert finding.sentence == (
        "Kazakhstan is at G1 Great Return until 12:20; Uzbekistan would arrive at "
        "12:10."
    )
    assert finding.level == "forbid"
    assert Stop.objects.get(pk=stops[1].pk).planned == stops[1].planned


def test_a_drag_to_another_stand_is_judged_there(here, stops):
    moved = {stops[1].pk: slot("08:10-08:30")}

    assert would(here, moved, stands={stops[1].pk: here.b1.pk}) == ()


def test_a_drag_to_another_bay_is_judged_there(here, stops):
    here.g1.bays = 2
    here.g1.save()
    moved = {stops[1].pk: slot("08:10-08:30")}

    assert would(here, moved, bays={stops[1].pk: 2}) == ()


def test_a_stop_without_a_time_is_judged_at_its_first(here, stops):
    untimed = StopFactory(
        exhibition=here.exhibition, visit=here.uzbekistan, stand=here.g1
    )

    rules = {f.rule for f in would(here, {untimed.pk: slot("08:10-08:20")})}

    assert rules == {"stop_stand_bay_once"}


def test_a_stop_that_is_off_stays_off(here, stops):
    off = stop_of(here.uzbekistan, "09:00-09:20", stand=here.g1, status="cancelled")

    assert would(here, {off.pk: slot("08:00-08:20")}) == ()


def test_a_visit_at_two_places_and_outside_its_tour_is_said(here, stops):
    late = stop_of(here.kazakhstan, "13:00-13:20", stand=here.b1)

    moved = {stops[0].pk: slot("13:10-14:10")}
    said = {f.rule: f.sentence for f in would(here, moved)}

    assert said == {
        "stop_visit_once": "Kazakhstan is at B1 Kazakhstan until 17:20.",
        "stop_within_span": (
            "G1 Great Return, 17:10–18:10, lies outside the tour of Kazakhstan, "
            "12:00–18:00."
        ),
    }
    assert late.visit == here.kazakhstan


def test_a_stand_that_another_closes_is_said(here, stops):
    here.g1.blocks_children = True
    here.g1.save()
    inner = stand(here.exhibition, "G1a", "Inner", here.hall, parent=here.g1)
    other = stop_of(here.uzbekistan, "09:00-09:20", stand=inner)

    (finding,) = would(here, {other.pk: slot("08:00-08:20")})

    assert finding.rule == "occupancy_inside_once"
    assert all(start >= stops[0].planned.upper for start, _end in finding.offers)


def test_who_receives_two_groups_at_one_stand_is_in_one_place(here, stops):
    host = PersonFactory(exhibition=here.exhibition)
    here.g1.bays = 2
    here.g1.save()
    for stop in stops:
        accompanies(stop.visit, host, stop=stop, role="receives")

    moved = {stops[1].pk: slot("08:10-08:30")}
    assert would(here, moved, bays={stops[1].pk: 2}) == ()
    assert [f.rule for f in would(here, moved, stands={stops[1].pk: here.b1.pk})] == [
        "engagement_person_once"
    ]
