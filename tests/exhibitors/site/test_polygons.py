"""The geometry of plans."""

import pytest

from exhibitors.site.polygons import Box, box_around, centroid, label_point

SQUARE = [[0, 0], [10, 0], [10, 10], [0, 10]]
L_SHAPE = [[0, 0], [10, 0], [10, 2], [2, 2], [2, 10], [0, 10]]


def test_the_box_holds_every_corner():
    box = box_around(L_SHAPE)

    assert box == Box(0, 0, 10, 10)
    assert (box.width, box.height) == (10, 10)


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [(5, 5, True), (0, 10, True), (10.01, 5, False), (5, -0.01, False)],
)
def test_a_point_is_in_the_box_or_on_its_edge(x, y, expected):
    assert Box(0, 0, 10, 10).contains(x, y) is expected


@pytest.mark.parametrize("outline", [SQUARE, SQUARE[::-1], SQUARE[2:] + SQUARE[:2]])
def test_the_centre_does_not_depend_on_where_the_outline_begins(outline):
    assert centroid(outline) == (5, 5)


def test_the_centre_of_an_l_is_towards_its_corner():
    x, y = centroid(L_SHAPE)

    # Two rectangles, 10 × 2 and 2 × 8: (20·5 + 16·1) / 36.
    assert x == pytest.approx(116 / 36)
    assert y == pytest.approx(x)


def test_what_has_no_surface_has_the_centre_of_its_box():
    assert centroid([[0, 0], [4, 0], [2, 0]]) == (2, 0)


def test_a_name_stands_in_the_middle_or_above_what_lies_there():
    assert label_point(SQUARE) == (5, 5)
    assert label_point(SQUARE, [[[0, 0], [1, 0], [1, 1]]]) == (5, 5)
    assert label_point(SQUARE, [[[3, 4], [7, 4], [7, 7], [3, 7]]]) == (5, 2)
