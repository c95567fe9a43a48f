"""Each writing of the schedule is kept, with what was before and after."""

import pytest

from delegations.models import Change, Membership, Stop
from delegations.schedule import ScheduleConflict, rehearse, write
from tests.delegations.rows import accompanies, stop_of, visit_of
from tests.delegations.times import DAY, stretch
from tests.factories.delegations import (
    DelegationFactory,
    MembershipFactory,
    PersonFactory,
)
from tests.factories.exhibitors import ExhibitFactory, ExhibitionFactory, StandFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def exhibition():
    return ExhibitionFactory(timezone="Asia/Baku")


def test_a_moved_stop_is_kept_with_both_its_times(exhibition):
    stop = stop_of(visit_of(exhibition), "09:00-09:20", title="Coffee")
    stop.planned = stretch("10:00-10:20")
    write([stop], action="move")
    (entry,) = Change.objects.get().entries
    assert entry == {
        "model": "stop",
        "pk": stop.pk,
        "name": "Coffee",
        "before": {"planned": ["2023-11-24T09:00:00Z", "2023-11-24T09:20:00Z"]},
        "after": {"planned": ["2023-11-24T10:00:00Z", "2023-11-24T10:20:00Z"]},
    }


def test_a_change_names_its_author_its_days_and_its_visits(exhibition):
    officer = UserFactory()
    visit = visit_of(exhibition)
    change = write([Stop(visit=visit, title="Coffee")], reader=officer, action="place")
    assert change is not None
    assert (change.user, change.action, change.exhibition) == (
        officer,
        "place",
        exhibition,
    )
    assert (change.days, change.visits) == ([DAY], [visit.pk])


def test_a_new_stop_is_kept_whole_with_its_exhibits(exhibition):
    exhibit = ExhibitFactory(exhibition=exhibition)
    stop = Stop(visit=visit_of(exhibition), title="Coffee")
    stop.to_show = [exhibit.pk]
    write([stop])
    (entry,) = Change.objects.get().entries
    assert entry["before"] is None
    assert (entry["after"]["title_en"], entry["after"]["exhibits"]) == (
        "Coffee",
        [exhibit.pk],
    )
    assert list(stop.exhibits.all()) == [exhibit]


def test_a_removed_visit_is_kept_with_all_that_goes_with_it(exhibition):
    visit = visit_of(exhibition)
    stop_of(visit, "09:00-09:20")
    accompanies(visit, PersonFactory(exhibition=exhibition))
    write([], removed=[visit])
    entries = Change.objects.get().entries
    assert [(entry["model"], entry["after"]) for entry in entries] == [
        ("visit", None),
        ("stop", None),
        ("engagement", None),
    ]


def test_what_changes_nothing_is_not_kept(exhibition):
    stop = stop_of(visit_of(exhibition), "09:00-09:20")
    assert write([stop]) is None
    assert not Change.objects.exists()


def test_a_refused_or_rehearsed_change_is_not_kept(exhibition):
    visit = visit_of(exhibition)
    stop = stop_of(visit, "09:00-09:20")
    stop.planned = stretch("20:00-20:20")
    with pytest.raises(ScheduleConflict):
        write([stop])
    rehearse([Stop(visit=visit, title="Tea")])
    assert not Change.objects.exists()


def test_the_day_that_a_visit_leaves_is_named_too(exhibition):
    visit = visit_of(exhibition)
    visit.on, visit.span = DAY.replace(day=25), None
    change = write([visit])
    assert change is not None
    assert change.days == [DAY, DAY.replace(day=25)]


def test_a_new_head_takes_the_place_of_the_old_one_in_one_writing(exhibition):
    delegation = DelegationFactory(exhibition=exhibition)
    fields = {"exhibition": exhibition, "delegation": delegation}
    old = MembershipFactory(**fields, role="head")
    new = MembershipFactory(**fields, role="deputy")
    old.role, new.role = "member", "head"
    change = write([new, old], action="head")
    assert change is not None
    assert Membership.objects.get(role="head") == new
    assert len(change.entries) == 2


def test_a_second_head_is_refused_in_a_sentence(exhibition):
    delegation = DelegationFactory(exhibition=exhibition)
    fields = {"exhibition": exhibition, "delegation": delegation}
    MembershipFactory(**fields, role="head")
    other = Membership(
        delegation=delegation,
        person=PersonFactory(exhibition=exhibition),
        role="head",
    )
    with pytest.raises(ScheduleConflict, match="has a head already"):
        write([other])


def test_a_delegation_taken_up_again_reads_who_has_its_hours(exhibition):
    stand = StandFactory(exhibition=exhibition, number="B1", name="Stand")
    away = DelegationFactory(exhibition=exhibition, status="postponed")
    stop_of(visit_of(exhibition, delegation=away), "09:00-09:20", stand=stand)
    holder = DelegationFactory(exhibition=exhibition, name="Holder")
    stop_of(visit_of(exhibition, delegation=holder), "09:00-09:20", stand=stand)
    away.status = "confirmed"
    with pytest.raises(ScheduleConflict, match="B1 Stand is taken by Holder"):
        write([away])
    assert not Change.objects.exists()


def test_a_write_asks_one_question_more_for_each_stop(
    exhibition, django_assert_num_queries
):
    visit = visit_of(exhibition)
    stand = StandFactory(exhibition=exhibition)
    for count, queries in ((2, 30), (4, 32)):
        stops = [Stop(visit=visit, stand=stand) for _n in range(count)]
        with django_assert_num_queries(queries):
            write(stops)
    assert Stop.objects.count() == 6
