"""Bays: each stop has one, settled ones their own, the others theirs if they can."""

from itertools import product
from random import Random

from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from delegations.planning.bays import _Wish, bays, given
from delegations.planning.building import read
from delegations.planning.plan import plan_of

from .running import day, group, stop


def wish(
    name: int, start: int, end: int, bay: int | None = None, kind: str = "planned"
) -> _Wish:
    return _Wish(start, end, name, bay, kind != "planned", kind == "begun")


def test_one_after_the_other_keep_the_same_bay() -> None:
    assert given([wish(1, 0, 5), wish(2, 5, 9)], 2) == {1: 1, 2: 1}


def test_a_planned_stop_keeps_its_bay_where_it_can() -> None:
    assert given([wish(1, 0, 5, 2), wish(2, 3, 9, 1)], 2) == {1: 2, 2: 1}
    assert given([wish(1, 0, 5, 2), wish(2, 3, 9, 2)], 2) == {1: 2, 2: 1}


def test_a_planned_stop_leaves_its_bay_to_a_locked_one() -> None:
    assert given([wish(1, 0, 5, 2), wish(2, 3, 9, 2, "locked")], 2) == {1: 1, 2: 2}


def test_a_wish_gives_way_where_another_would_find_no_bay() -> None:
    """The first would like bay 1, but then the second, which lasts, has none."""
    wishes = [wish(1, 0, 4, 1), wish(2, 2, 9), wish(3, 4, 6, 2, "locked")]
    assert given(wishes, 2) == {1: 2, 2: 1, 3: 2}


def test_there_are_no_bays_where_one_stop_finds_none() -> None:
    wishes = [wish(2, 2, 9), wish(3, 4, 6, 1, "locked"), wish(4, 6, 9, 2, "locked")]
    assert given(wishes, 2) == {}


def test_two_locked_in_one_bay_at_once_leave_no_bays() -> None:
    wishes = [wish(1, 0, 5, 1, "locked"), wish(2, 3, 9, 1, "locked"), wish(3, 0, 9)]
    assert given(wishes, 3) == {}


def test_what_has_begun_may_overlap_in_its_bay() -> None:
    wishes = [wish(1, 0, 5, 1, "begun"), wish(2, 3, 9, 1, "begun"), wish(3, 4, 9)]
    assert given(wishes, 2) == {1: 1, 2: 1, 3: 2}


def test_what_takes_no_time_is_in_nobodys_way() -> None:
    assert given([wish(1, 0, 9, 1), wish(2, 4, 4, 1)], 1) == {1: 1, 2: 1}


def test_a_bay_beyond_those_there_are_is_forgotten() -> None:
    assert given([wish(1, 0, 9, 3)], 2) == {1: 1}


def test_a_plan_has_a_bay_for_each_stop() -> None:
    raw = day(
        group("K", stop("x"), stop("z", "B")),
        group("L", stop("y")),
        previous={"x": 110, "y": 115, "z": 130},
    )
    raw["stands"][0]["capacity"] = 2
    problem = read(raw)
    plan = plan_of(problem, {0: 110, 1: 130, 2: 115})
    assert bays(problem, plan) == {0: 1, 1: 1, 2: 2}


@settings(max_examples=60, deadline=None, derandomize=True)
@drawn(st.integers(0, 10**6))
def test_bays_are_found_if_there_is_any_way(seed: int) -> None:
    rng = Random(seed)
    capacity = rng.randint(1, 3)
    wishes = []
    for name in range(rng.randint(1, 6)):
        start = rng.randint(0, 9)
        bay = rng.choice([None, rng.randint(1, capacity)])
        kind = "locked" if bay and rng.random() < 0.5 else "planned"
        wishes.append(wish(name, start, start + rng.randint(1, 5), bay, kind))
    found = given(sorted(wishes), capacity)
    ways = [
        dict(enumerate(way))
        for way in product(range(1, capacity + 1), repeat=len(wishes))
    ]
    assert (found in ways and is_right(wishes, found)) or (
        found == {} and not any(is_right(wishes, way) for way in ways)
    )


def is_right(wishes: list[_Wish], way: dict[int, int]) -> bool:
    if any(each.is_settled and way[each.stop] != each.bay for each in wishes):
        return False
    return not any(
        way[one.stop] == way[other.stop]
        and one.start < other.end
        and other.start < one.end
        for one in wishes
        for other in wishes
        if one.stop < other.stop
    )


def test_a_locked_stop_that_takes_no_time_may_be_where_another_is() -> None:
    wishes = [wish(1, 0, 5, 1, "begun"), wish(2, 3, 3, 1, "locked"), wish(3, 3, 9)]
    assert given(wishes, 2) == {1: 1, 2: 1, 3: 2}
