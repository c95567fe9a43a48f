"""Registrations as embassies change them: a draft kept, then sent in."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import transaction

from delegations.models import Registration
from delegations.registering.answers import Answers
from exhibitors import clock

Status = Registration.Status


class Stale(Exception):  # noqa: N818
    """Somebody else saved the same registration since the page was opened."""

    def __init__(self, current: Registration) -> None:
        super().__init__(current.pk)
        self.current = current


class Closed(Exception):  # noqa: N818
    """The registration was closed since the page was opened."""


def is_open(registration: Registration, today: date | None = None) -> bool:
    """Return whether its embassy may still read and change it."""
    home = registration.exhibition
    today = today or home.local(clock.now()).date()
    is_over = registration.expires_on is not None and registration.expires_on < today
    return registration.status != Status.CLOSED and not is_over


def keep_draft(registration: Registration, seen: int, answers: Answers) -> Registration:
    """Keep what was typed, however incomplete. Raises Stale, Closed."""
    with _locked(registration, seen) as row:
        _keep(row, answers)
        row.save()
    return row


def send_in(
    registration: Registration, seen: int, answers: Answers, sent: Answers
) -> Registration:
    """Send checked answers to the organiser. Raises Stale, Closed.

    What was accepted stays so until the organiser accepts the change; what is sent
    again unchanged needs nobody's decision.
    """
    with _locked(registration, seen) as row:
        _keep(row, answers)
        is_settled = row.status == Status.ACCEPTED and row.accepted == sent
        row.sent, row.sent_at = sent, clock.now()
        row.status = Status.ACCEPTED if is_settled else Status.SENT
        row.save()
    return row


def _keep(row: Registration, answers: Answers) -> None:
    row.answers, row.saved_at = answers, clock.now()
    row.version += 1


@contextmanager
def _locked(registration: Registration, seen: int) -> Iterator[Registration]:
    """Give the registration as it is now, if it is still the one that was seen."""
    with transaction.atomic():
        rows = Registration.objects.select_for_update(of=("self",))
        row = rows.select_related("exhibition").get(pk=registration.pk)
        if not is_open(row):
            raise Closed
        if row.version != seen:
            raise Stale(row)
        yield row
