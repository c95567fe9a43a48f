"""What PostgreSQL itself refuses, row by row, with raw saves."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from delegations.models import Occupancy, Stop
from tests.delegations.rows import accompanies, stop_of, visit_of
from tests.delegations.times import stretch
from tests.factories.delegations import (
    DelegationFactory,
    MembershipFactory,
    PersonFactory,
    StopFactory,
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


def test_two_groups_at_one_bay_are_refused(exhibition, stand):
    stop_of(visit_of(exhibition), "10:00-10:30", stand=stand)
    with refused("stop_stand_bay_once"):
        stop_of(visit_of(exhibition), "10:29-10:40", stand=stand)


def test_stops_that_touch_do_not_overlap(exhibition, stand):
    stop_of(visit_of(exhibition), "10:00-10:30", stand=stand)
    assert stop_of(visit_of(exhibition), "10:30-10:40", stand=stand).pk


def test_each_bay_takes_a_group(exhibition):
    stand = StandFactory(exhibition=exhibition, bays=2)
    stop_of(visit_of(exhibition), "10:00-10:30", stand=stand, bay=1)
    assert stop_of(visit_of(exhibition), "10:00-10:30", stand=stand, bay=2).pk


def test_a_bay_that_the_stand_has_not_is_refused(exhibition, stand):
    with refused("stop_bay_exists"):
        stop_of(visit_of(exhibition), "10:00-10:30", stand=stand, bay=2)


def test_a_bay_in_use_cannot_be_taken_away(exhibition):
    stand = StandFactory(exhibition=exhibition, bays=2)
    stop_of(visit_of(exhibition), "10:00-10:30", stand=stand, bay=2)
    stand.bays = 1
    with refused("stand_bays_in_use"):
        stand.save()


@pytest.mark.parametrize("status", ["cancelled", "skipped"])
def test_a_stop_that_is_off_frees_its_stand(exhibition, stand, status):
    stop_of(visit_of(exhibition), "10:00-10:30", stand=stand, status=status)
    assert stop_of(visit_of(exhibition), "10:00-10:30", stand=stand).is_counted


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_a_visit_that_is_off_frees_its_stands(exhibition, stand, status):
    visit = visit_of(exhibition)
    stop_of(visit, "10:00-10:30", stand=stand)
    visit.status = status
    visit.save()
    assert stop_of(visit_of(exhibition), "10:00-10:30", stand=stand).pk


def test_a_delegation_that_is_off_frees_its_stands(exhibition, stand):
    visit = visit_of(exhibition)
    stop_of(visit, "10:00-10:30", stand=stand)
    visit.delegation.status = "postponed"
    visit.delegation.save()
    assert stop_of(visit_of(exhibition), "10:00-10:30", stand=stand).pk


def test_a_delegation_cannot_come_back_to_a_stand_that_is_taken(exhibition, stand):
    visit = visit_of(exhibition)
    stop_of(visit, "10:00-10:30", stand=stand)
    visit.delegation.status = "cancelled"
    visit.delegation.save()
    stop_of(visit_of(exhibition), "10:00-10:30", stand=stand)
    visit.delegation.status = "confirmed"
    with refused("stop_stand_bay_once"):
        visit.delegation.save()


def test_a_stop_at_a_parent_leaves_its_children_free(exhibition, stand):
    inner = StandFactory(exhibition=exhibition, parent=stand)
    stop_of(visit_of(exhibition), "10:00-10:30", stand=stand)
    assert stop_of(visit_of(exhibition), "10:00-10:30", stand=inner).pk


def test_a_stop_at_a_blocking_parent_takes_its_children(exhibition):
    outer = StandFactory(exhibition=exhibition, blocks_children=True)
    middle = StandFactory(exhibition=exhibition, parent=outer)
    inner = StandFactory(exhibition=exhibition, parent=middle)
    stop_of(visit_of(exhibition), "10:00-10:30", stand=outer)
    with refused("occupancy_inside_once"):
        stop_of(visit_of(exhibition), "10:15-10:45", stand=inner)


def test_a_stop_at_a_child_takes_its_blocking_parent(exhibition):
    outer = StandFactory(exhibition=exhibition, blocks_children=True)
    inner = StandFactory(exhibition=exhibition, parent=outer)
    stop_of(visit_of(exhibition), "10:00-10:30", stand=inner)
    with refused("occupancy_inside_once"):
        stop_of(visit_of(exhibition), "10:15-10:45", stand=outer)


def test_two_groups_share_a_blocking_parent_of_two_bays(exhibition):
    outer = StandFactory(exhibition=exhibition, blocks_children=True, bays=2)
    StandFactory(exhibition=exhibition, parent=outer)
    stop_of(visit_of(exhibition), "10:00-10:30", stand=outer, bay=1)
    assert stop_of(visit_of(exhibition), "10:00-10:30", stand=outer, bay=2).pk


def test_a_parent_cannot_begin_to_block_while_both_are_taken(exhibition, stand):
    inner = StandFactory(exhibition=exhibition, parent=stand)
    stop_of(visit_of(exhibition), "10:00-10:30", stand=stand)
    stop_of(visit_of(exhibition), "10:00-10:30", stand=inner)
    stand.blocks_children = True
    with refused("occupancy_inside_once"):
        stand.save()


def test_occupancy_follows_the_stop(exhibition, stand):
    stop = stop_of(visit_of(exhibition), "10:00-10:30", stand=stand)
    stop.planned = stretch("11:00-11:30")
    stop.save()
    assert [row.during for row in Occupancy.objects.all()] == [stretch("11:00-11:30")]


def test_stops_of_one_visit_do_not_overlap(exhibition):
    visit = visit_of(exhibition)
    stop_of(visit, "10:00-10:30", stand=None)
    with refused("stop_visit_once"):
        stop_of(visit, "10:15-10:20", stand=None)


def test_a_row_of_adjacent_stops_is_shifted_in_one_update(exhibition):
    visit = visit_of(exhibition)
    for times in ("10:00-10:12", "10:12-10:24", "10:24-10:36"):
        stop_of(visit, times, stand=None)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE delegations_stop SET planned = tstzrange("
            "lower(planned) + '12 min', upper(planned) + '12 min')"
        )
    assert Stop.objects.filter(planned=stretch("10:36-10:48")).exists()


def test_visits_of_one_delegation_do_not_overlap(exhibition):
    visit = visit_of(exhibition)
    with refused("visit_delegation_once"):
        visit_of(exhibition, "13:00-15:00", delegation=visit.delegation)


@pytest.mark.parametrize("times", ["07:00-07:30", "13:50-14:10"])
def test_a_timed_stop_lies_within_the_span(exhibition, times):
    with refused("stop_within_span"):
        stop_of(visit_of(exhibition), times, stand=None)


def test_a_span_cannot_leave_a_stop_outside(exhibition):
    visit = visit_of(exhibition)
    stop_of(visit, "10:00-10:30", stand=None)
    visit.span = stretch("11:00-12:00")
    with refused("stop_within_span"):
        visit.save()


def test_a_visit_moves_with_its_stops_in_one_transaction(exhibition):
    visit = visit_of(exhibition)
    stop = stop_of(visit, "10:00-10:30", stand=None)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        visit.span, stop.planned = stretch("15:00-19:00"), stretch("16:00-16:30")
        visit.save()
        stop.save()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    stop.refresh_from_db()
    assert stop.planned == stretch("16:00-16:30")


def test_a_delegation_has_one_head(exhibition):
    delegation = DelegationFactory(exhibition=exhibition)
    MembershipFactory(exhibition=exhibition, delegation=delegation, role="head")
    with refused("membership_one_head"):
        MembershipFactory(exhibition=exhibition, delegation=delegation, role="head")


def test_a_second_head_is_a_message_in_the_form(exhibition):
    delegation = DelegationFactory(exhibition=exhibition)
    MembershipFactory(exhibition=exhibition, delegation=delegation, role="head")
    second = MembershipFactory.build(
        exhibition=exhibition,
        delegation=delegation,
        role="head",
        person=PersonFactory(exhibition=exhibition),
    )
    with pytest.raises(ValidationError, match="has a head already"):
        second.full_clean()


def test_a_stop_of_another_exhibition_is_refused(exhibition):
    foreign = StandFactory(exhibition=ExhibitionFactory())
    with refused("stop_stand_shares"):
        stop_of(visit_of(exhibition), "10:00-10:30", stand=foreign)


@pytest.mark.parametrize("field", ["bay", "status", "visit"])
def test_the_form_check_does_not_depend_on_the_forms_fields(exhibition, stand, field):
    stop_of(visit_of(exhibition), "10:00-10:30", stand=stand)
    stop = StopFactory.build(
        exhibition=exhibition,
        visit=visit_of(exhibition),
        stand=stand,
        planned=stretch("10:10-10:20"),
    )
    with pytest.raises(ValidationError, match="taken at this time"):
        stop.full_clean(exclude=[field, "is_counted"])


def test_raw_sql_cannot_pretend_not_to_count(exhibition, stand):
    stop_of(visit_of(exhibition), "10:00-10:30", stand=stand)
    other = stop_of(visit_of(exhibition), "11:00-11:30", stand=stand)
    with refused("stop_stand_bay_once"), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE delegations_stop SET is_counted = false, planned = %s"
            " WHERE id = %s",
            [stretch("10:00-10:30"), other.pk],
        )


def test_an_engagement_that_receives_needs_a_stop(exhibition):
    with refused("engagement_receives_at_a_stop"):
        accompanies(
            visit_of(exhibition), PersonFactory(exhibition=exhibition), role="receives"
        )
