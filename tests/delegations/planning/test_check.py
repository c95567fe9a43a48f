"""The judge of plans: a plan that breaks one rule is caught for that rule alone."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from delegations.planning.check import check
from tests.delegations.planning.answers import answer, day, delegation, stop


def one(stand_a=None, **fields):
    """Return a day of one delegation with stops at A and B."""
    problem = day(delegation("KZ", stop("KZ-1", "A"), stop("KZ-2", "B")), **fields)
    problem["stands"][0].update(stand_a or {})
    return problem


def two(first=None, second=None, stand=None, **fields):
    """Return a day of two delegations with one stop each, both at A."""
    given_first = {"escorts": ["official"], "language": "ru", **(first or {})}
    problem = day(
        delegation("KZ", stop("KZ-1", "A"), **given_first),
        delegation("UZ", stop("UZ-1", "A"), **(second or {})),
        people=[{"id": "official", "available": [[540, 720]]}],
        interpreters={"ru": 1},
        **fields,
    )
    problem["stands"][0].update(stand or {})
    return problem


def caught(problem, starts, **fields):
    return check(problem, answer(problem, starts, **fields))


def test_a_right_plan_is_right():
    problem = one()
    found = answer(problem, {"KZ-1": 543, "KZ-2": 555})
    assert check(problem, found) == []
    assert found["cost"] == 9 + 569


def test_nothing_of_the_planner_is_needed():
    code = (
        "import sys, delegations.planning.check\n"
        "print([m for m in sys.modules if m.startswith(('django', 'ortools', 'numpy'))"
        " or m.startswith('delegations.planning.')"
        " and not m.startswith('delegations.planning.check')])"
    )
    told = subprocess.check_output([sys.executable, "-c", code], text=True)
    assert told.strip() == "[]"


def test_a_mandatory_stop_is_made():
    assert caught(one(), {"KZ-1": 543}) == ["Stop KZ-2 is mandatory and left out."]


def test_an_optional_stop_may_be_left_out_at_a_price():
    problem = one()
    problem["delegations"][0]["stops"][1].update(mandatory=False, value=7)
    problem["delegations"][0]["weight"] = 3
    found = answer(problem, {"KZ-1": 543})
    assert check(problem, found) == []
    assert found["cost"] == 3 * (6 + 10 * 7) + 556


def test_the_way_between_two_stops_is_walked():
    assert caught(one(), {"KZ-1": 543, "KZ-2": 554}) == [
        "Stop KZ-2 starts at 554, before who leaves KZ-1 at 553 can be there."
    ]


def test_only_the_way_walked_counts_not_a_longer_one_between_others():
    problem = day(
        delegation(
            "KZ", stop("KZ-1", "A"), stop("KZ-2", "B"), stop("KZ-3", "A", duration=0)
        )
    )
    problem["walk"]["minutes"] = [[0, 3, 4], [3, 0, 100], [4, 2, 0]]
    # From A to B takes 100, from B to A takes 2.
    starts = {"KZ-2": 544, "KZ-1": 556, "KZ-3": 566}
    assert caught(problem, starts) == []
    [problem_found] = caught(problem, {"KZ-3": 543, "KZ-2": 600, "KZ-1": 612})
    assert problem_found.startswith("Stop KZ-2 starts at 600, before who leaves KZ-3")


def test_without_ways_everything_is_near():
    problem = one()
    del problem["walk"]
    found = answer(problem, {"KZ-1": 540, "KZ-2": 550})
    assert check(problem, found) == []
    assert found["cost"] == 560


@pytest.mark.parametrize(
    ("start", "says"),
    [
        (543, []),
        (542, ["The tour of KZ starts at 539, before 540."]),
        (707, []),
        (708, ["The tour of KZ ends at 721, after 720."]),
    ],
)
def test_a_tour_lies_within_its_window_with_the_ways_from_and_to_the_gate(start, says):
    assert caught(day(delegation("KZ", stop("KZ-1", "A"))), {"KZ-1": start}) == says


@pytest.mark.parametrize(
    ("opening", "is_right"),
    [
        ([[540, 600], [600, 720]], True),
        ([[595, 720], [540, 604]], True),
        ([[540, 604], [605, 720]], False),
        ([[601, 720]], False),
        ([[540, 609]], False),
        ([], False),
        (None, False),
    ],
)
def test_a_stop_lies_within_one_opening_of_its_stand(opening, is_right):
    problem = one({"open": opening})
    says = "Stop KZ-1 (600 to 610) does not lie within one opening of stand A."
    found = caught(problem, {"KZ-1": 600, "KZ-2": 612})
    assert found == ([] if is_right else [says])


def test_a_stand_without_openings_never_opens():
    problem = one()
    del problem["stands"][0]["open"]
    assert len(caught(problem, {"KZ-1": 600, "KZ-2": 612})) == 1


@pytest.mark.parametrize(
    ("start", "is_right"), [(599, False), (600, True), (605, True), (606, False)]
)
def test_a_window_of_a_stop_bounds_its_start_both_ends_included(start, is_right):
    problem = day(delegation("KZ", stop("KZ-1", "A", window=[600, 605])))
    says = f"Stop KZ-1 starts at {start}, outside its window."
    assert caught(problem, {"KZ-1": start}) == ([] if is_right else [says])


def test_a_fixed_start_is_kept():
    problem = day(delegation("KZ", stop("KZ-1", "A", fixed_start=600)))
    assert caught(problem, {"KZ-1": 600}) == []
    assert caught(problem, {"KZ-1": 601}) == [
        "Stop KZ-1 starts at 601; it is fixed at 600."
    ]


def test_a_stop_lasts_as_long_as_asked():
    found = caught(one(), {"KZ-1": (543, 554, 1), "KZ-2": 556})
    assert found[0] == "Stop KZ-1 lasts from 543 to 554."


def test_two_groups_at_one_bay_are_caught():
    problem = two(stand={"capacity": 2})
    assert caught(problem, {"KZ-1": 600, "UZ-1": 610}) == []
    assert caught(problem, {"KZ-1": 600, "UZ-1": (609, 619, 2)}) == []
    assert caught(problem, {"KZ-1": 600, "UZ-1": 609}) == [
        "Stops KZ-1 and UZ-1 overlap in bay 1 of stand A."
    ]


@pytest.mark.parametrize("bay", [0, 2])
def test_a_bay_that_the_stand_has_not_is_caught(bay):
    assert caught(two(), {"KZ-1": 600, "UZ-1": (620, 630, bay)}) == [
        f"Stop UZ-1 is in bay {bay}, which A has not."
    ]


def test_more_groups_than_a_stand_takes_are_caught():
    problem = two()
    assert "2 stops overlap at stand A at 605." in caught(
        problem, {"KZ-1": 600, "UZ-1": (605, 615, 2)}
    )


def test_a_stop_of_no_length_occupies_nothing():
    problem = day(
        delegation("KZ", stop("KZ-1", "A")),
        delegation("UZ", stop("UZ-1", "A", duration=0)),
    )
    assert caught(problem, {"KZ-1": 600, "UZ-1": 605}) == []


def test_a_delegation_may_stop_twice_at_one_stand():
    problem = day(delegation("KZ", stop("KZ-1", "A"), stop("KZ-2", "A")))
    assert caught(problem, {"KZ-1": 600, "KZ-2": 610}) == []
    assert len(caught(problem, {"KZ-1": 600, "KZ-2": 609})) > 0


def test_tours_apart_do_not_overlap_with_their_ways():
    problem = two(apart=[["UZ", "KZ"]])
    assert caught(problem, {"KZ-1": 600, "UZ-1": 616}) == []
    assert caught(problem, {"KZ-1": 600, "UZ-1": 615}) == [
        "The tours of UZ and KZ overlap; they are kept apart."
    ]


def test_each_tour_needs_an_interpreter_of_its_own():
    problem = two(second={"language": "ru"})
    assert caught(problem, {"KZ-1": 600, "UZ-1": 616}) == []
    assert caught(problem, {"KZ-1": 600, "UZ-1": 615}) == [
        "2 tours need an interpreter for ru at 612; there are 1."
    ]
    problem["interpreters"]["ru"] = 2
    assert caught(problem, {"KZ-1": 600, "UZ-1": 615}) == []


def test_a_language_without_interpreters_has_none():
    problem = two(second={"language": "ka"})
    assert caught(problem, {"KZ-1": 600, "UZ-1": 640}) == [
        "1 tours need an interpreter for ka at 637; there are 0."
    ]


def test_without_any_stop_there_is_no_tour():
    optional = stop("UZ-1", "A", mandatory=False, value=2)
    problem = day(
        delegation("KZ", stop("KZ-1", "A"), language="ru"),
        delegation("UZ", optional, language="ru"),
        delegation("GE"),
        interpreters={"ru": 1},
        apart=[["KZ", "UZ"]],
    )
    found = answer(problem, {"KZ-1": 600})
    assert check(problem, found) == []
    assert found["cost"] == 6 + 20 + 613


def test_without_any_tour_the_day_ends_at_zero():
    problem = day(delegation("UZ", stop("UZ-1", "A", mandatory=False, value=2)))
    found = answer(problem, {})
    assert check(problem, found) == []
    assert found["cost"] == 20


def test_a_tour_of_no_length_needs_no_interpreter():
    short = stop("UZ-1", "A", duration=0)
    problem = day(delegation("UZ", short, entry="A", exit="A", language="ka"))
    assert caught(problem, {"UZ-1": 600}) == []


durations = st.lists(st.integers(0, 30), min_size=1, max_size=6)


@given(durations, st.lists(st.integers(0, 20), min_size=6, max_size=6), st.data())
def test_stops_one_after_the_other_are_right_and_nothing_that_was_changed(
    lengths, pauses, data
):
    stops = [stop(f"KZ-{n}", "AB"[n % 2], each) for n, each in enumerate(lengths)]
    problem = day(delegation("KZ", *stops, window=[0, 2000]))
    for stand in problem["stands"]:
        stand["open"] = [[0, 2000]]
    starts, time = {}, 10
    for each, pause in zip(stops, pauses, strict=False):
        starts[each["id"]] = time + pause
        time += pause + each["duration"] + 2
    found = answer(problem, starts)
    assert check(problem, found) == []
    changed = data.draw(st.sampled_from(found["stops"]))
    key = data.draw(st.sampled_from(["start", "end", "bay"]))
    changed[key] += data.draw(st.integers(1, 40))
    assert check(problem, found) != []
