"""The moments at the gate: before all other stops of a tour, and after them."""

from delegations.board.days import Day
from delegations.dayplans.reading import FIRST, LAST, is_at_end, minutes_of
from delegations.dayplans.spans import Span
from delegations.dayplans.underway import Underway
from delegations.models import Stop

Moment = tuple[int, int, int | None]


class Ends:
    """The moments of a visit that begin and end its tour.

    ``first`` and ``last`` hold the key and the minutes of each to come, and its start
    if that is locked. Of a visit that has begun, those at its beginning are over.
    """

    def __init__(self, day: Day, stops: list[Stop], course: Underway | None) -> None:
        at_end = [stop for stop in stops if is_at_end(stop)]
        self.keys = {stop.pk for stop in at_end}
        to_come = [stop for stop in at_end if _is_to_come(stop, course)]
        is_begun = course is not None and course.is_begun
        starting = [] if is_begun else [s for s in to_come if s.kind in FIRST]
        starting.sort(key=lambda stop: FIRST.index(Stop.Kind(stop.kind)))
        ending = [stop for stop in to_come if stop.kind in LAST]
        self.first = [_moment(day, stop) for stop in starting]
        self.last = [_moment(day, stop) for stop in ending]

    @property
    def before(self) -> int:
        """Minutes at the gate before the tour goes anywhere."""
        return sum(minutes for _key, minutes, _start in self.first)

    @property
    def after(self) -> int:
        """Minutes at the gate when the tour is back."""
        return sum(minutes for _key, minutes, _start in self.last)

    def has(self, stop: Stop) -> bool:
        """Return whether a stop is a moment at the gate."""
        return stop.pk in self.keys

    def narrowed(self, window: Span) -> Span:
        """Return a window within which locked moments can keep their times."""
        first, last = window
        passed = 0
        for _key, minutes, start in self.first:
            if start is not None:
                first = max(first, start - passed)
            passed += minutes
        passed = 0
        for _key, minutes, start in reversed(self.last):
            if start is not None:
                last = min(last, start + minutes + passed)
            passed += minutes
        return first, last


def _moment(day: Day, stop: Stop) -> Moment:
    is_fixed = stop.is_locked and stop.planned is not None
    start = day.minute(stop.planned.lower) if is_fixed else None
    return stop.pk, minutes_of(stop), start


def _is_to_come(stop: Stop, course: Underway | None) -> bool:
    if course is not None:
        return course.state(stop)[0] == "planned"
    return stop.status == Stop.Status.PLANNED
