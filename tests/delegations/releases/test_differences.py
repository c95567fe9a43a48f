"""What differs, in words: complete, and never more than the reader may see."""

import dataclasses
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from delegations.confidentiality import VIEWS, masked
from delegations.items import Item, Who
from delegations.programme import Selection, programme
from delegations.releases.differences import difference, listing
from tests.delegations.scene import scene

pytestmark = pytest.mark.django_db

NOBODY_READS = {
    "stop",
    "uid",
    "visit",
    "on",
    "delegation_slug",
    "delegation_id",
    "country_code",
    "stand_slug",
    "stand_kind",
    "stand_country_code",
    "area_id",
    "status",
    "status_label",
    "people",
    "kind",
    "basis",
    "is_off",
    "stand_number",
    "order",
}


@pytest.fixture
def items():
    whole = programme(Selection(scene().exhibition, with_off=True))
    return list(whole.items)


def changed(items, place=0, **values):
    """Return the stops with other values at one of them."""
    found = list(items)
    found[place] = dataclasses.replace(found[place], **values)
    return found


def told(old, new, language="en"):
    return [str(sentence) for sentence in difference(old, new, language)]


def later(items, minutes, place=0):
    step = timedelta(minutes=minutes)
    stop = items[place]
    return changed(items, place, start=stop.start + step, end=stop.end + step)


def test_nothing_differs_from_itself(items):
    assert told(items, list(reversed(items))) == []


def test_a_move_says_from_when_to_when(items):
    assert told(items, later(items, 10)) == [
        "Delegation of Kazakhstan: the call at B1 moves from 10:00–10:20 to 10:10–10:30"
    ]


@pytest.mark.parametrize(
    ("values", "what"),
    [
        (
            {
                "title": "Fair",
                "stand": "Fair",
                "stand_number": "B9",
                "stand_id": 1,
                "area": "",
            },
            "now at B9 Fair instead of B1 Stand of Kazakhstan, Hall 1",
        ),
        ({"receiving": (Who("A", "b"),)}, "received by A, b instead of The Host"),
        ({"receiving": ()}, "no longer received by The Host"),
        (
            {"receiving": (Who("The Host", "", "greets", "kk–az"),)},
            "received by The Host (greets, kk–az) instead of The Host",
        ),
        ({"exhibits": ("Coin",)}, "exhibits: Coin instead of Satellite"),
        ({"exhibits": ()}, "exhibits: none any more, it was Satellite"),
        ({"bay": 2}, "bay: 2 instead of 1"),
        ({"note": "Bring\nthe gift"}, "note: Bring the gift"),
        ({"kind_label": "coffee"}, "kind: coffee instead of call at a stand"),
        ({"title": "Signing"}, "title: Signing"),
        ({"illustrative": ("planned",)}, "marked as illustrative"),
    ],
)
def test_what_else_differs_of_a_stop_has_its_words(items, values, what):
    old = changed(items, receiving=(Who("The Host", ""),))

    assert told(old, changed(old, **values)) == [
        f"Delegation of Kazakhstan: the call at B1, 10:00: {what}"
    ]


def test_a_move_and_the_rest_of_a_stop_are_one_sentence(items):
    (sentence,) = told(items, changed(later(items, 5), bay=2))

    assert sentence.endswith(
        "the call at B1 moves from 10:00–10:20 to 10:05–10:25; bay: 2 instead of 1"
    )


def test_what_a_whole_visit_shares_is_said_once(items):
    new = [
        dataclasses.replace(item, meeting_point="Side entrance", duty_phone="")
        if item.delegation_slug == "kazakhstan"
        else item
        for item in items
    ]

    assert told(items, new) == [
        "Delegation of Kazakhstan: meeting point: Side entrance instead of "
        "Main entrance",
        "Delegation of Kazakhstan: duty telephone: none any more, it was +994 12 104",
    ]


def test_a_companion_of_one_stop_is_said_at_that_stop(items):
    new = changed(items, accompanying=(*items[0].accompanying, Who("A Deputy", "")))

    assert told(items, new) == [
        "Delegation of Kazakhstan: the call at B1, 10:00: accompanied by A Deputy too"
    ]


@pytest.mark.parametrize(
    ("status", "words"), [("cancelled", "is cancelled"), ("skipped", "is skipped")]
)
def test_a_stop_that_is_off_is_said_with_the_time_it_had(items, status, words):
    off = changed(items, status=status, is_off=True)

    assert told(items, off) == [
        f"Delegation of Kazakhstan: the call at B1, 10:00–10:20, {words}"
    ]
    assert told(off, items) == [
        "Delegation of Kazakhstan: the call at B1 takes place again: 10:00–10:20"
    ]


def test_a_postponed_visit_does_not_take_place(items):
    off = [dataclasses.replace(item, is_off=True) for item in items[:1]]

    assert told(items[:1], off)[0].endswith("10:00–10:20, does not take place")


def test_what_comes_and_goes_is_new_or_taken_out(items):
    assert told(items[1:], items)[0].endswith("the call at B1 is new: 10:00–10:20")
    assert told(items, items[1:])[0].endswith("B1, 10:00–10:20, is taken out")


def test_a_stop_gets_and_loses_its_time(items):
    untimed = changed(items, start=None, end=None)

    assert told(untimed, items)[0].endswith(
        "the call at B1 now has a time: 10:00–10:20"
    )
    assert "has no time any more, it was 10:00–10:20" in told(items, untimed)[0]


def test_a_stop_done_on_the_day_is_no_news(items):
    assert told(items, changed(items, status="done", status_label="done")) == []


def test_a_stop_that_never_took_place_is_no_news(items):
    off = changed(items, is_off=True)[:1]

    assert told([], off) == []
    assert told(off, []) == []


def test_visits_come_in_the_order_of_time_whatever_the_order_of_rows(items):
    new = later(later(items, 5, place=2), 5)

    sentences = told(items, new)

    assert sentences == told(items[::-1], new[::-1])
    assert ["Kazakhstan" in sentence for sentence in sentences] == [True, False]


@pytest.mark.parametrize(
    ("language", "stop"), [("ru", "B1"), ("az", "B1"), ("en", "the call at B1")]
)
def test_the_words_are_in_the_readers_language(items, language, stop):
    (sentence,) = told(items, later(items, 10), language)

    assert stop in sentence


def test_a_programme_in_words_has_a_line_a_stop(items):
    assert [str(line) for line in listing(items[::-1], "en")][:2] == [
        "Delegation of Kazakhstan: 10:00–10:20 the call at B1 · "
        "B1 Stand of Kazakhstan, Hall 1",
        "Delegation of Kazakhstan: 10:30–10:50 the call at B2 · B2 Stand of Tajiks",
    ]


OTHER = {
    int: 77,
    str: "Something else",
    tuple: ("Something else",),
}


def _other(name, value):
    """Return another value of a field."""
    if name in ("receiving", "accompanying", "interpreting", "head"):
        return (Who("Someone Else", "Minister"),)
    if name in ("start", "end"):
        return value + timedelta(minutes=3)
    if value is None:
        return 77
    return OTHER[type(value)]


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    view=st.sampled_from(sorted(VIEWS)),
    names=st.sets(
        st.sampled_from(
            [f.name for f in dataclasses.fields(Item) if f.name not in NOBODY_READS]
        ),
        min_size=1,
    ),
)
def test_what_a_view_shows_has_a_sentence_and_what_it_hides_has_none(
    items, view, names
):
    old = items[:1]
    new = changed(old, **{name: _other(name, getattr(old[0], name)) for name in names})
    seen = [masked(view, state) for state in (old, new)]

    assert bool(told(*seen)) == (seen[0] != seen[1])
    hidden = VIEWS["protocol"] - VIEWS[view]
    if names <= hidden:
        assert told(*seen) == []
