"""The rules that PostgreSQL holds of planned times, judged without writing.

For times that are not the plan: those of a drag on the board, and those expected on
the day, which no constraint refuses.
"""

from collections.abc import Iterator
from itertools import combinations, pairwise

from django.utils.translation import gettext as _

from delegations.clashes.day import Day, Duty, Placed, overlap
from delegations.clashes.findings import Breach
from delegations.models import Engagement
from delegations.slots import Slot

STAND, INSIDE = "stop_stand_bay_once", "occupancy_inside_once"
VISIT, SPAN, PERSON = "stop_visit_once", "stop_within_span", "engagement_person_once"


def taken(day: Day) -> Iterator[Breach]:
    """Yield two groups at one bay of a stand, or one where another closes it.

    The later one is the one to move.
    """
    for stops in day.at_stand.values():
        for one, other in _meanwhile(stops):
            if one.bay == other.bay and one.visit != other.visit:
                yield _taken(day, STAND, one, other)
    for stop in [stop for stops in day.at_stand.values() for stop in stops]:
        for other in _inside(day, stop):
            if stop.visit != other.visit and overlap(stop.slot, other.slot):
                yield _taken(day, INSIDE, stop, other)


def _inside(day: Day, stop: Placed) -> Iterator[Placed]:
    """Yield the stops at stands that a group at this one keeps closed."""
    for stand in sorted(day.occupied.get(stop.stand or 0, frozenset())):
        if stand != stop.stand:
            yield from day.at_stand.get(stand, [])


def _meanwhile(stops: list[Placed]) -> Iterator[tuple[Placed, Placed]]:
    """Yield the pairs that overlap, of stops in the order of time."""
    for place, one in enumerate(stops):
        for other in stops[place + 1 :]:
            if other.start >= one.end:
                break
            yield one, other


def _taken(day: Day, rule: str, one: Placed, other: Placed) -> Breach:
    holder, late = sorted((one, other), key=lambda stop: (stop.start, stop.pk))
    first, second = day.by_visit[holder.visit], day.by_visit[late.visit]
    sentence = (
        _(
            "%(holder)s is expected to be at %(stand)s until %(until)s; %(delegation)s "
            "arrives at %(time)s."
        )
        if day.is_expected
        else _(
            "%(holder)s is at %(stand)s until %(until)s; %(delegation)s would "
            "arrive at %(time)s."
        )
    )
    names = {
        "holder": first.name,
        "stand": day.where(holder),
        "until": day.clock(holder.end),
        "delegation": second.name,
        "time": day.clock(late.start),
    }
    return Breach(
        rule, (second, first), (late, holder), sentence % names, is_of_time=True
    )


def own(day: Day) -> Iterator[Breach]:
    """Yield stops of one visit that overlap, or that lie outside its planned span."""
    for tour in day.tours:
        for earlier, later in pairwise(tour.stops):
            if later.start < earlier.end:
                sentence = _("%(delegation)s is at %(place)s until %(until)s.")
                names = {
                    "delegation": tour.name,
                    "place": day.where(earlier),
                    "until": day.clock(earlier.end),
                }
                stops = (later, earlier)
                yield Breach(VISIT, (tour,), stops, sentence % names, is_of_time=True)
        for stop in tour.stops:
            if day.is_expected or tour.span is None or _lies_in(stop.slot, tour.span):
                continue
            sentence = _(
                "%(place)s, %(start)s–%(end)s, lies outside the tour of "
                "%(delegation)s, %(from)s–%(to)s."
            )
            names = {
                "place": day.where(stop),
                "start": day.clock(stop.start),
                "end": day.clock(stop.end),
                "delegation": tour.name,
                "from": day.clock(tour.span[0]),
                "to": day.clock(tour.span[1]),
            }
            yield Breach(SPAN, (tour,), (stop,), sentence % names, is_of_time=True)


def _lies_in(slot: Slot, span: Slot) -> bool:
    return span[0] <= slot[0] and slot[1] <= span[1]


def twice(day: Day) -> Iterator[Breach]:
    """Yield people who would be in two places at once."""
    for held in day.of_person.values():
        for (one, slot), (other, meanwhile) in combinations(held, 2):
            if one.visit == other.visit or not overlap(slot, meanwhile):
                continue
            if post(day, one) != post(day, other):
                yield _twice(day, (one, slot), (other, meanwhile))


def post(day: Day, duty: Duty) -> tuple[str, int]:
    """Return what a person can do for two groups at once: receive at one stand."""
    stop = day.by_stop.get(duty.stop) if duty.stop else None
    if duty.role == Engagement.Role.RECEIVES and stop and stop.stand:
        return "stand", stop.stand
    return "tour", duty.visit


def _twice(day: Day, one: tuple[Duty, Slot], other: tuple[Duty, Slot]) -> Breach:
    (first, slot), (second, later) = sorted((one, other), key=lambda held: held[1])
    sentence = (
        _(
            "%(person)s is expected to be with %(holder)s until %(until)s, and with "
            "%(delegation)s from %(time)s."
        )
        if day.is_expected
        else _(
            "%(person)s is with %(holder)s until %(until)s, and would be with "
            "%(delegation)s from %(time)s."
        )
    )
    tours = (day.by_visit[second.visit], day.by_visit[first.visit])
    names = {
        "person": first.name,
        "holder": tours[1].name,
        "until": day.clock(slot[1]),
        "delegation": tours[0].name,
        "time": day.clock(later[0]),
    }
    stops = tuple(day.by_stop[d.stop] for d in (second, first) if d.stop)
    grounds = (first.person, slot[0].timestamp(), later[0].timestamp())
    is_of_time = second.stop is not None
    text = sentence % names
    return Breach(PERSON, tours, stops, text, grounds, is_of_time)
