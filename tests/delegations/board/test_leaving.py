"""Clashes left as they are, and taken up again."""

import pytest

from delegations.clashes import clashes_on
from delegations.models import AcceptedClash
from tests.delegations.board.conftest import BOARD, JSON
from tests.delegations.times import DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def clash(here):
    return next(
        row for row in clashes_on(here.exhibition, DAY) if row.level != "forbid"
    )


def leave(desk, clash, **fields):
    sent = {"clash": clash.fingerprint, **fields}
    return desk.post(f"{BOARD}leave/", sent, **JSON)


def test_a_clash_is_left_with_a_reason(desk, here, officer, clash):
    assert leave(desk, clash, reason=" Agreed ").status_code == 200

    row = AcceptedClash.objects.get()
    assert (row.reason, row.user) == ("Agreed", officer)
    assert "Agreed" in desk.get(BOARD).content.decode()


def test_and_taken_up_again(desk, here, clash):
    leave(desk, clash)
    leave(desk, clash, reopen="1")

    assert not AcceptedClash.objects.exists()


def test_a_clash_that_is_gone_is_told(desk, here):
    answer = desk.post(f"{BOARD}leave/", {"clash": "none"}, **JSON)

    assert answer.status_code == 409
    assert answer.json()["sentences"] == ["This clash is gone."]


def test_too_long_a_reason_is_told_at_its_field(desk, here, clash):
    answer = leave(desk, clash, reason="x" * 301)

    assert (answer.status_code, [*answer.json()["fields"]]) == (422, ["reason"])


def test_a_zero_character_in_a_reason_is_left_out(desk, here, clash):
    assert leave(desk, clash, reason="Agreed\0").status_code == 200

    assert AcceptedClash.objects.get().reason == "Agreed"
