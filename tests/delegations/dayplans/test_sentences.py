"""What the planner says, in names and clock times."""

import pytest
from django.utils import translation

from delegations.dayplans import sentences
from delegations.dayplans.sentences import (
    Conflict,
    Member,
    Offer,
    Speech,
    is_real,
    language_name,
)
from delegations.models import PlanningRun
from tests.delegations.dayplans.conftest import minute, wished
from tests.delegations.times import DAY
from tests.factories.delegations import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def speech(here, monkeypatch):
    """Return what says a sentence of these parts, as if the planner had said it."""

    def speech(sentence, **params):
        row = {"id": f"s{here.stops[0].pk}", "code": "it", "params": params}
        run = PlanningRun(
            exhibition=here.exhibition, on=DAY, result={"left_out": [row]}
        )
        monkeypatch.setattr(sentences, "messages", lambda: {"it": sentence})
        return Speech(run).reasons()[here.stops[0].pk]

    return speech


def test_ids_become_names_and_minutes_clock_times(here, speech):
    person = PersonFactory(exhibition=here.exhibition, name="The Minister")

    said = speech(
        "%(delegation)s, %(other_delegation)s, %(stand)s, %(stop)s, %(person)s, "
        "%(language)s, %(start)s, %(minutes)s",
        delegation=f"v{here.kazakhstan.pk}",
        other_delegation=f"held-v{here.uzbekistan.pk}",
        stand=f"stand-{here.b2.pk}",
        stop=f"s{here.stops[0].pk}",
        person=f"p{person.pk}",
        language="kk",
        start=minute("10:30"),
        minutes=90,
    )

    assert said == (
        "Kazakhstan, Uzbekistan, B2 Books, B1 Carpets, The Minister, Kazakh, 10:30, "
        "90 min"
    )


def test_what_stands_for_others_is_called_what_it_stands_for(here, speech):
    coffee = wished(here.kazakhstan, kind="coffee")

    said = speech(
        "%(stand)s, %(person)s, %(other_stand)s, %(other_delegation)s",
        stand=f"place-s{coffee.pk}",
        person=f"inside-{here.b1.pk}-{here.b2.pk}",
        other_stand=f"gate-{here.gate.pk}",
        other_delegation=f"held-s{here.stops[2].pk}-0",
    )

    assert said == ("coffee, B1 Carpets and the stands inside it, the gate, Uzbekistan")


def test_a_conflict_has_its_members_and_offers(here, monkeypatch):
    said = {"long": "%(delegation)s stays %(minutes)s.", "leave": "At %(time)s."}
    monkeypatch.setattr(sentences, "messages", lambda: said)
    name = f"v{here.kazakhstan.pk}"
    result = {
        "conflict": {
            "code": "long",
            "params": {"delegation": name, "minutes": 30},
            "members": [
                {"kind": "delegation", "id": name},
                {"kind": "stand", "id": f"stand-{here.b1.pk}"},
                {"kind": "stop", "id": f"s{here.stops[0].pk}"},
                {"kind": "language", "id": "ru"},
                {"kind": "apart", "id": f"{name} v{here.uzbekistan.pk}"},
            ],
        },
        "offers": [{"code": "leave", "params": {"time": minute("18:30")}}],
    }
    run = PlanningRun(exhibition=here.exhibition, on=DAY, result=result)

    assert Speech(run).conflict() == Conflict(
        "Kazakhstan stays 30 min.",
        (
            Member("delegation", here.kazakhstan.pk, "Kazakhstan"),
            Member("stand", here.b1.pk, "Stand B1 (hours and room)"),
            Member("stop", here.stops[0].pk, "Kazakhstan at B1"),
            Member("language", None, "Interpreters of Russian"),
            Member("apart", None, "Kazakhstan and Uzbekistan, kept apart"),
        ),
        (Offer("At 18:30."),),
    )


@pytest.mark.parametrize(
    ("code", "kind", "of"),
    [
        ("move_later", "stop", "stop"),
        ("drop_stop", "stop", "stop"),
        ("leave_later", "visit", "visit"),
        ("another_host", "visit", "visit"),
        ("one_more_group", "stand", "stand"),
        ("open_later", "hours", "exhibition"),
        ("let_meet", "apart", ""),
        ("one_more_interpreter", "interpreters", ""),
        ("drop_stops", "", ""),
    ],
)
def test_an_offer_leads_to_the_record_that_it_changes(
    here, monkeypatch, code, kind, of
):
    monkeypatch.setattr(sentences, "messages", lambda: {code: "It."})
    keys = {
        "": 0,
        "stop": here.stops[0].pk,
        "visit": here.kazakhstan.pk,
        "stand": here.b1.pk,
        "exhibition": here.exhibition.pk,
    }
    params = {
        "stop": f"s{keys['stop']}",
        "delegation": f"v{keys['visit']}",
        "stand": f"stand-{keys['stand']}",
    }
    result = {"offers": [{"code": code, "params": params}]}
    run = PlanningRun(exhibition=here.exhibition, on=DAY, result=result)

    assert Speech(run).offers() == (Offer("It.", kind, keys[of]),)


def test_a_possible_day_has_no_conflict(here):
    run = PlanningRun(exhibition=here.exhibition, on=DAY, result={"conflict": None})

    assert Speech(run).conflict() is None
    assert Speech(run).offers() == ()


def test_a_code_that_nobody_knows_is_said_as_the_planner_did(here, monkeypatch):
    monkeypatch.setattr(sentences, "messages", dict)
    row = {"id": "s1", "code": "new", "params": {}, "sentence": "It is new."}
    run = PlanningRun(exhibition=here.exhibition, on=DAY, result={"left_out": [row]})

    assert Speech(run).reasons() == {1: "It is new."}


def test_what_is_no_longer_there_keeps_its_id(here, speech):
    assert speech("%(stand)s %(person)s", stand="stand-0", person="p0") == "stand-0 p0"


def test_languages_are_named_in_the_active_one():
    with translation.override("ru"):
        assert language_name("kk") == "Казахский"
    assert language_name("xx") == "xx"


def test_more_reasons_take_no_more_queries(
    here, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(sentences, "messages", lambda: {"it": "%(stop)s"})
    rows = [
        {"id": f"s{stop.pk}", "code": "it", "params": {"stop": f"s{stop.pk}"}}
        for stop in here.stops
    ]
    run = PlanningRun(exhibition=here.exhibition, on=DAY, result={"left_out": rows})

    with django_assert_num_queries(1):
        assert len(Speech(run).reasons()) == 3


@pytest.mark.parametrize(
    ("code", "params", "is_said"),
    [
        ("drop_stop", {"delegation": "v1", "stand": "stand-1"}, True),
        ("drop_stop", {"delegation": "held-v1", "stand": "held-v1"}, False),
        ("leave_later", {"delegation": "held-s1-0", "minutes": 5}, False),
        ("let_meet", {"delegation": "held-v1", "other_delegation": "v1"}, True),
        ("another_host", {"person": "inside-1-2", "delegation": "v1"}, False),
        ("one_more_group", {"stand": "place-s1", "count": 2}, False),
        ("one_more_group", {"stand": "stand-1", "count": 2}, True),
        ("drop_stop", {"delegation": "v1", "stand": "place-s1"}, True),
    ],
)
def test_nothing_is_asked_of_those_who_stand_for_others(code, params, is_said):
    assert is_real({"code": code, "params": params}) is is_said
