"""What a plan would change, as its page shows it."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from delegations.clashes import News, Replanned, newly
from delegations.dayplans.applying import NotApplied, refuse
from delegations.dayplans.asking import over
from delegations.dayplans.differences import (
    Difference,
    StopChange,
    Told,
    VisitChange,
    difference_of,
)
from delegations.dayplans.explained import Quality, quality_of
from delegations.dayplans.sentences import Offer, Speech
from delegations.dayplans.shown.names import tints_of
from delegations.models import ClashRule, PlanningRun

# More delegations than these are shown folded, and more clashes.
_AT_ONCE = 4
_CLASHES = 5


@dataclass(frozen=True)
class VisitRow:
    """A visit before and after; ``left_out`` are its stops without a time."""

    change: VisitChange
    tint: str
    left_out: tuple[StopChange, ...]

    @property
    def count(self) -> int:
        """How many of its stops change."""
        return sum(stop.what not in ("same", "left-out") for stop in self.change.stops)


@dataclass(frozen=True)
class ToldRow:
    """Somebody who must be told, in which part, of which stops."""

    told: Told
    role: str
    stops: tuple[str, ...]


@dataclass(frozen=True)
class Preview:
    """What the plan of a run would change, or has changed."""

    run: PlanningRun
    difference: Difference
    quality: Quality
    visits: tuple[VisitRow, ...]
    told: tuple[ToldRow, ...]
    offers: tuple[Offer, ...]

    @cached_property
    def refusal(self) -> str:
        """Why the plan cannot be applied any more, empty if it can."""
        try:
            refuse(self.run)
        except NotApplied as refused:
            return " ".join(refused.messages)
        return ""

    @property
    def is_over(self) -> bool:
        """Whether the day is over, which is not planned again."""
        return bool(over(self.run.exhibition, self.run.on))

    @cached_property
    def clashes(self) -> tuple[News, ...]:
        """What the rules would newly say of the board with a plan that can be applied.

        What the planner does not know of is among it, as the order of precedence.
        """
        if self.refusal or not self.changed:
            return ()
        return newly(self.run.exhibition, self.run.on, _replanned(self.difference))

    @property
    def clashes_by_rule(self) -> dict[str, list[News]]:
        """The clashes by the name of their rule, where too many to be read at once."""
        found: dict[str, list[News]] = {}
        for clash in self.clashes if len(self.clashes) > _CLASHES else ():
            found.setdefault(str(ClashRule(clash.rule).label), []).append(clash)
        return found

    @property
    def changed(self) -> tuple[VisitRow, ...]:
        """The visits that change."""
        return tuple(row for row in self.visits if row.change.is_changed)

    @property
    def is_short(self) -> bool:
        """Whether all of it can be read at once."""
        return len(self.changed) <= _AT_ONCE

    @property
    def is_told_first(self) -> bool:
        """Whether people must be told before anything moves."""
        return bool(self.told) and self.run.is_replanning

    @property
    def kept(self) -> tuple[VisitRow, ...]:
        """The visits that stay as they are."""
        return tuple(row for row in self.visits if not row.change.is_changed)

    @property
    def left_out(self) -> tuple[VisitRow, ...]:
        """The visits of which something is left out."""
        return tuple(row for row in self.visits if row.left_out)


def preview_of(run: PlanningRun) -> Preview:
    """Return the preview of a run that has a plan."""
    difference, result = difference_of(run), run.result or {}
    in_order = sorted(difference.visits, key=lambda visit: visit.pk)
    tints = tints_of({visit.pk: visit.country or "" for visit in in_order})
    return Preview(
        run,
        difference,
        quality_of(result["status"], result.get("gap")),
        tuple(_visit(visit, tints[visit.pk]) for visit in difference.visits),
        _told(difference),
        Speech(run).offers(),
    )


def _visit(visit: VisitChange, tint: str) -> VisitRow:
    left_out = tuple(stop for stop in visit.stops if stop.after is None)
    return VisitRow(visit, tint, left_out)


def _replanned(difference: Difference) -> Replanned:
    """Return the times of a plan, as those who judge clashes read them."""
    changed = [
        stop
        for visit in difference.visits
        for stop in visit.stops
        if stop.what not in ("same", "left-out")
    ]
    at = {stop.pk: stop.after for stop in changed if stop.after}
    return Replanned(
        times={pk: (after.start, after.end) for pk, after in at.items()},
        bays={pk: after.bay for pk, after in at.items()},
        gone={stop.pk for stop in changed if stop.after is None},
        spans={visit.pk: visit.span_after for visit in difference.visits},
    )


def _told(difference: Difference) -> tuple[ToldRow, ...]:
    roles = {
        "receives": _("receives"),
        "accompanies": _("accompanies"),
        "interprets": _("interprets"),
        "host": _("stand host"),
    }
    told_of = {
        stop.pk: _told_of(difference, visit, stop)
        for visit in difference.visits
        for stop in visit.stops
    }
    return tuple(
        ToldRow(
            told,
            roles.get(told.role, told.role),
            tuple(told_of[pk] for pk in told.stops if pk in told_of),
        )
        for told in difference.told
    )


def _told_of(difference: Difference, visit: VisitChange, stop: StopChange) -> str:
    """Return a stop in the words of who must be told of it."""
    words = {"stop": stop.label, "delegation": visit.name}
    if stop.after is None:
        return _("left out: %(stop)s (%(delegation)s)") % words
    start = difference.exhibition.local(stop.after.start)
    return _("%(time)s %(stop)s (%(delegation)s)") % {
        **words,
        "time": f"{start:%H:%M}",
    }
