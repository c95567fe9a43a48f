"""The time of a day from left to right."""

import pytest

from delegations.dayplans.drawn.axis import Axis


def test_an_axis_has_whole_half_hours_around_what_it_shows():
    assert Axis.around(545, 661) == Axis(540, 690)
    assert Axis.around(540, 660) == Axis(540, 660)


def test_a_moment_alone_has_half_an_hour():
    assert Axis.around(540, 540) == Axis(540, 570)


def test_places_are_per_cent_of_the_width():
    axis = Axis(540, 660)

    assert (axis.x(540), axis.x(570), axis.x(580), axis.x(660)) == (
        "0%",
        "25%",
        "33.333%",
        "100%",
    )
    assert axis.width(570, 600) == "25%"


def test_there_is_a_line_each_half_hour_between_the_ends():
    ticks = Axis(540, 660).ticks

    assert [(tick.minute, tick.is_hour) for tick in ticks] == [
        (570, False),
        (600, True),
        (630, False),
    ]


@pytest.mark.parametrize(("last", "hours"), [(570, 3), (780, 4), (810, 5), (1380, 12)])
def test_a_longer_day_has_a_wider_picture(last, hours):
    assert Axis(540, last).hours == hours
