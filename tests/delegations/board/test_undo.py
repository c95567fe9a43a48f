"""The own last changes taken back, and done again."""

import pytest

from delegations.models import Change
from delegations.undo import redoable
from tests.delegations.board.conftest import BOARD, JSON, hours
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def take_back(desk):
    def post(change, **extra):
        return desk.post(f"{BOARD}undo/", {"change": change}, **{**JSON, **extra})

    return post


def test_a_move_is_taken_back_and_done_again(send, take_back, here, officer):
    change = send(here.stops[1], start=640, end=660).json()["change"]

    back = take_back(change)
    assert (back.status_code, hours(here.stops[1])) == (200, "10:30-10:50")
    again = redoable(here.exhibition, officer)
    assert again is not None
    assert again.pk == back.json()["change"]
    assert take_back(again.pk).status_code == 200
    assert hours(here.stops[1]) == "10:40-11:00"


def test_several_are_done_again_in_their_order(send, take_back, here, officer):
    first = send(here.stops[1], start=640, end=660).json()["change"]
    second = send(here.stops[1], start=645, end=655).json()["change"]
    take_back(second)
    take_back(first)

    seen = []
    for _time in range(2):
        again = redoable(here.exhibition, officer)
        assert take_back(again and again.pk).status_code == 200
        seen.append(hours(here.stops[1]))

    assert seen == ["10:40-11:00", "10:45-10:55"]


def test_who_went_on_has_nothing_to_do_again(send, take_back, here, officer):
    take_back(send(here.stops[1], start=640, end=660).json()["change"])
    send(here.stops[0], start=605, end=615)

    assert redoable(here.exhibition, officer) is None


def test_what_others_touched_since_stays_and_the_reason_is_told(
    send, take_back, here, client
):
    change = send(here.stops[1], start=640, end=660).json()["change"]
    Change.objects.filter(
        pk=send(here.stops[1], start=645, end=660).json()["change"]
    ).update(user=UserFactory(name="Aygün"))

    answer = take_back(change)

    assert answer.status_code == 409
    assert answer.json()["sentences"][0].startswith("Aygün changed “B2 Stand")
    assert hours(here.stops[1]) == "10:45-11:00"


def test_changes_of_others_cannot_be_taken_back(send, take_back, here):
    change = send(here.stops[1], start=640, end=660).json()["change"]
    Change.objects.update(user=UserFactory())

    assert take_back(change).status_code == 404


@pytest.mark.parametrize("change", ["", "x", "999999", "9" * 30])
def test_a_change_that_is_not_there_is_not_found(take_back, change):
    assert take_back(change).status_code == 404


def test_the_page_lists_the_own_changes_with_a_button_each(send, desk, here):
    for minute in range(620, 644):
        send(here.stops[1], start=minute, end=minute + 3)

    text = desk.get(BOARD).content.decode()

    assert text.count("data-undo>") == 20
    assert "Moved B2 for Kazakhstan to 10:43" in text


def test_a_button_works_without_a_script(send, desk, here):
    change = send(here.stops[1], start=640, end=660).json()["change"]

    answer = desk.post(f"{BOARD}undo/", {"change": change})

    assert (answer.status_code, answer["Location"]) == (302, BOARD)
    assert hours(here.stops[1]) == "10:30-10:50"
