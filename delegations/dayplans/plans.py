"""The answer of the planner as times of stops and tours, in minutes of the day."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from delegations.dayplans.bays import Taken, bays_of
from delegations.dayplans.ends import Moment
from delegations.models import PlanningRun


@dataclass(frozen=True)
class Timed:
    """When a stop is, in minutes of the day, and in which bay."""

    start: int
    end: int
    bay: int


@dataclass(frozen=True)
class Toured:
    """A visit's tour; ``crowd`` is its cost above touring alone, None if not known."""

    start: int
    end: int
    walk: int
    wait: int
    value_lost: int
    crowd: int | None


@dataclass(frozen=True)
class Plan:
    """The times of all stops of the visits that were planned, by their keys.

    ``stops`` has None for one without a time; ``tours`` only visits that have one. The
    ``before`` are of when the problem was built.
    """

    stops: dict[int, Timed | None]
    tours: dict[int, Toured]
    stops_before: dict[int, Timed | None]
    visits_before: dict[int, tuple[int, int] | None]

    # Visits that have begun, and those of them with a stop to come; those that bind
    # people all along.
    begun: frozenset[int] = frozenset()
    going_on: frozenset[int] = frozenset()
    escorted: frozenset[int] = frozenset()

    def span_of(self, visit: int, stops: Iterable[int]) -> tuple[int, int] | None:
        """Return the span of a visit with these stops, which are not off.

        That of its tour, and of all that it planned. Where no stop moves it stays as
        it is, but for those whom it keeps from elsewhere. What really happened of a
        visit that has begun changes no plan: it keeps its beginning.
        """
        keys, before = list(stops), self.visits_before[visit]
        tour = self.tours.get(visit)
        timed = [self.stops.get(key) for key in keys]
        spans = [(stop.start, stop.end) for stop in timed if stop]
        is_free = visit in self.begun or visit not in self.escorted
        if spans and before is not None and is_free and self._stay(keys):
            return before
        if visit not in self.begun:
            spans += [(tour.start, tour.end)] if tour else []
        elif before is not None:
            is_going_on = tour is not None and visit in self.going_on
            end = tour.end if tour and is_going_on else before[0]
            spans.append((before[0], end))
        if not spans:
            return None
        return min(first for first, _ in spans), max(last for _, last in spans)

    def _stay(self, stops: Iterable[int]) -> bool:
        return all(self.stops[key] == self.stops_before.get(key) for key in stops)


def plan_of(run: PlanningRun) -> Plan:
    """Return the plan of a run, which has one."""
    return _Reading(run).plan()


def is_over(stop: dict[str, Any]) -> bool:
    """Return whether a stop of the problem is over or goes on."""
    return stop.get("state") in ("begun", "done")


def laid(moments: list[Moment], begin: int) -> dict[int, Timed | None]:
    """Return moments one after another from a minute on, around one that is locked."""
    fixed = next((at for at, row in enumerate(moments) if row[2] is not None), None)
    start = begin
    if fixed is not None:
        start = moments[fixed][2] or 0
        start -= sum(minutes for _key, minutes, _fixed in moments[:fixed])
    found: dict[int, Timed | None] = {}
    for key, minutes, locked in moments:
        start = start if locked is None else locked
        found[key] = Timed(start, start + minutes, 1)
        start += minutes
    return found


class _Reading:
    """Reads a run's answer together with its problem."""

    def __init__(self, run: PlanningRun) -> None:
        self.run, self.frame = run, run.frame
        self.result: dict[str, Any] = run.result or {}
        self.rows = {
            int(row["id"][1:]): row
            for row in run.problem["delegations"]
            if row["id"].startswith("v")
        }
        self.before = {
            int(pk): Timed(*found) if found else None
            for pk, found in self.frame["stops"].items()
        }

    def plan(self) -> Plan:
        tours = {
            int(row["delegation"][1:]): self._tour(row)
            for row in self.result["tours"]
            if row["delegation"].startswith("v") and row["start"] is not None
        }
        spans = self.frame["visits"].items()
        return Plan(
            stops=self._stops(tours),
            tours=tours,
            stops_before=self.before,
            visits_before={int(pk): (s[0], s[1]) if s else None for pk, s in spans},
            begun=frozenset(pk for pk in self.rows if self._is_begun(pk)),
            going_on=frozenset(pk for pk in self.rows if self._goes_on(pk)),
            escorted=frozenset(pk for pk, row in self.rows.items() if row["escorts"]),
        )

    def _is_begun(self, visit: int) -> bool:
        return any(map(is_over, self.rows[visit]["stops"]))

    def _goes_on(self, visit: int) -> bool:
        """Return whether a visit has a stop in the plan that has not begun."""
        placed = {row["id"] for row in self.result["stops"]}
        stops = self.rows[visit]["stops"]
        return any(stop["id"] in placed and not is_over(stop) for stop in stops)

    def _stops(self, tours: dict[int, Toured]) -> dict[int, Timed | None]:
        found: dict[int, Timed | None] = {}
        # What is over, or was no part of the problem, stays as it was.
        states: dict[int, str] = {}
        for row in self.rows.values():
            for stop in row["stops"]:
                key = int(stop["id"][1:])
                found[key] = None
                states[key] = stop.get("state", "planned")
        placed = self._placed()
        for key, state in states.items():
            is_kept = state in ("done", "begun", "skipped")
            found[key] = self.before[key] if is_kept else placed.get(key)
        for key, before in self.before.items():
            found.setdefault(key, before)
        for visit in self.rows:
            found |= self._ends(visit, tours.get(visit))
        return found

    def _placed(self) -> dict[int, Timed]:
        """Return what the planner placed, in bays that nobody else keeps."""
        rows = [row for row in self.result["stops"] if row["id"].startswith("s")]
        placed = {
            int(row["id"][1:]): Timed(row["start"], row["end"], row["bay"])
            for row in rows
        }
        at: dict[str, list[int]] = defaultdict(list)
        capacity = {row["id"]: row["capacity"] for row in self.run.problem["stands"]}
        for row in self.rows.values():
            for stop in row["stops"]:
                key = int(stop["id"][1:])
                if key in placed and capacity[stop["stand"]] > 1:
                    at[stop["stand"]].append(key)
        settled = self._settled()
        for stand, keys in at.items():
            held = self.frame["held"].get(stand.removeprefix("stand-"), [])
            taken = [Taken(*row) for row in held]
            taken += [
                Taken(placed[key].start, placed[key].end, placed[key].bay)
                for key in keys
                if key in settled
            ]
            wanted = {
                key: Taken(placed[key].start, placed[key].end, placed[key].bay)
                for key in keys
                if key not in settled
            }
            for key, bay in bays_of(wanted, taken, capacity[stand]).items():
                placed[key] = Timed(placed[key].start, placed[key].end, bay)
        return placed

    def _settled(self) -> set[int]:
        """Return the stops whose bay stays as it is."""
        return {
            int(stop["id"][1:])
            for row in self.rows.values()
            for stop in row["stops"]
            if stop.get("locked") or is_over(stop)
        }

    def _ends(self, visit: int, tour: Toured | None) -> dict[int, Timed | None]:
        """Return the moments at the gate, laid at the two ends of a tour.

        Without a tour none has a time. Of a visit that has nothing to come but them,
        they stay as they were: when it really ended changes no plan.
        """
        first = self.frame["first"].get(str(visit), [])
        last = self.frame["last"].get(str(visit), [])
        keys = [key for key, _minutes, _fixed in [*first, *last]]
        if tour is None:
            return dict.fromkeys(keys)
        if self._is_begun(visit) and not self._goes_on(visit):
            return {key: self.before[key] for key in keys}
        after = sum(minutes for _key, minutes, _fixed in last)
        found = {**laid(first, tour.start), **laid(last, tour.end - after)}
        if not self._binds(visit):
            self._leave(first, found, 1)
            self._leave(last, found, -1)
        return found

    def _binds(self, visit: int) -> bool:
        """Return whether others wait for the end of a tour, or go before its begin.

        Its escort, its delegation's other tours and those that must not meet it are
        elsewhere then, as the planner laid its tour.
        """
        apart = self.run.problem["apart"]
        return bool(self.rows[visit]["escorts"]) or any(
            f"v{visit}" in pair for pair in apart
        )

    def _leave(
        self,
        moments: list[tuple[int, int, int | None]],
        found: dict[int, Timed | None],
        way: int,
    ) -> None:
        """On the day, leave moments at the gate alone that are out of the tour's way.

        Those that begin it may be earlier than need be, those that end it later.
        """
        keys = [key for key, _minutes, _fixed in moments]
        pairs = [(self.before.get(key), found[key]) for key in keys]
        if self.run.now is not None and all(
            old and new and old.start * way <= new.start * way for old, new in pairs
        ):
            found.update({key: self.before[key] for key in keys})

    def _tour(self, row: dict[str, Any]) -> Toured:
        return Toured(
            row["start"],
            row["end"],
            row["walk"],
            row["wait"],
            row["value_lost"],
            self._crowd(row),
        )

    def _crowd(self, row: dict[str, Any]) -> int | None:
        """Return what the others cost a delegation, against touring alone."""
        if row.get("alone") is None:
            return None
        price = self.run.problem["objective"]
        weight = self.rows[int(row["delegation"][1:])]["weight"]
        minutes = price["walk"] * row["walk"] + price["wait"] * row["wait"]
        cost = weight * (minutes + price["value"] * row["value_lost"])
        return int(cost + price["last_end"] * row["end"] - row["alone"])
