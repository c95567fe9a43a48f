"""Runs of the planner: begun, watched, cancelled, thrown away."""

from collections.abc import Collection
from datetime import date
from typing import Any

from delegations.models import PlanningRun
from exhibitors.models import Exhibition


def start(
    exhibition: Exhibition,
    on: date,
    *,
    user: Any,
    delegations: Collection[int] = (),
    time_limit: int = 20,
    seed: int = 0,
    is_replanning: bool = False,
    notice: int = 15,
    late: Collection[int] = (),
) -> PlanningRun:
    """Ask for a plan of a day and return its run; a process of its own makes it.

    Raises Unplannable (a ValidationError) with what has to be mended first, and
    ValidationError where the day is being planned already.
    """
    raise NotImplementedError


def runs_of(exhibition: Exhibition, on: date) -> list[PlanningRun]:
    """Return the runs of a day, the latest first, those of killed workers as failed."""
    raise NotImplementedError


def current(run: PlanningRun) -> PlanningRun:
    """Return a run as it stands now; one whose worker was killed has failed."""
    raise NotImplementedError


def cancel(run: PlanningRun) -> None:
    """Ask a live run to stop: the best plan so far is kept and may be applied."""
    raise NotImplementedError


def discard(run: PlanningRun) -> None:
    """Put a run aside that has ended; raises ValidationError for a live one."""
    raise NotImplementedError
