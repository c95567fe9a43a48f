"""The programme: the one query that every export, board and page of a schedule reads.

Rows come out as frozen dataclasses, texts already in the requested language with the
declared fallback, times in the exhibition's zone. Three queries, however many stops.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, TextChoices
from django.utils import translation

from delegations.items import Item, Programme, Who
from delegations.models import Delegation, Engagement, Person, Stop, Visit
from exhibitors.models import Area, Exhibition, Stand

OFF = (Stop.Status.CANCELLED, Stop.Status.SKIPPED)


@dataclass(frozen=True)
class Selection:
    """Which stops to read; filters combine with AND, None leaves one out.

    ``stands`` limits a reader to these stands; ``with_off`` adds stops that are
    cancelled or skipped, themselves or with their visit or delegation.
    """

    exhibition: Exhibition
    language: str = "en"
    delegation: Delegation | None = None
    visit: Visit | None = None
    stand: Stand | None = None
    area: Area | None = None
    person: Person | None = None
    day: date | None = None
    stands: frozenset[int] | None = None
    with_off: bool = False
    only_reported: bool = False


def programme(selection: Selection) -> Programme:
    """Return the stops of a selection.

    Ordered by time and then precedence; stops without a time follow, by day, visit
    and their order in it.
    """
    with translation.override(selection.language):
        stops = list(_stops(selection))
        duties = _duties(stops)
        labels = _Labels()
        visits = {stop.visit_id: stop.visit for stop in stops}
        shared = {key: _of_visit(visit) for key, visit in visits.items()}
        items = [
            _item(selection.exhibition, stop, shared[stop.visit_id], duties, labels)
            for stop in stops
        ]
        items.sort(key=_when)
        return Programme(
            selection.exhibition,
            selection.exhibition.name,
            selection.language,
            tuple(items),
        )


def _stops(selection: Selection) -> "QuerySet[Stop]":
    chosen = Stop.objects.filter(*_conditions(selection))
    if not selection.with_off:
        chosen = chosen.exclude(
            Q(status__in=OFF)
            | Q(visit__status__in=["cancelled", "postponed"])
            | Q(visit__delegation__status__in=["cancelled", "postponed"])
        )
    return chosen.select_related(
        "visit__delegation__country", "visit__gate", "stand__area", "area"
    ).prefetch_related("exhibits")


def _conditions(selection: Selection) -> list[Q]:
    exact = {
        "visit__delegation": selection.delegation,
        "visit": selection.visit,
        "stand": selection.stand,
        "visit__on": selection.day,
    }
    found = [Q(exhibition=selection.exhibition)]
    found += [Q(**{name: value}) for name, value in exact.items() if value]
    if selection.area:
        found.append(Q(stand__area=selection.area) | Q(area=selection.area))
    if selection.stands is not None:
        found.append(Q(stand__in=selection.stands))
    if selection.person:
        found.append(_concerns(selection.person))
    if selection.only_reported:
        found.append(Q(visit__report__is_published=True))
    return found


def _concerns(person: Person) -> Q:
    """Return what a person has a duty at, or visits with a delegation."""
    at_stops = Engagement.objects.filter(person=person, stop__isnull=False)
    on_tours = Engagement.objects.filter(person=person, stop__isnull=True)
    own = person.memberships.values("delegation")
    return (
        Q(pk__in=at_stops.values("stop"))
        | Q(visit__in=on_tours.values("visit"))
        | Q(visit__delegation__in=own)
    )


def _duties(stops: Iterable[Stop]) -> dict[tuple[int, int | None], list[Engagement]]:
    """Return the engagements by visit and stop, None for the whole tour."""
    found = defaultdict(list)
    for duty in Engagement.objects.filter(
        visit__in={stop.visit_id for stop in stops}
    ).select_related("person"):
        if duty.reply != Engagement.Reply.DECLINED:
            found[duty.visit_id, duty.stop_id].append(duty)
    return found


class _Labels:
    """The words of the choices in the language of now, each translated once."""

    def __init__(self) -> None:
        self.kinds = self._words(Stop.Kind)
        self.statuses = self._words(Stop.Status)
        self.bases = self._words(Stop.Basis)

    def _words(self, choices: type[TextChoices]) -> dict[str, str]:
        return {str(value): str(word) for value, word in choices.choices}


def _of_visit(visit: Visit) -> dict[str, Any]:
    """Return what all stops of a visit have in common, by the fields of an item."""
    delegation, country = visit.delegation, visit.delegation.country
    return {
        "visit": visit.pk,
        "visit_name": visit.name or delegation.name,
        "on": visit.on,
        "delegation": delegation.name,
        "delegation_slug": delegation.slug,
        "country": country.name if country else "",
        "country_code": country.code if country else "",
        "size": delegation.size,
        "rank": delegation.rank,
        "meeting_point": visit.meeting_point,
        "gate": visit.gate.name if visit.gate else "",
        "parking": visit.parking,
        "cars": visit.cars,
        "duty_phone": visit.duty_phone,
    }


def _of_place(stop: Stop) -> dict[str, Any]:
    """Return where a stop is, by the fields of an item."""
    stand = stop.stand
    area = stop.area or (stand.area if stand else None)
    return {
        "stand": stand.name if stand else "",
        "stand_number": stand.number if stand else "",
        "stand_slug": stand.slug if stand else "",
        "area": area.name if area else "",
        "bay": stop.bay,
    }


def _item(
    exhibition: Exhibition,
    stop: Stop,
    of_visit: dict[str, Any],
    duties: dict[tuple[int, int | None], list[Engagement]],
    labels: "_Labels",
) -> Item:
    exhibits = tuple(exhibit.name for exhibit in stop.exhibits.all())
    visit = stop.visit
    here = [*duties.get((visit.pk, stop.pk), ()), *duties.get((visit.pk, None), ())]
    return Item(
        **of_visit,
        **_of_place(stop),
        stop=stop.pk,
        uid=stop.uid,
        start=exhibition.local(stop.planned.lower) if stop.planned else None,
        end=exhibition.local(stop.planned.upper) if stop.planned else None,
        order=stop.position,
        kind=stop.kind,
        kind_label=labels.kinds[stop.kind],
        title=_title(stop, exhibits) or labels.kinds[stop.kind],
        status=stop.status,
        status_label=labels.statuses[stop.status],
        is_off=stop.status in OFF or visit.is_off or visit.delegation.is_off,
        illustrative=_illustrative(stop),
        basis=stop.basis,
        basis_label=labels.bases.get(stop.basis, ""),
        exhibits=exhibits,
        receiving=_people(here, Engagement.Role.RECEIVES),
        accompanying=_people(here, Engagement.Role.ACCOMPANIES),
        interpreting=_people(here, Engagement.Role.INTERPRETS),
        talking_points=stop.talking_points,
        note=stop.note,
    )


def _title(stop: Stop, exhibits: tuple[str, ...]) -> str:
    """Return what a stop is called: its stand, without one what is seen there."""
    return stop.title or (stop.stand.name if stop.stand else ", ".join(exhibits))


def _illustrative(stop: Stop) -> tuple[str, ...]:
    """Return which values are for demonstration, of the stop and all it names."""
    visit = [f"visit.{name}" for name in stop.visit.illustrative]
    stand = [
        f"stand.{name}" for name in (stop.stand.illustrative if stop.stand else ())
    ]
    shown = {"visit.meeting_point", "visit.gate", "stand.number", "visit.cars"}
    shown |= {"visit.parking", "visit.duty_phone", "visit.span"}
    return (*stop.illustrative, *(name for name in visit + stand if name in shown))


def _people(duties: Iterable[Engagement], role: str) -> tuple[Who, ...]:
    return tuple(
        Who(duty.person.name, duty.person.title or "", duty.duty, duty.languages)
        for duty in duties
        if duty.role == role
    )


def _when(item: Item) -> tuple[object, ...]:
    rank = item.rank or 10_000
    if item.start:
        return (0, item.start, rank, item.visit, item.order, item.stop)
    return (1, item.on or date.max, rank, item.visit, item.order, item.stop)
