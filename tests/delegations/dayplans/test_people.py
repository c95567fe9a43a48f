"""Officials and interpreters in the planner's problem."""

from datetime import time

import pytest

from delegations.models import Availability
from tests.delegations.dayplans.conftest import minute, visit_to
from tests.delegations.dayplans.problem_rows import (
    of,
    problem,
    stop_row,
    tour,
)
from tests.delegations.rows import stop_of
from tests.delegations.times import DAY, stretch
from tests.factories.delegations import (
    EngagementFactory,
    EventParticipantFactory,
    PersonFactory,
)
from tests.factories.exhibitors import EventFactory

pytestmark = pytest.mark.django_db


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
