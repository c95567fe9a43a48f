"""What the planner says, in words, names and clock times."""

from dataclasses import dataclass
from typing import Any

from delegations.models import PlanningRun


@dataclass(frozen=True)
class Member:
    """One part of a conflict: its kind as the planner calls it, its key, its name."""

    kind: str
    pk: int | None
    name: str


@dataclass(frozen=True)
class Conflict:
    """Why a day is impossible, by what, and what would make it possible."""

    sentence: str
    members: tuple[Member, ...]
    offers: tuple[str, ...]


class Speech:
    """Says what a run came to; reads the names once."""

    def __init__(self, run: PlanningRun) -> None:
        self.run = run

    def say(self, code: str, params: dict[str, Any]) -> str:
        """Return the sentence of a code in the active language."""
        raise NotImplementedError

    def reasons(self) -> dict[int, str]:
        """Return why each stop is left out, by its key."""
        raise NotImplementedError

    def conflict(self) -> Conflict | None:
        """Return why the day is impossible, None where it is not."""
        raise NotImplementedError

    def offers(self) -> tuple[str, ...]:
        """Return what would help, in sentences."""
        raise NotImplementedError
