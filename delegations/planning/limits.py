"""How long a search may go on: by the clock, by the solver's work, or until stopped."""

import threading
import time
from collections.abc import Callable
from typing import Any

MILLION = 1_000_000


class Limits:
    """A deadline, a stock of work, and a way to stop all that runs.

    ``seconds`` counts from ``began`` (as ``time.monotonic``); ``work`` is in the
    solver's deterministic units, with a wall cap of ten times as many seconds.
    ``is_stopped``: somebody said stop; ``is_interrupted``: it was a signal.
    """

    def __init__(
        self,
        *,
        seconds: float | None = None,
        work: float | None = None,
        began: float | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.clock = clock
        self.began = clock() if began is None else began
        if seconds is None:
            seconds = 10 * (work or 0.0)
        self.deadline = self.began + seconds
        self.work = work
        self.is_interrupted = False
        self.is_stopped = False
        # Whole millionths, whose sum is the same in whatever order threads spend them.
        self._spent = 0
        self._whole: Limits | None = None
        self._held: set[Any] = set()
        # A signal may say stop while its own thread is just about to.
        self._lock = threading.RLock()

    @property
    def is_counted(self) -> bool:
        """Whether work counts, and not the clock, so that runs can be repeated."""
        return self.work is not None

    @property
    def is_over(self) -> bool:
        """Whether to stop."""
        return self.is_stopped or self.left <= 0 or self.work_left <= 0

    @property
    def spent(self) -> float:
        """Units of work spent."""
        return self._spent / MILLION

    @property
    def left(self) -> float:
        """Seconds left."""
        return self.deadline - self.clock()

    @property
    def work_left(self) -> float:
        """Units of work left, without end where the clock counts."""
        return float("inf") if self.work is None else self.work - self.spent

    @property
    def elapsed(self) -> float:
        """Seconds since the beginning."""
        return self.clock() - self.began

    def part(self) -> "Limits":
        """Return limits of a part of the search, which ends with the whole or alone."""
        work = None if self.work is None else self.work_left
        seconds = self.elapsed + self.left
        part = Limits(seconds=seconds, work=work, began=self.began, clock=self.clock)
        part._whole = self
        self.hold(part)
        return part

    def spend(self, work: float) -> None:
        """Take work from the stock."""
        with self._lock:
            self._spent += round(work * MILLION)
        if self._whole is not None:
            self._whole.spend(work)

    def hold(self, solver: Any) -> None:
        """Remember a solver that runs, to stop it with all others."""
        with self._lock:
            self._held.add(solver)
        if self.is_stopped:
            solver.stop_search()

    def release(self, solver: Any) -> None:
        """Forget a solver that has ended."""
        with self._lock:
            self._held.discard(solver)

    def interrupt(self) -> None:
        """Stop everything, and let nothing more take its time."""
        self.is_interrupted = True
        self.stop()

    def stop_search(self) -> None:
        """Stop, as a solver is told to."""
        self.stop()

    def stop(self) -> None:
        """Stop everything that runs under these limits."""
        self.is_stopped = True
        with self._lock:
            held = list(self._held)
        for solver in held:
            solver.stop_search()
