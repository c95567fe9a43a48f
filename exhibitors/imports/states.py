"""Where a run stands, so that two never work on one, and none is lost."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from exhibitors.imports.problems import problem_text
from exhibitors.imports.shapes import ImportRefused
from exhibitors.imports.tables import refuse
from exhibitors.models import ImportRun

State = ImportRun.State


def enter(run: ImportRun, state: str) -> None:
    """Say that work begins.

    Raises ImportRefused where another process has begun it, or another list is being
    written in the exhibition.
    """
    now = timezone.now()
    begun = {
        "state": state,
        "error": "",
        "started_at": now,
        "heard_at": now,
        "finished_at": None,
    }
    try:
        with transaction.atomic():
            mine = ImportRun.objects.filter(pk=run.pk, state=run.state)
            is_mine = mine.update(**begun)
    except IntegrityError as error:
        raise refuse("another_running") from error
    if not is_mine:
        raise refuse("another_running")
    for name, value in begun.items():
        setattr(run, name, value)


def leave(run: ImportRun, state: str, stop: Exception | None = None) -> None:
    """Say how the work ended; within its transaction where it is done."""
    run.state, run.finished_at = state, timezone.now()
    run.error = problem_text(stop.problem) if isinstance(stop, ImportRefused) else ""
    if state == State.APPLIED and stop is None:
        run.applied_at = run.finished_at
    if state == State.CHECKED:
        run.applied_at = None
    run.undone_at = run.finished_at if state == State.UNDONE else None
    run.save()
