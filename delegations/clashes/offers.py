"""Free slots for a stop: free of what the database refuses, and of clashes in time."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta

from delegations.clashes.day import MINUTE, Day, Placed, Tour
from delegations.clashes.rules.hard import post
from delegations.clashes.rules.meetings import (
    MEETING_MINUTES,
    farewell,
    in_order,
)
from delegations.clashes.rules.places import full
from delegations.clashes.rules.walking import walk
from delegations.models import ClashRule
from delegations.slots import Slot, nearest_free_slots
from exhibitors.site.drawings import Place


def free_slots(day: Day, stop: Placed) -> tuple[Slot, ...]:
    """Return up to three free slots for a stop at its stand and bay, nearest first.

    Within the tour; where nothing is free in it, beyond, which makes the tour longer.
    """
    tour = day.by_visit[stop.visit]
    busy = [slot for slot in _busy(day, tour, stop) if slot[0] < slot[1]]
    for within in _stretches(day, tour, stop):
        found = nearest_free_slots(stop.slot, within, [busy], most=4)
        others = [slot for slot in found if slot != stop.slot]
        if others:
            return tuple(others[:3])
    return ()


def _stretches(day: Day, tour: Tour, stop: Placed) -> Iterator[Slot]:
    """Yield where to look: the tour, then all the time in which it may be."""
    limits = list(_limits(day, tour, stop))
    if tour.span:
        start = tour.span[0]
        if tour.gate is not None and day.judges(ClashRule.WALKING):
            spare = day.tolerance(ClashRule.WALKING)
            on_foot = walk(day, Place.feature(tour.gate), stop.place) - spare
            start += max(0, on_foot) * MINUTE
        yield from _common([(start, tour.span[1]), *limits])
    # With people on the whole tour a longer one could keep them from elsewhere.
    if not any(duty.stop is None for duty in tour.duties):
        yield from _common(limits)


def _limits(day: Day, tour: Tour, stop: Placed) -> Iterator[Slot]:
    yield _whole(day)
    if day.hours and stop.stand and day.judges(ClashRule.OPENING):
        yield day.hours
    if tour.window and day.judges(ClashRule.WINDOW):
        yield tour.window
    for other in day.tours:
        if other.delegation == tour.delegation and other.visit != tour.visit:
            yield from _beside(tour, other)


def _whole(day: Day) -> Slot:
    midnight = datetime.combine(day.on, time(), day.zone)
    return midnight, midnight + timedelta(days=1)


def _beside(tour: Tour, other: Tour) -> Iterator[Slot]:
    """Yield the time on this tour's side of another tour of its delegation."""
    if tour.span and other.span:
        if other.span[0] >= tour.span[1]:
            yield tour.span[0] - timedelta(days=1), other.span[0]
        else:
            yield other.span[1], tour.span[1] + timedelta(days=1)


def _common(slots: list[Slot]) -> Iterator[Slot]:
    start, end = max(slot[0] for slot in slots), min(slot[1] for slot in slots)
    if start < end:
        yield start, end


def _busy(day: Day, tour: Tour, stop: Placed) -> Iterator[Slot]:
    """Yield the times at which the stop cannot be."""
    for other in tour.stops:
        if other.pk != stop.pk:
            yield _with_walks(day, stop, other)
    yield from _taken(day, stop)
    yield from _people_elsewhere(day, tour, stop)
    if day.judges(ClashRule.APART):
        yield from _to_avoid(day, tour, stop)
    if day.judges(ClashRule.PRECEDENCE):
        yield from _before_others(day, tour, stop)
    if day.judges(ClashRule.CROWDING):
        yield from _crowded(day, stop)


def _with_walks(day: Day, stop: Placed, other: Placed) -> Slot:
    if not day.judges(ClashRule.WALKING):
        return other.slot
    spare = day.tolerance(ClashRule.WALKING)
    there = max(0, walk(day, stop.place, other.place) - spare)
    back = max(0, walk(day, other.place, stop.place) - spare)
    return other.start - there * MINUTE, other.end + back * MINUTE


def _taken(day: Day, stop: Placed) -> Iterator[Slot]:
    """Yield when other groups have the bay, or keep the stand closed."""
    if stop.stand is None:
        return
    for other in day.at_stand.get(stop.stand, []):
        if other.visit != stop.visit and other.bay == stop.bay:
            yield other.slot
    for stand in related(day, stop.stand):
        for other in day.at_stand.get(stand, []):
            if other.visit != stop.visit:
                yield other.slot


def related(day: Day, stand: int) -> set[int]:
    """Return the other stands at which a group keeps this one taken, or is kept out."""
    inside = set(day.occupied.get(stand, ()))
    around = {pk for pk, stands in day.occupied.items() if stand in stands}
    return (inside | around) - {stand}


def _people_elsewhere(day: Day, tour: Tour, stop: Placed) -> Iterator[Slot]:
    for duty in tour.duties:
        if duty.stop != stop.pk or duty.reply == "declined":
            continue
        for other, slot in day.of_person.get(duty.person, []):
            if other.visit != tour.visit and post(day, other) != post(day, duty):
                yield slot


def _to_avoid(day: Day, tour: Tour, stop: Placed) -> Iterator[Slot]:
    """Yield when delegations that this one must not meet are near."""
    near = max(0, MEETING_MINUTES - day.tolerance(ClashRule.APART)) * MINUTE
    for other in day.tours:
        if frozenset((tour.delegation, other.delegation)) not in day.apart:
            continue
        for beside in other.stops:
            if stop.stand is not None and stop.stand == beside.stand:
                yield beside.start - near, beside.end + near
            elif stop.area is not None and stop.area == beside.area:
                yield beside.slot


def _before_others(day: Day, tour: Tour, stop: Placed) -> Iterator[Slot]:
    """Yield when a group of higher rank would have to wait, this one or another."""
    pause = farewell(day) * MINUTE
    for other in day.at_stand.get(stop.stand or 0, []):
        ranked = in_order(tour, day.by_visit[other.visit])
        if ranked is None:
            continue
        if ranked[0].visit == tour.visit:
            yield other.start, other.end + pause
        else:
            yield other.start - pause, max(other.end, other.start + MINUTE)


def _crowded(day: Day, stop: Placed) -> Iterable[Slot]:
    area = day.areas.get(stop.area or 0)
    if area is None or area.capacity is None:
        return []
    room = area.capacity - day.people(stop)
    if room < 0:
        return [_whole(day)]
    return full(day.steps.get(area.pk, ()), room, without=stop.pk)
