"""What is found wrong with a drawing."""

import pytest

from exhibitors.site.judging import (
    Drawing,
    FeatureShape,
    Finding,
    StandShape,
    findings,
    surface_m2,
    touching,
)

HALL = [[0, 0], [20, 0], [20, 10], [0, 10]]


def square(x, y, side=3, depth=None):
    down = side if depth is None else depth
    return [[x, y], [x + side, y], [x + side, y + down], [x, y + down]]


def rules(*stands, outline=None, features=()):
    return [
        (finding.rule, finding.keys)
        for finding in findings(Drawing(outline, stands, tuple(features)))
    ]


def test_stands_that_share_an_edge_do_not_overlap():
    stands = [StandShape("a", square(0, 0)), StandShape("b", square(3, 0))]

    assert rules(*stands, outline=HALL) == []


@pytest.mark.parametrize(("by", "found"), [(0.01, 0), (0.02, 1)])
def test_an_overlap_counts_from_a_centimetre(by, found):
    stands = [StandShape("a", square(0, 0)), StandShape("b", square(3 - by, 0))]

    assert len(rules(*stands)) == found


def test_an_overlap_names_both_and_says_how_much():
    stands = (StandShape("a", square(0, 0)), StandShape("b", square(2, 1)))

    assert findings(Drawing(None, stands)) == (Finding("overlap", ("a", "b"), 2.0),)


def test_a_stand_on_top_of_another_overlaps_it():
    stands = [StandShape("a", square(0, 0, 9)), StandShape("b", square(3, 3))]

    assert rules(*stands) == [("overlap", ("a", "b"))]


def test_a_stand_inside_its_parent_or_further_up_is_right():
    stands = [
        StandShape("a", square(0, 0, 9)),
        StandShape("b", square(1, 1, 5), "a"),
        StandShape("c", square(2, 2, 2), "b"),
    ]

    assert rules(*stands) == []


def test_a_stand_that_reaches_out_of_its_parent_is_found():
    stands = [StandShape("a", square(0, 0, 9)), StandShape("b", square(8, 1), "a")]

    assert rules(*stands) == [("beyond", ("b", "a"))]


def test_parents_in_a_circle_end():
    stands = [StandShape("a", square(0, 0), "b"), StandShape("b", square(0, 0), "a")]

    assert rules(*stands) == []


def test_a_stand_outside_the_area_is_found():
    stands = (StandShape("a", square(18, 0)),)

    assert findings(Drawing(HALL, stands)) == (
        Finding("outside", ("a", "area"), pytest.approx(3.0)),
    )


def test_without_an_outline_nothing_is_outside():
    assert rules(StandShape("a", square(1000, 1000))) == []


def test_an_outline_that_crosses_itself_is_found_and_compared_with_nothing():
    bow = [[0, 0], [4, 4], [4, 0], [0, 4]]
    stands = [StandShape("a", bow), StandShape("b", square(0, 0))]

    assert rules(*stands, outline=HALL) == [("crossing", ("a",))]


@pytest.mark.parametrize(
    "outline", [[[0, 0], [1, 1], [0, 0]], [[0, 0], [5, 0], [9, 0]]]
)
def test_an_outline_around_nothing_is_found(outline):
    assert rules(StandShape("a", outline)) in (
        [("flat", ("a",))],
        [("crossing", ("a",))],
    )


def test_the_outline_of_the_area_is_judged_too():
    bow = [[0, 0], [4, 4], [4, 0], [0, 4]]

    assert rules(StandShape("a", square(50, 50)), outline=bow) == [
        ("crossing", ("area",))
    ]


@pytest.mark.parametrize(
    ("x", "found"), [(22, []), (23, [("far-gate", ("g", "area"))])]
)
def test_a_gate_stands_at_the_area(x, found):
    gate = FeatureShape("g", "gate", [[x, 5]])

    assert rules(outline=HALL, features=[gate]) == found


def test_a_door_off_its_wall_is_told_and_not_refused():
    wall = FeatureShape("w", "wall", [[5, 0], [5, 10]])
    doors = [
        FeatureShape("on", "door", [[5.2, 3]]),
        FeatureShape("off", "door", [[8, 5]]),
    ]

    (found,) = findings(Drawing(HALL, (), (wall, *doors)))

    assert (found.rule, found.keys, found.is_refused) == ("off-wall", ("off",), False)


def test_an_aisle_across_a_stand_is_told():
    aisle = FeatureShape("w", "aisle", [[0, 1], [9, 1]])
    stands = (StandShape("a", square(2, 0)), StandShape("b", square(2, 1)))

    (found,) = findings(Drawing(None, stands[:1], (aisle,)))

    assert (found.rule, found.keys) == ("blocked", ("w", "a"))
    assert found.amount == pytest.approx(2.98)
    # Along its edge it may run.
    assert findings(Drawing(None, stands[1:], (aisle,))) == ()


def test_findings_are_picked_by_what_they_touch():
    found = (Finding("overlap", ("a", "b")), Finding("overlap", ("c", "d")))

    assert touching(found, ["b", "x"]) == found[:1]


@pytest.mark.parametrize(("outline", "size"), [(square(1, 1), 9), (None, 0), ([], 0)])
def test_a_surface_is_measured(outline, size):
    assert surface_m2(outline) == size
