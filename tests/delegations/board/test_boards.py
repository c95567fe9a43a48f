"""What the board of a day shows, in its rows and in the tray."""

import pytest

from delegations.board.boards import board_of, days_beside
from delegations.models import Stop
from tests.delegations.rows import accompanies, stop_of, visit_of
from tests.delegations.times import DAY, at
from tests.factories.delegations import (
    EngagementFactory,
    PersonFactory,
    StopFactory,
    VisitFactory,
)
from tests.factories.exhibitors import OpeningHoursFactory, StandFactory

pytestmark = pytest.mark.django_db


def rows(board):
    """Return the rows with the first minutes of their cards."""
    return {lane.label: [card.shown[0] for card in lane.cards] for lane in board.lanes}


def test_by_delegation_each_has_its_stops_in_order(here):
    board = board_of(here.exhibition, DAY)

    assert rows(board) == {"Kazakhstan": [600, 630], "Tajikistan": [660]}
    assert [lane.detail for lane in board.lanes] == ["12 guests", "12 guests"]


def test_by_stand_each_has_its_guests(here):
    board = board_of(here.exhibition, DAY, "stand")

    assert rows(board) == {
        "B1 Stand of Kazakhstan": [600],
        "B2 Stand of Tajiks": [630, 660],
    }


def test_by_stand_all_of_them_can_be_shown(here):
    StandFactory(exhibition=here.exhibition, number="C9", name="Empty")

    board = board_of(here.exhibition, DAY, "stand", with_all=True)

    assert rows(board)["C9 Empty"] == []


def test_by_person_who_accompanies_has_all_and_a_host_one(here):
    board = board_of(here.exhibition, DAY, "person")

    assert rows(board) == {
        "The Host": [600],
        "The Minister": [600, 630],
        "Nobody receives": [630, 660],
    }


def test_by_interpreter_those_without_one_have_a_row(here):
    speaker = PersonFactory(exhibition=here.exhibition, name="The Interpreter")
    EngagementFactory(
        exhibition=here.exhibition,
        visit=here.visit,
        stop=here.stops[1],
        person=speaker,
        role="interprets",
    )

    board = board_of(here.exhibition, DAY, "interpreter")

    assert rows(board) == {"The Interpreter": [630], "No interpreter": [600, 660]}


def test_who_declined_has_no_row(here):
    here.visit.engagements.update(reply="declined")

    assert list(rows(board_of(here.exhibition, DAY, "person"))) == ["Nobody receives"]


def test_what_has_no_time_waits_in_the_tray(here):
    untimed = StopFactory(exhibition=here.exhibition, visit=here.visit, duration=25)
    dayless = VisitFactory(
        exhibition=here.exhibition, delegation=here.tajikistan, on=None
    )
    waiting = StopFactory(exhibition=here.exhibition, visit=dayless)

    board = board_of(here.exhibition, DAY)

    assert [(card.stop, card.minutes) for card in board.tray] == [(untimed.pk, 25)]
    assert [(card.stop, card.minutes) for card in board.waiting] == [(waiting.pk, 15)]


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_a_visit_that_is_off_is_not_there(here, status):
    here.visit.status = status
    here.visit.save()

    assert rows(board_of(here.exhibition, DAY)) == {"Tajikistan": [660]}


def test_other_exhibitions_and_days_are_not_there(here):
    elsewhere = visit_of(VisitFactory().exhibition)
    stop_of(elsewhere, "09:00-09:10")
    VisitFactory(
        exhibition=here.exhibition, delegation=here.kazakhstan, on="2023-11-25"
    )

    board = board_of(here.exhibition, DAY)
    assert rows(board) == {"Kazakhstan": [600, 630], "Tajikistan": [660]}
    assert board.waiting == ()


def test_a_late_stop_is_drawn_when_it_is_expected(here):
    Stop.objects.filter(pk=here.stops[0].pk).update(
        actual_start_at=at("06:10"), actual_end_at=at("06:45")
    )

    lane = board_of(here.exhibition, DAY).lanes[0]

    assert [(card.planned, card.shown) for card in lane.cards] == [
        ((600, 620), (610, 645)),
        ((630, 650), (650, 670)),
    ]
    assert [card.mark for card in lane.cards] == ["done", ""]


def test_the_axis_holds_opening_hours_and_stops(here):
    assert axis(here) == (600, 690)
    OpeningHoursFactory(
        exhibition=here.exhibition, on=DAY, opens_at="09:10", closes_at="18:05"
    )
    assert axis(here) == (540, 1110)


def axis(here):
    board = board_of(here.exhibition, DAY)
    return board.first, board.last


def test_an_empty_day_has_an_axis_too(here):
    board = board_of(here.exhibition, DAY.replace(day=23))

    assert (board.first, board.last, board.lanes) == (540, 1080, ())


def test_days_beside_are_those_with_visits_or_an_opening(here):
    VisitFactory(exhibition=here.exhibition, on="2023-11-25")
    OpeningHoursFactory(
        exhibition=here.exhibition, on="2023-11-22", opens_at="10:00", closes_at="18:00"
    )

    before, after = days_beside(here.exhibition, DAY)

    assert (f"{before}", f"{after}") == ("2023-11-22", "2023-11-25")


@pytest.mark.parametrize("by", ["delegation", "stand", "person", "interpreter"])
@pytest.mark.parametrize("visits", [1, 20])
def test_the_queries_do_not_grow_with_the_visits(
    here, django_assert_num_queries, by, visits
):
    for number in range(visits):
        visit = visit_of(here.exhibition)
        stop_of(visit, "09:00-09:10", stand=here.stands[0], bay=1, status="cancelled")
        accompanies(
            visit, PersonFactory(exhibition=here.exhibition, name=f"P {number}")
        )

    with django_assert_num_queries(11 if by == "stand" else 10):
        board_of(here.exhibition, DAY, by)
