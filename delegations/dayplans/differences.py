"""What a plan would change, and who must be told."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime

from delegations.board.days import Day
from delegations.dayplans.plans import Plan, Timed, plan_of
from delegations.dayplans.sentences import Speech
from delegations.dayplans.shapes import (
    At,
    Difference,
    StopChange,
    Told,
    Totals,
    VisitChange,
)
from delegations.dayplans.telling import told
from delegations.models import PlanningRun, Stop, Visit
from delegations.proposal import NOT_COUNTED

__all__ = ["At", "Difference", "StopChange", "Told", "Totals", "VisitChange"]


def difference_of(run: PlanningRun) -> Difference:
    """Return what the plan of a run would change; the run has a plan.

    Names are in the active language. In a fixed number of queries.
    """
    plan, day = plan_of(run), Day(run.exhibition, run.on)
    visits = tuple(_Comparison(run, plan, day).visits())
    every = [stop for visit in visits for stop in visit.stops]
    what = [stop.what for stop in every]
    totals = Totals(
        visits=len(visits),
        stops=sum(stop.after is not None for stop in every),
        new=what.count("new"),
        moved=what.count("moved"),
        dropped=what.count("dropped"),
        left_out=sum(stop.after is None for stop in every),
        walk=sum(visit.walk for visit in visits),
        wait=sum(visit.wait for visit in visits),
    )
    return Difference(run.exhibition, run, visits, tuple(told(run, visits)), totals)


class _Comparison:
    """Compares the times of a plan with those before it."""

    def __init__(self, run: PlanningRun, plan: Plan, day: Day) -> None:
        self.run, self.plan, self.day = run, plan, day
        self.reasons = Speech(run).reasons()
        self.late = set((run.problem or {}).get("late", ()))

    def visits(self) -> Iterator[VisitChange]:
        """Yield the visits that were planned, in the order of their new tours."""
        stops, counted = defaultdict(list), defaultdict(list)
        rows = Stop.objects.filter(pk__in=self.plan.stops).select_related("stand")
        for stop in rows.order_by("position", "pk"):
            stops[stop.visit_id].append(self._stop(stop))
            if stop.status not in NOT_COUNTED:
                counted[stop.visit_id].append(stop.pk)
        found = Visit.objects.filter(pk__in=self.plan.visits_before)
        changes = [
            self._visit(
                visit,
                stops[visit.pk],
                self.plan.span_of(visit.pk, counted[visit.pk]),
            )
            for visit in found.select_related("delegation").order_by("pk")
        ]
        yield from sorted(changes, key=_by_tour)

    def _visit(
        self, visit: Visit, stops: list[StopChange], after: tuple[int, int] | None
    ) -> VisitChange:
        tour = self.plan.tours.get(visit.pk)
        # A span without a stop in it is left of a time that was taken away.
        is_timed = any(stop.before for stop in stops)
        before = self.plan.visits_before[visit.pk] if is_timed else None
        delegation = visit.delegation
        return VisitChange(
            pk=visit.pk,
            delegation=delegation.pk,
            name=delegation.name,
            slug=delegation.slug,
            country=delegation.country_id,
            rank=delegation.rank,
            span_before=self._moments(before),
            span_after=self._moments(after),
            stops=tuple(sorted(stops, key=_by_time)),
            walk=tour.walk if tour else 0,
            wait=tour.wait if tour else 0,
            value_lost=tour.value_lost if tour else 0,
            crowd=tour.crowd if tour else None,
            is_late=f"v{visit.pk}" in self.late,
        )

    def _moments(
        self, minutes: tuple[int, int] | None
    ) -> tuple[datetime, datetime] | None:
        if minutes is None:
            return None
        return self.day.moment(minutes[0]), self.day.moment(minutes[1])

    def _stop(self, stop: Stop) -> StopChange:
        before = self.plan.stops_before.get(stop.pk)
        after = self.plan.stops[stop.pk]
        return StopChange(
            pk=stop.pk,
            label=str(stop),
            stand=stop.stand_id,
            stand_label=str(stop.stand) if stop.stand else "",
            before=self._at(before),
            after=self._at(after),
            what=what_of(before, after),
            reason=self.reasons.get(stop.pk, "") if after is None else "",
            is_optional=stop.is_optional,
            is_locked=stop.is_locked,
        )

    def _at(self, timed: Timed | None) -> At | None:
        if timed is None:
            return None
        return At(self.day.moment(timed.start), self.day.moment(timed.end), timed.bay)


def what_of(before: Timed | None, after: Timed | None) -> str:
    """Return what becomes of a stop, in a word."""
    if after is None:
        return "left-out" if before is None else "dropped"
    if before is None:
        return "new"
    if (before.start, before.end) != (after.start, after.end):
        return "moved"
    return "same" if before.bay == after.bay else "bay"


def _by_tour(visit: VisitChange) -> tuple[bool, float, int]:
    span = visit.span_after
    return span is None, span[0].timestamp() if span else 0.0, visit.pk


def _by_time(stop: StopChange) -> tuple[bool, float, int]:
    """Order by the new times, then what has none by its old ones."""
    at = stop.after or stop.before
    return stop.after is None, at.start.timestamp() if at else 0.0, stop.pk
