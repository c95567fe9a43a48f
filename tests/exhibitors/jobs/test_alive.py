"""Locks by which a process is known to be alive."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from exhibitors.jobs import watching
from exhibitors.jobs.alive import Busy, give_back, holding, is_held, key_of, take
from exhibitors.jobs.watching import BEGINNING, has_turn, is_gone
from tests.expo.embedded_process import wait_until

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _let_go():
    """Let go of all locks: they outlive the transaction of a test."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock_all()")
    # The server takes a moment to see that another process has gone.
    assert wait_until(lambda: not is_held("press"))


@pytest.fixture
def elsewhere():
    """Hold the lock of another process; closing it ends that process."""
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [key_of("press")])
    yield other
    other.close()


def test_a_lock_is_held_until_it_is_given_back():
    assert (is_held("press"), take("press"), is_held("press")) == (False, True, True)

    give_back("press")

    assert not is_held("press")


def test_what_another_process_holds_is_not_taken(elsewhere):
    with pytest.raises(Busy), holding("press"):
        pytest.fail("It is held elsewhere.")

    assert is_held("press")


def test_a_lock_falls_with_the_connection_of_its_process(elsewhere):
    elsewhere.close()

    # The server takes a moment to see that it has gone.
    assert has_turn("press", lambda: False)


def test_a_lock_held_meanwhile_is_given_back():
    with holding("press"):
        assert is_held("press")

    assert not is_held("press")


def test_a_turn_comes_when_the_one_before_ends(elsewhere, monkeypatch):
    monkeypatch.setattr(watching, "LOOK", 0)
    looks = []

    def look():
        looks.append(1)
        elsewhere.close()
        return False

    assert has_turn("press", look)
    assert looks


def test_a_turn_is_given_up(elsewhere):
    assert not has_turn("press", lambda: True)


@pytest.mark.parametrize(
    ("waited", "is_begun", "gone"),
    [
        (timedelta(0), False, False),
        (timedelta(0), True, True),
        (BEGINNING + timedelta(seconds=1), False, True),
    ],
)
def test_a_worker_has_time_to_begin_but_not_to_vanish(waited, is_begun, gone):
    asked_at = timezone.now() - waited

    assert is_gone("press", asked_at, is_begun=is_begun) == gone


def test_a_worker_at_work_is_not_gone(elsewhere):
    long_ago = timezone.now() - timedelta(days=1)

    assert not is_gone("press", long_ago, is_begun=True)
