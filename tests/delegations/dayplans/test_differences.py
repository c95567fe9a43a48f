"""A plan compared with the day, and whom it concerns."""

import pytest

from delegations.dayplans.applying import apply
from delegations.dayplans.differences import difference_of
from delegations.models import Stop, Visit
from delegations.schedule import write
from tests.delegations.dayplans.conftest import visit_to, wished
from tests.delegations.times import at, stretch
from tests.factories.delegations import EngagementFactory, PersonFactory
from tests.factories.exhibitors import RoleAssignmentFactory, StandFactory

pytestmark = pytest.mark.django_db


def test_the_difference_tells_each_stop_before_and_after(here, officer, plan):
    apply(plan(), officer)
    stop = Stop.objects.get(pk=here.stops[2].pk)
    stop.planned = stretch("06:55-07:25")
    visit = Visit.objects.get(pk=here.uzbekistan.pk)
    stop.visit, visit.span = visit, stretch("06:50-07:30")
    write([visit, stop], reader=officer)

    found = difference_of(plan())

    assert [visit.name for visit in found.visits] == ["Kazakhstan", "Uzbekistan"]
    first, second = found.visits
    assert [stop.what for stop in first.stops] == ["same", "same"]
    assert not first.is_changed
    (moved,) = second.stops
    assert (moved.what, moved.before.start, moved.after.start) == (
        "moved",
        at("06:55"),
        at("06:50"),
    )
    assert second.span_after == (at("06:50"), at("07:20"))
    assert (found.totals.stops, found.totals.moved, found.totals.left_out) == (3, 1, 0)
    assert first.walk == 15


def widened(visit, span):
    Visit.objects.filter(pk=visit.pk).update(span=stretch(span))


def test_a_span_without_a_stop_that_changes_is_no_change(here, officer, plan):
    apply(plan(), officer)
    widened(here.uzbekistan, "06:49-07:21")
    host = {"role": "stand_host", "exhibition": here.exhibition}
    RoleAssignmentFactory(**host, stand=here.b1)

    run = plan()
    found = difference_of(run)

    assert not any(visit.is_changed for visit in found.visits)
    assert found.visits[1].span_after == (at("06:49"), at("07:21"))
    assert found.told == ()
    assert apply(run, officer) is None


def test_whoever_goes_along_is_kept_only_as_long_as_planned(here, officer, plan):
    apply(plan(), officer)
    widened(here.uzbekistan, "06:49-07:21")
    own = {"exhibition": here.exhibition, "visit": here.uzbekistan}
    EngagementFactory(**own, person=PersonFactory(exhibition=here.exhibition))

    run = plan()

    assert difference_of(run).told == ()
    apply(run, officer)
    assert Visit.objects.get(pk=here.uzbekistan.pk).span == stretch("06:50-07:20")


def test_a_span_left_without_a_stop_in_it_is_none(here, plan):
    widened(here.kazakhstan, "04:30-06:20")

    (first, _second) = difference_of(plan()).visits

    assert first.span_before is None
    assert first.span_after == (at("06:00"), at("06:50"))


def test_the_difference_of_an_applied_plan_stays(here, officer, plan):
    run = plan()
    apply(run, officer)

    (first, _second) = difference_of(run).visits
    assert [stop.what for stop in first.stops] == ["new", "new"]


def test_the_crowd_costs_what_a_tour_costs_more_than_alone(here, plan):
    first, second = difference_of(plan()).visits

    # Fifteen minutes of walking that weigh five times, until 10:50; alone: 10:00.
    assert first.crowd == 5 * 15 + 650 - 600
    assert second.crowd == 680 - 650


def test_all_whom_a_change_concerns_are_told(here, plan):
    own = {"exhibition": here.exhibition, "visit": here.kazakhstan}
    host = PersonFactory(exhibition=here.exhibition, name="The Host", phone="+994 1")
    minister = PersonFactory(exhibition=here.exhibition, name="The Minister")
    gone = PersonFactory(exhibition=here.exhibition, name="Gone")
    EngagementFactory(**own, person=host, stop=here.stops[0], role="receives")
    EngagementFactory(**own, person=minister)
    EngagementFactory(**own, person=gone, reply="declined")
    at_stand = RoleAssignmentFactory(
        role="stand_host", exhibition=here.exhibition, stand=here.b2
    )
    first, second = (stop.pk for stop in here.stops[:2])

    found = difference_of(plan(here.kazakhstan)).told

    assert [(row.name, row.role, row.phone, row.stops) for row in found] == [
        ("Kazakhstan", "delegation", "", (first, second)),
        ("The Host", "receives", "+994 1", (first,)),
        ("The Minister", "accompanies", "", (first, second)),
        (str(at_stand.user), "host", "", (second,)),
    ]


@pytest.mark.parametrize("extra", [1, 6])
def test_the_difference_takes_as_many_queries_for_more_visits(
    here, plan, extra, django_assert_num_queries
):
    for number in range(extra):
        visit = visit_to(here.exhibition, f"Guest {number}")
        stop = wished(visit, StandFactory(exhibition=here.exhibition))
        wished(visit, StandFactory(exhibition=here.exhibition), is_optional=True)
        EngagementFactory(
            exhibition=here.exhibition, visit=visit, stop=stop, role="receives"
        )
    run = plan()

    with django_assert_num_queries(5):
        difference_of(run)
