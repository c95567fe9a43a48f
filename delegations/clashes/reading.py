"""The day's schedule read from the database, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from delegations.clashes.day import (
    AreaFacts,
    Day,
    Duty,
    Embargoed,
    Placed,
    StandFacts,
    Strictness,
    Tour,
    Walk,
    no_walk,
)
from delegations.models import (
    Apart,
    ClashRule,
    Embargo,
    Engagement,
    LanguagePair,
    Membership,
    Person,
    Stop,
    Visit,
)
from delegations.slots import Slot
from exhibitors.models import Area, Exhibition, OpeningHours, Stand
from exhibitors.queries.walking import walks

_STOP_FIELDS = (
    "pk",
    "visit_id",
    "stand_id",
    "area_id",
    "planned",
    "kind",
    "status",
    "bay",
    "title",
)
_DUTY_FIELDS = (
    "pk",
    "visit_id",
    "stop_id",
    "person_id",
    "role",
    "reply",
    "languages",
)
OFF = (Stop.Status.CANCELLED, Stop.Status.SKIPPED)
_WITH_PEOPLE = frozenset(
    {ClashRule.UNCONFIRMED, ClashRule.RECEIVING, ClashRule.INTERPRETER}
)


@dataclass(frozen=True)
class Proposed:
    """Stops as somebody would have them: times, stands and bays by their keys."""

    times: Mapping[int, Slot] = field(default_factory=dict)
    stands: Mapping[int, int | None] = field(default_factory=dict)
    bays: Mapping[int, int] = field(default_factory=dict)

    @property
    def stops(self) -> set[int]:
        """The stops that it names."""
        return {*self.times, *self.stands, *self.bays}


AS_PLANNED = Proposed()


class Reading:
    """Reads a day; what only rules rest on that are not judged is left out."""

    def __init__(
        self,
        exhibition: Exhibition,
        on: date,
        levels: Mapping[str, Strictness],
        *,
        with_people: bool = True,
    ) -> None:
        self.exhibition, self.on, self.levels = exhibition, on, levels
        self.with_people = with_people or self._judges(*_WITH_PEOPLE)

    def day(self, proposed: Proposed = AS_PLANNED, walk: Walk | None = None) -> Day:
        """Return the day with its counted tours and stops, by this proposal.

        ``walk`` is asked in the place of the plans.
        """
        visits = list(
            Visit.objects.filter(
                exhibition=self.exhibition, on=self.on, is_counted=True
            )
            .select_related("delegation", "gate")
            .order_by("pk")
        )
        stops = self._stops(visits, proposed)
        used = {_stand_of(stop, proposed) for stop in stops} - {None}
        stands = self._stands({pk for pk in used if pk is not None})
        placed = self._placed(stops, stands, visits, proposed)
        hours, has_hours = self._hours()
        return Day(
            exhibition=self.exhibition.pk,
            on=self.on,
            zone=self.exhibition.zone,
            tours=tuple(self._tours(visits, placed)),
            levels=self.levels,
            hours=hours,
            has_hours=has_hours,
            stands=stands,
            areas=self._areas(),
            apart=self._apart(),
            embargoes=self._embargoes(),
            walk=walk or self._walk(),
        )

    def _walk(self) -> Walk:
        if not self._judges(ClashRule.WALKING):
            return no_walk
        return walks(self.exhibition).minutes

    def _judges(self, *rules: str) -> bool:
        return any(
            self.levels.get(rule, ("ignore", 0))[0] != "ignore" for rule in rules
        )

    def _stops(self, visits: Iterable[Visit], proposed: Proposed) -> list[Any]:
        """Return the stops to be placed, as rows of values: a day has hundreds."""
        named = Q(pk__in=proposed.times) & ~Q(status__in=OFF)
        rows = Stop.objects.filter(Q(is_counted=True) | named, visit__in=visits)
        return list(rows.order_by("pk").values_list(*_STOP_FIELDS, named=True))

    def _stands(self, used: Collection[int]) -> dict[int, StandFacts]:
        """Return the stands that are used, and those with which they hang together."""
        rows = Stand.objects.filter(exhibition=self.exhibition).filter(
            Q(pk__in=used) | Q(parent__isnull=False) | Q(children__isnull=False)
        )
        return {
            stand.pk: StandFacts(
                stand.pk,
                str(stand),
                stand.area_id,
                stand.parent_id,
                stand.blocks_children,
                stand.bays,
            )
            for stand in rows.distinct()
        }

    def _placed(
        self,
        stops: Iterable[Any],
        stands: Mapping[int, StandFacts],
        visits: Iterable[Visit],
        proposed: Proposed,
    ) -> dict[int, list[Placed]]:
        by_pk = {visit.pk: visit for visit in visits}
        found = defaultdict(list)
        for stop in stops:
            slot = proposed.times.get(stop.pk) or slot_of(stop.planned)
            if slot is None:
                continue
            visit = by_pk[stop.visit_id]
            stand = stands.get(_stand_of(stop, proposed) or 0)
            is_at_gate = stand is None and stop.kind in (
                Stop.Kind.ARRIVAL,
                Stop.Kind.DEPARTURE,
            )
            found[stop.visit_id].append(
                Placed(
                    pk=stop.pk,
                    visit=stop.visit_id,
                    start=slot[0],
                    end=slot[1],
                    kind=stop.kind,
                    label=stop.title or (stand.label if stand else _kind(stop.kind)),
                    stand=stand.pk if stand else None,
                    bay=proposed.bays.get(stop.pk, stop.bay),
                    area=stop.area_id or (stand.area if stand else None),
                    gate=visit.gate_id if is_at_gate else None,
                    is_done="done" in (stop.status, visit.status),
                )
            )
        return found

    def _tours(
        self, visits: Iterable[Visit], placed: Mapping[int, list[Placed]]
    ) -> Iterable[Tour]:
        duties = self._duties(visits)
        pairs, own = self._languages(visits)
        for visit in visits:
            delegation = visit.delegation
            stops = placed.get(visit.pk, [])
            yield Tour(
                visit=visit.pk,
                delegation=delegation.pk,
                name=delegation.name,
                country=delegation.country_id,
                rank=delegation.rank,
                size=delegation.size,
                window=slot_of(visit.window),
                span=slot_of(visit.span),
                gate=visit.gate_id,
                gate_label=str(visit.gate) if visit.gate else "",
                meeting_point=(visit.meeting_point or "").strip(),
                pairs=tuple(pairs.get(delegation.pk, ())),
                own_interpreters=own.get(delegation.pk, 0),
                stops=tuple(sorted(stops, key=lambda stop: (stop.slot, stop.pk))),
                duties=tuple(duties.get(visit.pk, ())),
            )

    def _duties(self, visits: Iterable[Visit]) -> dict[int, list[Duty]]:
        found = defaultdict(list)
        if self.with_people:
            every = Engagement.objects.filter(visit__in=visits)
            rows = every.order_by("position", "pk").values_list(*_DUTY_FIELDS)
            people = Person.objects.filter(pk__in=every.values("person"))
            names = {person.pk: person.name for person in people}
            for pk, visit, stop, person, *others in rows:
                duty = Duty(pk, visit, stop, person, names[person], *others)
                found[visit].append(duty)
        return found

    def _languages(self, visits: Iterable[Visit]) -> tuple[dict[int, Any], Any]:
        """Return by delegation its language pairs, and how many interpreters come."""
        pairs: dict[int, list[tuple[str, str]]] = defaultdict(list)
        own: dict[int, int] = defaultdict(int)
        if self._judges(ClashRule.INTERPRETER):
            delegations = {visit.delegation_id for visit in visits}
            rows = LanguagePair.objects.filter(delegation__in=delegations)
            for row in rows.order_by("pk"):
                pairs[row.delegation_id].append((row.spoken, row.understood))
            members = Membership.objects.filter(
                delegation__in=delegations, role=Membership.Role.INTERPRETER
            )
            for key in members.values_list("delegation", flat=True):
                own[key] += 1
        return pairs, own

    def _hours(self) -> tuple[Slot | None, bool]:
        if not self._judges(ClashRule.OPENING):
            return None, False
        rows = list(OpeningHours.objects.filter(exhibition=self.exhibition))
        zone = self.exhibition.zone
        today = [
            (
                datetime.combine(self.on, row.opens_at, zone),
                datetime.combine(self.on, row.closes_at, zone),
            )
            for row in rows
            if row.on == self.on
        ]
        return (today[0] if today else None), bool(rows)

    def _areas(self) -> dict[int, AreaFacts]:
        if not self._judges(ClashRule.APART, ClashRule.CROWDING):
            return {}
        rows = Area.objects.filter(exhibition=self.exhibition)
        return {row.pk: AreaFacts(row.pk, row.name, row.capacity) for row in rows}

    def _apart(self) -> frozenset[frozenset[int]]:
        if not self._judges(ClashRule.APART):
            return frozenset()
        rows = Apart.objects.filter(exhibition=self.exhibition)
        return frozenset(map(frozenset, rows.values_list("first", "second")))

    def _embargoes(self) -> tuple[Embargoed, ...]:
        if not self._judges(ClashRule.EMBARGO):
            return ()
        rows = Embargo.objects.filter(exhibition=self.exhibition).order_by("pk")
        fields = ("pk", "stand", "delegation", "country")
        return tuple(Embargoed(*row) for row in rows.values_list(*fields))


def _kind(kind: str) -> str:
    return str(Stop.Kind(kind).label)


def _stand_of(stop: Any, proposed: Proposed) -> int | None:
    return proposed.stands.get(stop.pk, stop.stand_id)


def slot_of(stretch: Any) -> Slot | None:
    """Return a range of the database as a pair, None for none."""
    return (stretch.lower, stretch.upper) if stretch is not None else None
