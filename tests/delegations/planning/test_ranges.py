"""Sets of points in time."""

from hypothesis import given
from hypothesis import strategies as st

from delegations.planning.ranges import (
    common,
    first_at,
    has,
    last_at,
    merged,
    starts_inside,
    without,
)

ENDS = st.tuples(st.integers(0, 30), st.integers(0, 12)).map(
    lambda pair: (pair[0], pair[0] + pair[1])
)
SETS = st.lists(ENDS, max_size=5).map(merged)


def points(ranges):
    return {time for first, last in ranges for time in range(first, last + 1)}


def test_intervals_that_touch_are_one():
    assert merged([(5, 9), (0, 3), (3, 4)]) == ((0, 4), (5, 9))


@given(SETS, SETS)
def test_common_points_lie_in_both(one, other):
    assert points(common(one, other)) == points(one) & points(other)


@given(SETS, st.lists(ENDS, max_size=4))
def test_gaps_are_taken_out(ranges, gaps):
    assert points(without(ranges, gaps)) == points(ranges) - points(gaps)


def test_a_gap_that_ends_before_it_begins_is_none():
    assert without(((0, 9),), [(5, 4)]) == ((0, 9),)


def test_starts_leave_room_for_the_whole_duration():
    assert starts_inside([(0, 10), (20, 25)], 6) == ((0, 4),)


@given(SETS, st.integers(-2, 45))
def test_the_nearest_points_are_in_the_set(ranges, time):
    inside = points(ranges)
    later = [point for point in inside if point >= time]
    earlier = [point for point in inside if point <= time]

    assert first_at(ranges, time) == min(later, default=None)
    assert last_at(ranges, time) == max(earlier, default=None)
    assert has(ranges, time) == (time in inside)
