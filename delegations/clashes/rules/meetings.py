"""Two delegations: those that must not meet, and who goes before whom."""

from collections.abc import Iterator
from datetime import datetime
from itertools import combinations

from django.utils.translation import gettext as _

from delegations.clashes.day import MINUTE, Day, Placed, Tour, minutes, overlap
from delegations.clashes.findings import Breach
from delegations.models import ClashRule

# At one stand or gate, two groups within so many minutes see each other.
MEETING_MINUTES = 10
# A host needs so long to see one group off before one of higher rank comes.
FAREWELL_MINUTES = 5


def apart(day: Day) -> Iterator[Breach]:
    """Yield where two delegations that must not meet would do so.

    They meet in one area at once; at one stand, also less than MEETING_MINUTES one
    after the other; and when their tours begin within that time at one gate or
    meeting point. The tolerance is taken off the time, and off an overlap.
    """
    for one, other in combinations(day.tours, 2):
        if frozenset((one.delegation, other.delegation)) not in day.apart:
            continue
        yield from _at_the_gate(day, one, other)
        for stop in one.stops:
            for beside in other.stops:
                if meets(day, stop, beside):
                    yield _meeting(day, one, other, stop, beside)


def meets(day: Day, one: Placed, other: Placed) -> bool:
    """Return whether groups at two stops would meet."""
    spare = day.tolerance(ClashRule.APART)
    if one.stand is not None and one.stand == other.stand:
        near = max(0, MEETING_MINUTES - spare)
        gap = max(one.start - other.end, other.start - one.end)
        return minutes(gap) < near
    shared = min(one.end, other.end) - max(one.start, other.start)
    return one.area is not None and one.area == other.area and minutes(shared) > spare


def _meeting(day: Day, one: Tour, other: Tour, stop: Placed, beside: Placed) -> Breach:
    names = {
        "first": one.name,
        "second": other.name,
        "place": day.where(stop),
        "other_place": day.where(beside),
        "time": _hours(day, stop),
        "other_time": _hours(day, beside),
    }
    if stop.stand is not None and stop.stand == beside.stand:
        sentence = _(
            "%(first)s and %(second)s must not meet: both are at %(place)s, %(time)s "
            "and %(other_time)s."
        )
    else:
        names["area"] = day.areas[stop.area].label if stop.area else ""
        sentence = _(
            "%(first)s and %(second)s must not meet: both are in %(area)s, at "
            "%(place)s %(time)s and at %(other_place)s %(other_time)s."
        )
    stops = (stop, beside)
    return Breach(
        ClashRule.APART, (one, other), stops, sentence % names, is_of_time=True
    )


def _at_the_gate(day: Day, one: Tour, other: Tour) -> Iterator[Breach]:
    gate = shared_gate(one, other)
    if not gate or not (one.span and other.span):
        return
    near = MEETING_MINUTES - day.tolerance(ClashRule.APART)
    if abs(minutes(one.span[0] - other.span[0])) >= near:
        return
    sentence = _(
        "%(first)s and %(second)s must not meet: they come to %(gate)s at %(time)s and "
        "%(other_time)s."
    )
    names = {
        "first": one.name,
        "second": other.name,
        "gate": gate,
        "time": day.clock(one.span[0]),
        "other_time": day.clock(other.span[0]),
    }
    grounds = (gate, *_arrivals(one, other))
    yield Breach(ClashRule.APART, (one, other), (), sentence % names, grounds)


def shared_gate(one: Tour, other: Tour) -> str:
    """Return the gate or meeting point at which two tours begin, "" for none."""
    if one.gate is not None and one.gate == other.gate:
        return one.gate_label
    is_same = one.meeting_point.casefold() == other.meeting_point.casefold()
    return one.meeting_point if is_same else ""


def precedence(day: Day) -> Iterator[Breach]:
    """Yield where a delegation comes after one of lower rank, and would have to wait.

    At one stand or one gate the higher rank (the lower number) comes first, or with
    FAREWELL_MINUTES between: less, the tolerance taken off, and the hosts still see
    the others off. The lower one is the one to move. Without a rank, or with the
    same one, nobody precedes.
    """
    for stops in day.at_stand.values():
        for one, other in combinations(stops, 2):
            ranked = in_order(day.by_visit[one.visit], day.by_visit[other.visit])
            if ranked is None:
                continue
            high, low = (one, other) if ranked[0].visit == one.visit else (other, one)
            if must_wait(day, low.start, low.end, high.start):
                yield _waiting(day, *ranked, high, low)
    for first, second in combinations(day.tours, 2):
        ranked = in_order(first, second)
        if ranked and shared_gate(first, second):
            yield from _waiting_at_the_gate(day, *ranked)


def in_order(one: Tour, other: Tour) -> tuple[Tour, Tour] | None:
    """Return two tours, the one of higher rank first; None where neither is."""
    if one.rank is None or other.rank is None or one.rank == other.rank:
        return None
    return (one, other) if one.rank < other.rank else (other, one)


def farewell(day: Day) -> int:
    """Return the minutes that must lie before one of higher rank."""
    return max(0, FAREWELL_MINUTES - day.tolerance(ClashRule.PRECEDENCE))


def must_wait(
    day: Day, low_start: datetime, low_end: datetime, high_start: datetime
) -> bool:
    """Return whether one who comes then waits for one who came before."""
    return low_start <= high_start < low_end + farewell(day) * MINUTE


def _waiting(day: Day, first: Tour, second: Tour, high: Placed, low: Placed) -> Breach:
    sentence = _(
        "%(high)s (rank %(rank)d) comes to %(place)s at %(time)s, when %(low)s (rank "
        "%(other_rank)d) is there %(low_time)s."
    )
    names = {
        "high": first.name,
        "rank": first.rank,
        "low": second.name,
        "other_rank": second.rank,
        "place": day.where(high),
        "time": day.clock(high.start),
        "low_time": _hours(day, low),
    }
    if not overlap((high.start, high.start + MINUTE), low.slot):
        sentence = _(
            "%(high)s (rank %(rank)d) comes to %(place)s at %(time)s, right after "
            "%(low)s (rank %(other_rank)d), %(low_time)s."
        )
    grounds = (first.rank, second.rank)
    tours = (second, first)
    text = sentence % names
    return Breach(
        ClashRule.PRECEDENCE, tours, (low, high), text, grounds, is_of_time=True
    )


def _waiting_at_the_gate(day: Day, first: Tour, second: Tour) -> Iterator[Breach]:
    if not (first.span and second.span):
        return
    comes, before = first.span[0], second.span[0]
    if not must_wait(day, before, before, comes):
        return
    sentence = _(
        "%(high)s (rank %(rank)d) comes to %(gate)s at %(time)s; %(low)s (rank "
        "%(other_rank)d) comes there at %(low_time)s."
    )
    names = {
        "high": first.name,
        "rank": first.rank,
        "low": second.name,
        "other_rank": second.rank,
        "gate": shared_gate(first, second),
        "time": day.clock(comes),
        "low_time": day.clock(before),
    }
    grounds = (names["gate"], first.rank, second.rank, *_arrivals(second, first))
    text = sentence % names
    yield Breach(ClashRule.PRECEDENCE, (second, first), (), text, grounds)


def _arrivals(one: Tour, other: Tour) -> tuple[object, ...]:
    """Return when two tours begin, for a fingerprint."""
    both = sorted((one, other), key=lambda tour: tour.visit)
    return tuple(tour.span[0].timestamp() if tour.span else "" for tour in both)


def _hours(day: Day, stop: Placed) -> str:
    return f"{day.clock(stop.start)}–{day.clock(stop.end)}"
