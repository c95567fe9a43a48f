"""Outlines split, divided, merged and described."""

from math import cos, radians, sin

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import Polygon

from exhibitors.site.frames import Frame, frame_of, outline_of
from exhibitors.site.judging import surface_m2
from exhibitors.site.parting import divide, merged, split

RECTANGLE = [[0, 0], [6, 0], [6, 3], [0, 3]]
# Lengths and turns as they are drawn; a corner is off by half a centimetre at most.
METRES = st.floats(1, 60).map(lambda value: round(value, 2))
FRAMES = st.builds(
    Frame,
    st.integers(-50, 50).map(float),
    st.integers(-50, 50).map(float),
    METRES,
    METRES,
    st.integers(-44, 44).map(float),
)


def is_about(one, other):
    """Whether two outlines are one, but for the rounding of their corners."""
    first, second = Polygon(one), Polygon(other)
    return first.symmetric_difference(second).area <= 0.01 * first.length + 0.001


def test_a_line_splits_a_stand_in_two():
    assert [surface_m2(part) for part in split(RECTANGLE, [2, 1], [2, 2])] == [6, 12]


@pytest.mark.parametrize("line", [([9, 0], [9, 1]), ([1, 1], [1, 1]), ([0, 0], [0, 1])])
def test_a_line_beside_a_stand_splits_nothing(line):
    assert split(RECTANGLE, *line) == (RECTANGLE,)


def test_a_line_across_a_bay_makes_three_parts():
    bay = [[0, 0], [9, 0], [9, 5], [6, 5], [6, 2], [3, 2], [3, 5], [0, 5]]

    parts = split(bay, [0, 3], [1, 3])

    assert sorted(surface_m2(part) for part in parts) == [6, 6, 24]


def test_parts_of_one_size_are_cut_across_the_longer_way():
    parts = divide(RECTANGLE, 3)

    assert [sorted(part) for part in parts] == [
        [[west, 0], [west, 3], [west + 2, 0], [west + 2, 3]] for west in (0, 2, 4)
    ]


def test_stands_side_by_side_become_one():
    assert is_about(merged(divide(RECTANGLE, 3)), RECTANGLE)
    assert len(merged(divide(RECTANGLE, 3))) == 4


@pytest.mark.parametrize(
    "others",
    [
        [[[7, 0], [9, 0], [9, 3], [7, 3]]],
        [[[6, 3], [9, 3], [9, 6], [6, 6]]],
        [
            [[0, 3], [1, 3], [1, 8], [0, 8]],
            [[5, 3], [6, 3], [6, 8], [5, 8]],
            [[0, 8], [6, 8], [6, 9], [0, 9]],
        ],
    ],
    ids=["apart", "at a corner", "around a gap"],
)
def test_stands_that_do_not_become_one_are_not_merged(others):
    assert merged([RECTANGLE, *others]) is None


@given(FRAMES, st.integers(2, 7))
def test_equal_parts_are_equal_and_merge_to_the_whole(frame, count):
    outline = outline_of(frame)

    parts = divide(outline, count)

    size = surface_m2(outline) / count
    assert len(parts) == count
    assert all(
        surface_m2(part) == pytest.approx(size, abs=0.01 * Polygon(part).length)
        for part in parts
    )
    assert is_about(merged(parts), outline)


@given(FRAMES, st.integers(0, 179), st.floats(0.3, 0.7))
def test_split_and_merged_gives_back_the_outline(frame, angle, across):
    outline = outline_of(frame)
    (west, north), (east, south) = outline[0], outline[2]
    at = [west + (east - west) * across, north + (south - north) * across]
    to = [at[0] + cos(radians(angle)), at[1] + sin(radians(angle))]

    parts = split(outline, at, to)

    total = sum(surface_m2(part) for part in parts)
    assert len(parts) == 2
    assert total == pytest.approx(
        surface_m2(outline), abs=0.02 * Polygon(outline).length
    )
    assert shapely.is_valid([Polygon(part) for part in parts]).all()
    assert is_about(merged(parts), outline)


@given(FRAMES)
def test_a_rectangle_is_known_by_its_corners(frame):
    found = frame_of(outline_of(frame))

    assert found is not None
    assert is_about(outline_of(found), outline_of(frame))
    assert {round(found.width, 1), round(found.depth, 1)} <= {
        round(side + off, 1)
        for side in (frame.width, frame.depth)
        for off in (-0.05, 0, 0.05)
    }


def test_a_straight_rectangle_begins_at_the_top_left():
    assert frame_of([[4, 3], [0, 3], [0, 1], [4, 1]]) == Frame(0, 1, 4, 2, 0)


@pytest.mark.parametrize(
    "outline",
    [
        [[0, 0], [4, 0], [4, 3]],
        [[0, 0], [4, 0], [5, 3], [1, 3]],
        [[0, 0], [4, 0], [4, 3], [1, 3]],
        [[0, 0], [0, 0], [4, 3], [4, 3]],
    ],
)
def test_any_other_shape_is_no_rectangle(outline):
    assert frame_of(outline) is None
