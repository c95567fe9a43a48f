"""The work on a run: waits for its turn, lets the planner run, writes what it says."""

import time
from collections.abc import Callable
from typing import Any

from django.utils import timezone

from delegations.dayplans.alive import PLANNER, worker_of
from delegations.dayplans.core import BROKE_DOWN, CoreFailed, Points, solve
from delegations.models import PlanningRun
from delegations.models.plannings import LIVE
from exhibitors.jobs.alive import give_back, holding
from exhibitors.jobs.watching import LOOK, has_turn

_FIELDS = ("seconds", "cost", "bound", "gap", "unplaced")
# More points than a curve can show are thinned out.
_MOST_POINTS = 600

State = PlanningRun.State
Tell = Callable[[PlanningRun], None]


def work(run: PlanningRun, tell: Tell | None = None) -> None:
    """Let the planner solve a run that waits, and write what comes of it.

    ``tell`` is called about twice a second, and when the row was written. Raises Busy.
    """
    with holding(worker_of(run.pk)):
        _Work(run, tell or (lambda _run: None)).do()


class _Work:
    """One process's work on one run."""

    def __init__(self, run: PlanningRun, tell: Tell) -> None:
        self.run, self.tell = run, tell
        self.looked = 0.0
        self.is_asked = False

    def do(self) -> None:
        if not has_turn(PLANNER, self._is_given_up):
            self._write(State.CANCELLED, finished_at=timezone.now())
            return
        try:
            self._write(State.RUNNING, started_at=timezone.now())
            self._solve()
        except BaseException:
            self._write(State.FAILED, error=BROKE_DOWN, finished_at=timezone.now())
            raise
        finally:
            give_back(PLANNER)

    def _is_given_up(self) -> bool:
        """Tell that it waits for its turn, and return whether it need not."""
        self.tell(self.run)
        return self._is_asked_to_stop()

    def _is_asked_to_stop(self) -> bool:
        """Return whether somebody cancelled the run, or it is no longer alive."""
        rows = PlanningRun.objects.filter(pk=self.run.pk)
        found = rows.values_list("state", "cancelled_at").first()
        self.run.cancelled_at = found[1] if found else None
        return found is None or found[0] not in LIVE or found[1] is not None

    def _solve(self) -> None:
        run = self.run
        try:
            result = solve(
                run.problem, time_limit=run.time_limit, seed=run.seed, hear=self._hear
            )
        except CoreFailed as failed:
            self._write(State.FAILED, error=str(failed), finished_at=timezone.now())
            return
        self._is_asked_to_stop()
        run.verdict = result["status"]
        is_given_up = run.cancelled_at is not None and not run.has_plan
        state = State.CANCELLED if is_given_up else State.DONE
        self._write(
            state, result=result, verdict=run.verdict, finished_at=timezone.now()
        )

    def _hear(self, points: Points) -> bool:
        """Keep new points; write them, and look for a cancel, now and then."""
        progress = self.run.progress
        is_first = bool(points) and not progress
        progress += [{name: point.get(name) for name in _FIELDS} for point in points]
        if len(progress) > _MOST_POINTS:
            del progress[1:-1:2]
        moment = time.monotonic()
        if is_first or moment - self.looked >= LOOK:
            self.looked = moment
            self._write(State.RUNNING)
            self.is_asked = self.is_asked or self._is_asked_to_stop()
        return self.is_asked

    def _write(self, state: str, **fields: Any) -> None:
        """Write the state and the progress of a run that is still alive."""
        run = self.run
        fields |= {"progress": run.progress, "heard_at": timezone.now(), "state": state}
        for name, value in fields.items():
            setattr(run, name, value)
        PlanningRun.objects.filter(pk=run.pk, state__in=LIVE).update(**fields)
        self.tell(run)
