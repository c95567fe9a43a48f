"""Stands under embargo, and areas that take only so many people."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from delegations.clashes.day import (
    AreaFacts,
    Day,
    Embargoed,
    Placed,
    Steps,
    Tour,
    minutes,
)
from delegations.clashes.findings import Breach
from delegations.models import ClashRule
from delegations.slots import Slot


def embargo(day: Day) -> Iterator[Breach]:
    """Yield stops at stands to which their delegation must not be taken.

    A stand inside one under embargo is under it too.
    """
    for tour in day.tours:
        barred = {row.stand: row for row in day.embargoes if _concerns(row, tour)}
        for stop in tour.stops if barred else ():
            found = next(
                (barred[s] for s in around(day, stop.stand) if s in barred), None
            )
            if found is None:
                continue
            sentence = _(
                "%(delegation)s must not be taken to %(place)s, %(start)s–%(end)s: "
                "embargo."
            )
            names = {
                "delegation": tour.name,
                "place": day.where(stop),
                "start": day.clock(stop.start),
                "end": day.clock(stop.end),
            }
            text = sentence % names
            yield Breach(ClashRule.EMBARGO, (tour,), (stop,), text, (found.pk,))


def _concerns(row: Embargoed, tour: Tour) -> bool:
    if row.delegation is not None:
        return row.delegation == tour.delegation
    return row.country is not None and row.country == tour.country


def around(day: Day, stand: int | None) -> Iterator[int]:
    """Yield a stand and those it lies inside, the nearest first."""
    while stand is not None:
        yield stand
        stand = day.stands[stand].parent if stand in day.stands else None


def crowding(day: Day) -> Iterator[Breach]:
    """Yield when the delegations in an area are more people than it takes.

    Once for each stretch of time without a pause, unless it lasts no longer than the
    tolerance. A delegation whose size nobody knows counts as one person, and the
    sentence says so. The one of lowest rank, then the last to come, is to move.
    """
    for area in day.areas.values():
        stops = day.in_area.get(area.pk, [])
        if area.capacity is None or not stops:
            continue
        for slot in full(day.steps[area.pk], area.capacity):
            if minutes(slot[1] - slot[0]) > day.tolerance(ClashRule.CROWDING):
                yield _crowd(day, area, stops, slot)


def full(steps: Steps, most: int, without: int | None = None) -> Iterator[Slot]:
    """Yield the stretches of time in which more than ``most`` people are there.

    ``without`` leaves out one stop.
    """
    present, since = 0, None
    for moment, changes in steps:
        present += sum(change for stop, change in changes if stop != without)
        if present > most and since is None:
            since = moment
        elif present <= most and since is not None:
            yield since, moment
            since = None


def _crowd(day: Day, area: AreaFacts, stops: list[Placed], slot: Slot) -> Breach:
    moment = _fullest(day, stops, slot)
    there = [stop for stop in stops if stop.start <= moment < stop.end]
    there.sort(key=lambda stop: _yields(day, stop))
    tours = tuple(day.by_visit[stop.visit] for stop in there)
    sentence = _(
        "%(area)s takes %(capacity)d people; %(start)s–%(end)s there are up to "
        "%(present)d: %(who)s."
    )
    names = {
        "area": area.label,
        "capacity": area.capacity,
        "start": day.clock(slot[0]),
        "end": day.clock(slot[1]),
        "present": sum(day.people(stop) for stop in there),
        "who": ", ".join(_counted(tour) for tour in tours),
    }
    grounds = (area.pk, area.capacity, names["present"])
    text = sentence % names
    return Breach(
        ClashRule.CROWDING, tours, tuple(there), text, grounds, is_of_time=True
    )


def _fullest(day: Day, stops: list[Placed], slot: Slot) -> datetime:
    """Return the first moment of a stretch at which most people are there."""
    moments = [slot[0], *(s.start for s in stops if slot[0] < s.start < slot[1])]

    def present(moment: datetime) -> int:
        return sum(day.people(s) for s in stops if s.start <= moment < s.end)

    return max(moments, key=present)


def _yields(day: Day, stop: Placed) -> tuple[float, float, int]:
    rank = day.by_visit[stop.visit].rank
    return -(rank or 10_000), -stop.start.timestamp(), stop.pk


def _counted(tour: Tour) -> str:
    if tour.size is None:
        return _("%(delegation)s (size not known, counted as 1)") % {
            "delegation": tour.name
        }
    return f"{tour.name} ({tour.size})"
