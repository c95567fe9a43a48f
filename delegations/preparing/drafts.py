"""A change of several rows, looked at before it is written.

A verb (to merge tours, to apply a standard tour…) makes a draft from the rows as they
are now; a page shows what it would do and what stands in its way; then it is written,
once, or not at all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from psycopg2.extras import DateTimeTZRange  # type: ignore[import-untyped]

from delegations import schedule
from delegations.models import Change, Engagement, Stop, Visit
from delegations.rows import Row, only
from delegations.schedule import Clash, ScheduleConflict
from delegations.snapshots import snapshot

MOST_TRIES = 60


class Way(models.TextChoices):
    """What to do where a draft meets what is taken."""

    ASK = "ask", gettext_lazy("as planned, or not at all")
    SHIFT = "shift", gettext_lazy("shift to the nearest free time")
    UNTIMED = "untimed", gettext_lazy("keep without a time, to be placed later")


def refuse(sentence: str) -> ScheduleConflict:
    """Return the refusal of a change for a reason that no row is at fault for."""
    return ScheduleConflict([Clash("draft", None, sentence)])


@dataclass
class Draft:
    """The rows of a change, and in sentences what it does.

    ``spare`` holds duties that may be left out where their people are elsewhere,
    ``firm`` the stops that keep their times where others can give way.
    """

    action: str
    rows: list[Row]
    removed: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    spare: list[Engagement] = field(default_factory=list)
    firm: list[Stop] = field(default_factory=list)

    @property
    def stamp(self) -> str:
        """A text that differs once what the draft was made from has changed."""
        values = [
            (row._meta.model_name, row.pk, sorted(snapshot(row).items(), key=str))
            for row in [*self.rows, *self.removed]
            if not row._state.adding
        ]
        text = repr((values, self.notes))
        return blake2b(text.encode(), digest_size=12).hexdigest()

    def problems(self, reader: Any) -> tuple[Clash, ...]:
        """Return what stands in the way of writing it as it is now."""
        try:
            schedule.rehearse(self.rows, removed=self.removed, reader=reader)
        except ScheduleConflict as conflict:
            found = conflict.clashes
            # Of two stops of a visit at one time, the one that is written says so.
            ours = [
                clash
                for clash in found
                if clash.rule != "stop_visit_once" or isinstance(clash.row, Stop)
            ]
            return tuple(ours) or found
        return ()

    def fit(self, way: str, reader: Any) -> tuple[Clash, ...]:
        """Make it fit in the given way; return what stands in the way all the same."""
        found = self.problems(reader)
        for _attempt in range(MOST_TRIES):
            if not found or not self._give_way(found, way):
                break
            found = self.problems(reader)
        return found

    def write(self, reader: Any) -> Change | None:
        """Write all of it or nothing, as ``schedule.write`` does."""
        return schedule.write(
            self.rows, removed=self.removed, reader=reader, action=self.action
        )

    def _give_way(self, clashes: Sequence[Clash], way: str) -> bool:
        """Change one row that clashes; return whether there was one to change."""
        for clash in clashes:
            if isinstance(clash.row, Engagement) and clash.row in self.spare:
                self._leave_out(clash.row)
                return True
        if way == Way.ASK:
            return False
        for clash in sorted(clashes, key=lambda clash: clash.row in self.firm):
            if isinstance(clash.row, Stop) and clash.row.planned is not None:
                self._move(clash.row, clash, way)
                return True
        return False

    def _leave_out(self, duty: Engagement) -> None:
        self.rows = [row for row in self.rows if row is not duty]
        self.spare = [row for row in self.spare if row is not duty]
        self.notes.append(
            _("%(person)s has another duty at that time, and is left out.")
            % {"person": duty.person}
        )

    def _move(self, stop: Stop, clash: Clash, way: str) -> None:
        free = [slot for slot in clash.free if slot[0] != stop.planned.lower]
        if way == Way.SHIFT and free:
            stop.planned = DateTimeTZRange(*free[0], "[)")
            local = stop.visit.delegation.exhibition.local(free[0][0])
            text = _("“%(stop)s” moves to %(time)s, for it is taken before.")
            self.notes.append(text % {"stop": stop, "time": f"{local:%H:%M}"})
            stretch(stop.visit, only(self.rows, Stop))
            return
        stop.duration = stop.duration or minutes_of(stop)
        stop.planned = None
        text = _("“%(stop)s” keeps no time, for it is taken.")
        self.notes.append(text % {"stop": stop})


def minutes_of(stop: Stop) -> int | None:
    """Return how long a stop lasts, in minutes; None without a time."""
    if stop.planned is None:
        return stop.duration
    return int((stop.planned.upper - stop.planned.lower).total_seconds() // 60)


def stretch(visit: Visit, stops: Sequence[Stop]) -> None:
    """Let a visit reach at least from the first of its timed stops to the last."""
    times = [
        stop.planned
        for stop in stops
        if stop.visit is visit and stop.planned and stop.status not in OFF
    ]
    times += [visit.span] if visit.span else []
    if times:
        first = min(time.lower for time in times)
        last = max(time.upper for time in times)
        visit.span = DateTimeTZRange(first, last, "[)")


OFF = (Stop.Status.CANCELLED, Stop.Status.SKIPPED)
