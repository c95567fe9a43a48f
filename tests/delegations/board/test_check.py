"""What a stop in the hand would clash with."""

import pytest

from delegations.models import Change, ClashLevel, Stop
from tests.delegations.board.conftest import BOARD, hours
from tests.factories.delegations import StopFactory, VisitFactory
from tests.factories.exhibitors import OpeningHoursFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def check(desk):
    def get(stop, **fields):
        sent = {"action": "move", "version": 1, "seen": 0, **fields}
        return desk.get(f"{BOARD}check/{stop.pk}/", sent)

    return get


@pytest.fixture(autouse=True)
def _of_people_nothing_is_said(here):
    for rule in ("receiving", "unconfirmed", "interpreter"):
        ClashLevel.objects.create(exhibition=here.exhibition, rule=rule, level="ignore")


def test_a_free_place_clashes_with_nothing(check, here):
    answer = check(here.stops[1], start=640, end=660)

    assert (answer.status_code, answer.json()) == (200, {"clashes": []})
    assert answer["Content-Type"] == "application/json"


def test_a_taken_stand_is_told_and_nothing_is_written(check, here):
    found = check(here.stops[1], start=655, end=675).json()["clashes"]

    assert [row["level"] for row in found] == ["forbid"]
    assert "Tajikistan" in found[0]["sentence"]
    assert hours(here.stops[1]) == "10:30-10:50"
    assert not Change.objects.exists()


def test_softer_rules_are_told_with_their_level(check, here):
    OpeningHoursFactory(
        exhibition=here.exhibition,
        on=here.visit.on,
        opens_at="10:00",
        closes_at="11:30",
    )

    found = check(here.stops[1], start=690, end=710).json()["clashes"]

    assert [row["level"] for row in found] == ["block"]


def test_a_person_who_is_elsewhere_is_told(check, here):
    here.stops[2].visit.delegation.size = None
    found = check(
        here.stops[2], start=660, end=680, person=here.minister.pk, by="person"
    ).json()["clashes"]

    assert found[0]["level"] == "forbid"
    assert found[0]["sentence"].startswith("The Minister is with")


def test_a_visit_without_a_day_can_be_tried_too(check, here):
    visit = VisitFactory(exhibition=here.exhibition, on=None)
    stop = StopFactory(exhibition=here.exhibition, visit=visit, stand=here.stands[0])

    taken = check(stop, action="place", start=600, end=610).json()["clashes"]
    free = check(stop, action="place", start=700, end=710).json()["clashes"]

    assert ([row["level"] for row in taken], free) == (["forbid"], [])


def test_a_change_of_places_is_tried_as_one(check, here):
    answer = check(here.stops[0], action="exchange", other=here.stops[1].pk)

    assert answer.json() == {"clashes": []}


def test_what_cannot_be_asked_is_told(check, here):
    here.stops[0].visit.engagements.filter(person=here.minister).get()
    duty = here.visit.engagements.get(person=here.minister)

    answer = check(here.stops[0], start=600, end=620, duty=duty.pk, person=here.host.pk)

    assert answer.json()["clashes"][0]["level"] == "forbid"


@pytest.mark.parametrize("fields", [{"start": "x"}, {"start": 620, "end": 600}])
def test_bad_values_name_their_field(check, here, fields):
    answer = check(here.stops[0], **fields)

    assert answer.status_code == 422
    assert answer.json()["fields"]


@pytest.mark.parametrize("stops", [3, 40])
def test_the_queries_do_not_grow_with_the_stops(
    check, here, django_assert_num_queries, stops
):
    for number in range(stops):
        Stop.objects.create(
            exhibition=here.exhibition, visit=here.visit, position=number
        )

    with django_assert_num_queries(20):
        check(here.stops[1], start=640, end=660)
