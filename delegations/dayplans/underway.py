"""A day that has begun: what is over, what goes on, where late delegations are."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from delegations.dayplans.reading import Rows
from delegations.expecting import Leg, Outlook, outlook
from delegations.models import Stop, Visit
from delegations.running import delay_of, leg_of, pushing, walk_of
from delegations.slots import Slot


@dataclass(frozen=True)
class Free:
    """Where a late delegation is free, since when; ``stop`` None for its gate."""

    stop: Stop | None
    since: datetime


class Underway:
    """How one visit of the day runs at a moment.

    A visit of which nothing is recorded runs by its plan: silence is no lateness. What
    was passed over without a mark counts as over.
    """

    def __init__(self, rows: Rows, visit: Visit, now: datetime, walk: Any) -> None:
        self.visit, self.now, self.walk = visit, now, walk
        self.stops = {stop.pk: stop for stop in rows.stops[visit.pk]}
        self.legs = {pk: leg_of(s) for pk, s in self.stops.items() if s.planned}
        self.seen: Outlook = outlook(
            self.legs.values(),
            now=pushing(visit, now),
            delay=delay_of(visit),
            walk=walk,
        )

    @cached_property
    def is_silent(self) -> bool:
        """Whether nothing is known of it but its plan."""
        is_marked = any(leg.is_marked or leg.is_skipped for leg in self.legs.values())
        return delay_of(self.visit) is None and not is_marked

    @property
    def is_late(self) -> bool:
        """Whether it is behind its plan."""
        return self.seen.late.total_seconds() > 0

    def state(self, stop: Stop) -> tuple[str, Slot | None]:
        """Return the state of a stop as the planner calls it, and its actual time.

        One that goes on has the end that is expected.
        """
        leg = self.legs.get(stop.pk)
        if stop.status == Stop.Status.SKIPPED and stop.actual_start_at is None:
            return "skipped", None
        if leg is None:
            return ("done" if stop.status == Stop.Status.DONE else "planned"), None
        if stop.pk == self.seen.current:
            return "begun", self.seen.times[stop.pk]
        if leg.is_marked or stop.pk in self.seen.missed:
            return "done", self.seen.times[stop.pk]
        return self._by_plan(leg) if self.is_silent else ("planned", None)

    def _by_plan(self, leg: Leg) -> tuple[str, Slot | None]:
        if leg.end <= self.now:
            return "done", (leg.start, leg.end)
        if leg.start <= self.now:
            return "begun", (leg.start, leg.end)
        return "planned", None

    @cached_property
    def is_begun(self) -> bool:
        """Whether any of its stops is over or goes on."""
        return any(self.state(s)[0] in ("begun", "done") for s in self.stops.values())

    def free(self) -> Free | None:
        """Return where it is free and since when; None where its stops tell."""
        if self.seen.current is not None or not self.seen.to_come:
            return None
        first = self.legs[self.seen.to_come[0]]
        over = [
            (self.seen.times[pk][1], pk)
            for pk, leg in self.legs.items()
            if leg.is_marked
        ]
        last = self.stops[max(over)[1]] if over else None
        if not self.is_late:
            return None
        way = self.walk(last.stand_id if last else None, first.place)
        since = self.seen.times[first.key][0]
        return Free(last, since - way if way else since)


def underway(rows: Rows) -> dict[int, Underway]:
    """Return how the visits to be planned run, by key; none before their day."""
    now = rows.asked.now
    if now is None:
        return {}
    walk = walk_of(rows.exhibition)
    return {visit.pk: Underway(rows, visit, now, walk) for visit in rows.visits}


def has_begun(rows: Rows, now: datetime) -> bool:
    """Return whether some visit to be planned should have begun, or did."""
    return rows.exhibition.local(now).date() == rows.asked.on and any(
        stop.actual_start_at
        or stop.actual_end_at
        or (stop.planned is not None and stop.is_counted and stop.planned.lower <= now)
        for stop in rows.every_stop
    )
