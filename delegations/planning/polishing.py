"""Betters a first plan without the solver, as long as that goes quickly."""

import random
from collections import deque
from collections.abc import Sequence

from delegations.planning.construct import improve
from delegations.planning.incumbent import Incumbent
from delegations.planning.limits import Limits
from delegations.planning.plan import Tour

# Enough is gained if the cost falls by this share within so many seconds for each
# hundred stops: large neighbourhoods gain less at first, and more at last.
SHARE, SECONDS = 0.004, 0.3
# Steps a delegation where work is counted, and what one counts.
STEPS, STEP_WORK = 3, 0.005


def polish(incumbent: Incumbent, limits: Limits, *, seed: int) -> None:
    """Better the plan in hand until that becomes slow.

    Where others changed it meanwhile, so that a gain no longer fits, it begins anew.
    """
    problem = incumbent.plan.problem
    rng = random.Random(seed)  # noqa: S311 - no secret
    pace = _Pace(SECONDS * len(problem.stops) / 100, limits)
    pace.note(incumbent.plan.cost)

    def found(tours: Sequence[Tour]) -> None:
        pace.is_astray = not incumbent.offer(tours)
        pace.note(incumbent.plan.cost)

    if limits.is_counted:
        steps = STEPS * len(problem.delegations)
        improve(incumbent.plan, rng, steps=steps, found=found)
        limits.spend(steps * STEP_WORK)
        return
    while not (limits.is_over or pace.is_slow):
        pace.is_astray = False
        improve(
            incumbent.plan,
            rng,
            limits.deadline,
            stop=lambda: limits.is_over or pace.is_slow or pace.is_astray,
            found=found,
        )


class _Pace:
    """How quickly a cost falls."""

    def __init__(self, seconds: float, limits: Limits) -> None:
        self.seconds = seconds
        self.limits = limits
        self.is_astray = False
        self.notes: deque[tuple[float, int]] = deque()

    def note(self, cost: int) -> None:
        """Remember a cost."""
        self.notes.append((self.limits.clock(), cost))

    @property
    def is_slow(self) -> bool:
        """Whether little was gained of late."""
        since = self.limits.clock() - self.seconds
        while len(self.notes) > 1 and self.notes[1][0] <= since:
            self.notes.popleft()
        at, before = self.notes[0]
        return at <= since and before - self.notes[-1][1] < SHARE * before
