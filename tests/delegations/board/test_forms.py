"""Stops entered, changed and removed by form."""

import pytest

from delegations.models import CalendarEntry, Engagement, Stop, Visit
from delegations.schedule import write
from tests.delegations.board.conftest import BOARD, hours
from tests.delegations.times import at, stretch
from tests.entering import enter, form_of
from tests.factories.delegations import EngagementFactory, PersonFactory, VisitFactory
from tests.factories.exhibitors import ExhibitFactory, StandFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db

HOME = "/en/baku/delegations/board/"


def edit(stop):
    return f"{HOME}stops/{stop.pk}/edit/"


def complaints(answer):
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def test_the_form_shows_what_is_planned(desk, here):
    text = desk.get(edit(here.stops[0])).content.decode()

    for shown in ('value="10:00"', 'value="10:20"', "Satellite", "The Host"):
        assert shown in text


@pytest.mark.parametrize("typed", ["10:40", "10.40", "1040"])
def test_times_are_typed_in_several_ways(desk, here, typed):
    answer = enter(desk, edit(here.stops[1]), {"starts": typed, "ends": "10:55"})

    assert (answer.status_code, answer["Location"]) == (302, BOARD)
    assert hours(here.stops[1]) == "10:40-10:55"


def test_all_of_a_stop_can_be_changed_at_once(desk, here):
    stand = StandFactory(exhibition=here.exhibition, bays=3)
    speaker = PersonFactory(exhibition=here.exhibition)
    changes = {
        "stand": stand.pk,
        "bay": 2,
        "kind": "signing",
        "title": "Signing",
        "talking_points": "Ask about rail",
        "note": "Two pens",
        "receiving": [],
        "interpreting": [speaker.pk],
        "status": "skipped",
        "duration": 25,
        "to_show": [],
    }

    enter(desk, edit(here.stops[0]), changes)

    stop = Stop.objects.get(pk=here.stops[0].pk)
    assert (stop.stand, stop.bay, stop.kind, stop.title) == (
        stand,
        2,
        "signing",
        "Signing",
    )
    assert (stop.talking_points, stop.note, stop.status, stop.duration) == (
        "Ask about rail",
        "Two pens",
        "skipped",
        25,
    )
    assert list(stop.exhibits.all()) == []
    assert [(d.person, d.role) for d in stop.engagements.all()] == [
        (speaker, "interprets")
    ]


def test_exhibits_of_the_stand_can_be_chosen_to_be_shown(desk, here):
    exhibit = ExhibitFactory(exhibition=here.exhibition, stand=here.stands[1])

    enter(desk, edit(here.stops[1]), {"to_show": [exhibit.pk]})

    assert list(here.stops[1].exhibits.all()) == [exhibit]


def test_who_receives_stays_the_same_duty(desk, here):
    duty = Engagement.objects.get(person=here.host)

    enter(desk, edit(here.stops[0]), {"note": "New"})

    assert Engagement.objects.get(person=here.host).pk == duty.pk


def test_people_whom_others_changed_meanwhile_stay_so(desk, here):
    opened = {**form_values(desk, edit(here.stops[0])), "note": "Mine"}
    added = PersonFactory(exhibition=here.exhibition)
    own = {"exhibition": here.exhibition, "visit": here.visit, "stop": here.stops[0]}
    Engagement.objects.filter(person=here.host).delete()
    EngagementFactory(**own, person=added, role="receives")

    desk.post(edit(here.stops[0]), opened)

    assert [duty.person for duty in here.stops[0].engagements.all()] == [added]


def test_who_declined_is_asked_anew_only_by_hand(desk, here):
    declined = EngagementFactory(
        exhibition=here.exhibition,
        visit=here.visit,
        stop=here.stops[1],
        person=PersonFactory(exhibition=here.exhibition),
        role="receives",
        reply="declined",
    )

    enter(desk, edit(here.stops[1]), {"note": "New"})

    declined.refresh_from_db()
    assert declined.reply == "declined"


def test_without_times_a_stop_goes_to_the_tray(desk, here):
    enter(desk, edit(here.stops[0]), {"starts": "", "ends": ""})

    assert hours(here.stops[0]) is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"starts": "25:00"}, "starts"),
        ({"ends": ""}, "ends"),
        ({"starts": ""}, "starts"),
        ({"ends": "09:00"}, "ends"),
        ({"bay": 2}, "bay"),
        ({"bay": 0}, "bay"),
        ({"kind": "swim"}, "kind"),
        ({"stand": 999_999}, "stand"),
        ({"receiving": [999_999]}, "receiving"),
        ({"duration": 0}, "duration"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(desk, here, changes, field):
    answer = enter(desk, edit(here.stops[0]), changes)

    assert [*complaints(answer)] == [field]
    assert hours(here.stops[0]) == "10:00-10:20"


def test_records_of_another_exhibition_cannot_be_chosen(desk, here):
    stand, person = StandFactory(), PersonFactory()

    answer = enter(
        desk, edit(here.stops[0]), {"stand": stand.pk, "receiving": [person.pk]}
    )

    assert {*complaints(answer)} == {"stand", "receiving"}


def test_a_clash_is_told_with_what_is_free(desk, here):
    answer = enter(desk, edit(here.stops[2]), {"starts": "10:40", "ends": "11:10"})

    told = " ".join(complaints(answer)["__all__"])
    assert "is taken by Delegation of Kazakhstan until 10:50. Free:" in told


def test_the_visit_reaches_further_only_if_asked(desk, here):
    late = {"starts": "12:10", "ends": "12:20"}

    refused = enter(desk, edit(here.stops[1]), late)
    assert "lies outside the visit" in complaints(refused)["__all__"][0]
    enter(desk, edit(here.stops[1]), {**late, "widen": "on"})

    assert Visit.objects.get(pk=here.visit.pk).span == stretch("06:00-08:20")


def test_a_window_that_is_in_the_way_is_named(desk, here):
    Visit.objects.filter(pk=here.visit.pk).update(window=stretch("05:30-08:15"))
    late = {"starts": "12:10", "ends": "12:20", "widen": "on"}

    refused = enter(desk, edit(here.stops[1]), late)

    assert complaints(refused) == {
        "starts": [
            "Delegation of Kazakhstan can only be there from 09:30 to 12:15: change "
            "the window of the visit first."
        ]
    }


def test_a_new_stop_is_entered_for_a_visit(desk, here):
    answer = enter(
        desk,
        f"{HOME}visits/{here.visit.pk}/new/",
        {
            "starts": "11:30",
            "ends": "11:40",
            "kind": "coffee",
            "receiving": [here.host.pk],
        },
    )

    stop = Stop.objects.get(kind="coffee")
    assert (answer.status_code, hours(stop)) == (302, "11:30-11:40")
    assert (stop.visit, stop.position) == (here.visit, 3)
    assert [duty.person for duty in stop.engagements.all()] == [here.host]


def test_a_visit_without_hours_gets_those_of_its_first_stop(desk, here):
    visit = VisitFactory(exhibition=here.exhibition)

    typed = {"starts": "11:30", "ends": "11:40", "title": "Tea"}
    enter(desk, f"{HOME}visits/{visit.pk}/new/", typed)

    visit.refresh_from_db()
    assert visit.span == stretch("07:30-07:40")


def test_without_a_day_a_stop_gets_no_time(desk, here):
    visit = VisitFactory(exhibition=here.exhibition, on=None)

    typed = {"starts": "11:30", "ends": "11:40", "title": "Tea"}
    answer = enter(desk, f"{HOME}visits/{visit.pk}/new/", typed)

    assert complaints(answer) == {"starts": ["Give the day of the visit first."]}


def test_a_call_needs_a_stand_or_a_name(desk, here):
    answer = enter(desk, f"{HOME}visits/{here.visit.pk}/new/", {})

    assert complaints(answer) == {"stand": ["Choose the stand, or give a title."]}


def test_what_others_changed_meanwhile_is_shown_and_mine_put_on_top(desk, here):
    opened = {**form_values(desk, edit(here.stops[1])), "note": "Mine"}
    row = Stop.objects.get(pk=here.stops[1].pk)
    row.talking_points = "Theirs"
    write([row], reader=UserFactory(name="Aygün"))

    stale = desk.post(edit(here.stops[1]), opened)
    found = stale.context["stale"]
    shown = {
        field.name: (field.was, field.yours, field.theirs) for field in found.fields
    }
    assert shown == {"talking_points": ("—", "—", "Theirs"), "note": ("—", "Mine", "—")}
    assert "Aygün changed this at" in stale.content.decode()

    on_top = {**opened, "on_top": f"{found.version}.{found.seen}"}
    assert desk.post(edit(here.stops[1]), on_top).status_code == 302
    assert Stop.objects.get(pk=row.pk).note == "Mine"


def form_values(client, address):
    return form_of(client.get(address))


def test_a_stop_is_removed_after_a_question(desk, here):
    address = f"{HOME}stops/{here.stops[0].pk}/remove/"

    assert "Remove “B1 Stand of Kazakhstan”?" in desk.get(address).content.decode()
    assert desk.post(address).status_code == 302
    assert not Stop.objects.filter(pk=here.stops[0].pk).exists()


def test_what_calendars_have_seen_is_cancelled_instead(desk, here):
    CalendarEntry.objects.create(
        stop=here.stops[0],
        language="en",
        starts_at=at("06:00"),
        ends_at=at("06:20"),
        changed_at=at("05:00"),
    )

    desk.post(f"{HOME}stops/{here.stops[0].pk}/remove/")

    assert Stop.objects.get(pk=here.stops[0].pk).status == "cancelled"
