"""A day of the database as the planner's problem."""

from datetime import time

import pytest

from delegations.dayplans.problems import Asked, Unplannable, build, problem_of
from delegations.models import Apart, Availability, Engagement, InterpreterPool, Visit
from delegations.planning.building import read
from tests.delegations.dayplans.conftest import minute, visit_to, wished
from tests.delegations.rows import stop_of
from tests.delegations.times import DAY, at, stretch
from tests.factories.delegations import (
    ApartFactory,
    EngagementFactory,
    EventParticipantFactory,
    LanguagePairFactory,
    PersonFactory,
)
from tests.factories.exhibitors import EventFactory, OpeningHoursFactory, StandFactory

pytestmark = pytest.mark.django_db


def problem(here, *delegations, **fields):
    keys = [visit.delegation_id for visit in delegations]
    found = problem_of(Asked(here.exhibition, DAY, keys, **fields))
    # The planner itself can read it.
    read(found)
    return found


def of(found, kind, name):
    return next(row for row in found[kind] if row["id"] == name)


def tour(found, visit):
    return of(found, "delegations", f"v{visit.pk}")


def stop_row(found, stop):
    every = [row for tour in found["delegations"] for row in tour["stops"]]
    return next(row for row in every if row["id"] == f"s{stop.pk}")


def stand_row(found, stand):
    return of(found, "stands", f"stand-{stand.pk}")


def walk(found, start, end):
    ids = found["walk"]["ids"]
    return found["walk"]["minutes"][ids.index(start)][ids.index(end)]


def test_wishes_become_stops_at_stands_within_their_hours(here):
    found = problem(here)

    assert stand_row(found, here.b1) == {
        "id": f"stand-{here.b1.pk}",
        "capacity": 1,
        "open": [[minute("10:00"), minute("18:00")]],
    }
    assert stop_row(found, here.stops[0]) == {
        "id": f"s{here.stops[0].pk}",
        "stand": f"stand-{here.b1.pk}",
        "duration": 20,
        "mandatory": True,
        "value": 0,
        "fixed_start": None,
        "window": None,
        "hosts": [],
    }
    assert stop_row(found, here.stops[1])["duration"] == 15


def test_a_delegation_comes_in_its_window_by_its_gate_and_weighs_by_rank(here):
    found = tour(problem(here), here.kazakhstan)

    assert found["window"] == [minute("10:00"), minute("18:00")]
    assert found["entry"] == found["exit"] == f"gate-{here.gate.pk}"
    assert found["weight"] == 5
    assert tour(problem(here), here.uzbekistan)["weight"] == 1


def test_without_a_window_a_delegation_comes_while_it_is_open(here):
    Visit.objects.filter(pk=here.kazakhstan.pk).update(window=None)
    here.exhibition.opening_hours.update(closes_at=time(15))

    found = tour(problem(here), here.kazakhstan)

    assert found["window"] == [minute("10:00"), minute("15:00")]


def test_an_unknown_walk_takes_five_minutes_and_no_gate_none(here):
    found = problem(here)

    assert walk(found, f"stand-{here.b1.pk}", f"stand-{here.b2.pk}") == 5
    assert walk(found, f"gate-{here.gate.pk}", f"stand-{here.b2.pk}") == 5
    assert walk(found, "anywhere", f"stand-{here.b1.pk}") == 0
    assert tour(found, here.uzbekistan)["entry"] == "anywhere"


def test_walks_come_from_the_plan(here):
    hall = here.gate.area
    for stand, left in ((here.b1, 0), (here.b2, 800)):
        corners = [[left, 0], [left + 4, 0], [left + 4, 4], [left, 4]]
        stand.area, stand.outline = hall, corners
        stand.save()

    found = problem(here)

    assert walk(found, f"stand-{here.b1.pk}", f"stand-{here.b2.pk}") > 5


def test_optional_and_locked_stops_are_told(here):
    Visit.objects.filter(pk=here.kazakhstan.pk).update(span=stretch("07:00-08:00"))
    first, second = here.stops[:2]
    first.is_optional, first.value = True, 40
    first.save()
    second.is_locked, second.planned = True, stretch("07:00-07:40")
    second.save()

    found = problem(here)

    assert (stop_row(found, first)["mandatory"], stop_row(found, first)["value"]) == (
        False,
        40,
    )
    assert stop_row(found, second)["fixed_start"] == minute("11:00")
    assert stop_row(found, second)["duration"] == 40


def test_moments_at_the_gate_are_part_of_the_way(here):
    wished(here.kazakhstan, kind="welcome", duration=10)
    wished(here.kazakhstan, kind="arrival", duration=5)
    wished(here.kazakhstan, kind="departure", duration=8)

    found = problem(here)
    row = tour(found, here.kazakhstan)

    assert len(row["stops"]) == 2
    assert walk(found, row["entry"], f"stand-{here.b1.pk}") == 20
    assert walk(found, f"stand-{here.b1.pk}", row["exit"]) == 13
    assert walk(found, row["exit"], row["entry"]) == 0


def test_a_stop_at_no_stand_has_a_place_of_its_own(here):
    coffee = wished(here.kazakhstan, kind="coffee", duration=20)

    found = problem(here)

    place = stop_row(found, coffee)["stand"]
    assert of(found, "stands", place)["open"] == [[0, 1440]]
    assert walk(found, place, f"stand-{here.b1.pk}") == 5


def test_who_receives_is_a_host_and_who_accompanies_an_escort(here):
    host, minister, gone = (
        PersonFactory(exhibition=here.exhibition) for _number in range(3)
    )
    own = {"exhibition": here.exhibition, "visit": here.kazakhstan}
    EngagementFactory(**own, person=host, stop=here.stops[0], role="receives")
    EngagementFactory(**own, person=minister)
    EngagementFactory(**own, person=gone, reply="declined")

    found = problem(here)

    assert stop_row(found, here.stops[0])["hosts"] == [f"p{host.pk}"]
    assert tour(found, here.kazakhstan)["escorts"] == [f"p{minister.pk}"]
    assert {row["id"] for row in found["people"]} == {f"p{host.pk}", f"p{minister.pk}"}


def test_people_are_there_when_they_said_without_their_other_duties(here):
    minister = PersonFactory(exhibition=here.exhibition)
    own = {"exhibition": here.exhibition, "person": minister}
    EngagementFactory(**own, visit=here.kazakhstan)
    Availability.objects.create(**own, during=stretch("06:00-11:00"))
    other = visit_to(here.exhibition, "Tajikistan", span=stretch("07:00-07:30"))
    EngagementFactory(**own, visit=other)
    event = EventFactory(
        exhibition=here.exhibition,
        start_on=DAY,
        end_on=DAY,
        start_time=time(14),
        end_time=time(14, 30),
    )
    EventParticipantFactory(**own, event=event)

    found = of(problem(here, here.kazakhstan), "people", f"p{minister.pk}")

    assert found["available"] == [
        [minute("10:00"), minute("11:00")],
        [minute("11:30"), minute("14:00")],
        [minute("14:30"), minute("15:00")],
    ]


def test_a_host_of_one_stand_receives_there_whoever_comes(here):
    host = PersonFactory(exhibition=here.exhibition)
    own = {"exhibition": here.exhibition, "person": host, "role": "receives"}
    EngagementFactory(**own, visit=here.kazakhstan, stop=here.stops[0])
    other = visit_to(here.exhibition, "Tajikistan", span=stretch("07:00-08:00"))
    there = stop_of(other, "07:00-07:30", stand=here.b1)
    EngagementFactory(**own, visit=other, stop=there)

    found = of(problem(here, here.kazakhstan), "people", f"p{host.pk}")

    assert found["available"] == [[0, 1440]]


def test_a_duty_elsewhere_takes_the_walk_there_and_back(here):
    host = PersonFactory(exhibition=here.exhibition)
    own = {"exhibition": here.exhibition, "person": host, "role": "receives"}
    EngagementFactory(**own, visit=here.kazakhstan, stop=here.stops[0])
    other = visit_to(here.exhibition, "Tajikistan", span=stretch("07:00-08:00"))
    there = stop_of(other, "07:00-07:30", stand=here.b2)
    EngagementFactory(**own, visit=other, stop=there)

    found = of(problem(here, here.kazakhstan), "people", f"p{host.pk}")

    assert found["available"] == [[0, minute("10:55")], [minute("11:35"), 1440]]


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


def test_what_takes_no_part_is_left_out(here):
    Visit.objects.filter(pk=here.uzbekistan.pk).update(status="cancelled")
    wished(here.kazakhstan, here.b2, status="skipped")

    found = problem(here)

    assert [row["id"] for row in found["delegations"]] == [f"v{here.kazakhstan.pk}"]
    assert len(tour(found, here.kazakhstan)["stops"]) == 2


def test_nothing_begins_before_the_present_on_the_day(here):
    found = build(Asked(here.exhibition, DAY), at("05:30")).problem

    assert found["now"] is None
    assert stop_row(found, here.stops[0])["window"] == [minute("09:30"), 1440]


@pytest.mark.parametrize("extra", [1, 6])
def test_the_queries_do_not_rise_with_the_visits(
    here, extra, django_assert_num_queries
):
    for number in range(extra):
        visit = visit_to(here.exhibition, f"Guest {number}")
        stop = wished(visit, StandFactory(exhibition=here.exhibition))
        EngagementFactory(
            exhibition=here.exhibition, visit=visit, stop=stop, role="receives"
        )
    problem_of(Asked(here.exhibition, DAY))

    with django_assert_num_queries(12):
        problem_of(Asked(here.exhibition, DAY))


def refusal(here, *delegations):
    with pytest.raises(Unplannable) as refused:
        problem(here, *delegations)
    return refused.value.messages


def test_a_day_without_hours_says_so(here):
    here.exhibition.opening_hours.all().delete()
    OpeningHoursFactory(exhibition=here.exhibition, on=DAY.replace(day=23))

    assert refusal(here) == [
        "The exhibition is closed on 24 November 2023: give the opening hours of the "
        "day."
    ]


def test_a_visit_without_window_or_hours_is_named(here):
    here.exhibition.opening_hours.update(on=DAY.replace(day=23))
    here.kazakhstan.window, here.kazakhstan.name = None, "Morning tour"
    here.kazakhstan.save()

    assert refusal(here)[1:] == [
        "“Morning tour” has no window, and 24 November 2023 no opening hours: give "
        "one of them."
    ]


def test_a_day_without_stops_says_what_to_do(here):
    for stop in here.stops:
        stop.delete()

    assert refusal(here) == [
        "No visit on 24 November 2023 has a stop to plan: add stops on the board."
    ]


def test_a_chosen_delegation_without_a_visit_is_named(here):
    done = visit_to(here.exhibition, "Tajikistan", status="done")

    assert refusal(here, here.kazakhstan, done) == [
        "Tajikistan has no visit with stops on 24 November 2023: enter one."
    ]


def test_who_goes_along_cannot_be_with_two_groups_at_one_stand(here):
    here.b1.bays = 2
    here.b1.save()
    speaker, host = PersonFactory.create_batch(2, exhibition=here.exhibition)
    own = {"exhibition": here.exhibition}
    for visit, stop in ((here.kazakhstan, 0), (here.uzbekistan, 2)):
        at = {"visit": visit, "stop": here.stops[stop]}
        EngagementFactory(**own, **at, person=speaker, role="interprets")
        EngagementFactory(**own, **at, person=host, role="receives")

    found = problem(here)

    assert stop_row(found, here.stops[0])["hosts"] == [f"p{speaker.pk}", f"p{host.pk}"]
    assert stop_row(found, here.stops[2])["hosts"] == [f"p{host.pk}"]
    assert tour(found, here.uzbekistan)["escorts"] == [f"p{speaker.pk}"]
