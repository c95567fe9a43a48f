"""What a gesture would clash with, while it is still in the hand."""

from typing import Any

from delegations.board.days import Day
from delegations.board.moves import Gesture, proposed
from delegations.conflicts import foreseen
from delegations.models import Engagement, Stop, Visit

Trial = dict[str, str]


def tried(day: Day, stop: Stop, gesture: Gesture, reader: Any) -> list[Trial]:
    """Return what a gesture would break, the worst first; nothing is written.

    Each with its level, "forbid" for what would be refused, and a sentence.
    """
    rows, removed = proposed(day, stop, gesture)
    timed = [row for row in rows if isinstance(row, Visit | Stop | Engagement)]
    hard = foreseen(timed, removed, reader)
    sentences = dict.fromkeys(clash.sentence for clash in hard)
    return [{"level": "forbid", "sentence": sentence} for sentence in sentences]
