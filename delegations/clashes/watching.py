"""What a writing of the schedule newly breaks of the rules that are forbidden."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from delegations.clashes.day import Day, Strictness
from delegations.clashes.findings import Finding
from delegations.clashes.judging import FORBID, findings
from delegations.clashes.levels import levels
from delegations.clashes.offers import free_slots
from delegations.clashes.reading import Reading
from delegations.locks import PAIRS
from delegations.models import Apart, ClashRule, Embargo, Visit
from delegations.rows import Row, exhibition_of_all, visits_of
from exhibitors.models import Exhibition

# Rules of time that two stops break together.
_TOGETHER = frozenset((*PAIRS, ClashRule.WALKING))
# Rules that hold of nobody until rows name somebody.
_NAMED = {ClashRule.EMBARGO: Embargo, ClashRule.APART: Apart}


class Watch:
    """The days that a writing touches as they were before it.

    Made after the locks are taken and before anything is saved; ``broken`` compares
    with what was saved. One or two queries where an exhibition forbids nothing.
    """

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.strict: dict[str, Strictness] = {}
        self.before: dict[date, Day] = {}
        exhibition = exhibition_of_all(rows)
        if exhibition is not None:
            self.strict = _forbidden(exhibition)
        if exhibition is not None and self.strict:
            self.exhibition = Exhibition.objects.get(pk=exhibition)
            self.before = {on: self._read(on) for on in self._days()}

    def broken(self) -> tuple[Finding, ...]:
        """Return the forbidden findings of stops that were placed or moved since.

        Nobody is refused for what was so before, for taking a stop off, or for what
        people answer; a stop counts as moved also where its tour changed in what
        rules judge: its hours, gate, rank or size.
        """
        found: list[Finding] = []
        for on in self._days() if self.strict else ():
            day, before = self._read(on), self.before.get(on)
            moved = placed(day) - (placed(before) if before else set())
            named = {key for key, *_rest in moved}
            known = {f.fingerprint for f in findings(before, {})} if before else set()
            found += [
                _of_moved(day, finding, named)
                for finding in (findings(day, {}) if named else ())
                if finding.fingerprint not in known and named & _named(finding)
            ]
        return tuple(found)

    def _read(self, on: date) -> Day:
        return Reading(self.exhibition, on, self.strict, with_people=False).day()

    def _days(self) -> list[date]:
        """Return the days of the visits that are touched, stored and to be written."""
        visits = [row for row in self.rows if isinstance(row, Visit)]
        days = {visit.on for visit in visits if visit.on}
        stored = Visit.objects.filter(pk__in=set(visits_of(self.rows)))
        days |= {on for on in stored.values_list("on", flat=True) if on}
        return sorted(days | set(self.before))


def _forbidden(exhibition: int) -> dict[str, Strictness]:
    """Return the rules that are forbidden, without those that hold of nobody."""
    found = {}
    for rule, row in levels(exhibition).items():
        model: Any = _NAMED.get(ClashRule(rule))
        if row.level == FORBID and (
            model is None or model.objects.filter(exhibition=exhibition).exists()
        ):
            found[rule] = (row.level, row.minutes)
    return found


def placed(day: Day) -> set[tuple[object, ...]]:
    """Return what rules judge of every stop and tour, told by a key of its own."""
    found: set[tuple[object, ...]] = set()
    for tour in day.tours:
        facts = (tour.window, tour.span, tour.gate, tour.meeting_point)
        whole = (*facts, tour.delegation, tour.country, tour.rank, tour.size)
        found.add((("visit", tour.visit), whole))
        for stop in tour.stops:
            found.add(
                (("stop", stop.pk), stop.slot, stop.stand, stop.area, stop.visit, whole)
            )
    return found


def _of_moved(day: Day, finding: Finding, moved: set[object]) -> Finding:
    """Return a finding with times for the stop that moved, not for the one it met."""
    stop = next((pk for pk in finding.stops if ("stop", pk) in moved), None)
    if stop is None or stop == finding.stops[0] or finding.rule not in _TOGETHER:
        return finding
    placed_stop = day.by_stop[stop]
    others = [pk for pk in finding.stops if pk != stop]
    visits = [pk for pk in finding.visits if pk != placed_stop.visit]
    return replace(
        finding,
        stops=(stop, *others),
        visits=(placed_stop.visit, *visits),
        offers=free_slots(day, placed_stop),
    )


def _named(finding: Finding) -> set[object]:
    """Return the keys that a finding is about: its stops, without any its visits."""
    if finding.stops:
        return {("stop", pk) for pk in finding.stops}
    return {("visit", pk) for pk in finding.visits}
