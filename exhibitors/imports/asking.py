"""Runs of imports: a process is asked for their next step, watched, and stopped."""

from functools import partial
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from exhibitors.jobs.processes import begin
from exhibitors.jobs.watching import is_gone
from exhibitors.models import ImportRun

if TYPE_CHECKING:
    from datetime import datetime

State, Task = ImportRun.State, ImportRun.Task

# From which states a run goes on to which step.
FROM: dict[str, tuple[str, ...]] = {
    Task.CHECK: (State.WAITING, State.CHECKED, State.FAILED, State.CANCELLED),
    Task.APPLY: (State.CHECKED,),
    Task.UNDO: (State.APPLIED,),
}
# What is left of a step whose process was ended: nothing that it wrote.
_LEFT: dict[str, str] = {
    Task.CHECK: State.FAILED,
    Task.APPLY: State.FAILED,
    Task.UNDO: State.APPLIED,
}
# States in which such a step may have been left.
_DURING: dict[str, tuple[str, ...]] = {
    Task.CHECK: (*FROM[Task.CHECK], State.CHECKING),
    Task.APPLY: (*FROM[Task.APPLY], State.APPLYING),
    Task.UNDO: (*FROM[Task.UNDO], State.UNDOING),
}


def worker_of(run: int) -> str:
    """Return the name of the lock that the worker of a run holds."""
    return f"import run {run}"


def turn_of(exhibition: int) -> str:
    """Return the name of the lock that imports of an exhibition take in turn."""
    return f"imports of {exhibition}"


def ask(run: ImportRun, task: str, **chosen: Any) -> None:
    """Ask a process of its own for a step of a run, once the transaction is through.

    ``chosen`` are columns of the run that say how. Raises ValidationError where the run
    is at work or has gone on meanwhile.
    """
    fields = {
        "task": task,
        "asked_at": timezone.now(),
        "cancelled_at": None,
        "heard_at": None,
        "error": "",
        "lines": [],
        "done": 0,
        **chosen,
    }
    rows = ImportRun.objects.filter(pk=run.pk, task="", state__in=FROM[task])
    if not rows.update(**fields):
        raise ValidationError(_("This import has gone on meanwhile. Look at it anew."))
    for name, value in fields.items():
        setattr(run, name, value)
    language = get_language() or "en"
    transaction.on_commit(partial(begin, "run_import", str(run.pk), language))


def cancel(run: ImportRun) -> None:
    """Ask the process of a run to stop; nothing is written then."""
    rows = ImportRun.objects.filter(pk=run.pk, cancelled_at=None).exclude(task="")
    rows.update(cancelled_at=timezone.now())


def recover(exhibition: int) -> None:
    """Put right what ended processes left of lists that were applied or undone.

    For who has the turn of the exhibition: nobody else is at work then.
    """
    rows = ImportRun.objects.filter(exhibition=exhibition)
    for task, state in ((Task.APPLY, State.APPLYING), (Task.UNDO, State.UNDOING)):
        left = {"task": "", "state": _LEFT[task], "error": lost_text(task)}
        rows.filter(state=state).update(**left)


def current(run: ImportRun) -> ImportRun:
    """Return a run as it stands now; a step whose process was ended has failed."""
    asked_at: datetime | None = run.asked_at
    if not run.task or asked_at is None:
        return run
    if not is_gone(worker_of(run.pk), asked_at, is_begun=run.heard_at is not None):
        return run
    # Only if its process did not end it between the reading and the asking.
    rows = ImportRun.objects.filter(pk=run.pk, task=run.task, asked_at=asked_at)
    lost = rows.filter(state__in=_DURING[run.task])
    if not lost.update(**_what_is_left(run)):
        # It had done its work, and was ended before it could say so.
        rows.update(task="")
    run.refresh_from_db()
    return run


def _what_is_left(run: ImportRun) -> dict[str, Any]:
    """Return how a run stands whose process was ended, by what is in the database.

    The step is one transaction: what it wrote is there as a whole or not at all.
    """
    has_records = run.records.exists()
    if run.task == Task.APPLY and has_records:
        return {"task": "", "state": State.APPLIED, "applied_at": timezone.now()}
    if run.task == Task.UNDO and run.state == State.UNDOING and not has_records:
        return {"task": "", "state": State.UNDONE, "undone_at": timezone.now()}
    return {"task": "", "state": _LEFT[run.task], "error": lost_text(run.task)}


def lost_text(task: str) -> str:
    """Return what to tell when the process of a step was ended."""
    return {
        Task.CHECK: _("The process that checked the list was ended. Check it again."),
        Task.APPLY: _(
            "The process that applied the list was ended. Nothing was written; "
            "check the list again."
        ),
        Task.UNDO: _(
            "The process that took the import back was ended. Nothing was changed; "
            "try again."
        ),
    }[Task(task)]
