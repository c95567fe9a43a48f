"""Small days at random: what is said of them is held against the whole model."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from delegations.planning import explain
from delegations.planning.building import read
from tests.delegations.planning.impossible import (
    alone,
    at_random,
    is_possible,
    without,
)
from tests.delegations.planning.mended import mended

SHAPES = st.sampled_from([(3, 3, 60), (3, 3, 60), (5, 3, 110), (6, 4, 150)])
SMALL = settings(max_examples=40, deadline=None)


def day(seed, shape):
    delegations, stops, hours = shape
    return at_random(seed, delegations=delegations, stops=stops, hours=hours)


def soon():
    return time.monotonic() + 20


def conflict_of(raw):
    """Return the problem and its conflict, None where it is possible."""
    problem = read(raw)
    core = explain.verdict(problem, soon())
    return problem, core and explain.conflict(problem, core, soon())


@given(st.integers(0, 100_000), SHAPES)
@SMALL
def test_a_day_is_called_impossible_when_it_is_and_only_then(seed, shape):
    raw = day(seed, shape)
    problem, can_be = read(raw), is_possible(raw)
    assert (explain.verdict(problem, soon()) is None) == can_be
    everyone = range(len(problem.delegations))
    assert (explain.verdict(problem, soon(), stuck=everyone) is None) == can_be


@given(st.integers(0, 100_000), SHAPES)
@SMALL
def test_what_is_left_of_a_conflict_without_any_member_is_possible(seed, shape):
    raw = day(seed, shape)
    _, conflict = conflict_of(raw)
    if conflict is None:
        return
    assert conflict.minimal.is_proven
    told = conflict.as_json()
    members = told["members"]
    assert told["sentence"]
    kept = alone(raw, members)
    assert not is_possible(kept)
    for member in members:
        assert is_possible(without(kept, member)), member


@given(st.integers(0, 100_000), SHAPES)
@SMALL
def test_each_offer_makes_possible_what_it_says_and_asks_for_no_more(seed, shape):
    raw = day(seed, shape)
    problem, conflict = conflict_of(raw)
    if conflict is None:
        return
    members = [m for m in conflict.as_json()["members"] if m["kind"] == "delegation"]
    told = explain.offers(problem, conflict, soon())
    assert told
    for offer in told:
        better = mended(raw, offer)
        assert is_possible(better) == (offer["resolves"] == "day")
        assert is_possible(alone(better, members)) or "stops" in offer
        if "minutes" in offer["params"]:
            assert not is_possible(alone(mended(raw, offer, 1), members))


@pytest.mark.parametrize("seed", [42, 78, 124, 197])
def test_the_fewest_stops_are_dropped(seed):
    raw = at_random(seed)
    found = explain.dropping(read(raw), soon())
    assert found.is_proven
    dropped = [read(raw).stops[number].id for number in found.stops]
    less = raw
    for name in dropped:
        assert not is_possible(less)
        less = without(less, {"kind": "stop", "id": name})
    assert is_possible(less)
    mandatory = [
        stop["id"]
        for group in raw["delegations"]
        for stop in group["stops"]
        if stop["mandatory"]
    ]
    if len(dropped) == 2:
        for name in mandatory:
            assert not is_possible(without(raw, {"kind": "stop", "id": name}))
