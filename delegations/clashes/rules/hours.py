"""Opening hours, and the window in which a delegation can come."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from delegations.clashes.day import MINUTE, Day, Placed, Tour
from delegations.clashes.findings import Breach, text_of
from delegations.models import ClashRule
from delegations.slots import Slot


def opening(day: Day) -> Iterator[Breach]:
    """Yield stops at stands while the exhibition is closed.

    On a day without hours it is closed, unless it has none on any day. Moments at
    no stand, as an arrival or a dinner, may be before or after.
    """
    if not day.has_hours:
        return
    for tour in day.tours:
        for stop in tour.stops:
            if stop.stand is None or _fits(
                day, stop.slot, day.hours, ClashRule.OPENING
            ):
                continue
            names = _names(day, tour, stop)
            if day.hours is None:
                sentence = _(
                    "%(delegation)s is at %(place)s, %(start)s–%(end)s, on a day on "
                    "which the exhibition is closed."
                )
            else:
                sentence = _(
                    "%(delegation)s is at %(place)s, %(start)s–%(end)s; the exhibition "
                    "is open %(opens)s–%(closes)s."
                )
                names |= _ends(day, "opens", "closes", day.hours)
            grounds = (text_of(day.hours),)
            rule = ClashRule.OPENING
            yield Breach(
                rule, (tour,), (stop,), sentence % names, grounds, is_of_time=True
            )


def window(day: Day) -> Iterator[Breach]:
    """Yield stops, or else tours, outside the time when their delegation can come."""
    rule = ClashRule.WINDOW
    for tour in day.tours:
        if tour.window is None:
            continue
        grounds = (text_of(tour.window),)
        late = [s for s in tour.stops if not _fits(day, s.slot, tour.window, rule)]
        ends = _ends(day, "opens", "closes", tour.window)
        for stop in late:
            sentence = _(
                "%(delegation)s is at %(place)s, %(start)s–%(end)s, and can only come "
                "%(opens)s–%(closes)s."
            )
            text = sentence % (_names(day, tour, stop) | ends)
            yield Breach(rule, (tour,), (stop,), text, grounds, is_of_time=True)
        if not late and tour.span and not _fits(day, tour.span, tour.window, rule):
            sentence = _(
                "The tour of %(delegation)s is %(start)s–%(end)s; it can only come "
                "%(opens)s–%(closes)s."
            )
            names = {"delegation": tour.name, **_ends(day, "start", "end", tour.span)}
            both = (*grounds, text_of(tour.span))
            yield Breach(rule, (tour,), (), sentence % (names | ends), both)


def _fits(day: Day, slot: Slot, within: Slot | None, rule: str) -> bool:
    if within is None:
        return False
    spare = day.tolerance(rule) * MINUTE
    return within[0] - spare <= slot[0] and slot[1] <= within[1] + spare


def _names(day: Day, tour: Tour, stop: Placed) -> dict[str, str]:
    return {
        "delegation": tour.name,
        "place": day.where(stop),
        **_ends(day, "start", "end", stop.slot),
    }


def _ends(day: Day, first: str, last: str, slot: Slot) -> dict[str, str]:
    return {first: day.clock(slot[0]), last: day.clock(slot[1])}
