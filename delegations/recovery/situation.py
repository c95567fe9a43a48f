"""The day around a late visit, read once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from delegations.clashes.day import Day
from delegations.clashes.findings import Finding
from delegations.clashes.judging import findings, read
from delegations.clashes.rules import HARD
from delegations.expecting import Delay, Leg, Outlook, Walk, outlook
from delegations.models import Engagement, Stop, Visit
from delegations.recovery.chains import Position, position
from delegations.running import leg_of, pushing, run_of, walk_of
from delegations.slots import Slot
from exhibitors.models import Exhibition, Role, RoleAssignment


@dataclass(frozen=True)
class Late:
    """A visit that is late by so many minutes, as reported at a moment."""

    visit: Visit
    minutes: int
    since: datetime

    @property
    def delay(self) -> Delay:
        """The delay as expected times take it."""
        return Delay(timedelta(minutes=self.minutes), self.since)


class Situation:
    """A late visit among the other visits of its day."""

    def __init__(self, late: Late) -> None:
        self.late, self.visit = late, late.visit
        self.exhibition: Exhibition = self.visit.exhibition
        self.walk: Walk = walk_of(self.exhibition)
        every = self._stops()
        self.stops = [stop for stop in every if stop.visit_id == self.visit.pk]
        for stop in self.stops:
            stop.visit = self.visit
        self.others = [stop for stop in every if stop.visit_id != self.visit.pk]
        self.by_key = {stop.pk: stop for stop in every}
        self.legs = [leg_of(stop) for stop in self.stops]
        self.seen: Outlook = outlook(
            self.legs,
            now=pushing(self.visit, late.since),
            delay=late.delay,
            walk=self.walk,
        )

    def _stops(self) -> list[Stop]:
        return list(
            Stop.objects.filter(
                exhibition=self.exhibition,
                visit__on=self.visit.on,
                visit__is_counted=True,
                planned__isnull=False,
            )
            .exclude(status=Stop.Status.CANCELLED)
            .select_related("visit__delegation__exhibition", "visit__exhibition")
            .select_related("stand")
            .order_by("planned", "pk")
        )

    @property
    def begin(self) -> Position | None:
        """From where the visit goes on; None where nothing is to come."""
        return position(self.legs, self.seen, self.walk)

    @property
    def to_come(self) -> list[Leg]:
        """The stops that are still to come, in the planned order."""
        by_key = {leg.key: leg for leg in self.legs}
        return [by_key[key] for key in self.seen.to_come]

    @cached_property
    def day(self) -> Day:
        """The day as it is planned."""
        return read(self.exhibition, self.visit.on or self.late.since.date())

    @cached_property
    def others_expected(self) -> dict[int, Slot]:
        """When the other visits are expected at their stops."""
        by_visit: dict[int, list[Stop]] = defaultdict(list)
        for stop in self.others:
            by_visit[stop.visit_id].append(stop)
        return {
            key: slot
            for stops in by_visit.values()
            for key, slot in run_of(
                stops[0].visit, stops, self.late.since, self.walk
            ).expected.items()
        }

    @cached_property
    def known(self) -> set[tuple[str, tuple[int, ...]]]:
        """What clashes on the day as planned already."""
        return {(found.rule, found.stops) for found in findings(self.day, {})}

    def clashes(
        self, slots: dict[int, Slot], skipped: Iterable[int] = ()
    ) -> list[Finding]:
        """Return what these times of the visit would add to what clashes already."""
        times = self.others_expected | self.seen.times | slots
        gone = set(skipped)
        day = self.day.moved(times, is_expected=True)
        tours = tuple(
            replace(tour, stops=tuple(s for s in tour.stops if s.pk not in gone))
            for tour in day.tours
        )
        touched = {self.visit.pk, *(self.by_key[key].visit_id for key in slots)}
        return [
            found
            for found in findings(
                replace(day, tours=tours), dict.fromkeys(HARD, "block")
            )
            if touched & set(found.visits)
            and (found.rule, found.stops) not in self.known
        ]

    def taken(self, leg: Leg, *, without: Stop | None = None) -> list[Slot]:
        """Return when other visits are planned where a stop would be."""
        stop = self.by_key[leg.key]
        if stop.stand_id is None:
            return []
        return [
            (other.planned.lower, other.planned.upper)
            for other in self.others
            if other is not without and other.is_counted and self._meet(stop, other)
        ]

    def _meet(self, stop: Stop, other: Stop) -> bool:
        if stop.stand_id is None or other.stand_id is None:
            return False
        if stop.stand_id == other.stand_id:
            return stop.bay == other.bay
        occupied = self.day.occupied
        own = occupied.get(stop.stand_id, frozenset())
        return bool(own & occupied.get(other.stand_id, frozenset()))

    @cached_property
    def _duties(self) -> dict[tuple[int, int | None], list[Engagement]]:
        found = defaultdict(list)
        visits = {stop.visit_id for stop in self.by_key.values()}
        for duty in Engagement.objects.filter(visit__in=visits).select_related(
            "person"
        ):
            if duty.reply != Engagement.Reply.DECLINED:
                found[duty.visit_id, duty.stop_id].append(duty)
        return dict(found)

    @cached_property
    def _hosts(self) -> dict[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for role in RoleAssignment.objects.filter(
            role=Role.STAND_HOST, exhibition=self.exhibition, stand__isnull=False
        ).select_related("user"):
            found[role.stand_id or 0].append(str(role.user))
        return dict(found)

    def people(self, stops: Sequence[Stop]) -> tuple[str, ...]:
        """Return who has a duty at some stops or with their visits, each once."""
        names: list[str] = []
        for stop in stops:
            here = self._duties.get((stop.visit_id, stop.pk), [])
            names += [duty.person.name for duty in here]
            names += self._hosts.get(stop.stand_id or 0, [])
        for visit in dict.fromkeys(stop.visit_id for stop in stops):
            names += [d.person.name for d in self._duties.get((visit, None), [])]
        return tuple(dict.fromkeys(names))
