"""The day to be planned, read from the database in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from functools import cached_property

from django.db.models import Q

from delegations.board.days import Day
from delegations.clashes.levels import levels
from delegations.dayplans.asking import Asked
from delegations.dayplans.spans import Span
from delegations.models import (
    Apart,
    ClashLevel,
    ClashRule,
    Embargo,
    Engagement,
    InterpreterPool,
    LanguagePair,
    Membership,
    Stop,
    Visit,
)
from exhibitors.models import OpeningHours, Stand
from exhibitors.queries.walking import Walks, walks

# How long stops last of which nobody said it.
DEFAULT_MINUTES = 15
# Moments at the ends of a tour, in their order; they lie before all other stops, or
# behind them.
FIRST = (Stop.Kind.ARRIVAL, Stop.Kind.WELCOME)
LAST = (Stop.Kind.DEPARTURE,)


class Rows:
    """What a problem is made of: the visits to be planned, and what is around them.

    ``visits`` are planned; ``others`` of the day stay as they are.
    """

    def __init__(self, asked: Asked) -> None:
        self.asked, self.exhibition = asked, asked.exhibition
        self.day = Day(asked.exhibition, asked.on)
        rows = Visit.objects.of(asked.exhibition).filter(on=asked.on, is_counted=True)
        every = list(rows.select_related("delegation", "gate").order_by("pk"))
        for visit in every:
            visit.exhibition = asked.exhibition
        stops = self._stops(every)
        chosen = set(asked.delegations)
        self.visits = [
            visit
            for visit in every
            if visit.status != Visit.Status.DONE
            and (not chosen or visit.delegation_id in chosen)
            and any(not is_at_end(stop) for stop in stops.get(visit.pk, []))
        ]
        planned = {visit.pk for visit in self.visits}
        self.others = [visit for visit in every if visit.pk not in planned]
        self.stops = {visit.pk: stops[visit.pk] for visit in self.visits}
        self.held = [
            stop
            for visit in self.others
            for stop in stops.get(visit.pk, [])
            if stop.is_counted
        ]

    def _stops(self, visits: Iterable[Visit]) -> dict[int, list[Stop]]:
        by_pk = {visit.pk: visit for visit in visits}
        rows = Stop.objects.filter(visit__in=by_pk).order_by("position", "pk")
        found = defaultdict(list)
        for stop in rows.exclude(status=Stop.Status.CANCELLED):
            stop.visit = by_pk[stop.visit_id]
            found[stop.visit_id].append(stop)
        return found

    @property
    def every_stop(self) -> list[Stop]:
        """The stops of the visits to be planned."""
        return [stop for stops in self.stops.values() for stop in stops]

    @cached_property
    def duties(self) -> dict[int, list[Engagement]]:
        """The duties within each visit of the day that nobody declined."""
        found = defaultdict(list)
        rows = Engagement.objects.filter(visit__in=[*self.visits, *self.others])
        for duty in rows.exclude(reply=Engagement.Reply.DECLINED).order_by("pk"):
            found[duty.visit_id].append(duty)
        return found

    @cached_property
    def stands(self) -> dict[int, Stand]:
        """The stands that are called at, and those with which they hang together."""
        used = {s.stand_id for s in [*self.every_stop, *self.held] if s.stand_id}
        rows = Stand.objects.of(self.exhibition).filter(
            Q(pk__in=used) | Q(parent__isnull=False) | Q(children__isnull=False)
        )
        return {stand.pk: stand for stand in rows.distinct().order_by("pk")}

    @cached_property
    def occupied(self) -> dict[int, set[int]]:
        """The stands that a group at each stand keeps taken, beside itself."""
        inside = defaultdict(list)
        for stand in self.stands.values():
            if stand.parent_id is not None:
                inside[stand.parent_id].append(stand.pk)
        found = {}
        for stand in self.stands.values():
            queue = list(inside[stand.pk]) if stand.blocks_children else []
            taken: set[int] = set()
            while queue:
                here = queue.pop()
                taken.add(here)
                queue += inside[here]
            found[stand.pk] = taken
        return found

    @cached_property
    def hours(self) -> Span | None:
        """When the exhibition is open on the day; None where it is closed.

        The whole day where no day of the exhibition has hours.
        """
        rows = list(OpeningHours.objects.filter(exhibition=self.exhibition))
        if not rows:
            return 0, self.day.length
        for row in rows:
            if row.on == self.asked.on:
                clock = self.day.minute_of_clock
                return clock(row.opens_at), clock(row.closes_at)
        return None

    @cached_property
    def apart(self) -> set[frozenset[int]]:
        """The pairs of delegations that must not meet, none where nobody minds."""
        if self._levels[ClashRule.APART].level == ClashLevel.Level.IGNORE:
            return set()
        rows = Apart.objects.of(self.exhibition).values_list("first", "second")
        return set(map(frozenset, rows))

    @cached_property
    def forbidden(self) -> set[tuple[int, int | str]]:
        """The stands with the delegations, or countries, that must not come there.

        None where the exhibition does not forbid what is under embargo.
        """
        if self._levels[ClashRule.EMBARGO].level != ClashLevel.Level.FORBID:
            return set()
        rows = Embargo.objects.of(self.exhibition)
        return {
            (stand, delegation or country or "")
            for stand, delegation, country in rows.values_list(
                "stand", "delegation", "country"
            )
        }

    @cached_property
    def _levels(self) -> dict[str, ClashLevel]:
        return levels(self.exhibition)

    @cached_property
    def pairs(self) -> dict[int, list[tuple[str, str]]]:
        """The language pairs of the day's delegations."""
        found = defaultdict(list)
        delegations = {visit.delegation_id for visit in [*self.visits, *self.others]}
        rows = LanguagePair.objects.filter(delegation__in=delegations).order_by("pk")
        for row in rows:
            found[row.delegation_id].append((row.spoken, row.understood))
        return found

    @cached_property
    def own_interpreters(self) -> dict[int, int]:
        """How many interpreters come with each delegation."""
        found: dict[int, int] = defaultdict(int)
        rows = Membership.objects.filter(
            delegation__in=self.pairs, role=Membership.Role.INTERPRETER
        )
        for key in rows.values_list("delegation", flat=True):
            found[key] += 1
        return found

    @cached_property
    def pools(self) -> dict[str, int]:
        """How many interpreters there are, by language."""
        rows = InterpreterPool.objects.of(self.exhibition)
        return dict(rows.values_list("language", "count"))

    @cached_property
    def walks(self) -> Walks:
        """The walks through the site."""
        return walks(self.exhibition)


def minutes_of(stop: Stop) -> int:
    """Return how long a stop lasts: as it is planned, else as wished, else as usual."""
    if stop.planned is not None:
        length: timedelta = stop.planned.upper - stop.planned.lower
        return max(1, round(length / timedelta(minutes=1)))
    return stop.duration or DEFAULT_MINUTES


def is_at_end(stop: Stop) -> bool:
    """Return whether a stop is a moment at the gate, before or after all others."""
    return stop.stand_id is None and stop.kind in (*FIRST, *LAST)
