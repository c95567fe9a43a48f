"""A plan applied, refused and taken back."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from delegations.dayplans.applying import NotApplied, apply
from delegations.dayplans.differences import difference_of
from delegations.models import Change, PlanningRun, Stop, Visit
from delegations.schedule import ScheduleConflict, write
from delegations.undo import undo
from exhibitors import clock
from tests.delegations.clashes.saying import only
from tests.delegations.dayplans.conftest import visit_to, wished
from tests.delegations.rows import stop_of
from tests.delegations.times import DAY, at, stretch

pytestmark = pytest.mark.django_db


def hours(home, slot):
    return "-".join(f"{home.local(end):%H:%M}" for end in (slot.lower, slot.upper))


def planned(here):
    """Return the planned times on Baku's clocks, of the stops in their order."""
    rows = Stop.objects.order_by("pk")
    return [row.planned and hours(here.exhibition, row.planned) for row in rows]


def spans(here):
    rows = Visit.objects.order_by("pk")
    return [row.span and hours(here.exhibition, row.span) for row in rows]


def test_a_plan_is_applied_as_one_change(here, officer, plan):
    run = plan()

    change = apply(run, officer)

    # From the gate to the first stand, and from the last to the gate, it is 5 minutes.
    assert planned(here) == ["10:05-10:25", "10:30-10:45", "10:50-11:20"]
    assert spans(here) == ["10:00-10:50", "10:50-11:20"]
    assert (change.action, change.user, change.days) == ("plan", officer, [DAY])
    assert Change.objects.count() == 1
    stored = PlanningRun.objects.get()
    assert (stored.state, stored.change) == ("applied", change)
    assert {visit.status for visit in Visit.objects.all()} == {"planned"}


def test_a_plan_is_taken_back(here, officer, plan):
    change = apply(plan(), officer)

    undo(change, officer)

    assert planned(here) == [None, None, None]
    assert spans(here) == [None, None]
    assert {visit.status for visit in Visit.objects.all()} == {"draft"}


def test_a_confirmed_visit_stays_confirmed(here, officer, plan):
    Visit.objects.filter(pk=here.kazakhstan.pk).update(status="confirmed")

    apply(plan(), officer)

    assert Visit.objects.get(pk=here.kazakhstan.pk).status == "confirmed"


def test_only_chosen_delegations_are_touched(here, officer, plan):
    change = apply(plan(here.uzbekistan), officer)

    assert planned(here) == [None, None, "10:00-10:30"]
    assert change.visits == [here.uzbekistan.pk]


def test_a_stop_left_out_loses_its_time(here, officer, plan):
    Visit.objects.filter(pk=here.kazakhstan.pk).update(span=stretch("07:00-08:00"))
    optional = here.stops[1]
    optional.is_optional, optional.planned = True, stretch("07:00-07:20")
    optional.save()

    run = plan()
    (visit, stop) = difference_of(run).left_out[0]
    apply(run, officer)

    assert (visit.pk, stop.pk, stop.what) == (
        here.kazakhstan.pk,
        optional.pk,
        "dropped",
    )
    assert stop.reason == "There are 15 min too few."
    assert planned(here)[1] is None


def test_moments_at_the_gate_get_the_ends_of_the_tour(here, officer, plan):
    wished(here.kazakhstan, kind="arrival", duration=10)
    wished(here.kazakhstan, kind="departure", duration=5)

    apply(plan(), officer)

    assert planned(here)[3:] == ["10:00-10:10", "11:00-11:05"]
    assert planned(here)[0] == "10:15-10:35"
    assert spans(here)[0] == "10:00-11:05"


def test_groups_get_bays_that_nobody_else_keeps(here, officer, plan):
    here.b1.bays = 2
    here.b1.save()
    other = visit_to(here.exhibition, "Tajikistan", span=stretch("06:00-09:00"))
    stop_of(other, "06:00-06:30", stand=here.b1, bay=1)

    apply(plan(here.kazakhstan), officer)

    assert Stop.objects.get(pk=here.stops[0].pk).bay == 2


def test_a_plan_is_applied_once(here, officer, plan):
    run = plan()
    apply(run, officer)

    with pytest.raises(NotApplied) as refused:
        apply(run, officer)

    assert refused.value.messages == ["This plan was applied already."]


@pytest.mark.parametrize("state", ["failed", "cancelled", "discarded", "running"])
def test_what_is_no_plan_is_not_applied(here, officer, plan, state):
    run = plan()
    PlanningRun.objects.update(state=state)

    with pytest.raises(NotApplied) as refused:
        apply(run, officer)

    assert refused.value.messages == ["This run has no plan that could be applied."]
    assert planned(here) == [None, None, None]


def test_a_plan_of_a_day_that_changed_since_is_refused(here, officer, plan):
    run = plan()
    stop = here.stops[1]
    stop.duration = 40
    write([stop], reader=officer)

    with pytest.raises(NotApplied) as refused:
        apply(run, officer)

    assert refused.value.messages == [
        f"The schedule of this day was changed since by {officer}: B2 Books. Plan the "
        "day again."
    ]
    assert planned(here) == [None, None, None]


def test_a_change_of_another_day_is_no_hindrance(here, officer, plan):
    run = plan()
    other = visit_to(here.exhibition, "Tajikistan")
    other.on = DAY.replace(day=23)
    write([other], reader=officer)
    # The visit was entered on the planned day, past the schedule's own door.
    assert Change.objects.get().days == [DAY.replace(day=23), DAY]
    Change.objects.update(days=[DAY.replace(day=23)])

    assert apply(run, officer) is not None


def test_changed_hours_or_stands_are_refused(here, officer, plan):
    run = plan()
    here.exhibition.opening_hours.update(closes_at=time(12))

    with pytest.raises(NotApplied) as refused:
        apply(run, officer)

    assert refused.value.messages == [
        "Stands, opening hours, walks or people have changed since. Plan the day again."
    ]


def test_what_the_exhibition_forbids_is_refused_and_nothing_is_written(
    here, officer, plan
):
    only(here.exhibition, "receiving", level="forbid")
    run = plan()

    with pytest.raises(ScheduleConflict):
        apply(run, officer)

    assert planned(here) == [None, None, None]
    assert PlanningRun.objects.get().state == "done"


def test_a_plan_that_changes_nothing_is_applied_without_a_change(here, officer, plan):
    apply(plan(), officer)

    run = plan()
    assert apply(run, officer) is None
    assert PlanningRun.objects.get(pk=run.pk).state == "applied"


def late_day(here):
    """Kazakhstan is planned at both stands, and reported 25 minutes late."""
    Visit.objects.filter(pk=here.kazakhstan.pk).update(
        span=stretch("06:50-08:00"), delay=25, delay_since=at("06:55")
    )
    for stop, times in zip(here.stops, ("07:00-07:20", "07:30-07:50"), strict=False):
        Stop.objects.filter(pk=stop.pk).update(planned=stretch(times))


def test_planning_anew_takes_the_delay_into_the_plan(here, officer, plan, monkeypatch):
    late_day(here)
    monkeypatch.setattr(clock, "now", lambda: at("06:58"))
    run = plan(here.kazakhstan, is_replanning=True)
    assert difference_of(run).visits[0].is_late

    apply(run, officer)

    visit = Visit.objects.get(pk=here.kazakhstan.pk)
    assert (visit.delay, visit.delay_since) == (None, None)


def test_a_stop_marked_meanwhile_is_not_moved(here, officer, plan, monkeypatch):
    late_day(here)
    monkeypatch.setattr(clock, "now", lambda: at("06:58"))
    run = plan(here.kazakhstan, is_replanning=True)
    Stop.objects.filter(pk=here.stops[0].pk).update(actual_start_at=timezone.now())

    with pytest.raises(NotApplied) as refused:
        apply(run, officer)

    assert refused.value.messages == [
        "“B1 Carpets” was marked on the day since. Plan what is left again."
    ]


def test_a_plan_of_the_whole_day_is_late_once_the_day_has_begun(
    here, officer, plan, monkeypatch
):
    run = plan()
    monkeypatch.setattr(clock, "now", lambda: at("06:06"))

    with pytest.raises(NotApplied) as refused:
        apply(run, officer)

    assert refused.value.messages == [
        "The day has gone on since. Plan what is left of it."
    ]


def test_a_plan_of_a_day_that_is_over_is_not_applied(here, officer, plan, monkeypatch):
    run = plan()
    monkeypatch.setattr(clock, "now", lambda: at("07:00") + timedelta(days=1))

    with pytest.raises(NotApplied) as refused:
        apply(run, officer)

    assert refused.value.messages == [
        "24 November 2023 is over: there is nothing left to plan."
    ]
    assert planned(here) == [None, None, None]


def test_moments_at_the_gate_lie_around_one_that_is_locked(here, officer, plan):
    Visit.objects.filter(pk=here.kazakhstan.pk).update(span=stretch("07:00-07:10"))
    wished(here.kazakhstan, kind="arrival", duration=5)
    welcome = wished(
        here.kazakhstan, kind="welcome", planned=stretch("07:00-07:10"), is_locked=True
    )

    apply(plan(), officer)

    assert planned(here)[3:] == ["10:55-11:00", "11:00-11:10"]
    assert planned(here)[0] == "11:15-11:35"
    assert Stop.objects.get(pk=welcome.pk).is_locked


def test_what_really_happened_changes_no_plan(here, officer, plan, monkeypatch):
    late_day(here)
    departure = stop_of(here.kazakhstan, "07:55-08:00", kind="departure")
    Visit.objects.filter(pk=here.kazakhstan.pk).update(delay=None, delay_since=None)
    for stop, left in zip(here.stops, ("07:10", "07:40"), strict=False):
        Stop.objects.filter(pk=stop.pk).update(
            status="done", actual_start_at=at("07:00"), actual_end_at=at(left)
        )
    before = planned(here), spans(here)
    monkeypatch.setattr(clock, "now", lambda: at("07:52"))

    assert apply(plan(here.kazakhstan, is_replanning=True), officer) is None

    assert (planned(here), spans(here)) == before
    assert planned(here)[3] == "11:55-12:00"
    assert Stop.objects.get(pk=departure.pk).version == 1
