"""Gestures on the board, and what refuses them."""

import pytest

from delegations.models import Change, Engagement, Stop, Visit
from tests.delegations.board.conftest import BOARD, JSON, hours
from tests.delegations.times import stretch
from tests.factories.delegations import PersonFactory, StopFactory, VisitFactory
from tests.factories.exhibitors import ExhibitionFactory, StandFactory

pytestmark = pytest.mark.django_db


def test_a_stop_is_moved(send, here, officer):
    answer = send(here.stops[1], start=655, end=660)

    change = Change.objects.get()
    assert (answer.status_code, answer.json()) == (200, {"change": change.pk})
    assert (change.action, change.user) == ("move", officer)
    assert hours(here.stops[1]) == "10:55-11:00"


def test_a_stop_is_stretched(send, here):
    send(here.stops[0], "stretch", start=600, end=625)

    assert hours(here.stops[0]) == "10:00-10:25"
    assert Change.objects.get().action == "stretch"


def test_a_stop_goes_back_to_the_tray_and_out_again(send, here):
    send(here.stops[0], "unplace")
    assert hours(here.stops[0]) is None
    send(here.stops[0], "place", start=605, end=615)
    assert hours(here.stops[0]) == "10:05-10:15"


def test_a_taken_stand_is_refused_with_free_slots(send, here):
    answer = send(here.stops[2], start=640, end=660)

    body = answer.json()
    assert answer.status_code == 409
    assert body["sentences"][-1].startswith(
        "B2 Stand of Tajiks is taken by Delegation of Kazakhstan until 10:50."
    )
    assert [offer["label"] for offer in body["offers"]] == [
        "11:20–11:40",
        "11:40–12:00",
    ]
    assert hours(here.stops[2]) == "11:00-11:20"


def test_an_offer_can_be_taken(send, here):
    offer = send(here.stops[2], start=640, end=660).json()["offers"][0]
    offer.pop("label")

    assert send(here.stops[2], **offer).status_code == 200
    assert hours(here.stops[2]) == "11:20-11:40"


def test_beyond_the_visit_a_longer_one_is_offered_and_taken(send, here):
    refused = send(here.stops[1], start=725, end=745).json()

    assert refused["offers"][0] == {
        "label": "Lengthen the visit to 12:25",
        "start": 725,
        "end": 745,
        "widen": True,
    }
    assert send(here.stops[1], start=725, end=745, widen=True).status_code == 200
    assert Visit.objects.get(pk=here.visit.pk).span == stretch("06:00-08:25")
    assert len(Change.objects.get().entries) == 2


def test_before_the_visit_an_earlier_beginning_is_offered(send, here):
    offers = send(here.stops[0], start=570, end=590).json()["offers"]

    assert offers[0]["label"] == "Begin the visit at 09:30"


def test_beyond_the_window_no_longer_visit_is_offered(send, here):
    Visit.objects.filter(pk=here.visit.pk).update(window=stretch("06:00-08:00"))

    answer = send(here.stops[1], start=725, end=745, widen=True)

    assert answer.status_code == 409
    assert not any("widen" in offer for offer in answer.json()["offers"])


def test_a_visit_without_a_tour_gets_one_around_its_stop(send, here):
    visit = VisitFactory(exhibition=here.exhibition, on=None)
    stop = StopFactory(exhibition=here.exhibition, visit=visit)

    assert send(stop, "place", start=780, end=795).status_code == 200
    visit.refresh_from_db()
    assert (f"{visit.on}", visit.span) == ("2023-11-24", stretch("09:00-09:15"))


def test_in_the_way_of_an_own_stop_an_exchange_is_offered(send, here):
    offers = send(here.stops[0], start=635, end=655).json()["offers"]

    assert offers[0]["label"] == "Exchange with B2"
    sent = {key: value for key, value in offers[0].items() if key != "label"}
    assert send(here.stops[0], **sent).status_code == 200
    assert (hours(here.stops[0]), hours(here.stops[1])) == (
        "10:30-10:50",
        "10:00-10:20",
    )
    assert Change.objects.get().action == "exchange"


def test_exchanged_stops_stay_as_long_as_they_were(send, here):
    send(here.stops[0], "stretch", start=600, end=605)

    send(here.stops[0], "exchange", other=here.stops[1].pk)

    assert (hours(here.stops[0]), hours(here.stops[1])) == (
        "10:45-10:50",
        "10:00-10:20",
    )


def test_another_row_of_stands_is_another_stand(send, here):
    empty = StandFactory(exhibition=here.exhibition, number="C9")

    send(here.stops[2], start=680, end=700, stand=empty.pk, bay=0)

    stop = Stop.objects.get(pk=here.stops[2].pk)
    assert stop.stand == empty
    send(stop, start=680, end=700, stand=0)
    assert Stop.objects.get(pk=stop.pk).stand is None


def test_at_a_stand_with_bays_a_free_one_is_taken(send, here):
    here.stands[0].bays = 2
    here.stands[0].save()
    Visit.objects.filter(pk=here.stops[2].visit_id).update(span=stretch("06:00-08:00"))

    answer = send(here.stops[2], start=600, end=620, stand=here.stands[0].pk, bay=0)

    assert answer.status_code == 200
    assert Stop.objects.get(pk=here.stops[2].pk).bay == 2


def test_a_duty_changes_hands(send, here):
    duty = Engagement.objects.get(person=here.host)
    other = PersonFactory(exhibition=here.exhibition)

    send(here.stops[0], start=600, end=620, duty=duty.pk, person=other.pk, by="person")

    duty.refresh_from_db()
    assert duty.person == other


@pytest.mark.parametrize(
    ("by", "role"), [("person", "receives"), ("interpreter", "interprets")]
)
def test_from_the_row_of_nobody_a_person_gets_a_duty(send, here, by, role):
    send(here.stops[1], start=630, end=650, person=here.host.pk, by=by)

    found = Engagement.objects.get(stop=here.stops[1])
    assert (found.person, found.role) == (here.host, role)


def test_in_the_row_of_nobody_a_duty_ends(send, here):
    duty = Engagement.objects.get(person=here.host)

    send(here.stops[0], start=600, end=620, duty=duty.pk, person=0, by="person")

    assert not Engagement.objects.filter(pk=duty.pk).exists()


def test_one_stop_is_not_taken_out_of_the_duty_for_a_whole_tour(send, here):
    duty = Engagement.objects.get(person=here.minister)

    answer = send(here.stops[0], start=600, end=620, duty=duty.pk, person=here.host.pk)

    assert answer.status_code == 409
    assert answer.json()["sentences"] == [
        "The Minister is with the whole tour: change that in the visit."
    ]


def test_a_duty_that_is_gone_is_refused(send, here):
    answer = send(here.stops[0], start=600, end=620, duty=0, person=here.host.pk)

    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"action": "fly"}, "action"),
        ({"version": "x"}, "version"),
        ({"seen": ""}, "seen"),
        ({"start": 5000, "end": 5010}, "start"),
        ({"start": "10:00", "end": 620}, "start"),
        ({"end": 620}, "start"),
        ({"start": 620, "end": 620}, "end"),
        ({"start": 600, "end": 620, "stand": 999_999}, "stand"),
        ({"start": 600, "end": 620, "stand": -1}, "stand"),
        ({"start": 600, "end": 620, "person": 999_999}, "person"),
        ({"action": "exchange", "other": 999_999}, "other"),
        ({"action": "exchange"}, "other"),
        ({"start": 10**30, "end": 620}, "start"),
    ],
)
def test_bad_values_name_their_field(send, here, fields, wrong):
    answer = send(here.stops[0], **fields)

    assert answer.status_code == 422
    assert wrong in answer.json()["fields"]
    assert not Change.objects.exists()


def test_what_belongs_to_another_exhibition_is_not_there(send, here):
    stand = StandFactory(exhibition=ExhibitionFactory())
    person = PersonFactory(exhibition=stand.exhibition)

    for field, row in (("stand", stand), ("person", person)):
        answer = send(here.stops[0], start=600, end=620, **{field: row.pk})
        assert (answer.status_code, [*answer.json()["fields"]]) == (422, [field])


@pytest.mark.parametrize("pk", [0, 999_999])
def test_a_stop_that_is_not_there_is_not_found(desk, here, pk):
    sent = {"action": "move", "version": 1, "seen": 0, "start": 600, "end": 620}

    assert desk.post(f"{BOARD}stops/{pk}/", sent, **JSON).status_code == 404


def test_a_stop_of_another_day_is_not_found(desk, here):
    address = BOARD.replace("24", "25")

    answer = desk.post(f"{address}stops/{here.stops[0].pk}/", {}, **JSON)

    assert answer.status_code == 404


def test_a_button_without_a_script_goes_back_to_the_board(desk, here):
    sent = {"action": "move", "version": 1, "seen": 0, "start": 640, "end": 660}

    answer = desk.post(f"{BOARD}stops/{here.stops[2].pk}/", sent, follow=True)

    assert answer.redirect_chain == [(BOARD, 302)]
    assert "is taken by Delegation of Kazakhstan" in answer.content.decode()
