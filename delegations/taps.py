"""Taps of the day as plain values, and what several of them come to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from delegations.models import Mark, Stop
from exhibitors.models import Exhibition

# A day goes on past midnight, until this time of the next.
_NIGHT_ENDS = timedelta(hours=6)


class Outcome(StrEnum):
    """What became of a tap; one that is kept was entered and is not in force."""

    TAKEN = "taken"
    KNOWN = "known"
    KEPT = "kept"
    REFUSED = "refused"
    AGAIN = "again"


@dataclass(frozen=True)
class Tap:
    """One tap as a phone sends it, its moment by the clock of the server."""

    key: UUID
    stop: int
    kind: str
    at: datetime


@dataclass(frozen=True)
class Answer:
    """What became of one tap, with a sentence where a person should know."""

    key: UUID
    outcome: Outcome
    sentence: str = ""


@dataclass(frozen=True)
class Actual:
    """What the taps at a stop come to."""

    start: datetime | None = None
    end: datetime | None = None
    is_skipped: bool = False

    @property
    def status(self) -> str:
        """The status of a stop that takes place."""
        if self.is_skipped:
            return Stop.Status.SKIPPED
        return Stop.Status.DONE if self.end else Stop.Status.PLANNED


def is_on_day(exhibition: Exhibition, on: date, moment: datetime) -> bool:
    """Return whether a moment belongs to a day of visits, its night included."""
    # At the ends of the calendar there is no night before, and no time of another zone.
    if abs(moment.year - on.year) > 1:
        return False
    return on in {
        exhibition.local(moment).date(),
        exhibition.local(moment - _NIGHT_ENDS).date(),
    }


def standing(marks: Iterable[Mark]) -> list[Mark]:
    """Return the taps that were not taken back, in the order they were tapped."""
    left: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.marked_at, mark.received_at)):
        if mark.kind != Mark.Kind.CLEARED:
            left.append(mark)
        elif left:
            left.pop()
    return left


def actual(marks: Iterable[Mark]) -> Actual:
    """Return what standing taps come to: the last of a kind counts.

    Who arrives after having left is there again; who is skipped was not there.
    """
    found = Actual()
    for mark in marks:
        if mark.kind == Mark.Kind.SKIPPED:
            found = Actual(is_skipped=True)
        elif mark.kind == Mark.Kind.ARRIVED:
            found = Actual(start=mark.marked_at)
        else:
            found = Actual(found.start, mark.marked_at)
    return found
