"""Plans as people draw them by mistake: told of openly, and none stops the others."""

import pytest

from exhibitors.site.drawings import AreaDrawing, SiteDrawing, StandDrawing
from exhibitors.site.walking import walks_of
from tests.exhibitors.site.plans import (
    HALL,
    feature,
    gate,
    hall,
    rectangle,
    site,
    stand,
)

GATE = feature(1, "gate", (0, 10))
SOUND = rectangle(10, 5, 10, 10)


@pytest.mark.parametrize(
    "plan",
    [
        SiteDrawing(),
        SiteDrawing((AreaDrawing(HALL),)),
        SiteDrawing(stands=(StandDrawing(1, None), StandDrawing(2, 77, SOUND))),
        SiteDrawing((hall(outline=[[0, 0], [9, 0], [4, 0]]),)),
    ],
    ids=["nothing", "an area not drawn", "no area", "an area on a line"],
)
def test_a_site_without_places_has_no_walks(plan):
    walks = walks_of(plan)

    assert walks.places == ()
    assert walks.metres(stand(1), stand(2)) is None
    assert walks.matrix([stand(1)]) == [[None]]


@pytest.mark.parametrize(
    "outline",
    [
        [[3, 3], [4, 4], [5, 5]],
        [[3, 3], [3, 3], [3, 3]],
        [[3, 3], [4, 4]],
        [],
        [[3, 3], [1e300, 3], [3, 5]],
        [[3, 3], [10**400, 3], [3, 5]],
        [[3, 3], [3.0001, 3], [3, 3.0001]],
        rectangle(-20, -20, 5, 5),
        rectangle(0, 0, 30, 20),
    ],
    ids=[
        "on a line",
        "a point",
        "two corners",
        "none",
        "out of this world",
        "beyond all numbers",
        "smaller than a millimetre",
        "outside the hall",
        "the whole hall",
    ],
)
def test_a_stand_without_an_edge_to_come_to_has_no_place(outline):
    walks = walks_of(site(outline, features=[GATE]))

    assert stand(1) not in walks
    assert walks.metres(gate(1), stand(1)) is None


def test_the_others_have_theirs():
    walks = walks_of(site([[3, 3], [4, 4], [5, 5]], SOUND, features=[GATE]))

    assert walks.metres(gate(1), stand(2)) == pytest.approx(10)


def test_an_outline_that_crosses_itself_stands_where_both_its_parts_do():
    bow_tie = [[10, 5], [20, 15], [20, 5], [10, 15]]
    walks = walks_of(site(bow_tie, features=[GATE, feature(2, "gate", (30, 10))]))

    assert stand(1) in walks
    # Around it as around its hull: between its parts there is no way.
    assert walks.metres(gate(1), gate(2)) == pytest.approx(2 * (125**0.5) + 10)


def test_a_stand_partly_outside_is_come_to_from_within():
    walks = walks_of(site(rectangle(25, 5, 10, 10), features=[GATE]))

    assert walks.metres(gate(1), stand(1)) == pytest.approx(25)


def test_stands_that_overlap_have_fronts_on_what_is_left_open():
    walks = walks_of(site(SOUND, rectangle(15, 5, 10, 10), features=[GATE]))

    assert walks.metres(gate(1), stand(1)) == pytest.approx(10)
    (leg,) = walks.route(gate(1), stand(2)).legs
    assert leg.points[-1] in [(22.5, 5), (22.5, 15), (20, 5), (20, 15), (25, 10)]


def test_a_stand_that_is_said_to_be_inside_another_and_is_not_stands_by_itself():
    plan = SiteDrawing(
        (hall(GATE),),
        (
            StandDrawing(1, HALL, SOUND),
            StandDrawing(2, HALL, rectangle(2, 9, 2, 2), parent=1),
        ),
    )

    # Its front is to the north, where it has the most room: around its corner.
    assert walks_of(plan).metres(gate(1), stand(2)) == pytest.approx(5**0.5 + 1)


def test_stands_that_are_inside_each_other_are_nowhere():
    plan = SiteDrawing(
        (hall(GATE),),
        (
            StandDrawing(1, HALL, SOUND, parent=2),
            StandDrawing(2, HALL, SOUND, parent=1),
        ),
    )
    walks = walks_of(plan)

    assert stand(1) not in walks
    assert gate(1) in walks


@pytest.mark.parametrize(
    ("at", "is_known"), [((-1.5, 10), True), ((-3, 10), False), ((1e300, 0), False)]
)
def test_a_gate_is_taken_for_one_on_the_edge_up_to_two_metres_away(at, is_known):
    walks = walks_of(site(SOUND, features=[feature(1, "gate", at)]))

    assert (gate(1) in walks) == is_known
    assert (walks.metres(gate(1), stand(1)) is not None) == is_known


def test_a_gate_drawn_in_a_stand_is_at_its_edge():
    walks = walks_of(site(SOUND, features=[GATE, feature(2, "gate", (11, 10))]))

    assert walks.metres(gate(1), gate(2)) == pytest.approx(10)


def test_a_wall_of_one_point_is_in_nobodys_way():
    wall = feature(3, "wall", (5, 5))
    walks = walks_of(site(SOUND, features=[GATE, wall]))

    assert walks.metres(gate(1), stand(1)) == pytest.approx(10)
