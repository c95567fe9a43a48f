"""How busy stands, officials and interpreters are."""

import pytest

from delegations.dayplans.explained import explained
from delegations.dayplans.explained.loads import peak_of
from tests.delegations.dayplans.explained.cases import made, plan, problem


def load_of(kind, key, day=None, made_plan=None):
    found = explained(day or problem(), made_plan or plan())
    return next(load for load in getattr(found, kind) if load.key == key)


def test_a_stand_is_busy_for_its_stops_while_it_is_open():
    load = load_of("stands", "A1")

    assert (load.busy, load.available, load.percent) == (30, 120, 25)
    assert (load.count, load.peak, load.capacity) == (2, 1, 1)
    assert (load.first, load.last, load.spans) == (555, 585, ((555, 585),))


def test_two_bays_have_twice_the_time():
    stops = [made("KZ-2", 572, 587), made("UZ-2", 580, 595, bay=2)]

    load = load_of("stands", "B1", made_plan=plan(stops=stops))

    assert (load.busy, load.available) == (30, 240)
    assert (load.peak, load.capacity, load.spans) == (2, 2, ((572, 595),))


def test_stands_that_nobody_asks_for_are_not_listed():
    assert [load.key for load in explained(problem(), plan()).stands] == ["A1", "B1"]


def test_a_stand_without_a_stop_made_is_idle():
    load = load_of("stands", "A1", made_plan=plan(stops=[]))

    assert (load.busy, load.percent, load.peak, load.first, load.last) == (
        0, 0, 0, None, None,
    )  # fmt: skip


def test_a_stand_that_never_opens_has_no_share():
    day = problem()
    day["stands"][0]["open"] = []

    assert load_of("stands", "A1", day).share == 0


def received(*stops):
    """Return the day with the minister receiving at these stops."""
    day = problem()
    for delegation in day["delegations"]:
        for stop in delegation["stops"]:
            stop["hosts"] = ["minister"] if stop["id"] in stops else []
    return day


def test_an_official_is_busy_for_duties_and_walks_between_them():
    load = load_of("people", "minister", received("UZ-2", "UZ-1"))

    assert (load.busy, load.available, load.percent) == (30, 51, 59)
    assert (load.count, load.walks, load.first, load.last) == (2, 2, 543, 585)


def test_two_groups_received_at_once_are_one_duty_of_time():
    stops = [made("KZ-2", 572, 587), made("UZ-2", 580, 595, bay=2)]

    load = load_of("people", "minister", received("UZ-2", "KZ-2"), plan(stops=stops))

    assert (load.busy, load.peak, load.walks) == (23, 2, 0)


def test_who_accompanies_is_busy_for_the_whole_tour():
    day = problem()
    day["delegations"][1]["escorts"] = ["minister"]

    load = load_of("people", "minister", day)

    assert (load.busy, load.first, load.last) == (49, 539, 588)


def test_officials_without_a_duty_are_not_listed():
    assert explained(problem(), plan()).people == ()


def test_interpreters_are_those_of_all_tours_of_a_language():
    load = load_of("languages", "ru")

    assert (load.busy, load.available, load.peak, load.capacity) == (88, 104, 2, 2)


def test_a_language_that_nobody_interprets_is_not_listed():
    assert explained(problem(interpreters={}), plan()).languages == ()


def test_what_leaves_the_least_room_comes_first():
    day = received("UZ-2", "KZ-1", "UZ-1")
    day["people"][0]["available"] = [[540, 590]]

    found = explained(day, plan())

    assert [(load.kind, load.key) for load in found.tight] == [
        ("language", "ru"),
        ("person", "minister"),
    ]


@pytest.mark.parametrize(
    ("spans", "peak"),
    [
        ([], 0),
        ([(1, 2), (2, 3)], 1),
        ([(1, 3), (2, 3), (2, 2)], 2),
    ],
)
def test_who_leaves_makes_room_for_who_comes(spans, peak):
    assert peak_of(spans) == peak
