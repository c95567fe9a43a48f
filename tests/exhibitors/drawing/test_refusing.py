"""What is refused of a drawing, and in which words."""

import json

import pytest

from exhibitors.drawing.reading import difference
from exhibitors.drawing.refused import Refused
from exhibitors.drawing.saving import judged
from exhibitors.models import Stand
from tests.exhibitors.drawing.conftest import square
from tests.factories.exhibitors import (
    AreaFactory,
    PlanFeatureFactory,
    StandFactory,
)


def new(**fields):
    return {"id": "n1", "number": "A1", "outline": square(6, 6), **fields}


def test_an_overlap_is_refused_naming_both(refused, stand):
    answer = refused(stands=[new(outline=square(2, 2))])

    assert answer.sentences == (
        "Stand “B-1 Kazakhstan” and stand “A1” overlap by 1.00 m²: move one of them, "
        "or say that one lies inside the other.",
    )
    assert answer.findings[0]["keys"] == [f"s{stand.pk}", "sn1"]
    assert not Stand.objects.filter(number="A1").exists()


def test_a_stand_outside_the_area_is_refused_naming_both(refused):
    answer = refused(stands=[new(outline=square(18, 0))])

    assert answer.sentences == (
        "Stand “A1” lies outside the area “Hall 1” by 3.00 m²: move it in, or draw the "
        "outline of the area wider.",
    )


def test_an_area_drawn_smaller_than_its_stands_is_refused(refused, stand):
    answer = refused(outline=[[10, 0], [20, 0], [20, 10]])

    assert (
        "Stand “B-1 Kazakhstan” lies outside the area “Hall 1”" in answer.sentences[0]
    )


def test_an_overlap_that_was_there_stops_nothing_else(send, hall, stand):
    StandFactory(exhibition=hall.exhibition, area=hall, outline=square(1, 1))

    saved = send(stands=[new()])

    assert [finding["rule"] for finding in saved.findings] == ["overlap"]


def test_a_door_off_its_wall_is_saved_and_told(send):
    saved = send(features=[{"id": "n1", "kind": "door", "points": [[10, 5]]}])

    assert [finding["sentence"] for finding in saved.findings] == [
        "Door is 5.00 m away from the nearest wall: move it onto a wall."
    ]


def test_a_taken_number_is_refused_naming_who_has_it(refused, hall, stand):
    elsewhere = AreaFactory(exhibition=hall.exhibition)
    StandFactory(exhibition=hall.exhibition, area=elsewhere, number="C-7", name="Felt")

    answer = refused(
        stands=[
            new(number="b-1"),
            new(id="n2", number="C-7", outline=square(10, 6)),
            new(id="n3", number="D", outline=square(14, 6)),
            new(id="n4", number="d", outline=square(14, 2)),
        ]
    )

    assert answer.fields == {
        "stands[0].number": "The number b-1 is taken by stand “B-1 Kazakhstan”.",
        "stands[1].number": "The number C-7 is taken by stand “C-7 Felt”.",
        "stands[2].number": "The number D is taken by stand “d”.",
        "stands[3].number": "The number d is taken by stand “D”.",
    }


def test_the_number_of_a_stand_that_goes_is_free(send, stand):
    send(stands=[new(number="B-1")], deleted_stands=[stand.pk])

    assert Stand.objects.get().name == "B-1"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"stands": [{"id": 10**9, "number": "X"}]}, "stands[0].id"),
        ({"features": [{"id": 10**9, "name": "X"}]}, "features[0].id"),
        ({"stands": [new(parent=10**9)]}, "stands[0].parent"),
        ({"stands": [new(parent="n9")]}, "stands[0].parent"),
        ({"stands": [new(country="XX")]}, "stands[0].country"),
        ({"stands": [new(number="")]}, "stands[0].number"),
        ({"deleted_stands": [10**9]}, "deleted_stands"),
        ({"deleted_features": [10**9]}, "deleted_features"),
        ({"merges": [{"kept": 10**9, "gone": [10**9 + 1]}]}, "merges"),
        (
            {
                "features": [
                    {"id": "n1", "kind": "gate", "points": [[0, 0]], "leads_to": 10**9}
                ]
            },
            "features[0].leads_to",
        ),
    ],
)
def test_what_is_not_there_is_refused_at_its_field(refused, sent, field):
    assert list(refused(**sent).fields) == [field]


def test_rows_of_elsewhere_are_as_if_they_were_not(refused, hall, stand):
    foreign = StandFactory(outline=square(0, 0))
    other_area = StandFactory(
        exhibition=hall.exhibition, area=AreaFactory(exhibition=hall.exhibition)
    )
    gate = PlanFeatureFactory()
    sentences = {
        answer
        for pk in (foreign.pk, other_area.pk, 10**9)
        for sent in (
            {"stands": [{"id": pk, "outline": square(1, 1)}]},
            {"stands": [new(parent=pk)]},
            {"deleted_stands": [pk]},
            {"merges": [{"kept": stand.pk, "gone": [pk]}]},
            {"merges": [{"kept": pk, "gone": [stand.pk]}]},
            {"features": [{"id": gate.pk, "name": "mine"}]},
            {"features": [{"id": gate.pk, "leads_to": gate.area.pk}]},
            {"deleted_features": [gate.pk]},
        )
        for answer in refused(**sent).fields.values()
    }

    assert sentences == {"This stand is not on this plan.", "This is not on this plan."}
    assert (foreign.outline, Stand.objects.count()) == (square(0, 0), 3)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"", ""),
        (b"[]", ""),
        (b"\xff", ""),
        (b"[" * 100_000, ""),
        (b'{"seen": 5}', "seen"),
        (b'{"stands": 5}', "stands"),
        (b'{"stands": [5]}', "stands"),
        (b'{"stands": [{}]}', "stands[0].id"),
        (b'{"stands": [{"id": true}]}', "stands[0].id"),
        (b'{"stands": [{"id": 1}, {"id": 1}]}', "stands[1].id"),
        (b'{"stands": [{"id": 1, "number": 5}]}', "stands[0].number"),
        (b'{"stands": [{"id": 1, "number": "\\u0000"}]}', "stands[0].number"),
        (b'{"stands": [{"id": 1, "kind": "palace"}]}', "stands[0].kind"),
        (b'{"stands": [{"id": 1, "country": "KAZ"}]}', "stands[0].country"),
        (b'{"stands": [{"id": 1, "outline": [[0, 0], [1, 1]]}]}', "stands[0].outline"),
        (b'{"stands": [{"id": 1, "outline": [[0, NaN]]}]}', "stands[0].outline"),
        (b'{"stands": [{"id": 1, "outline": [[0, 1e9]]}]}', "stands[0].outline"),
        (b'{"outline": "round"}', "outline"),
        (b'{"features": [{"id": 1, "points": []}]}', "features[0].points"),
        (b'{"features": [{"id": 1, "is_step_free": 1}]}', "features[0].is_step_free"),
        (b'{"features": [{"id": 1, "leads_to": "a"}]}', "features[0].leads_to"),
        (b'{"deleted_stands": "all"}', "deleted_stands"),
        (b'{"merges": [{"kept": 1, "gone": ["a"]}]}', "merges[0].gone"),
    ],
)
def test_what_cannot_be_read_names_the_field(body, field):
    with pytest.raises(Refused) as caught:
        difference(body)

    assert list(caught.value.fields) == [field]
    assert caught.value.status == 400


def test_a_name_that_is_too_long_is_refused():
    with pytest.raises(Refused) as caught:
        difference(json.dumps({"stands": [new(number="x" * 41)]}).encode())

    assert caught.value.fields == {"stands[0].number": "At most 40 letters fit here."}


def test_a_check_finds_the_same_and_writes_nothing(hall, stand):
    sent = json.dumps({"stands": [new(outline=square(2, 2))]}).encode()

    found = judged(hall, difference(sent))

    assert [(each["rule"], each["refused"]) for each in found] == [("overlap", True)]
    assert Stand.objects.count() == 1
