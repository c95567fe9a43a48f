"""How long re-planning may search."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

WALL_PER_WORK = 10


@dataclass
class Limits:
    """Seconds of wall time or units of the solver's work, and how it may be stopped.

    ``until`` is a time of ``time.monotonic``. ``hold`` is given each solver before it
    starts, so that another thread can stop it; ``is_stopped`` says if it has been.
    """

    until: float | None = None
    work: float | None = None
    seed: int = 0
    workers: int = 2
    hold: Callable[[Any], None] | None = None
    is_stopped: Callable[[], bool] = field(default=lambda: False)
    spent: float = 0.0

    def left(self) -> float | None:
        """Return the seconds left, None without a limit."""
        return None if self.until is None else self.until - time.monotonic()

    def work_left(self) -> float | None:
        """Return the units of work left, None without a limit."""
        return None if self.work is None else self.work - self.spent

    def is_over(self) -> bool:
        """Return whether no more may be searched."""
        left, work = self.left(), self.work_left()
        return (
            self.is_stopped()
            or (left is not None and left <= 0)
            or (work is not None and work <= 0)
        )

    def options(self, searches: Sequence[str]) -> dict[str, Any]:
        """Return what a solve may use of what is left, and how it searches.

        One search alone where work is limited, so that it goes the same way each time.
        """
        workers = 1 if self.work is not None else min(self.workers, len(searches))
        return {
            "seconds": self.left(),
            "work": self.work_left(),
            "workers": workers,
            "seed": self.seed,
            "held": self.hold,
            "searches": searches[:workers],
        }
