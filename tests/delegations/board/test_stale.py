"""Two officers at one stop: nobody overwrites what they did not see."""

import pytest

from delegations.models import Change, Stop
from delegations.schedule import write
from tests.delegations.board.conftest import BOARD, JSON, hours
from tests.delegations.times import stretch
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def other():
    return UserFactory(name="Aygün")


def change(stop, user, **values):
    """Write other values of a stop, as somebody else's program would."""
    row = Stop.objects.get(pk=stop.pk)
    for name, value in values.items():
        setattr(row, name, value)
    return write([row], reader=user)


def test_what_others_changed_is_shown_beside_what_one_wants(send, here, other):
    seen = here.stops[0]
    change(seen, other, planned=stretch("06:05-06:25"), note="With the press")

    answer = send(seen, version=1, seen=0, start=610, end=630)

    body = answer.json()
    found = {row["label"]: row for row in body["stale"]["fields"]}
    assert answer.status_code == 409
    assert body["sentences"][0].startswith("Aygün changed “B1 Stand of Kazakhstan” at")
    assert [found["planned"][name] for name in ("was", "yours", "theirs")] == [
        "10:00–10:20",
        "10:10–10:30",
        "10:05–10:25",
    ]
    assert [found["note"][name] for name in ("was", "yours", "theirs")] == [
        "—",
        "—",
        "With the press",
    ]
    assert hours(seen) == "10:05-10:25"


def test_mine_can_be_put_on_top(send, here, other):
    change(here.stops[0], other, note="With the press")
    stale = send(here.stops[0], version=1, start=610, end=630).json()["stale"]

    answer = send(
        here.stops[0],
        version=stale["version"],
        seen=stale["seen"],
        start=610,
        end=630,
    )

    assert answer.status_code == 200
    stop = Stop.objects.get(pk=here.stops[0].pk)
    assert (hours(stop), stop.note) == ("10:10-10:30", "With the press")


def test_a_mere_new_number_is_no_change(send, here, other):
    Stop.objects.filter(pk=here.stops[0].pk).update(version=7)

    assert send(here.stops[0], version=1, start=610, end=620).status_code == 200


def test_changed_and_changed_back_is_no_change(send, here, other):
    change(here.stops[0], other, planned=stretch("06:05-06:25"))
    change(here.stops[0], other, planned=stretch("06:00-06:20"))

    assert send(here.stops[0], version=1, start=610, end=620).status_code == 200


def test_what_was_seen_since_does_not_count_as_unseen(send, here, other):
    change(here.stops[0], other, note="One")
    seen = Change.objects.get().pk
    change(here.stops[0], other, note="Two")

    fields = send(here.stops[0], version=2, seen=seen, start=610, end=620)

    row = fields.json()["stale"]["fields"][0]
    assert (row["was"], row["theirs"]) == ("One", "Two")


def test_the_other_of_two_to_be_exchanged_is_guarded_too(send, here, other):
    change(here.stops[1], other, note="New")

    answer = send(here.stops[0], "exchange", other=here.stops[1].pk, other_version=1)

    assert answer.status_code == 409
    assert "was changed by someone else meanwhile" in answer.json()["sentences"][0]


def test_a_stop_that_was_removed_meanwhile_is_not_found(desk, here, other):
    write([], removed=[Stop.objects.get(pk=here.stops[0].pk)], reader=other)
    sent = {"action": "move", "version": 1, "seen": 0, "start": 600, "end": 610}

    answer = desk.post(f"{BOARD}stops/{here.stops[0].pk}/", sent, **JSON)

    assert answer.status_code == 404
