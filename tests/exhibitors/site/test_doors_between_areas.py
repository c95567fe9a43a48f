"""Areas, each with a plan of its own, joined by their doors."""

from math import hypot

import pytest

from exhibitors.site.drawings import AreaDrawing, SiteDrawing, StandDrawing
from exhibitors.site.walking import Leg, walks_of
from tests.exhibitors.site.plans import (
    HALL,
    HEIGHT,
    WIDTH,
    YARD,
    feature,
    gate,
    hall,
    rectangle,
    stand,
)

# In the corners and the middle of a hall of 30 × 20 m; in a yard of 40 × 40 m.
ENTRANCE = feature(1, "gate", (0, 0))
TO_YARD = feature(2, "gate", (WIDTH, 0), leads_to=YARD)
CAR_GATE = feature(11, "gate", (40, 30))
TO_HALL = feature(12, "gate", (0, 0), leads_to=HALL)


def yard(*features):
    return AreaDrawing(YARD, rectangle(0, 0, 40, 40), features)


def walks_between(hall_features, yard_features, *stands):
    return walks_of(SiteDrawing((hall(*hall_features), yard(*yard_features)), stands))


def test_two_gates_that_lead_to_each_other_are_one():
    walks = walks_between([ENTRANCE, TO_YARD], [TO_HALL, CAR_GATE])

    assert walks.metres(gate(1), gate(11)) == pytest.approx(WIDTH + 50)
    assert walks.metres(gate(2), gate(12)) == 0
    assert walks.minutes(gate(2), gate(12)) == 0


def test_a_route_names_the_door_it_takes_and_goes_on_on_the_next_plan():
    walks = walks_between([ENTRANCE, TO_YARD], [TO_HALL, CAR_GATE])

    assert walks.route(gate(1), gate(11)).legs == (
        Leg(HALL, ((0, 0), (30, 0)), 2),
        Leg(YARD, ((0, 0), (40, 30)), None),
    )
    assert walks.route(gate(11), gate(1)).legs == (
        Leg(YARD, ((40, 30), (0, 0)), 12),
        Leg(HALL, ((30, 0), (0, 0)), None),
    )


def test_a_gate_and_the_door_drawn_across_it_are_one():
    door = feature(3, "door", (WIDTH, 9), (WIDTH, 11), leads_to=YARD)
    mark = feature(2, "gate", (WIDTH, 10), leads_to=YARD)
    walks = walks_between([ENTRANCE, mark, door], [TO_HALL, CAR_GATE])

    assert walks.metres(gate(2), gate(3)) == 0
    assert walks.metres(gate(1), gate(11)) == pytest.approx(hypot(30, 10) + 50)


def test_doors_of_the_same_name_belong_together_then_those_drawn_first():
    to_yard = [
        feature(2, "gate", (30, 0), leads_to=YARD, name="First"),
        feature(3, "gate", (30, 10), leads_to=YARD, name="Second"),
        feature(4, "gate", (30, 20), leads_to=YARD, name=""),
    ]
    to_hall = [
        feature(12, "gate", (0, 40), leads_to=HALL, name=" second "),
        feature(13, "gate", (0, 20), leads_to=HALL, name="Third"),
        feature(14, "gate", (0, 0), leads_to=HALL, name=""),
    ]
    walks = walks_between(to_yard, to_hall)

    assert walks.metres(gate(3), gate(12)) == 0
    assert walks.metres(gate(2), gate(13)) == 0
    assert walks.metres(gate(4), gate(14)) == 0


def test_a_door_too_many_is_not_passed():
    # To take it for another would make walks too short.
    far = feature(3, "gate", (0, HEIGHT), leads_to=YARD)
    walks = walks_between([ENTRANCE, TO_YARD, far], [TO_HALL, CAR_GATE])

    assert walks.metres(gate(3), gate(11)) == pytest.approx(hypot(30, 20) + 50)


def test_a_door_without_a_counterpart_arrives_at_the_only_gate():
    walks = walks_between([ENTRANCE, TO_YARD], [CAR_GATE])

    assert walks.metres(gate(1), gate(11)) == pytest.approx(30)


def test_a_door_without_a_counterpart_arrives_at_the_gate_of_its_name():
    to_yard = feature(2, "gate", (30, 0), leads_to=YARD, name="North")
    gates = [
        feature(11, "gate", (40, 30), name="South"),
        feature(12, "gate", (0, 0), name="North"),
    ]
    walks = walks_between([ENTRANCE, to_yard], gates)

    assert walks.metres(gate(1), gate(11)) == pytest.approx(30 + 50)


@pytest.mark.parametrize(
    "gates", [[], [CAR_GATE, feature(12, "gate", (0, 0))]], ids=["none", "two"]
)
def test_where_it_arrives_is_not_guessed(gates):
    walks = walks_between(
        [ENTRANCE, TO_YARD],
        gates,
        StandDrawing(1, YARD, rectangle(10, 10, 5, 5)),
    )

    assert walks.metres(gate(1), stand(1)) is None
    assert walks.metres(gate(1), gate(2)) == pytest.approx(30)


def test_steps_on_either_side_are_steps():
    stepped = feature(12, "gate", (0, 0), leads_to=HALL, is_step_free=False)
    walks = walks_between([ENTRANCE, TO_YARD], [stepped, CAR_GATE])

    assert walks.metres(gate(1), gate(11)) == pytest.approx(80)
    assert walks.metres(gate(1), gate(11), step_free=True) is None
    assert walks.metres(gate(1), gate(2), step_free=True) == pytest.approx(30)


def test_a_door_with_steps_does_not_change_which_others_belong_together():
    to_yard = [
        feature(2, "gate", (30, 0), leads_to=YARD, is_step_free=False),
        feature(3, "gate", (30, 20), leads_to=YARD),
    ]
    to_hall = [
        feature(12, "gate", (0, 0), leads_to=HALL),
        feature(13, "gate", (0, 40), leads_to=HALL),
    ]
    walks = walks_between([ENTRANCE, *to_yard], to_hall)

    assert walks.metres(gate(3), gate(13), step_free=True) == 0
    # By the only door without steps, and back to the other within the yard.
    assert walks.metres(gate(3), gate(12), step_free=True) == pytest.approx(40)


def test_a_gate_with_steps_shuts_the_door_drawn_across_it():
    mark = feature(2, "gate", (WIDTH, 10), leads_to=YARD, is_step_free=False)
    door = feature(3, "door", (WIDTH, 9), (WIDTH, 11), leads_to=YARD)
    walks = walks_between([ENTRANCE, mark, door], [TO_HALL, CAR_GATE])

    assert walks.metres(gate(1), gate(11), step_free=True) is None


def test_a_way_through_another_area_is_taken_where_it_is_shorter():
    wall = feature(5, "wall", (15, 0), (15, 19))
    to_yard = [
        feature(2, "gate", (14, 0), leads_to=YARD, name="West"),
        feature(3, "gate", (16, 0), leads_to=YARD, name="East"),
    ]
    to_hall = [
        feature(12, "gate", (0, 0), leads_to=HALL, name="West"),
        feature(13, "gate", (2, 0), leads_to=HALL, name="East"),
    ]
    walks = walks_between([wall, *to_yard], to_hall)

    assert walks.metres(gate(2), gate(3)) == pytest.approx(2)
    assert [leg.area for leg in walks.route(gate(2), gate(3)).legs] == [
        HALL,
        YARD,
        HALL,
    ]


def test_a_gate_in_the_middle_of_an_area_is_a_place_too():
    stairs = feature(2, "gate", (15, 10), leads_to=YARD)
    walks = walks_between([ENTRANCE, stairs], [TO_HALL, CAR_GATE])

    assert walks.metres(gate(1), gate(11)) == pytest.approx(hypot(15, 10) + 50)
