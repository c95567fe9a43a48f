"""Runs of the planner: begun, watched, cancelled, thrown away."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from delegations.dayplans.alive import worker_of
from delegations.dayplans.asking import NOTICE, over
from delegations.dayplans.problems import Asked, Built, build
from delegations.models import Change, PlanningRun
from delegations.models.plannings import LIVE
from exhibitors import clock
from exhibitors.jobs.processes import begin
from exhibitors.jobs.watching import is_gone
from exhibitors.models import Exhibition

# Runs that came to nothing are kept for so long, and so many a day at most.
KEPT, MOST = timedelta(days=30), 20
LOST = gettext_noop("The process that planned was ended. Plan the day again.")

State = PlanningRun.State


def start(
    exhibition: Exhibition,
    on: date,
    *,
    user: Any,
    delegations: Collection[int] = (),
    time_limit: int = 20,
    seed: int = 0,
    is_replanning: bool = False,
    notice: int = NOTICE,
    late: Collection[int] = (),
    is_spawned: bool = True,
) -> PlanningRun:
    """Ask for a plan of a day and return its run; a process of its own makes it.

    A day that has begun is planned from now on. Without ``is_spawned`` the caller does
    the work. Raises ValidationError with what has to be mended first.
    """
    now = clock.now()
    moment = now if is_replanning else None
    _refuse_day(exhibition, on, moment)
    # Before the day is read: a change in between makes the plan stale, not wrong.
    basis = _last_change(exhibition)
    built = build(Asked(exhibition, on, delegations, moment, notice, late), now)
    _prune(exhibition, on)
    run = _run_of(built)
    run.basis, run.user, run.time_limit, run.seed = basis, user, time_limit, seed
    _insert(run)
    if is_spawned:
        transaction.on_commit(partial(_spawn, run.pk))
    return run


def _run_of(built: Built) -> PlanningRun:
    """Return a new run of what was asked and built."""
    asked = built.asked
    return PlanningRun(
        exhibition=asked.exhibition,
        on=asked.on,
        delegations=sorted(asked.delegations),
        now=asked.now,
        notice=asked.notice,
        late=sorted(asked.late),
        problem=built.problem,
        frame=built.frame,
    )


def _last_change(exhibition: Exhibition) -> int:
    found = Change.objects.filter(exhibition=exhibition).aggregate(last=Max("pk"))
    return found["last"] or 0


def _refuse_day(exhibition: Exhibition, on: date, now: datetime | None) -> None:
    """Refuse a day that is over, and one planned from now on that is not today."""
    if sentence := over(exhibition, on):
        raise ValidationError(sentence)
    if now is not None and exhibition.local(now).date() != on:
        raise ValidationError(_("Only a day that is under way is planned anew."))


def _insert(run: PlanningRun) -> None:
    """Save a new run; raises ValidationError where the day has a live one."""
    try:
        with transaction.atomic():
            run.save()
    except IntegrityError as error:
        rule = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
        if rule != "planningrun_one_live":
            raise
        raise ValidationError(_("This day is being planned already.")) from error


def _spawn(pk: int) -> None:
    """Begin the process that plans."""
    begin("run_planning", str(pk))


def _prune(exhibition: Exhibition, on: date) -> None:
    """Note what was killed, and remove old runs that were not applied.

    They hold confidential movements.
    """
    for run in PlanningRun.objects.filter(exhibition=exhibition, on=on, state__in=LIVE):
        current(run)
    rows = PlanningRun.objects.filter(exhibition=exhibition, change=None)
    rows = rows.exclude(state__in=LIVE)
    rows.filter(created_at__lt=timezone.now() - KEPT).delete()
    keep = rows.filter(on=on).order_by("-pk").values_list("pk", flat=True)[:MOST]
    rows.filter(on=on).exclude(pk__in=list(keep)).delete()


def runs_of(exhibition: Exhibition, on: date) -> list[PlanningRun]:
    """Return the runs of a day, the latest first, those of killed workers as failed.

    Without their problems and answers, which are read when they are asked for.
    """
    rows = PlanningRun.objects.filter(exhibition=exhibition, on=on)
    rows = rows.select_related("user", "change").defer("problem", "frame", "result")
    found = [current(run) for run in rows.order_by("-pk")]
    for run in found:
        run.exhibition = exhibition
    return found


def current(run: PlanningRun) -> PlanningRun:
    """Return a run as it stands now; one whose worker was killed has failed."""
    is_begun = run.state == State.RUNNING
    if run.is_live and is_gone(worker_of(run.pk), run.created_at, is_begun=is_begun):
        # Only if its worker did not end it between the reading and the asking.
        PlanningRun.objects.filter(pk=run.pk, state__in=LIVE).update(
            state=State.FAILED, error=LOST, finished_at=timezone.now()
        )
        fields = ("state", "error", "finished_at", "progress", "result", "verdict")
        run.refresh_from_db(fields=fields)
    return run


def cancel(run: PlanningRun) -> None:
    """Ask a live run to stop: the best plan so far is kept and may be applied."""
    moment = timezone.now()
    rows = PlanningRun.objects.filter(pk=run.pk, state__in=LIVE, cancelled_at=None)
    if rows.update(cancelled_at=moment):
        run.cancelled_at = moment


def discard(run: PlanningRun) -> None:
    """Put a run aside that has ended; raises ValidationError for another one."""
    rows = PlanningRun.objects.filter(pk=run.pk)
    ended = rows.exclude(state__in=[*LIVE, State.APPLIED])
    if not ended.update(state=State.DISCARDED):
        raise ValidationError(_("Only a run that has ended can be put aside."))
    run.state = State.DISCARDED
