"""Walks among stands, by hand."""

from math import asin, hypot, sqrt

import pytest

from exhibitors.site.drawings import AreaDrawing, SiteDrawing, StandDrawing
from exhibitors.site.walking import Leg, walks_of
from tests.exhibitors.site.plans import (
    HALL,
    HEIGHT,
    WIDTH,
    feature,
    gate,
    hall,
    rectangle,
    site,
    stand,
)

# In the middle of a hall of 30 × 20 m, gates to the west and east of it.
BLOCK = rectangle(10, 5, 10, 10)
WEST = feature(1, "gate", (0, 10))
EAST = feature(2, "gate", (WIDTH, 10))


def metres(plan, start, end, **how):
    return walks_of(plan).metres(start, end, **how)


def test_with_nothing_in_the_way_a_walk_is_straight():
    plan = site(features=[feature(1, "gate", (0, 0)), feature(2, "gate", (30, 20))])

    assert metres(plan, gate(1), gate(2)) == pytest.approx(hypot(30, 20))


def test_a_walk_leads_around_a_stand():
    walks = walks_of(site(BLOCK, features=[WEST, EAST]))

    # Ten metres aside and five up to the corner, twice, and along the stand.
    expected = 2 * hypot(10, 5) + 10
    assert walks.metres(gate(1), gate(2)) == pytest.approx(expected)
    route = walks.route(gate(1), gate(2))
    assert route.minutes == 1
    (leg,) = route.legs
    assert leg.points[0] == (0, 10)
    assert leg.points[-1] == (30, 10)
    assert leg.points[1][1] == leg.points[2][1]
    assert leg.points[1][1] in (5, 15)


def test_a_walk_to_a_stand_ends_in_the_middle_of_its_longest_open_side():
    # Five metres from the west wall and one from each other.
    plan = site(rectangle(26, 5, 3, 10), features=[WEST])

    assert metres(plan, gate(1), stand(1)) == pytest.approx(26)


def test_stands_in_contact_leave_no_way_between_them():
    plan = site(
        rectangle(10, 0, 4, 10), rectangle(10, 10, 4, 10), features=[WEST, EAST]
    )

    assert metres(plan, gate(1), gate(2)) is None


@pytest.mark.parametrize(("gap", "is_way"), [(0.4, False), (0.6, True)])
def test_nobody_squeezes_through_less_than_half_a_metre(gap, is_way):
    plan = site(
        rectangle(10, 0, 4, 10),
        rectangle(10, 10 + gap, 4, 10 - gap),
        features=[WEST, EAST],
    )

    assert (metres(plan, gate(1), gate(2)) is not None) == is_way


def test_a_wall_stops_a_walk():
    wall = feature(3, "wall", (15, 0), (15, 15))
    plan = site(features=[WEST, EAST, wall])

    # Around its end, which is one centimetre thick to each side.
    assert metres(plan, gate(1), gate(2)) == pytest.approx(2 * hypot(15, 5), abs=0.03)


def test_a_wall_across_the_hall_parts_it():
    wall = feature(3, "wall", (15, 0), (15, HEIGHT))

    assert metres(site(features=[WEST, EAST, wall]), gate(1), gate(2)) is None


@pytest.mark.parametrize("points", [[(15, 10)], [(15, 9), (15, 11)]])
def test_a_door_opens_a_wall(points):
    wall = feature(3, "wall", (15, 0), (15, HEIGHT))
    plan = site(features=[WEST, EAST, wall, feature(4, "door", *points)])

    assert metres(plan, gate(1), gate(2)) == pytest.approx(30)


def test_a_door_with_steps_is_shut_to_those_who_cannot_climb():
    wall = feature(3, "wall", (15, 0), (15, HEIGHT))
    stepped = feature(4, "door", (15, 9), (15, 11), is_step_free=False)
    level = feature(5, "door", (15, 18), (15, 20))
    walks = walks_of(site(features=[WEST, EAST, wall, stepped, level]))

    assert walks.metres(gate(1), gate(2)) == pytest.approx(30)
    # To the nearer edge of the other door.
    assert walks.metres(gate(1), gate(2), step_free=True) == pytest.approx(
        2 * hypot(15, 8), abs=0.03
    )
    assert walks.metres(gate(1), gate(4), step_free=True) is None
    assert walks.route(gate(1), gate(4), step_free=True) is None


def test_steps_across_a_gap_in_the_walls_are_no_way_either():
    walls = [
        feature(3, "wall", (15, 0), (15, 9)),
        feature(4, "wall", (15, 11), (15, HEIGHT)),
    ]
    stepped = feature(5, "door", (15, 9), (15, 11), is_step_free=False)
    walks = walks_of(site(features=[WEST, EAST, *walls, stepped]))

    assert walks.metres(gate(1), gate(2)) == pytest.approx(30)
    assert walks.metres(gate(1), gate(2), step_free=True) is None


def test_an_aisle_with_steps_is_walked_around():
    # Three metres wide, as aisles are, and round at its ends: two tangents and an arc.
    steps = feature(3, "aisle", (15, 0), (15, 10), is_step_free=False)
    walks = walks_of(site(features=[WEST, EAST, steps]))

    assert walks.metres(gate(1), gate(2)) == pytest.approx(30)
    around = 2 * sqrt(15**2 - 1.5**2) + 1.5 * 2 * asin(1.5 / 15)
    assert walks.metres(gate(1), gate(2), step_free=True) == pytest.approx(
        around, abs=0.01
    )


def test_a_stand_inside_another_is_come_to_by_the_front_of_that():
    around, within = rectangle(10, 5, 10, 10), rectangle(14, 9, 2, 2)
    plan = SiteDrawing(
        (hall(feature(1, "gate", (0, 0)), EAST),),
        (StandDrawing(1, HALL, around), StandDrawing(2, HALL, within, parent=1)),
    )
    walks = walks_of(plan)

    (leg,) = walks.route(stand(1), stand(2)).legs
    # West and east are alike: the front is to the west. So is that of the stand inside.
    assert leg.points == ((10, 10), (14, 10))
    assert walks.metres(gate(2), stand(2)) == pytest.approx(
        walks.metres(gate(2), stand(1)) + 4
    )


def test_no_walk_between_others_takes_a_short_cut_through_a_stand_with_stands_inside():
    plan = SiteDrawing(
        (hall(WEST, EAST),),
        (
            StandDrawing(1, HALL, BLOCK),
            StandDrawing(2, HALL, rectangle(14, 9, 2, 2), parent=1),
        ),
    )

    assert metres(plan, gate(1), gate(2)) == pytest.approx(2 * hypot(10, 5) + 10)


def test_stands_inside_one_are_walked_between_within_it():
    plan = SiteDrawing(
        (hall(WEST),),
        (
            StandDrawing(1, HALL, rectangle(5, 2, 20, 16)),
            StandDrawing(2, HALL, rectangle(8, 5, 2, 10), parent=1),
            StandDrawing(3, HALL, rectangle(20, 5, 2, 10), parent=1),
        ),
    )

    (leg,) = walks_of(plan).route(stand(2), stand(3)).legs
    assert all(5 <= x <= 25 and 2 <= y <= 18 for x, y in leg.points)


def test_a_stand_not_drawn_is_where_the_one_around_it_is():
    plan = SiteDrawing(
        (hall(WEST),),
        (StandDrawing(1, HALL, BLOCK), StandDrawing(2, None, parent=1)),
    )
    walks = walks_of(plan)

    assert walks.metres(stand(1), stand(2)) == 0
    assert walks.metres(gate(1), stand(2)) == pytest.approx(10)


def test_stands_that_fill_the_one_around_them_are_at_its_front():
    plan = SiteDrawing(
        (hall(WEST),),
        (
            StandDrawing(1, HALL, rectangle(10, 5, 10, 10)),
            StandDrawing(2, HALL, rectangle(10, 5, 5, 10), parent=1),
            StandDrawing(3, HALL, rectangle(15, 5, 5, 10), parent=1),
        ),
    )
    walks = walks_of(plan)

    assert walks.metres(gate(1), stand(3)) == pytest.approx(10)
    assert walks.metres(stand(2), stand(3)) == 0


def test_a_stand_nobody_can_come_to_is_told_of_as_such():
    # A hall's outer stands close the yard between them.
    plan = SiteDrawing(
        (hall(WEST),),
        (
            StandDrawing(1, HALL, rectangle(10, 2, 10, 1)),
            StandDrawing(2, HALL, rectangle(10, 12, 10, 1)),
            StandDrawing(3, HALL, rectangle(10, 3, 1, 9)),
            StandDrawing(4, HALL, rectangle(19, 3, 1, 9)),
            StandDrawing(5, HALL, rectangle(14, 6, 2, 2)),
        ),
    )
    walks = walks_of(plan)

    assert stand(5) in walks
    assert walks.metres(gate(1), stand(5)) is None
    assert walks.minutes(gate(1), stand(5)) is None
    assert walks.matrix([gate(1), stand(5)]) == [[0, None], [None, 0]]


def test_the_front_is_not_in_a_yard_that_is_closed():
    # Three stands around a yard of 8 × 4 m, closed by the wall of the hall.
    plan = site(
        rectangle(10, 0, 1, 5),
        rectangle(11, 4, 8, 1),
        rectangle(19, 0, 1, 5),
        features=[feature(1, "gate", (15, HEIGHT))],
    )

    assert metres(plan, gate(1), stand(2)) == pytest.approx(15)


def test_what_is_not_drawn_is_not_known():
    walks = walks_of(site(BLOCK, features=[WEST]))

    assert stand(9) not in walks
    assert walks.metres(gate(1), stand(9)) is None
    assert walks.route(stand(9), gate(1)) is None
    assert walks.matrix([stand(9), gate(1)]) == [[None, None], [None, 0]]


def test_minutes_are_those_of_the_matrix():
    long = rectangle(0, 0, 130, 20)
    plan = site(
        rectangle(60, 0, 5, 4),
        features=[feature(1, "gate", (0, 10)), feature(2, "gate", (130, 10))],
        outline=long,
    )
    walks = walks_of(plan)

    # 130 m; and the front is at (62.5, 4).
    assert walks.minutes(gate(1), gate(2)) == 3
    assert walks.matrix([gate(1), gate(2), stand(1)]) == [
        [0, 3, 2],
        [3, 0, 2],
        [2, 2, 0],
    ]


def test_without_an_outline_one_walks_around_all_that_is_drawn():
    plan = SiteDrawing(
        (AreaDrawing(HALL, None, (WEST, EAST)),), (StandDrawing(1, HALL, BLOCK),)
    )

    assert metres(plan, gate(1), gate(2)) == pytest.approx(2 * hypot(10, 5) + 10)


def test_of_sides_that_are_alike_the_front_is_the_first_from_the_west_and_north():
    diamond = [[15, 5], [20, 10], [15, 15], [10, 10]]
    walks = walks_of(site(diamond, features=[feature(1, "gate", (15, 0))]))

    (leg,) = walks.route(gate(1), stand(1)).legs
    assert leg == Leg(HALL, ((15, 0), (12.5, 7.5)), None)
