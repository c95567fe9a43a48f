"""Time to walk from one stop to the next."""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise
from math import ceil

from django.utils.translation import gettext as _

from delegations.clashes.day import Day, Placed, Tour, minutes
from delegations.clashes.findings import Breach
from delegations.models import ClashRule
from exhibitors.site.drawings import Place


def walking(day: Day) -> Iterator[Breach]:
    """Yield stops that cannot be reached in time on foot.

    From each stop to the next, and from the gate to the first where the tour begins
    before it. Where no walk is known there is no clash.
    """
    for tour in day.tours:
        yield from _from_the_gate(day, tour)
        for earlier, later in pairwise(tour.stops):
            have = _minutes_between(earlier.end, later.start)
            need = walk(day, earlier.place, later.place)
            if _is_short(day, have, need):
                sentence = _(
                    "%(delegation)s has %(have)d min to walk from %(start)s to "
                    "%(end)s by %(time)s, and needs %(need)d."
                )
                names = {"start": day.where(earlier), "end": day.where(later)}
                text = sentence % (names | _times(day, tour, later, have, need))
                stops = (later, earlier)
                yield Breach(
                    ClashRule.WALKING, (tour,), stops, text, (need,), is_of_time=True
                )


def _from_the_gate(day: Day, tour: Tour) -> Iterator[Breach]:
    if not (tour.stops and tour.span and tour.gate):
        return
    first = tour.stops[0]
    have = _minutes_between(tour.span[0], first.start)
    need = walk(day, Place.feature(tour.gate), first.place)
    # A tour that begins with its first stop says nothing of when it arrives.
    if have > 0 and _is_short(day, have, need):
        sentence = _(
            "%(delegation)s has %(have)d min to walk from %(gate)s to %(end)s by "
            "%(time)s, and needs %(need)d."
        )
        names = {"gate": tour.gate_label, "end": day.where(first)}
        text = sentence % (names | _times(day, tour, first, have, need))
        grounds = ("gate", tour.gate, need, have)
        yield Breach(
            ClashRule.WALKING, (tour,), (first,), text, grounds, is_of_time=True
        )


def walk(day: Day, start: Place | None, end: Place | None) -> int:
    """Return the whole minutes of a walk, 0 where it is not known."""
    if start is None or end is None or start == end:
        return 0
    found = day.walk(start, end)
    # What differs by a rounding error is the same minute.
    return 0 if found is None else ceil(round(found, 6))


def _minutes_between(start: datetime, end: datetime) -> int:
    return int(minutes(end - start) // 1)


def _is_short(day: Day, have: int, need: int) -> bool:
    # Less than none is an overlap, which another rule refuses.
    return have >= 0 and need - have > day.tolerance(ClashRule.WALKING)


def _times(
    day: Day, tour: Tour, later: Placed, have: int, need: int
) -> dict[str, object]:
    return {
        "delegation": tour.name,
        "have": have,
        "need": need,
        "time": day.clock(later.start),
    }
