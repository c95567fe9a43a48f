"""A plan, written as one change."""

import json
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from delegations import schedule
from delegations.board.days import Day
from delegations.dayplans.asking import over
from delegations.dayplans.plans import Plan, Timed, plan_of
from delegations.dayplans.problems import Asked, Unplannable, build
from delegations.history import names_now
from delegations.models import Change, PlanningRun, Stop, Visit
from delegations.proposal import NOT_COUNTED
from delegations.rows import Row
from exhibitors import clock

# What is noted of the day itself changes no plan.
_NO_PLAN = (Change.Action.MARK, Change.Action.DELAY)

_LASTING = ("stands", "walk", "people", "interpreters", "apart", "delegations")

# A plan of a day long past is an exercise, which nobody can be late for.
DAY_LENGTH = 24 * 60

State = PlanningRun.State


class NotApplied(ValidationError):  # noqa: N818 - as ValidationError
    """A plan was not applied, and nothing was written; says why."""


def apply(run: PlanningRun, reader: Any) -> Change | None:
    """Write the plan of a run, and return the change, which can be taken back.

    None where all is as planned already. Raises NotApplied where the run has no plan,
    was applied, or the day changed since; ScheduleConflict where a rule refuses.
    """
    with transaction.atomic():
        row = (
            PlanningRun.objects.select_for_update(of=["self"])
            .select_related("exhibition")
            .get(pk=run.pk)
        )
        refuse(row)
        rows = rows_of(row)
        # Who changed the day before they were read is found now, who does so after it
        # by their versions.
        _refuse_changed(row)
        change = schedule.write(rows, reader=reader, action=Change.Action.PLAN)
        row.state, row.change = State.APPLIED, change
        row.save(update_fields=["state", "change"])
    run.state, run.change = row.state, row.change
    return change


def refuse(run: PlanningRun) -> None:
    """Raise NotApplied where the plan of a run cannot be applied any more."""
    if run.state == State.APPLIED:
        raise NotApplied(_("This plan was applied already."))
    if run.state != State.DONE or not run.has_plan:
        raise NotApplied(_("This run has no plan that could be applied."))
    if sentence := over(run.exhibition, run.on):
        raise NotApplied(sentence)
    _refuse_changed(run)
    if run.now is None:
        _refuse_other_problem(run)


def _refuse_changed(run: PlanningRun) -> None:
    """Refuse where somebody changed the schedule of the day since."""
    later = Change.objects.filter(
        exhibition=run.exhibition_id, pk__gt=run.basis, days__contains=[run.on]
    )
    change = later.exclude(action__in=_NO_PLAN).select_related("user").last()
    if change is not None:
        sentence = _(
            "The schedule of this day was changed since by %(who)s: %(what)s. Plan the "
            "day again."
        )
        names = ", ".join(names_now(change)[:3])
        who = str(change.user) if change.user else _("the program")
        raise NotApplied(sentence % {"who": who, "what": names})


def _refuse_other_problem(run: PlanningRun) -> None:
    """Refuse where stands, hours, people or the plan of the site changed since.

    No change of the schedule tells of those. On the day itself taps change the
    problem all the time; there the rules judge.
    """
    asked = Asked(run.exhibition, run.on, run.delegations)
    try:
        now = build(asked, None).problem
    except Unplannable as unplannable:
        raise NotApplied(unplannable.messages) from unplannable
    if _lasting(now) == _lasting(run.problem):
        return
    raise NotApplied(
        _(
            "Stands, opening hours, walks or people have changed since. Plan the day "
            "again."
        )
    )


def _lasting(problem: dict[str, Any]) -> Any:
    """Return what of a problem is the same whenever it is built."""
    found = json.loads(json.dumps({name: problem[name] for name in _LASTING}))
    for row in found["delegations"]:
        for stop in row["stops"]:
            # That nothing begins before the present.
            del stop["window"]
    return found


def rows_of(run: PlanningRun) -> list[Row]:
    """Return the visits and stops as the plan has them, those that it changes.

    Raises NotApplied where the day went on meanwhile at a stop that would move.
    """
    plan, day = plan_of(run), Day(run.exhibition, run.on)
    visits = Visit.objects.filter(pk__in=plan.visits_before).select_related(
        "delegation__exhibition"
    )
    by_pk = {visit.pk: visit for visit in visits}
    now = day.minute(clock.now()) if run.now is None else None
    rows: list[Row] = []
    stops: dict[int, list[int]] = {pk: [] for pk in by_pk}
    for stop in Stop.objects.filter(pk__in=plan.stops).select_related("stand"):
        stop.visit = by_pk[stop.visit_id]
        if stop.status not in NOT_COUNTED:
            stops[stop.visit_id].append(stop.pk)
        if _moved(stop, plan, day):
            _refuse_past(plan.stops[stop.pk], now)
            rows.append(stop)
    again = run.is_replanning
    toured = [
        visit
        for visit in by_pk.values()
        if _toured(visit, plan, day, stops[visit.pk], is_replanned=again)
    ]
    return [*toured, *rows]


def _refuse_past(after: Timed | None, now: int | None) -> None:
    """Refuse a plan of the whole day while the day goes on already."""
    if after is not None and now is not None and after.start < now < DAY_LENGTH:
        raise NotApplied(_("The day has gone on since. Plan what is left of it."))


def _moved(stop: Stop, plan: Plan, day: Day) -> bool:
    """Give a stop its new time, and return whether that is another one."""
    before, after = plan.stops_before.get(stop.pk), plan.stops[stop.pk]
    if before == after:
        return False
    if stop.actual_start_at or stop.status != Stop.Status.PLANNED:
        sentence = _("“%(stop)s” was marked on the day since. Plan what is left again.")
        raise NotApplied(sentence % {"stop": stop})
    if after is None:
        stop.planned = None
    else:
        stop.planned, stop.bay = day.stretch(after.start, after.end), after.bay
    return True


def _toured(
    visit: Visit, plan: Plan, day: Day, stops: Iterable[int], *, is_replanned: bool
) -> bool:
    """Give a visit its new span, and return whether anything of it is another.

    A delay is in the new plan then, so it is no longer reported beside it. A draft
    that got a tour is planned.
    """
    found = plan.span_of(visit.pk, stops)
    is_changed = found != plan.visits_before[visit.pk]
    if is_changed:
        visit.span = day.stretch(*found) if found else None
    if is_replanned and visit.delay is not None:
        visit.delay = visit.delay_since = None
        is_changed = True
    is_new = visit.pk not in plan.begun and visit.status == Visit.Status.DRAFT
    if found and is_new:
        visit.status = Visit.Status.PLANNED
        is_changed = True
    return is_changed
