"""Turns that are waited for, and workers that are gone."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

from exhibitors.jobs.alive import is_held, take

# A process may take so long to begin.
BEGINNING = timedelta(seconds=30)
# Seconds between two looks at a row, and between two tries for one's turn.
LOOK = 0.5


def has_turn(name: str, is_given_up: Callable[[], bool]) -> bool:
    """Wait until nobody else holds a lock, and take it; False where given up before."""
    while not take(name):
        if is_given_up():
            return False
        time.sleep(LOOK)
    return True


def is_gone(name: str, asked_at: datetime, *, is_begun: bool) -> bool:
    """Return whether the worker that holds a lock while it works is there no more.

    One that was asked for a moment ago may still begin.
    """
    is_due = is_begun or asked_at < timezone.now() - BEGINNING
    return is_due and not is_held(name)
