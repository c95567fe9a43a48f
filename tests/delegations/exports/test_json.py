"""The schedule as JSON, judged by its published schema."""

import json
from datetime import date

import pytest
from jsonschema import Draft202012Validator

from delegations.exports.files import export
from delegations.exports.json import schema
from delegations.models import ExportLog, Stop
from delegations.programme import Selection
from tests.delegations.scene import scene
from tests.factories.delegations import (
    MembershipFactory,
    PersonFactory,
    ReportFactory,
    StopFactory,
)

pytestmark = pytest.mark.django_db
VIEWS = ("public", "stand", "escort", "protocol", "security")


@pytest.fixture
def here():
    return scene()


@pytest.fixture
def judge():
    published = json.loads(schema())
    Draft202012Validator.check_schema(published)
    return Draft202012Validator(
        published, format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def read(here, view="protocol", **filters):
    selection = Selection(here.exhibition, **filters)
    return json.loads(export(selection, "json", view=view).content)


def test_an_item_says_who_is_where_and_when(here):
    document = read(here)
    item = document["items"][0]

    assert document["format"] == "expo-schedule-1"
    assert document["exhibition"] == {
        "slug": "baku",
        "name": "Baku",
        "time_zone": "Asia/Baku",
    }
    assert document["state"] == "draft"
    assert document["version"].startswith("Draft of ")
    assert item["id"] == str(here.stops[0].uid)
    assert item["start"] == "2023-11-24T10:00:00+04:00"
    assert item["delegation"]["country"] == "KZ"
    assert item["stand"]["number"] == "B1"
    assert [who["name"] for who in item["receiving"]] == ["The Host"]
    assert item["exhibits"] == ["Satellite"]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("language", ["en", "ru", "az"])
def test_every_export_keeps_to_the_schema(here, judge, view, language):
    MembershipFactory(
        exhibition=here.exhibition,
        delegation=here.kazakhstan,
        person=PersonFactory(exhibition=here.exhibition),
        role="head",
    )
    ReportFactory(exhibition=here.exhibition, visit=here.visit, is_published=True)
    StopFactory(exhibition=here.exhibition, visit=here.visit, kind="photograph")

    document = read(here, view=view, language=language)

    assert list(judge.iter_errors(document)) == []
    assert len(document["items"]) == (3 if view == "public" else 4)


def test_the_schema_refuses_what_it_does_not_describe(here, judge):
    document = read(here)
    document["items"][0]["colour"] = "red"
    document["items"][1]["start"] = "2023-11-24T10:00:00"
    del document["items"][2]["title"]

    assert len(list(judge.iter_errors(document))) == 3


def test_filters_are_named_as_people_write_them(here, judge):
    document = read(
        here,
        delegation=here.kazakhstan,
        visit=here.visit,
        stand=here.stands[0],
        area=here.area,
        person=here.host,
        day=date(2023, 11, 24),
    )

    assert document["filters"] == {
        "delegation": "kazakhstan",
        "visit": here.visit.pk,
        "stand": "b1",
        "area": "hall",
        "person": "host",
        "date": "2023-11-24",
    }
    assert list(judge.iter_errors(document)) == []


def test_nothing_found_is_a_valid_document(here, judge):
    document = read(here, day=date(2023, 11, 25))

    assert document["items"] == []
    assert list(judge.iter_errors(document)) == []
    assert ExportLog.objects.get().stop_count == 0


@pytest.mark.parametrize("text", ['"', "\\", "</script>", "ə🐎\u2028", "a\nb"])
def test_any_text_comes_back_as_it_was(here, text):
    Stop.objects.filter(pk=here.stops[0].pk).update(note=text)

    assert read(here)["items"][0]["note"] == text


@pytest.mark.parametrize("view", VIEWS)
def test_what_a_view_does_not_show_is_left_out(here, view):
    ReportFactory(exhibition=here.exhibition, visit=here.visit, is_published=True)

    item = read(here, view=view)["items"][0]

    assert ("note" in item) == (view == "protocol")
    assert ("cars" in item) == (view in {"protocol", "security"})
    assert ("duty_phone" in item) == (view in {"escort", "protocol", "security"})
    assert ("size" in item) == (view != "public")
    assert ("people" in item) is False
