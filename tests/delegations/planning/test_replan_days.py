"""Re-planning small days at random, against every way there is."""

import json
from random import Random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from delegations.planning.building import read
from delegations.planning.limits import Limits
from delegations.planning.replan.stages import Replanned, replan

from .small_days import day, every_way, is_lawful, is_tangled, judged


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.integers(0, 10**6))
def test_no_way_is_better_than_what_is_proven(seed: int) -> None:
    raw = day(Random(seed), most_open=2)
    assume(not is_tangled(raw))
    problem = read(raw)
    found: list[Replanned] = []
    result = replan(problem, Limits(work=20), found.append)
    for each in found:
        assert judged(raw, problem, each) == [], json.dumps(raw)
    assert result.proven == 4, json.dumps(raw)
    for worth, plan in every_way(raw, problem):
        if worth < result.vector:
            assert not is_lawful(raw, problem, plan), (worth, json.dumps(raw))


@pytest.mark.parametrize("most_open", [5, 8])
@settings(max_examples=30, deadline=None, derandomize=True)
@given(seed=st.integers(0, 10**6))
def test_every_plan_is_lawful_and_each_day_proven(most_open: int, seed: int) -> None:
    raw = day(Random(seed), most_open=most_open)
    assume(not is_tangled(raw))
    problem = read(raw)
    found: list[Replanned] = []
    assert replan(problem, Limits(work=20), found.append).proven == 4, json.dumps(raw)
    for each in found:
        assert judged(raw, problem, each) == [], json.dumps(raw)
