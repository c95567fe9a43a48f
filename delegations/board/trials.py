"""What a gesture would clash with, while it is still in the hand."""

from collections.abc import Iterable, Sequence
from typing import Any

from delegations.board.days import Day
from delegations.board.moves import Gesture, proposed
from delegations.clashes import Finding, clashes_if
from delegations.conflicts import foreseen
from delegations.models import Engagement, Stop, Visit
from delegations.rows import Row

Trial = dict[str, str]


def tried(day: Day, stop: Stop, gesture: Gesture, reader: Any) -> list[Trial]:
    """Return what a gesture would clash with, the worst first; nothing is written.

    Each with its level, "forbid" for what would be refused, and a sentence.
    """
    is_of_day = stop.visit.on is not None
    rows, removed = proposed(day, stop, gesture)
    found = []
    if gesture.person is not None or not is_of_day:
        found = _refused(rows, removed, reader)
    if is_of_day:
        stops = [row for row in rows if isinstance(row, Stop) and row.planned]
        found += [(row.level, row.sentence) for row in _findings(day, stops)]
    return [{"level": level, "sentence": text} for level, text in dict.fromkeys(found)]


def _refused(
    rows: Sequence[Row], removed: Sequence[Row], reader: Any
) -> list[tuple[str, str]]:
    """Return what PostgreSQL would refuse of people and visits without a day."""
    timed = [row for row in rows if isinstance(row, Visit | Stop | Engagement)]
    return [("forbid", clash.sentence) for clash in foreseen(timed, removed, reader)]


def _findings(day: Day, stops: Iterable[Stop]) -> list[Finding]:
    """Return the clashes that these stops would have a part in."""
    own = {stop.pk: stop for stop in stops}
    found = clashes_if(
        day.exhibition,
        day.on,
        {pk: (stop.planned.lower, stop.planned.upper) for pk, stop in own.items()},
        {pk: stop.stand_id for pk, stop in own.items()},
        {pk: stop.bay for pk, stop in own.items()},
    )
    return [row for row in found if own.keys() & set(row.stops) and not row.is_accepted]
