from typing import Any

import pytest

from delegations.loading.service import load
from delegations.models import Membership, Stop, Visit
from exhibitors.models import (
    OpeningHours,
    Stand,
)
from tests.delegations.loading.conftest import FACTS, OVERLAY, Loader, record
from tests.delegations.loading.readback import normal, read_back
from tests.delegations.loading.states import (
    loaded,
    outcome,
)

pytestmark = pytest.mark.django_db


def test_a_changed_file_wins_and_the_change_is_named(
    document: Any, load_contents: Loader
) -> None:
    load_contents(document)
    stand = record(document, "stands", "stand-kazakhstan")
    stand["name"]["ru"] = "Стенд Казахстана"
    stand["topics"].remove("tourism")
    stand["organisations"].remove("org-mdai-kz")
    tally = load_contents(document)
    assert tally.changed() == {
        ("stands", "stand-kazakhstan"): [
            "exhibitors",
            "name",
            "organisations",
            "sectors",
        ]
    }
    assert normal(read_back(loaded())) == normal(document)


def test_an_edit_in_the_database_is_overwritten() -> None:
    load(FACTS)
    Stand.objects.filter(key="stand-speca").update(area_m2=5, description_az="")
    tally = load(FACTS)
    assert tally.changed() == {("stands", "stand-speca"): ["area_m2", "description"]}
    assert Stand.objects.get(key="stand-speca").area_m2 == 300


def test_what_the_file_leaves_open_is_the_organisers() -> None:
    load(FACTS)
    Stand.objects.filter(key="stand-speca").update(number="C7")
    assert outcome(load(FACTS))["changed"] == 0
    assert Stand.objects.get(key="stand-speca").number == "C7"


def test_rows_that_somebody_entered_stay() -> None:
    load(FACTS, OVERLAY)
    exhibition = loaded()
    visit = Visit.objects.get(key="visit-azerbaijan-university")
    stop = Stop.objects.create(exhibition=exhibition, visit=visit, kind="coffee")
    day = {"on": "2023-11-26", "opens_at": "10:00", "closes_at": "11:00"}
    OpeningHours.objects.create(exhibition=exhibition, **day)
    assert outcome(load(FACTS, OVERLAY))["changed"] == 0
    assert Stop.objects.filter(pk=stop.pk).exists()
    assert OpeningHours.objects.count() == 5


def test_parts_that_left_the_file_are_removed(
    document: Any, overlay: Any, load_contents: Loader
) -> None:
    load_contents(document, overlay)
    record(document, "visits", "visit-kazakhstan")["stands_seen"].pop()
    del overlay["fields"]["stops"]["visit-kazakhstan"]["8"]
    overlay["records"]["moments"] = []
    tally = load_contents(document, overlay)
    assert {name for _collection, name in tally.changed()} == {
        "visit-opening",
        "visit-tajikistan",
        "visit-kazakhstan",
    }
    assert Stop.objects.filter(visit__key="visit-kazakhstan").count() == 7
    assert normal(read_back(loaded())) == normal(document)


def test_two_stands_exchange_their_numbers(
    document: Any, overlay: Any, load_contents: Loader
) -> None:
    load_contents(document, overlay)
    stands = overlay["fields"]["stands"]
    stands["stand-speca"]["number"], stands["stand-kazakhstan"]["number"] = "B1", "S1"
    tally = load_contents(document, overlay)
    assert tally.counts()["stands"] == {"changed": 2, "unchanged": 8}
    assert Stand.objects.get(number="B1").key == "stand-speca"


def test_a_delegation_gets_another_head(document: Any, load_contents: Loader) -> None:
    load_contents(document)
    delegation = record(document, "delegations", "delegation-president-azerbaijan")
    old, new = delegation["head"], delegation["members"][0]
    delegation["head"], delegation["members"][0] = new, old
    load_contents(document)
    heads = Membership.objects.filter(role="head", delegation__key=delegation["id"])
    assert [head.person.key for head in heads] == [new]
    assert normal(read_back(loaded())) == normal(document)


def test_a_stand_and_the_one_around_it_change_places(
    document: Any, load_contents: Loader
) -> None:
    load_contents(document)
    record(document, "stands", "stand-azerbaijan")["parent_stand"] = (
        "stand-made-in-azerbaijan"
    )
    record(document, "stands", "stand-made-in-azerbaijan")["parent_stand"] = None
    load_contents(document)
    assert normal(read_back(loaded())) == normal(document)
