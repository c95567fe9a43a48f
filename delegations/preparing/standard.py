"""Standard tours: laid into a day for a delegation, and made from a visit."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from psycopg2.extras import DateTimeTZRange  # type: ignore[import-untyped]

from delegations.models import (
    Change,
    Delegation,
    StandardStop,
    StandardTour,
    Stop,
    Visit,
)
from delegations.preparing.drafts import OFF, Draft, minutes_of, refuse, stretch
from exhibitors.models import Exhibition
from exhibitors.queries.walking import Place, walks

if TYPE_CHECKING:
    from delegations.rows import Row

TITLES = ("title_en", "title_ru", "title_az")
# The moments of most visits, with the minutes they take.
USUAL = (
    (Stop.Kind.ARRIVAL, 5),
    (Stop.Kind.WELCOME, 10),
    (Stop.Kind.PHOTOGRAPH, 5),
    (Stop.Kind.SIGNING, 10),
    (Stop.Kind.GIFT, 5),
    (Stop.Kind.DEPARTURE, 5),
)
# Minutes from one stop to the next.
Walk = Callable[[StandardStop, StandardStop], int]


@dataclass(frozen=True)
class Start:
    """When and how a tour begins: a day, a time of it, minutes between two stops."""

    on: date
    at: time
    gap: int = 5


def laid(
    tour: StandardTour,
    delegation: Delegation,
    start: Start,
    *,
    visit: Visit | None = None,
    walk: Walk | None = None,
) -> Draft:
    """Return the draft that gives a delegation the stops of a standard tour.

    They follow one another from the start, ``walk`` minutes apart or the gap. Into
    ``visit`` if given, else into a new one. A call that the visit wishes for gets its
    time; one that has a time already keeps it.
    """
    if tour.exhibition_id != delegation.exhibition_id:
        raise refuse(_("This belongs to another exhibition."))
    home = delegation.exhibition
    visit = _prepared(visit, delegation, start)
    present = list(visit.stops.select_related("stand")) if visit.pk else []
    place = max((stop.position for stop in present), default=0)
    rows: list[Row] = [visit]
    notes = []
    for model, (first, last) in _times(tour, start, home, walk):
        found = _same(present, model)
        if found is not None and found.planned is not None:
            text = _("“%(stop)s” is in the visit already, and stays as it is.")
            notes.append(text % {"stop": found})
            continue
        place += 1
        stop = _stop(model, found, visit, place)
        stop.planned = DateTimeTZRange(first, last, "[)")
        notes.append(f"{home.local(first):%H:%M}–{home.local(last):%H:%M} {stop}")
        rows.append(stop)
    stops = [row for row in rows if isinstance(row, Stop)]
    if not stops:
        raise refuse(_("This tour has no stop that the visit does not have."))
    stretch(visit, stops)
    return Draft(Change.Action.TOUR, rows, notes=[_head(visit), *notes])


def measured(exhibition: Exhibition, gap: int) -> Walk:
    """Return how to tell the minutes from stop to stop: by the plan, else the gap."""
    known = walks(exhibition)

    def minutes(before: StandardStop, stop: StandardStop) -> int:
        if before.stand_id is None or stop.stand_id is None:
            return gap
        ends = Place.stand(before.stand_id), Place.stand(stop.stand_id)
        found = known.minutes(*ends)
        return gap if found is None else found

    return minutes


def kept_as_tour(visit: Visit, name: str) -> StandardTour:
    """Make a standard tour of a visit's stops, but for those that are off."""
    stops = visit.stops.exclude(status__in=OFF).order_by("planned", "position")
    with transaction.atomic():
        tour = StandardTour.objects.create(exhibition_id=visit.exhibition_id, name=name)
        for place, stop in enumerate(stops.prefetch_related("exhibits"), start=1):
            row = StandardStop.objects.create(
                exhibition_id=visit.exhibition_id,
                tour=tour,
                position=place,
                kind=stop.kind,
                stand_id=stop.stand_id,
                area_id=stop.area_id,
                minutes=min(minutes_of(stop) or 15, 600),
                talking_points=stop.talking_points,
                **{title: getattr(stop, title) for title in TITLES},
            )
            row.exhibits.set(stop.exhibits.all())
    return tour


def usual_moments(exhibition: Exhibition, name: str) -> StandardTour:
    """Make a standard tour of what most visits have, from arrival to departure."""
    with transaction.atomic():
        tour = StandardTour.objects.create(exhibition=exhibition, name=name)
        for place, (kind, minutes) in enumerate(USUAL, start=1):
            StandardStop.objects.create(
                exhibition=exhibition,
                tour=tour,
                position=place,
                kind=kind,
                minutes=minutes,
            )
    return tour


def _prepared(visit: Visit | None, delegation: Delegation, start: Start) -> Visit:
    """Return the visit that the tour goes into, with its day."""
    if visit is None:
        visit = Visit(delegation=delegation, on=start.on)
        visit.exhibition_id = delegation.exhibition_id
        return visit
    visit.delegation = delegation
    if visit.on and visit.on != start.on:
        day = date_format(visit.on, "j E")
        raise refuse(_("The visit is on %(day)s.") % {"day": day})
    visit.on = start.on
    return visit


def _times(
    tour: StandardTour, start: Start, home: Any, walk: Walk | None
) -> Iterator[tuple[StandardStop, tuple[datetime, datetime]]]:
    """Yield the stops of a tour with their times, one after another."""
    moment = datetime.combine(start.on, start.at, home.zone)
    before: StandardStop | None = None
    for stop in tour.stops.select_related("stand", "area").prefetch_related("exhibits"):
        if before is not None:
            minutes = walk(before, stop) if walk else start.gap
            moment += timedelta(minutes=minutes)
        last = moment + timedelta(minutes=stop.minutes)
        yield stop, (moment, last)
        moment, before = last, stop


def _same(present: list[Stop], model: StandardStop) -> Stop | None:
    """Return the stop of a visit that a stop of a standard tour would repeat."""
    for stop in present:
        if stop.status in OFF or stop.kind != model.kind:
            continue
        if stop.stand_id == model.stand_id and (
            model.stand_id is not None or stop.title == model.title
        ):
            return stop
    return None


def _stop(model: StandardStop, found: Stop | None, visit: Visit, place: int) -> Stop:
    """Return the stop to write: a new one, or one wished for with what it lacks."""
    exhibits = {exhibit.pk for exhibit in model.exhibits.all()}
    if found is None:
        found = Stop(
            visit=visit,
            kind=model.kind,
            stand=model.stand,
            area=model.area,
            **{title: getattr(model, title) for title in TITLES},
        )
        found.exhibition_id = visit.exhibition_id
    else:
        found.visit = visit
        exhibits |= {exhibit.pk for exhibit in found.exhibits.all()}
    found.position = place
    found.talking_points = found.talking_points or model.talking_points
    found.to_show = sorted(exhibits)
    return found


def _head(visit: Visit) -> str:
    day = date_format(visit.on, "j E Y") if visit.on else ""
    names = {"delegation": visit.delegation, "day": day}
    if visit.pk:
        return _("Into the visit of %(delegation)s on %(day)s:") % names
    return _("A new visit of %(delegation)s on %(day)s:") % names
