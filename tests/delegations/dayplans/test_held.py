"""What is kept by others, and who is kept apart, in the planner's problem."""

import pytest

from delegations.models import Apart, Engagement, InterpreterPool, Visit
from tests.delegations.dayplans.conftest import minute, visit_to, wished
from tests.delegations.dayplans.problem_rows import (
    of,
    problem,
    stand_row,
    stop_row,
    tour,
)
from tests.delegations.rows import stop_of
from tests.delegations.times import stretch
from tests.factories.delegations import (
    ApartFactory,
    EngagementFactory,
    LanguagePairFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db


def test_a_stand_is_closed_while_an_unplanned_visit_is_there(here):
    other = visit_to(here.exhibition, "Tajikistan", span=stretch("06:00-09:00"))
    stop_of(other, "07:00-07:30", stand=here.b1)
    stop_of(other, "08:00-08:30", stand=here.b1, status="cancelled")

    found = problem(here, here.kazakhstan)

    assert stand_row(found, here.b1)["open"] == [
        [minute("10:00"), minute("11:00")],
        [minute("11:30"), minute("18:00")],
    ]


def test_at_a_stand_of_several_bays_another_group_stands_in_for_the_visit(here):
    here.b1.bays = 2
    here.b1.save()
    other = visit_to(here.exhibition, "Tajikistan", span=stretch("06:00-09:00"))
    stop = stop_of(other, "07:00-07:30", stand=here.b1, bay=2)

    found = problem(here, here.kazakhstan)
    held = of(found, "delegations", f"held-s{stop.pk}-0")

    assert stand_row(found, here.b1)["capacity"] == 2
    assert stand_row(found, here.b1)["open"] == [[minute("10:00"), minute("18:00")]]
    assert held["window"] == [minute("11:00"), minute("11:30")]
    assert held["stops"][0]["fixed_start"] == minute("11:00")


def test_a_stand_inside_one_that_is_taken_is_closed(here):
    here.b1.blocks_children = True
    here.b1.save()
    here.b2.parent = here.b1
    here.b2.save()
    other = visit_to(here.exhibition, "Tajikistan", span=stretch("06:00-09:00"))
    stop_of(other, "07:00-07:30", stand=here.b1)
    stop_of(other, "08:00-08:30", stand=here.b2)

    found = problem(here, here.kazakhstan)

    assert stand_row(found, here.b2)["open"] == stand_row(found, here.b1)["open"]
    assert stand_row(found, here.b1)["open"] == [
        [minute("10:00"), minute("11:00")],
        [minute("11:30"), minute("12:00")],
        [minute("12:30"), minute("18:00")],
    ]


def test_a_guard_keeps_groups_from_a_stand_and_one_inside_it(here):
    here.b1.blocks_children = True
    here.b1.save()
    here.b2.parent = here.b1
    here.b2.save()

    found = problem(here)

    guard = f"inside-{here.b1.pk}-{here.b2.pk}"
    hosts = [stop_row(found, stop)["hosts"] for stop in here.stops]
    assert hosts == [[guard]] * 3
    assert of(found, "people", guard)["available"] == [[0, 1440]]


def test_pairs_that_must_not_meet_are_kept_apart(here):
    ApartFactory(
        exhibition=here.exhibition,
        first=here.kazakhstan.delegation,
        second=here.uzbekistan.delegation,
    )

    pair = [f"v{here.kazakhstan.pk}", f"v{here.uzbekistan.pk}"]
    assert problem(here)["apart"] == [pair]


def test_a_tour_that_stays_stands_in_for_itself_where_it_must_not_be_met(here):
    ApartFactory(
        exhibition=here.exhibition,
        first=here.kazakhstan.delegation,
        second=here.uzbekistan.delegation,
    )
    Visit.objects.filter(pk=here.uzbekistan.pk).update(span=stretch("08:00-09:00"))

    found = problem(here, here.kazakhstan)

    held = of(found, "delegations", f"held-v{here.uzbekistan.pk}")
    assert found["apart"] == [[f"v{here.kazakhstan.pk}", held["id"]]]
    assert held["window"] == [minute("12:00"), minute("13:00")]
    assert Apart.objects.count() == 1


def test_a_delegation_makes_one_of_its_tours_at_a_time(here):
    second = visit_to(here.exhibition, "Kazakhstan")
    Visit.objects.filter(pk=second.pk).update(delegation=here.kazakhstan.delegation)
    wished(second, here.b2)

    assert problem(here)["apart"] == [[f"v{here.kazakhstan.pk}", f"v{second.pk}"]]


def test_a_pool_is_asked_for_a_language_that_nobody_interprets(here):
    own = {"exhibition": here.exhibition}
    LanguagePairFactory(**own, delegation=here.kazakhstan.delegation)
    assert tour(problem(here), here.kazakhstan)["language"] is None

    InterpreterPool.objects.create(**own, language="kk", count=2)
    found = problem(here)
    assert found["interpreters"] == {"kk": 2}
    assert tour(found, here.kazakhstan)["language"] == "kk"

    EngagementFactory(
        **own,
        visit=here.kazakhstan,
        person=PersonFactory(**own),
        role=Engagement.Role.INTERPRETS,
        languages="kk–az",
    )
    assert tour(problem(here), here.kazakhstan)["language"] is None
