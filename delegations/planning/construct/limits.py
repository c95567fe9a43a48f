"""When to stop: at a time, after a number of steps, or when told."""

from collections.abc import Callable
from time import monotonic


class Limit:
    """Counts steps; says whether there may be another one."""

    def __init__(
        self,
        deadline: float | None = None,
        steps: int | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> None:
        self.deadline = deadline
        self.left = steps
        self.stop = stop

    def step(self) -> bool:
        """Take a step, if there may be one; returns whether."""
        if self.left is not None:
            if self.left <= 0:
                return False
            self.left -= 1
        if self.deadline is not None and monotonic() >= self.deadline:
            return False
        return self.stop is None or not self.stop()
