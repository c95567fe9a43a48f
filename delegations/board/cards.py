"""Stops as the board of a day shows them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from delegations.board.days import Day
from delegations.models import Engagement, Stop, Visit
from delegations.proposal import NOT_COUNTED
from exhibitors.models import Exhibit, Stand
from exhibitors.templatetags.ornament import tint

Span = tuple[int, int]
# What a stop without a wished length is taken to need, in minutes.
USUAL = 15


@dataclass(frozen=True, slots=True)
class Duty:
    """A person's duty at a stop, or on the whole tour."""

    pk: int
    person: int
    name: str
    role: str
    is_of_tour: bool


@dataclass(frozen=True, slots=True)
class Card:
    """One stop of the board; times are minutes of the day.

    ``planned`` is the plan, ``shown`` where it is drawn: at its actual or expected
    time, which clocks show from ``starts`` to ``ends``. Both are None for a stop of
    the tray. ``mark`` is what was told of it on the day: "now", "done", or "".
    """

    stop: int
    version: int
    visit: int
    delegation: int
    delegation_name: str
    country_code: str
    number: str
    title: str
    kind: str
    stand: int | None
    bay: int
    bays: int
    tint: str
    planned: Span | None
    shown: Span | None
    starts: str
    ends: str
    minutes: int
    mark: str
    is_off: bool
    is_illustrative: bool
    status: str
    duties: tuple[Duty, ...]

    @property
    def is_moved(self) -> bool:
        """Whether it is drawn at another time than the planned one."""
        return self.shown != self.planned


def visits_on(day: Day) -> "QuerySet[Visit]":
    """Return the visits that the board shows: of the day, and of none yet.

    With delegation and country; those that are off are left out.
    """
    shown = Q(on=day.on) | Q(on=None)
    return (
        Visit.objects.filter(shown, exhibition=day.exhibition, is_counted=True)
        .exclude(on=None, status=Visit.Status.DONE)
        .select_related("delegation__country")
        .order_by("delegation__rank", "delegation__name", "pk")
    )


def cards_of(
    day: Day, visits: Iterable[Visit], expected: Mapping[int, Any]
) -> tuple[Card, ...]:
    """Return the stops of visits as cards, by visit and order; four queries.

    ``expected`` has the first and last moment of stops, by their keys.
    """
    by_pk = {visit.pk: visit for visit in visits}
    duties = _duties(by_pk)
    stops = list(
        Stop.objects.filter(visit__in=by_pk).order_by("visit", "position", "pk")
    )
    # Each stand once: many stops are at the same.
    stands = Stand.objects.select_related("country").in_bulk(
        {stop.stand_id for stop in stops if stop.stand_id}
    )
    shown = _exhibits(stops)
    kinds = {str(value): str(word) for value, word in Stop.Kind.choices}
    states = {str(value): str(word) for value, word in Stop.Status.choices}
    found = []
    for stop in stops:
        visit = by_pk[stop.visit_id]
        own = (*duties[stop.pk, None], *duties[None, visit.pk])
        stand, otherwise = stands.get(stop.stand_id or 0), shown.get(stop.pk)
        found.append(
            Card(
                **_of_visit(visit),
                **_of_place(stop, stand, otherwise or kinds[stop.kind]),
                kind=kinds[stop.kind],
                **_of_time(day, stop, expected.get(stop.pk)),
                stop=stop.pk,
                version=stop.version,
                is_off=stop.status in NOT_COUNTED,
                is_illustrative=stop.is_illustrative("planned"),
                status=states[stop.status],
                duties=own,
            )
        )
    return tuple(found)


def _duties(visits: Iterable[int]) -> Mapping[tuple[int | None, int | None], Any]:
    """Return the duties by stop, or by visit for the whole tour."""
    found: dict[tuple[int | None, int | None], list[Duty]] = defaultdict(list)
    rows = Engagement.objects.filter(visit__in=visits).exclude(
        reply=Engagement.Reply.DECLINED
    )
    for row in rows.select_related("person"):
        is_of_tour = row.stop_id is None
        key = (None, row.visit_id) if is_of_tour else (row.stop_id, None)
        found[key].append(
            Duty(row.pk, row.person_id, row.person.name, row.role, is_of_tour)
        )
    return found


def _of_visit(visit: Visit) -> dict[str, Any]:
    delegation = visit.delegation
    return {
        "visit": visit.pk,
        "delegation": delegation.pk,
        "delegation_name": delegation.country.name
        if delegation.country
        else delegation.name,
        "country_code": (delegation.country_id or "").lower(),
    }


def _exhibits(stops: Iterable[Stop]) -> dict[int, str]:
    """Return what is seen at the stops that have no other name, by their keys."""
    unnamed = [stop.pk for stop in stops if not stop.title and not stop.stand_id]
    found: dict[int, list[str]] = defaultdict(list)
    links = Exhibit.objects.filter(stops__in=unnamed).values_list("stops", "name")
    for stop, name in links.order_by("name"):
        found[stop].append(name)
    return {stop: ", ".join(names) for stop, names in found.items()}


def _of_place(stop: Stop, stand: Stand | None, otherwise: str) -> dict[str, Any]:
    return {
        "title": stop.title or (_short(stand) if stand else otherwise),
        "number": stand.number if stand else "",
        "stand": stop.stand_id,
        "bay": stop.bay,
        "bays": stand.bays if stand else 1,
        "tint": tint(stand) if stand else "sp",
    }


def _short(stand: Stand) -> str:
    """Return what a card has room for: of a national stand, the country."""
    is_national = stand.kind == Stand.Kind.NATIONAL and stand.country
    return stand.country.name if is_national and stand.country else stand.name


def _of_time(day: Day, stop: Stop, expected: Any) -> dict[str, Any]:
    """Return the plan, where it is drawn, and what was told of it."""
    mark = _mark(stop)
    if stop.planned is None:
        return {
            "planned": None,
            "shown": None,
            "starts": "",
            "ends": "",
            "minutes": stop.duration or USUAL,
            "mark": mark,
        }
    planned = day.minutes(stop.planned)
    shown = planned
    if expected and stop.status != Stop.Status.SKIPPED:
        shown = _no_less(day.minute(expected[0]), day.minute(expected[1]))
    return {
        "planned": planned,
        "shown": shown,
        "starts": day.clock(shown[0]),
        "ends": day.clock(shown[1]),
        "minutes": planned[1] - planned[0],
        "mark": mark,
    }


def _no_less(start: int, end: int) -> Span:
    """Return a stretch of at least a minute: what is drawn can be seen."""
    return start, max(end, start + 1)


def _mark(stop: Stop) -> str:
    if stop.status == Stop.Status.DONE or stop.actual_end_at:
        return "done"
    return "now" if stop.actual_start_at else ""


def state_of(card: Card, minute: int) -> str:
    """Return "done", "now" or "next": by what was told, else by the clock."""
    if card.mark or card.shown is None:
        return card.mark or "next"
    if card.shown[1] <= minute:
        return "done"
    return "now" if card.shown[0] <= minute else "next"


def minute_of(day: Day, moment: datetime) -> int:
    """Return the minute of a moment, kept within a day before and after."""
    return max(-1440, min(day.minute(moment), day.length + 1440))
