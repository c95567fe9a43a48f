"""The problem that the planner solves, built from the database.

A visit is a delegation of the problem, and its stops are those of the itinerary.
Moments at the gate (arrival, welcome, departure) come before all other stops or after
them, which the problem cannot say: they are minutes of the way from the gate and to it.
While a group at a stand keeps those inside it taken, a guard is to be at all of them:
nobody real, who needs the time to walk between two of them, which is the only thing
that is stricter than the rule.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import combinations
from typing import Any

from delegations.dayplans.asking import Asked, Unplannable
from delegations.dayplans.checks import refuse, window_of
from delegations.dayplans.ends import Ends
from delegations.dayplans.held import Held
from delegations.dayplans.languages import language_of
from delegations.dayplans.people import People
from delegations.dayplans.places import Places
from delegations.dayplans.reading import Rows, minutes_of
from delegations.dayplans.underway import Underway, has_begun, underway
from delegations.models import Stop, Visit

__all__ = ["Asked", "Built", "Unplannable", "build"]

OBJECTIVE = {"walk": 1, "wait": 1, "value": 10, "last_end": 1}
# The weight of the first in precedence; each after it weighs one less, down to one.
FIRST_WEIGHT = 5


@dataclass(frozen=True)
class Built:
    """A problem, and what of the day is not in it.

    ``frame`` holds the times before, in minutes of the day, by the keys of stops and
    visits; the moments at the ends of tours; and who keeps which bay.
    """

    asked: Asked
    problem: dict[str, Any]
    frame: dict[str, Any]


def build(asked: Asked, moment: datetime | None) -> Built:
    """Return what is asked as a problem; raises Unplannable.

    ``moment`` is the present: a day that has begun by then is planned from it on, and
    one that begins later that day has no stop before it.
    """
    rows = Rows(asked)
    if moment is not None and asked.now is None and has_begun(rows, moment):
        asked = replace(asked, now=moment)
        rows.asked = asked
    refuse(rows)
    return _Builder(rows, moment).built()


def weight_of(rank: int | None) -> int:
    """Return how much the minutes of a delegation count."""
    return max(1, FIRST_WEIGHT + 1 - rank) if rank else 1


class _Builder:
    """Puts a problem together."""

    def __init__(self, rows: Rows, moment: datetime | None) -> None:
        self.rows, self.day = rows, rows.day
        self.places = Places(rows)
        self.people = People(rows, self.places)
        self.held = Held(rows, self.places)
        self.underway = underway(rows)
        self.ends = {
            visit.pk: Ends(self.day, rows.stops[visit.pk], self.underway.get(visit.pk))
            for visit in rows.visits
        }
        on = moment and rows.exhibition.local(moment).date()
        is_today = moment is not None and on == rows.asked.on
        self.floor = self._ceil(moment) if moment and is_today else None
        self.previous: dict[str, dict[str, int]] = {}
        self.known: dict[str, int] = {}

    def built(self) -> Built:
        asked = self.rows.asked
        delegations = [self._delegation(visit) for visit in self.rows.visits]
        guards = self._guards(delegations)
        tours = self.held.tours()
        held = [*self.held.delegations(), *(row for _v, row, _s in tours)]
        problem = {
            "stands": [*self._stands(), *(stand for _v, _row, stand in tours)],
            "walk": self.places.table(),
            "people": [*self.people.table(), *guards],
            "interpreters": dict(self.rows.pools),
            "apart": self._apart([visit for visit, _row, _stand in tours]),
            "delegations": [*delegations, *held],
            "objective": dict(OBJECTIVE),
            "previous": None,
            "now": None,
            "notice": asked.notice,
            "late": [],
        }
        if asked.now is not None:
            self._go_on(problem, held)
        else:
            problem["known"] = self._known(held)
        return Built(asked, problem, self._frame())

    def _known(self, held: list[dict[str, Any]]) -> dict[str, int]:
        """Return the times on the board: what is no dearer than the best stays."""
        fixed = [stop for row in held for stop in row["stops"]]
        return self.known | {stop["id"]: stop["fixed_start"] for stop in fixed}

    def _calls(self, visit: Visit) -> list[Stop]:
        """Return the stops of a visit that are part of the problem."""
        return [
            stop
            for stop in self.rows.stops[visit.pk]
            if not self.ends[visit.pk].has(stop) and self._is_placed(stop)
        ]

    def _is_placed(self, stop: Stop) -> bool:
        """Return whether a stop is to be placed, or has a place: most are."""
        if self.rows.asked.now is None:
            is_over = stop.status == Stop.Status.DONE
            return stop.status != Stop.Status.SKIPPED and not (
                is_over and stop.planned is None
            )
        return self.underway[stop.visit_id].state(stop) != ("done", None)

    def _delegation(self, visit: Visit) -> dict[str, Any]:
        ends = self.ends[visit.pk]
        row = {
            "id": f"v{visit.pk}",
            "weight": weight_of(visit.delegation.rank),
            "window": list(ends.narrowed(window_of(self.rows, visit))),
            "entry": self.places.entry(visit, ends.before),
            "exit": self.places.exit(visit, ends.after),
            "language": language_of(self.rows, visit),
            "escorts": self.people.escorts(visit),
            "stops": [self._stop(stop) for stop in self._calls(visit)],
        }
        course = self.underway.get(visit.pk)
        return row if course is None else row | self._where(row, course)

    def _stop(self, stop: Stop) -> dict[str, Any]:
        is_over = stop.status == Stop.Status.DONE
        is_fixed = (stop.is_locked or is_over) and stop.planned is not None
        is_free = not is_fixed and self.floor is not None
        if stop.planned is not None:
            self.known[f"s{stop.pk}"] = self.day.minute(stop.planned.lower)
        row = {
            "id": f"s{stop.pk}",
            "stand": self.places.of(stop),
            "duration": minutes_of(stop),
            "mandatory": not stop.is_optional,
            "value": stop.value if stop.is_optional else 0,
            "fixed_start": self.day.minute(stop.planned.lower) if is_fixed else None,
            "window": [self.floor, self.day.length] if is_free else None,
            "hosts": self.people.hosts(stop),
        }
        course = self.underway.get(stop.visit_id)
        return row if course is None else row | self._course(stop, course)

    def _course(self, stop: Stop, course: Underway) -> dict[str, Any]:
        """Return what a day that has begun adds to a stop; keep its plan in force."""
        state, actual = course.state(stop)
        found: dict[str, Any] = {"state": state, "fixed_start": None, "window": None}
        if stop.planned is not None:
            start = self.day.minute(stop.planned.lower)
            self.previous[f"s{stop.pk}"] = {"start": start, "bay": stop.bay}
        if actual is not None:
            # Who leaves early leaves a plan that keeps the stand until its end.
            until = max(actual[1], stop.planned.upper) if stop.planned else actual[1]
            is_kept = state == "done" and stop.planned and until > course.now
            end = until if is_kept else actual[1]
            found["actual"] = [self.day.minute(actual[0]), self._ceil(end)]
        if stop.is_locked and stop.planned is not None and state == "planned":
            found["locked"] = True
        return found

    def _where(self, row: dict[str, Any], course: Underway) -> dict[str, Any]:
        """Return where a late visit is, and a window that holds what is over."""
        found: dict[str, Any] = {}
        free = course.free()
        if free is not None:
            is_known = free.stop is not None and not self.ends[course.visit.pk].has(
                free.stop
            )
            at = self.places.of(free.stop) if is_known and free.stop else row["entry"]
            since = self.day.minute(free.since)
            # The moments at the gate are part of the way from it.
            before = 0 if is_known else self.ends[course.visit.pk].before
            found = {"at": at, "free_from": since - before}
        over = [stop["actual"] for stop in row["stops"] if "actual" in stop]
        if over:
            reach = max(
                self.places.minutes(row["entry"], s["stand"]) for s in row["stops"]
            )
            back = max(
                self.places.minutes(s["stand"], row["exit"]) for s in row["stops"]
            )
            first, last = row["window"]
            first = min(first, min(start for start, _end in over) - reach)
            last = max(last, max(end for _start, end in over) + back)
            found["window"] = [first, last]
        return found

    def _ceil(self, moment: datetime) -> int:
        minute = self.day.minute(moment)
        return minute if self.day.moment(minute) == moment else minute + 1

    def _stands(self) -> list[dict[str, Any]]:
        found = []
        for name in self.places.spots:
            kind, _dash, key = name.partition("-")
            if kind == "stand":
                bays = self.rows.stands[int(key)].bays
                opens = self.held.open(int(key))
                spans = [list(span) for span in opens]
                found.append({"id": name, "capacity": bays, "open": spans})
            elif kind == "place":
                whole = [[0, self.day.length]]
                found.append({"id": name, "capacity": 1, "open": whole})
        return found

    def _guards(self, delegations: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Let nobody in at a stand while a group around it keeps it taken."""
        at: dict[str, list[dict[str, Any]]] = {}
        for row in delegations:
            for stop in row["stops"]:
                at.setdefault(stop["stand"], []).append(stop)
        found = []
        for stand, taken in sorted(self.rows.occupied.items()):
            for other in sorted(taken):
                here, there = at.get(f"stand-{stand}"), at.get(f"stand-{other}")
                if here and there:
                    name = f"inside-{stand}-{other}"
                    for stop in [*here, *there]:
                        stop["hosts"].append(name)
                    whole = [[0, self.day.length]]
                    found.append({"id": name, "available": whole})
        return found

    def _apart(self, held: list[Visit]) -> list[list[str]]:
        """Return who must not meet; nobody makes two tours at once."""
        here = [
            (v.delegation_id, f"v{v.pk}") for v in self.rows.visits if self._calls(v)
        ]
        there = [(visit.delegation_id, f"held-v{visit.pk}") for visit in held]
        pairs = [
            *combinations(here, 2),
            *((one, other) for one in here for other in there),
        ]
        return [
            [one[1], other[1]]
            for one, other in pairs
            if one[0] == other[0] or frozenset({one[0], other[0]}) in self.rows.apart
        ]

    def _go_on(self, problem: dict[str, Any], held: list[dict[str, Any]]) -> None:
        """Add what re-planning rests on."""
        now = self._ceil(self.rows.asked.now) if self.rows.asked.now else 0
        for row in held:
            stop = row["stops"][0]
            start, end = stop["fixed_start"], stop["fixed_start"] + stop["duration"]
            self.previous[stop["id"]] = {"start": start, "bay": 1}
            stop["fixed_start"] = None
            if start < now:
                over = "done" if end <= now else "begun"
                stop |= {"state": over, "actual": [start, end]}
            else:
                stop |= {"state": "planned", "locked": True}
        late = {f"v{key}" for key in self.rows.asked.late}
        late |= {f"v{key}" for key, course in self.underway.items() if course.is_late}
        known = [row["id"] for row in problem["delegations"] if row["id"] in late]
        problem |= {"previous": self.previous, "now": now, "late": known}

    def _frame(self) -> dict[str, Any]:
        minutes = self.day.minutes
        return {
            "stops": {
                str(stop.pk): [*minutes(stop.planned), stop.bay]
                if stop.planned
                else None
                for stop in self.rows.every_stop
            },
            "visits": {
                str(visit.pk): list(minutes(visit.span)) if visit.span else None
                for visit in self.rows.visits
            },
            "first": {str(pk): ends.first for pk, ends in self.ends.items()},
            "last": {str(pk): ends.last for pk, ends in self.ends.items()},
            "held": {str(pk): bays for pk, bays in self.held.bays().items()},
        }
