"""Items by themselves: what a stop is to readers, and as JSON."""

import json
from dataclasses import fields, replace

import pytest

from delegations.items import Item, Who, from_json, to_json
from delegations.programme import Selection, programme
from tests.delegations.scene import scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def items():
    return programme(Selection(scene().exhibition)).items


def test_an_item_comes_back_from_json_as_it_was(items):
    full = replace(items[0], head=(Who("A", "B", "C", "D", "E", 7),), languages=("kk",))
    bare = replace(items[1], start=None, end=None, on=None, stand_id=None)

    for item in (full, bare):
        again = from_json(json.loads(json.dumps(to_json(item))))
        assert again == item
        assert hash(again) == hash(item)


def test_times_come_back_in_their_zone(items):
    again = from_json(json.loads(json.dumps(to_json(items[0]))))

    assert again.start.tzinfo is items[0].start.tzinfo
    assert again.end.tzinfo.key == "Asia/Baku"


def test_every_field_is_kept(items):
    kept = set(to_json(items[0]))

    assert kept == {field.name for field in fields(Item)} | {"zone"}


def test_what_was_kept_once_stays_readable(items):
    found = to_json(items[0])
    del found["head"], found["accompanying"][0]["form_of_address"]
    found["colour"] = found["accompanying"][0]["hat"] = "red"

    assert from_json(found) == items[0]


@pytest.mark.parametrize(
    ("who", "text"),
    [
        (Who("A. Aliyev", ""), "A. Aliyev"),
        (Who("A. Aliyev", "Minister"), "A. Aliyev, Minister"),
        (
            Who("A. Aliyev", "Minister", form_of_address="His Excellency"),
            "His Excellency A. Aliyev, Minister",
        ),
    ],
)
def test_a_person_is_named_with_form_of_address_and_title(who, text):
    assert str(who) == text
