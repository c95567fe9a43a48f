"""The work on a run: waits for its turn, does the step asked for, tells of it."""

from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from django.db import connections
from django.utils import timezone
from django.utils.translation import gettext as _

from exhibitors.imports import service
from exhibitors.imports.asking import Task, recover, turn_of, worker_of
from exhibitors.imports.shapes import Cancelled, ImportRefused, Tell
from exhibitors.jobs.alive import give_back, holding
from exhibitors.jobs.watching import has_turn
from exhibitors.models import ImportRun

if TYPE_CHECKING:
    from collections.abc import Callable

State = ImportRun.State


def work(run: ImportRun) -> None:
    """Do what was asked of a run, and write what came of it; raises Busy."""
    with holding(worker_of(run.pk)):
        ImportRun.objects.filter(pk=run.pk).update(heard_at=timezone.now())
        with Telling(run) as telling:
            if not has_turn(turn_of(run.exhibition_id), telling.is_asked_to_stop):
                _give_up(run)
                return
            try:
                recover(run.exhibition_id)
                # What was asked may have changed while it waited.
                run.refresh_from_db()
                _do(run, telling)
            finally:
                give_back(turn_of(run.exhibition_id))


def _do(run: ImportRun, tell: Tell) -> None:
    """Do the step, and say why where it was refused."""
    steps: dict[str, Callable[[ImportRun, Tell], None]] = {
        Task.CHECK: service.check,
        # The page says how many lines are left out; who applies has seen it.
        Task.APPLY: partial(service.apply, allow_partial=True),
        Task.UNDO: service.undo,
    }
    ends: dict[str, Any] = {"task": ""}
    try:
        steps[run.task](run, tell)
    except ImportRefused as refused:
        ends["lines"] = list(refused.lines)
        ends["error"] = service.problem_text(refused.problem)
    except Cancelled:
        pass
    except BaseException:
        state = State.APPLIED if run.task == Task.UNDO else State.FAILED
        _end(run, {"task": "", "state": state, "error": broken_text()})
        raise
    _end(run, ends)


def _give_up(run: ImportRun) -> None:
    """Note that a run was cancelled before its turn came."""
    ends = {"task": ""}
    if run.task == Task.CHECK:
        ends["state"] = State.CANCELLED
    _end(run, ends)


def _end(run: ImportRun, ends: dict[str, Any]) -> None:
    ends["heard_at"] = timezone.now()
    ImportRun.objects.filter(pk=run.pk).update(**ends)


def broken_text() -> str:
    """Return what to tell when the work broke down."""
    return _("The program broke down at this list. Nothing was written.")


class Telling:
    """Writes how far a run is on a connection of its own, past the transaction.

    Called with lines done and lines in all, it answers whether to stop.
    """

    def __init__(self, run: ImportRun) -> None:
        self.run = run
        self.connection: Any = connections["default"].copy()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.connection.close()

    def __call__(self, done: int, total: int) -> bool:
        with self.connection.cursor() as cursor:
            cursor.execute(
                "UPDATE exhibitors_importrun SET done = %s, total = %s,"
                " heard_at = now() WHERE id = %s RETURNING cancelled_at IS NOT NULL",
                [done, total, self.run.pk],
            )
            return self._answer(cursor)

    def is_asked_to_stop(self) -> bool:
        """Return whether somebody asked the run to stop, or removed it."""
        with self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT cancelled_at IS NOT NULL FROM exhibitors_importrun"
                " WHERE id = %s",
                [self.run.pk],
            )
            return self._answer(cursor)

    def _answer(self, cursor: Any) -> bool:
        found = cursor.fetchone()
        return found is None or bool(found[0])
