"""Re-planning: each rule of a day under way, on days small enough to see through."""

import pytest

from delegations.planning.building import read
from delegations.planning.limits import Limits
from delegations.planning.replan.stages import Replanned, replan

from .running import day, group, solved, starts, stop
from .small_days import judged


def test_a_plan_that_still_holds_stays() -> None:
    raw = day(
        group("K", stop("x", "A"), stop("y", "B")),
        group("L", stop("z", "A")),
        previous={"x": 120, "y": 140, "z": 131},
    )
    _, result = solved(raw)
    assert result.vector.told[:3] == [0, 0, 0]
    assert result.moved == []
    assert result.told == ()
    assert result.bound == result.plan.cost


def test_a_late_delegation_gives_way_to_the_others() -> None:
    """K comes to A when L is there; it waits for L though L could wait for it."""
    raw = day(
        group("K", stop("x", "A"), at="gate", free_from=121),
        group("L", stop("y", "A")),
        previous={"x": 115, "y": 130},
        late=["K"],
        notice=0,
    )
    assert starts(raw) == {"x": 140, "y": 130}
    _, result = solved(raw)
    assert result.vector.told[:3] == [0, 0, 25]
    assert [(m.stop, m.start, m.to) for m in result.moved] == [(0, 115, 140)]
    assert result.told == (0,)


def test_a_mandatory_stop_moves_others_rather_than_being_left_out() -> None:
    raw = day(
        group("K", stop("x", "A"), at="gate", free_from=124, window=[0, 141]),
        group("L", stop("y", "A"), weight=2),
        previous={"x": 115, "y": 130},
        late=["K"],
        notice=0,
    )
    _, result = solved(raw)
    assert result.vector.told[:3] == [0, 2, 15]
    assert result.plan.starts == {0: 125, 1: 135}
    assert result.told == (0, 1)


def test_the_lighter_of_two_others_moves() -> None:
    """K needs ten minutes at A before 161, where L and M leave it no room."""
    raw = day(
        group("K", stop("x", "A"), at="gate", free_from=139, window=[0, 161]),
        group("L", stop("y", "A"), weight=3),
        group("M", stop("z", "A"), weight=2),
        previous={"x": 115, "y": 140, "z": 150},
        late=["K"],
        notice=0,
    )
    _, result = solved(raw)
    assert result.vector.told[:2] == [0, 2]
    assert result.plan.starts[1] == 140


def test_a_mandatory_stop_is_left_out_where_it_cannot_be() -> None:
    raw = day(
        group("K", stop("x", "A"), at="gate", free_from=150, window=[0, 155]),
        previous={"x": 115},
        late=["K"],
    )
    _, result = solved(raw)
    assert result.vector.told[:3] == [1, 0, 0]
    assert result.plan.starts == {}
    assert result.told == (0,)


def test_a_stop_within_the_notice_stays_though_others_must_move_for_it() -> None:
    """Late L could start later for K; settled, it stays and K's stop is dropped."""
    raw = day(
        group("K", stop("x", "A"), at="gate", free_from=101, window=[0, 120]),
        group("L", stop("y", "A")),
        previous={"x": 90, "y": 105},
        late=["K", "L"],
    )
    raw["delegations"][0]["stops"][0]["state"] = "planned"
    assert starts(raw) == {"y": 105}
    raw["notice"] = 5
    assert starts(raw)["x"] in range(102, 110)


def test_a_stop_within_the_notice_moves_if_it_is_impossible() -> None:
    raw = day(
        group("K", stop("x", "A", actual=[90, 112])),
        group("L", stop("y", "A")),
        previous={"x": 90, "y": 105},
        late=["K"],
    )
    assert starts(raw) == {"x": 90, "y": 112}


def test_a_locked_stop_keeps_its_start_and_its_bay() -> None:
    raw = day(
        group("K", stop("x", "A", locked=True)),
        group("L", stop("y", "A"), at="gate", free_from=145, window=[0, 165]),
        previous={"x": 150, "y": 130},
        late=["L", "K"],
        notice=0,
    )
    raw["stands"][0]["capacity"] = 2
    raw["previous"]["x"]["bay"] = 2
    assert starts(raw)["x"] == 150
    raw["stands"][0]["capacity"] = raw["previous"]["x"]["bay"] = 1
    assert starts(raw) == {"x": 150}


def test_a_locked_stop_that_is_impossible_is_left_out() -> None:
    raw = day(
        group("K", stop("x", "A", locked=True), at="B", free_from=150),
        previous={"x": 150},
        late=["K"],
    )
    assert starts(raw) == {}


def test_a_skipped_stop_is_not_placed_and_not_counted() -> None:
    raw = day(
        group(
            "K",
            stop("x", state="skipped"),
            stop("v", state="skipped", mandatory=False, value=3),
        ),
        previous={"x": 120, "v": 140},
    )
    _, result = solved(raw)
    assert result.plan.starts == {}
    assert result.vector.told == [0, 0, 0, 30]
    assert result.told == ()


def test_nothing_starts_before_the_way_from_where_a_delegation_is() -> None:
    raw = day(
        group("K", stop("x", "A"), at="B", free_from=140),
        previous={"x": 110},
        late=["K"],
    )
    assert starts(raw) == {"x": 141}


def test_the_next_stop_alone_waits_for_the_way_from_there() -> None:
    raw = day(
        group("K", stop("x", "A"), stop("y", "B"), at="B", free_from=140),
        previous={"x": 110, "y": 130},
        late=["K"],
        notice=0,
    )
    found = starts(raw)
    assert found["y"] == 140
    assert found["x"] == 151


def test_taking_longer_counts_as_waiting() -> None:
    raw = day(group("K", stop("x", actual=[90, 108], state="done")), previous={"x": 88})
    _, result = solved(raw)
    tour = result.plan.tours[0]
    assert (tour.start, tour.end, tour.walk, tour.wait) == (89, 109, 2, 8)
    assert result.moved == []


def test_a_stop_that_was_not_in_the_plan_is_added_without_a_move() -> None:
    raw = day(
        group("K", stop("x", "A"), stop("new", "B")),
        group("L", stop("more", "B", mandatory=False, value=9)),
        previous={"x": 120},
    )
    _, result = solved(raw)
    assert set(result.plan.starts) == {0, 1, 2}
    assert result.vector.told[:3] == [0, 0, 0]
    assert result.told == (0, 1)


def test_a_mandatory_stop_left_out_before_counts_as_dropped() -> None:
    raw = day(group("K", stop("x", window=[0, 90])), previous={})
    _, result = solved(raw)
    assert result.vector.told[:3] == [1, 0, 0]
    assert result.told == ()


def test_a_change_of_bay_is_no_move() -> None:
    raw = day(
        group("K", stop("x", actual=[90, 125])),
        group("L", stop("y", "A")),
        previous={"x": 90, "y": 120},
        late=["K"],
    )
    raw["stands"][0]["capacity"] = 2
    _, result = solved(raw)
    assert result.moved == []


@pytest.mark.parametrize("apart", [[], [["K", "L"]]])
def test_what_has_begun_is_never_refused(apart: list[list[str]]) -> None:
    """Both are at A in its only bay, before it opens, led by one person."""
    raw = day(
        group("K", stop("x", "A"), stop("y", "B"), escorts=["P"], language="ru"),
        group("L", stop("z", "A"), escorts=["P"], language="ru", window=[98, 101]),
        previous={"x": 95, "y": 130, "z": 96},
        apart=apart,
        interpreters={"ru": 1},
    )
    raw["stands"][0]["open"] = [[120, 200]]
    assert starts(raw) == {"x": 95, "y": 130, "z": 96}


def test_who_has_begun_with_too_few_interpreters_lets_no_others_begin() -> None:
    raw = day(
        group("K", stop("x", "A"), language="ru"),
        group("L", stop("y", "B"), language="ru"),
        group("M", stop("z", "B"), language="ru"),
        previous={"x": 95, "y": 96, "z": 106},
        interpreters={"ru": 1},
        notice=0,
    )
    assert starts(raw) == {"x": 95, "y": 96, "z": 108}


def test_an_escort_comes_from_hosting_what_has_begun() -> None:
    raw = day(
        group("K", stop("x", "B", actual=[90, 140], hosts=["P"])),
        group("L", stop("y", "A"), escorts=["P"]),
        previous={"x": 90, "y": 120},
        notice=0,
    )
    assert starts(raw) == {"x": 90, "y": 142}


def test_who_is_disturbed_for_nothing_may_be_disturbed() -> None:
    """L weighs nothing: it ends earlier without its stop, and a move is not paid."""
    raw = day(
        group("K", stop("x", "B")),
        group("L", stop("y", "A", mandatory=False, value=1), weight=0),
        previous={"x": 115, "y": 180},
    )
    assert starts(raw) == {"x": 115}


def busy_day() -> dict:
    groups = [
        group(f"D{n}", stop(f"a{n}", "A"), stop(f"b{n}", "B"), weight=n % 3 + 1)
        for n in range(6)
    ]
    previous = {f"a{n}": 110 + 11 * n for n in range(6)}
    previous |= {f"b{n}": 122 + 11 * n for n in range(6)}
    raw = day(*groups, previous=previous, late=["D0"], notice=0)
    raw["delegations"][0] |= {"at": "gate", "free_from": 125}
    return raw


def test_each_better_plan_is_told_the_first_at_once() -> None:
    raw = busy_day()
    problem = read(raw)
    found: list[Replanned] = []
    result = replan(problem, Limits(work=20), found.append)
    assert found[-1] == result
    assert all(judged(raw, problem, each) == [] for each in found)
    vectors = [each.vector for each in found]
    assert vectors == sorted(vectors, reverse=True)
    assert [each.proven for each in found] == sorted(each.proven for each in found)


def test_without_time_there_is_still_a_plan() -> None:
    raw = busy_day()
    problem = read(raw)
    result = replan(problem, Limits(seconds=0))
    assert result.proven == 0
    assert judged(raw, problem, result) == []


def test_equal_work_and_seed_give_equal_plans() -> None:
    results = [replan(read(busy_day()), Limits(work=0.05), seed=3) for _ in range(2)]
    assert results[0].plan.starts == results[1].plan.starts
    assert results[0].proven == results[1].proven
