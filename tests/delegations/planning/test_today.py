"""What a problem's JSON says of the day under way, as it is read."""

from typing import Any

import pytest

from delegations.planning.building import read
from delegations.planning.problem import State, Stop
from delegations.planning.reading import BadProblem

from .running import Raw, day, group, stop


def one(raw: Raw, name: str) -> Stop:
    return next(each for each in read(raw).stops if each.id == name)


def alone(at: int | None, **said: Any) -> Stop:
    """Return a stop of ten minutes with a start in the plan in force, at 100."""
    previous = {} if at is None else {"x": at}
    return one(day(group("K", stop("x", **said)), previous=previous), "x")


def test_a_stop_whose_start_has_passed_has_begun() -> None:
    read_stop = alone(95)
    assert read_stop.state == State.BEGUN
    assert read_stop.pinned == (95, 105)


def test_a_stop_that_starts_now_has_not_begun() -> None:
    assert alone(100).state == State.PLANNED
    assert alone(100).pinned is None


def test_a_stop_said_to_be_planned_whose_start_has_passed_is_free() -> None:
    read_stop = alone(95, state="planned")
    assert read_stop.is_open
    assert not read_stop.is_frozen
    assert read_stop.starts == ((100, 190),)


def test_actual_times_take_the_place_of_planned_ones() -> None:
    assert alone(80, state="done", actual=[83, 91]).pinned == (83, 91)


def test_a_begun_stop_lasts_its_duration_from_its_actual_start() -> None:
    assert alone(90, state="begun", actual=[97, None]).pinned == (97, 107)


def test_an_actual_time_alone_says_that_a_stop_has_begun() -> None:
    assert alone(120, actual=[98, None]).state == State.BEGUN
    assert alone(80, actual=[81, 89]).state == State.DONE


def test_a_begun_stop_of_which_no_time_is_known_is_refused() -> None:
    with pytest.raises(BadProblem, match=r"stops\[0\].actual: “x” was begun: say when"):
        alone(None, state="begun")


def test_a_skipped_stop_is_neither_pinned_nor_open() -> None:
    read_stop = alone(110, state="skipped")
    assert not read_stop.is_open
    assert not read_stop.is_frozen


@pytest.mark.parametrize(
    ("at", "is_frozen"), [(99, False), (100, True), (114, True), (115, False)]
)
def test_the_notice_freezes_from_now_up_to_its_end(at: int, *, is_frozen: bool) -> None:
    assert alone(at, state="planned").is_frozen is is_frozen


def test_a_stop_that_cannot_keep_its_start_is_not_frozen() -> None:
    assert not alone(105, window=[110, 120]).is_frozen


def test_a_locked_stop_has_its_own_start_alone() -> None:
    read_stop = alone(150, locked=True)
    assert read_stop.starts == ((150, 150),)
    assert read_stop.is_frozen


def test_a_locked_stop_whose_start_is_impossible_has_none() -> None:
    assert alone(150, locked=True, window=[100, 120]).starts == ()


def test_locked_needs_a_plan_in_force() -> None:
    raw = day(group("K", stop("x", locked=True)), previous={})
    with pytest.raises(BadProblem, match=r"locked: “x” is missing in previous"):
        read(raw)
    raw["previous"] = raw["now"] = None
    with pytest.raises(BadProblem, match=r"locked: “x” needs previous"):
        read(raw)


@pytest.mark.parametrize("key", ["previous", "now"])
def test_previous_and_now_come_together(key: str) -> None:
    raw = day(group("K", stop("x")), previous={})
    raw[key] = None
    with pytest.raises(BadProblem, match=f"^{key}: is missing"):
        read(raw)


def test_an_unknown_stop_in_the_plan_in_force_is_refused() -> None:
    with pytest.raises(BadProblem, match="previous: “y” is unknown"):
        read(day(group("K", stop("x")), previous={"y": 3}))


def test_nothing_starts_before_now_nor_before_its_delegation_is_free() -> None:
    assert alone(150).starts[0][0] == 100
    raw = day(group("K", stop("x"), at="B", free_from=120), previous={"x": 150})
    assert one(raw, "x").starts[0][0] == 120
    assert read(raw).delegations[0].ready == (2, 120)


def test_who_is_only_somewhere_is_free_there_now() -> None:
    raw = day(group("K", stop("x"), at="B"), previous={"x": 150})
    assert read(raw).delegations[0].ready == (2, 100)


def test_who_is_only_free_later_is_so_where_the_last_stop_was() -> None:
    stops = stop("x", "B"), stop("y", "A")
    raw = day(group("K", *stops, free_from=115), previous={"x": 95, "y": 150})
    assert read(raw).delegations[0].ready == (2, 115)


def test_a_stop_waits_for_one_begun_at_its_stand() -> None:
    raw = day(
        group("K", stop("x", actual=[90, 130])),
        group("L", stop("y")),
        previous={"x": 90, "y": 110},
    )
    assert one(raw, "y").starts == ((130, 190),)
    assert not one(raw, "y").is_frozen


def test_a_stop_waits_for_its_host_to_come_from_one_begun() -> None:
    raw = day(
        group("K", stop("x", "A", actual=[90, 130], hosts=["P"])),
        group("L", stop("y", "B", hosts=["P"])),
        previous={"x": 90, "y": 150},
    )
    assert one(raw, "y").starts == ((131, 190),)


def test_a_tour_begun_outside_its_hours_must_still_end_within_them() -> None:
    raw = day(
        group("K", stop("x"), stop("y"), escorts=["P"], window=[95, 180]),
        previous={"x": 90, "y": 150},
        people=[{"id": "P", "available": [[95, 170]]}],
    )
    assert read(raw).delegations[0].spans[0][1] == 170
    assert one(raw, "y").starts == ((100, 160),)


def test_a_begun_stop_of_which_no_bay_is_said_takes_a_free_one() -> None:
    raw = day(
        group("K", stop("x")),
        group("L", stop("y", actual=[96, None])),
        previous={"x": 95},
    )
    raw["stands"][0]["capacity"] = 2
    assert [each.bay for each in read(raw).stops] == [1, 2]
