"""Entering a visit with its stops and people; every clash stands at its row."""

import pytest
from django.urls import reverse

from delegations import schedule
from delegations.models import Engagement, Stop, Visit
from tests.delegations.admin.visits import ADD, change, hours, know, typed
from tests.delegations.times import stretch
from tests.entering import complaints, enter, form_of
from tests.factories.delegations import (
    DelegationFactory,
    EngagementFactory,
    PersonFactory,
    StopFactory,
    VisitFactory,
)
from tests.factories.exhibitors import ExhibitFactory, RoleAssignmentFactory

pytestmark = pytest.mark.django_db


def test_a_visit_is_entered_with_four_stops(officer, delegation, stands):
    times = ["10:00-10:15", "10:20-10:35", "10:40-10:55", "11:00-11:15"]

    answer = enter(officer, ADD, typed(delegation, *zip(times, stands, strict=True)))

    assert complaints(answer) == {}
    visit = Visit.objects.get()
    assert hours(visit) == times
    assert [stop.position for stop in visit.stops.order_by("pk")] == [1, 2, 3, 4]
    zone = visit.exhibition.local
    assert f"{zone(visit.span.lower):%H:%M}" == "10:00"
    assert f"{zone(visit.span.upper):%H:%M}" == "11:15"


def test_stops_need_no_time_and_no_stand(officer, delegation):
    values = typed(delegation)
    values |= {"stops-0-title_en": "Welcome", "stops-1-title_en": "Farewell"}

    assert complaints(enter(officer, ADD, values)) == {}
    assert Stop.objects.filter(planned=None, stand=None).count() == 2


def test_a_taken_stand_is_said_at_the_stop(officer, exhibition, visit, stands):
    other = DelegationFactory(exhibition=exhibition)

    answer = enter(
        officer,
        ADD,
        typed(other, ("09:00-09:20", stands[2]), ("10:10-10:30", stands[0])),
    )

    found = complaints(answer)
    assert set(found) == {"stops-1-starts"}
    assert found["stops-1-starts"][0].startswith(
        f"{stands[0]} is taken by Kazakhstan until 10:20. Free: 10:20–10:40"
    )
    assert form_of(answer)["stops-0-starts"] == ["09:00"]
    assert not Visit.objects.filter(delegation=other).exists()


def test_two_stops_of_one_form_that_overlap_are_both_named(officer, delegation, stands):
    answer = enter(
        officer,
        ADD,
        typed(delegation, ("10:00-10:20", stands[0]), ("10:10-10:30", stands[1])),
    )

    assert "stops-1-starts" in complaints(answer)
    assert not Visit.objects.exists()


def test_stops_change_places(officer, visit, stands):
    answer = enter(
        officer,
        change(visit),
        {
            "stops-0-starts": "10:30",
            "stops-0-ends": "10:50",
            "stops-1-starts": "10:00",
            "stops-1-ends": "10:20",
        },
    )

    assert complaints(answer) == {}
    assert hours(visit) == ["10:30-10:50", "10:00-10:20"]


def test_a_person_in_two_places_is_said_at_the_duty(officer, exhibition, visit, stands):
    person = PersonFactory(exhibition=exhibition, name="Interpreter")
    EngagementFactory(
        exhibition=exhibition, visit=visit, person=person, role="interprets"
    )
    other = DelegationFactory(exhibition=exhibition)

    answer = enter(
        officer,
        ADD,
        {
            **typed(other, ("10:00-10:20", stands[2])),
            "engagements-0-person": person.pk,
            "engagements-0-role": "interprets",
        },
    )

    assert set(complaints(answer)) == {"engagements-0-person"}
    assert not Visit.objects.filter(delegation=other).exists()


def test_a_host_receives_at_a_new_stop(officer, exhibition, delegation, stands):
    host = PersonFactory(exhibition=exhibition)
    values = typed(delegation, ("10:00-10:20", stands[0]), ("10:30-10:50", stands[1]))
    values |= {"engagements-0-person": host.pk, "engagements-0-role": "receives"}

    refused = enter(officer, ADD, values)
    unknown = enter(officer, ADD, {**values, "engagements-0-at": "7"})
    entered = enter(officer, ADD, {**values, "engagements-0-at": "2"})

    assert complaints(refused) == {
        "engagements-0-at": ["Say at which stop this person receives."]
    }
    assert complaints(unknown) == {"engagements-0-at": ["No stop has the number 7."]}
    assert complaints(entered) == {}
    assert Engagement.objects.get().stop.stand == stands[1]


def test_somebody_elses_change_is_not_overwritten(officer, visit):
    mine = form_of(officer.get(change(visit)))
    stop = visit.stops.order_by("position").first()
    stop.planned = stretch("07:20-07:40")
    schedule.write([stop])

    answer = officer.post(change(visit), {**mine, "stops-0-ends": "10:25"})

    assert complaints(answer)
    assert hours(visit)[0] == "11:20-11:40"


def test_saving_without_a_change_writes_nothing(officer, visit):
    before = list(Stop.objects.order_by("pk").values_list("version", flat=True))

    assert complaints(enter(officer, change(visit), {})) == {}

    after = list(Stop.objects.order_by("pk").values_list("version", flat=True))
    assert before == after


def test_a_stop_is_taken_out(officer, visit):
    assert complaints(enter(officer, change(visit), {"stops-0-DELETE": "on"})) == {}
    assert hours(visit) == ["10:30-10:50"]


def test_a_stop_that_calendars_know_is_cancelled_instead(officer, visit):
    first = visit.stops.order_by("position").first()
    know(first)

    assert complaints(enter(officer, change(visit), {"stops-0-DELETE": "on"})) == {}

    first.refresh_from_db()
    assert first.status == "cancelled"


def test_a_deleted_visit_that_calendars_know_is_cancelled(officer, visit):
    know(visit.stops.first())
    address = reverse("admin:delegations_visit_delete", args=[visit.pk])

    answer = officer.post(address, {"post": "yes"}, follow=True)

    visit.refresh_from_db()
    assert visit.status == "cancelled"
    assert "cancelled instead" in answer.content.decode()


def test_a_stop_moves_to_a_free_stand_alone(officer, exhibition, visit, stands):
    other = VisitFactory(
        exhibition=exhibition,
        delegation=DelegationFactory(exhibition=exhibition),
        span=stretch("06:00-08:00"),
    )
    stop = StopFactory(
        exhibition=exhibition,
        visit=other,
        planned=stretch("06:00-06:20"),
        stand=stands[3],
    )

    taken = enter(officer, change(stop), {"stand": stands[0].pk})
    free = enter(officer, change(stop), {"stand": stands[2].pk})

    assert "is taken by Kazakhstan" in complaints(taken)[""][0]
    assert complaints(free) == {}
    stop.refresh_from_db()
    assert stop.stand == stands[2]


def test_a_stand_that_loses_the_bays_in_use_is_refused(
    client, exhibition, visit, stands
):
    client.force_login(RoleAssignmentFactory(exhibition=exhibition).user)
    stand = stands[0]
    stand.bays = 2
    stand.save()
    Stop.objects.filter(stand=stand).update(bay=2)
    address = reverse("admin:exhibitors_stand_change", args=[stand.pk])

    answer = enter(client, address, {"bays": "1"})

    assert list(complaints(answer).values())
    stand.refresh_from_db()
    assert stand.bays == 2


def test_what_a_stop_shows_is_a_click_away(officer, exhibition, visit):
    stop = visit.stops.order_by("position").first()
    stop.exhibits.add(ExhibitFactory(exhibition=exhibition))
    Stop.objects.filter(pk=stop.pk).update(talking_points="Satellites")

    page = officer.get(change(visit)).content.decode()

    link = f'<a href="{change(stop)}" class="expo-secret">'
    assert f"{link}1 exhibit<br>talking points</a>" in page
