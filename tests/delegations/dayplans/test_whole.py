"""Days planned by the planner itself, from the database and back into it."""

from random import Random

import pytest

from delegations.dayplans.applying import apply
from delegations.dayplans.differences import difference_of
from delegations.dayplans.runs import start
from delegations.dayplans.working import work
from delegations.models import PlanningRun, Stop, Visit
from delegations.planning.check import check
from exhibitors import clock
from tests.delegations.dayplans.conftest import visit_to, wished
from tests.delegations.rows import stop_of
from tests.delegations.times import DAY, at, stretch
from tests.factories.delegations import (
    ApartFactory,
    EngagementFactory,
    PersonFactory,
)
from tests.factories.exhibitors import StandFactory

pytestmark = pytest.mark.django_db


def planned(here, officer, *visits, **fields):
    run = start(
        here.exhibition,
        DAY,
        user=officer,
        delegations=[visit.delegation_id for visit in visits],
        is_spawned=False,
        **{"time_limit": 2, **fields},
    )
    work(run)
    run = PlanningRun.objects.get(pk=run.pk)
    assert (run.error, run.has_plan) == ("", True)
    assert check(run.problem, run.result) == []
    return run


def test_a_small_day_is_planned_best_and_applied(here, officer):
    run = planned(here, officer)

    assert run.verdict == "optimal"
    assert run.progress
    apply(run, officer)
    assert Stop.objects.filter(planned=None).count() == 0


@pytest.fixture
def crowded(here):
    """Five more delegations with all that a day can have, and one that stays."""
    random = Random(5)
    own = {"exhibition": here.exhibition}
    here.b2.bays = 2
    here.b2.save()
    around = StandFactory(**own, number="C1", blocks_children=True)
    inside = StandFactory(**own, number="C2", parent=around)
    stands = [here.b1, here.b2, around, inside, StandFactory(**own, number="D1")]
    host, minister = PersonFactory(**own), PersonFactory(**own)
    visits = [here.kazakhstan, here.uzbekistan]
    for number in range(5):
        visit = visit_to(here.exhibition, f"Guest {number}", gate=here.gate)
        wished(visit, kind="arrival", duration=5)
        wished(visit, kind="coffee", duration=10, is_optional=True)
        for stand in random.sample(stands, 3):
            stop = wished(visit, stand, duration=random.choice([10, 15, 20]))
            role = random.choice(["receives", "receives", "interprets"])
            EngagementFactory(**own, visit=visit, stop=stop, person=host, role=role)
        visits.append(visit)
    EngagementFactory(**own, visit=visits[2], person=minister)
    EngagementFactory(**own, visit=visits[3], person=minister)
    ApartFactory(**own, first=visits[4].delegation, second=visits[5].delegation)
    stays = visit_to(here.exhibition, "Tajikistan", span=stretch("06:00-09:00"))
    stop_of(stays, "06:10-06:40", stand=here.b1)
    stop_of(stays, "07:00-07:30", stand=here.b2, bay=1)
    stop_of(stays, "08:00-08:30", stand=inside)
    ApartFactory(**own, first=visits[6].delegation, second=stays.delegation)
    here.visits = visits
    return here


def test_a_crowded_day_fits_what_stays_and_the_database(crowded, officer):
    before = list(Stop.objects.exclude(planned=None).values("pk", "planned", "bay"))

    run = planned(crowded, officer, *crowded.visits)
    found = difference_of(run)
    apply(run, officer)

    kept = Stop.objects.filter(pk__in=[row["pk"] for row in before])
    assert list(kept.values("pk", "planned", "bay")) == before
    mandatory = Stop.objects.filter(is_optional=False, planned=None)
    assert not mandatory.exists()
    assert found.totals.new == 3 + 5 * 4 + 5 - found.totals.left_out


def test_a_delay_on_the_day_moves_few_and_is_applied(crowded, officer, monkeypatch):
    apply(planned(crowded, officer, *crowded.visits), officer)
    late = Visit.objects.filter(
        span__isnull=False, pk__in=[v.pk for v in crowded.visits]
    )
    late = late.order_by("span")[1]
    now = late.span.lower
    Visit.objects.filter(pk=late.pk).update(delay=30, delay_since=now)
    monkeypatch.setattr(clock, "now", lambda: now)

    run = planned(crowded, officer, *crowded.visits, is_replanning=True)
    found = difference_of(run)

    moved = [visit for visit in found.visits if visit.is_changed]
    assert late.pk in [visit.pk for visit in moved]
    assert len(moved) < len(found.visits)
    apply(run, officer)
    assert Visit.objects.get(pk=late.pk).delay is None


def test_what_is_over_stays_where_it_was(crowded, officer, monkeypatch):
    apply(planned(crowded, officer, *crowded.visits), officer)
    monkeypatch.setattr(clock, "now", lambda: at("07:30"))
    rows = Stop.objects.filter(planned__startswith__lt=at("07:30"))
    for stop in rows:
        Stop.objects.filter(pk=stop.pk).update(
            actual_start_at=stop.planned.lower,
            actual_end_at=min(stop.planned.upper, at("07:29")),
            status="done",
        )
    before = list(rows.order_by("pk").values("pk", "planned", "bay"))

    apply(planned(crowded, officer, *crowded.visits, is_replanning=True), officer)

    assert list(rows.order_by("pk").values("pk", "planned", "bay")) == before


def test_a_day_in_time_stays_as_it_is_when_planned_anew(here, officer, monkeypatch):
    # Longer at the gate, before and after, than the tour needs.
    visit = here.kazakhstan
    Visit.objects.filter(pk=visit.pk).update(span=stretch("06:30-08:05"))
    wished(visit, kind="arrival", planned=stretch("06:30-06:35"))
    Stop.objects.filter(pk=here.stops[0].pk).update(planned=stretch("07:00-07:20"))
    Stop.objects.filter(pk=here.stops[1].pk).update(planned=stretch("07:30-07:45"))
    wished(visit, kind="departure", planned=stretch("08:00-08:05"))
    monkeypatch.setattr(clock, "now", lambda: at("06:10"))

    found = difference_of(planned(here, officer, visit, is_replanning=True))

    assert (found.totals.moved, found.told) == (0, ())
    assert [row.is_changed for row in found.visits] == [False]


def test_a_board_that_is_as_good_stays_as_it_is(here, officer):
    first = planned(here, officer)
    apply(first, officer)
    there = Stop.objects.get(pk=here.stops[2].pk)
    assert first.verdict == "optimal"

    again = planned(here, officer, seed=7)

    totals = difference_of(again).totals
    assert (totals.new, totals.moved, totals.dropped) == (0, 0, 0)
    assert again.problem["known"][f"s{there.pk}"] == minute_of(here, there)


def minute_of(here, stop):
    start = here.exhibition.local(stop.planned.lower)
    return start.hour * 60 + start.minute
