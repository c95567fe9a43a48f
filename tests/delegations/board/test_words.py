"""Changes in words."""

import pytest

from delegations.board.words import activity, changes_after, told
from delegations.models import Change, Stop
from delegations.schedule import write
from delegations.undo import undo
from tests.delegations.times import DAY, stretch
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def aygun():
    return UserFactory(name="Aygün")


def sentences(here, reader=None):
    changes = changes_after(here.exhibition, 0)
    return [row.sentence for row in told(changes, reader)]


@pytest.mark.parametrize(
    ("action", "times", "sentence"),
    [
        ("move", "06:40-07:00", "Aygün moved B2 for Kazakhstan to 10:40"),
        ("stretch", "06:30-06:45", "Aygün set B2 for Kazakhstan to 10:30–10:45"),
        ("place", "06:40-07:00", "Aygün placed B2 for Kazakhstan at 10:40"),
        ("unplace", None, "Aygün took B2 for Kazakhstan off the board"),
        ("save", "06:40-07:00", "Aygün saved: B2 for Kazakhstan"),
    ],
)
def test_a_change_says_who_did_what_of_which_stop(here, aygun, action, times, sentence):
    row = Stop.objects.get(pk=here.stops[1].pk)
    row.planned = times and stretch(times)
    write([row], reader=aygun, action=action)

    assert sentences(here) == [sentence]


def test_a_move_to_another_stand_needs_no_time(here, aygun):
    row = Stop.objects.get(pk=here.stops[2].pk)
    row.stand = here.stands[0]
    write([row], reader=aygun, action="move")

    assert sentences(here) == ["Aygün moved B1 for Tajikistan"]


def test_an_exchange_names_both(here, aygun):
    first, second = Stop.objects.filter(visit=here.visit)
    first.planned, second.planned = second.planned, first.planned
    write([first, second], reader=aygun, action="exchange")

    assert sentences(here) == [
        "Aygün exchanged B1 for Kazakhstan and B2 for Kazakhstan"
    ]


def test_what_was_taken_back_is_named(here, aygun):
    row = Stop.objects.get(pk=here.stops[1].pk)
    row.planned = stretch("06:40-07:00")
    change = write([row], reader=aygun, action="move")
    undo(change, aygun)

    assert sentences(here)[1] == ("Aygün took back: moved B2 for Kazakhstan to 10:40")


def test_a_stop_that_is_gone_keeps_its_name(here, aygun):
    write(
        [],
        removed=[Stop.objects.get(pk=here.stops[1].pk)],
        reader=aygun,
        action="remove",
    )

    assert sentences(here) == ["Aygün removed: B2 Stand of Tajiks"]


def test_the_program_itself_is_named_too(here):
    row = Stop.objects.get(pk=here.stops[1].pk)
    row.note = "New"
    write([row])

    assert sentences(here) == ["The program saved: B2 for Kazakhstan"]


def test_one_query_for_any_number_of_changes(here, django_assert_num_queries):
    for number in range(5):
        row = Stop.objects.get(pk=here.stops[1].pk)
        row.note = f"{number}"
        write([row])
    changes = changes_after(here.exhibition, Change.objects.order_by("pk")[1].pk)

    with django_assert_num_queries(1):
        assert len(told(changes, None)) == 3


def test_the_hours_of_moves_cost_no_question_each(
    here, officer, django_assert_num_queries
):
    for minute in (1, 2, 3):
        stop = Stop.objects.get(pk=here.stops[0].pk)
        stop.planned = stretch(f"06:0{minute}-06:20")
        write([stop], reader=officer, action="move")
    changes = activity(here.exhibition, DAY)

    with django_assert_num_queries(1):
        rows = told(changes, officer)

    assert next(row.what for row in rows) == "Moved B1 for Kazakhstan to 10:03"
