"""Expected times of one visit, from its plan and what is known of the day: pure.

Lateness passes from stop to stop. A gap between two stops absorbs what it leaves
beyond the walk; a stop keeps its planned length; nothing begins before its planned
time, however early the guests are.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from delegations.slots import Slot

# A walk of unknown length is taken to need this much of a planned gap, if it has it.
UNKNOWN_WALK = timedelta(minutes=5)

Walk = Callable[[int | None, int | None], timedelta | None]


@dataclass(frozen=True)
class Leg:
    """One timed stop of a visit: its plan, its place, and what was recorded of it."""

    key: int
    start: datetime
    end: datetime
    place: int | None = None
    arrived: datetime | None = None
    left: datetime | None = None
    is_skipped: bool = False

    @property
    def length(self) -> timedelta:
        """How long the stop is planned to last."""
        return self.end - self.start

    @property
    def is_marked(self) -> bool:
        """Whether the guests were recorded at it."""
        return self.arrived is not None or self.left is not None

    @property
    def is_current(self) -> bool:
        """Whether the guests are there: they arrived and have not left."""
        return self.arrived is not None and self.left is None and not self.is_skipped

    @property
    def moments(self) -> list[datetime]:
        """What was recorded of it."""
        return [moment for moment in (self.arrived, self.left) if moment]


@dataclass(frozen=True)
class Delay:
    """What was reported on the day: so much late, since then."""

    by: timedelta
    since: datetime


@dataclass(frozen=True)
class Outlook:
    """The expected times of a visit by stop; ``to_come`` and ``missed`` are stops.

    Skipped stops have none. Missed are those that were passed over without a mark:
    they keep their planned times. ``late`` is how far the visit is behind its plan
    where it stands now, negative where it ended early.
    """

    times: dict[int, Slot]
    late: timedelta
    current: int | None
    to_come: tuple[int, ...]
    missed: tuple[int, ...]


def no_walks(_start: int | None, _end: int | None) -> timedelta | None:
    """Return that no walk is known."""
    return None


def walk_needed(walk: Walk, before: Leg | None, leg: Leg) -> timedelta:
    """Return the time to walk from one stop to the next.

    No more than the planned gap, where the plan has them in this order: else a plan
    with too short a gap would be late from the beginning.
    """
    if before is None:
        return timedelta()
    found = walk(before.place, leg.place)
    time = UNKNOWN_WALK if found is None else found
    gap = leg.start - before.end
    return time if gap < timedelta() else min(time, gap)


def outlook(
    legs: Iterable[Leg],
    *,
    now: datetime | None = None,
    delay: Delay | None = None,
    walk: Walk = no_walks,
) -> Outlook:
    """Return the expected times of one visit.

    ``now`` pushes what should have happened and did not; None on other days than that
    of the visit. It counts only where something was recorded: silence alone is not
    lateness. A reported delay holds until something is recorded after it.
    """
    ordered = _closed(leg for leg in legs if not leg.is_skipped)
    marked = [leg for leg in ordered if leg.is_marked]
    last = max((moment for leg in marked for moment in leg.moments), default=None)
    if delay is not None and last is not None and last > delay.since:
        delay = None
    missed = _missed(ordered, last, delay)
    to_come = [leg for leg in ordered if not leg.is_marked and leg.key not in missed]
    course = _Course(now if marked else None, delay, walk, last)
    for leg in [*marked, *to_come]:
        course.call(leg)
    times = course.times | {
        leg.key: (leg.start, leg.end) for leg in ordered if leg.key in missed
    }
    current = next((leg for leg in reversed(marked) if leg.is_current), None)
    return Outlook(
        times,
        _late(marked, current or next(iter(to_come), None), times),
        current.key if current else None,
        tuple(leg.key for leg in to_come),
        tuple(sorted(missed)),
    )


def _closed(legs: Iterable[Leg]) -> list[Leg]:
    """Return the legs in the planned order.

    Who was seen elsewhere later has left, though nobody marked it.
    """
    ordered = sorted(legs, key=lambda leg: (leg.start, leg.key))
    found = []
    for leg in ordered:
        begun = leg.arrived if leg.is_current else None
        later = [
            moment
            for other in ordered
            for moment in other.moments
            if begun is not None and other is not leg and moment > begun
        ]
        found.append(replace(leg, left=min(later)) if later else leg)
    return found


def _missed(
    ordered: Sequence[Leg], last: datetime | None, delay: Delay | None
) -> set[int]:
    """Return the stops that nobody marked and that must be over."""
    found = set()
    is_before_marked = False
    for leg in reversed(ordered):
        if leg.is_marked:
            is_before_marked = True
        elif (is_before_marked and last is not None and leg.end <= last) or (
            delay is not None and leg.end + delay.by <= delay.since
        ):
            found.add(leg.key)
    return found


class _Course:
    """The way from stop to stop: where the guests are free, and since when."""

    def __init__(
        self,
        now: datetime | None,
        delay: Delay | None,
        walk: Walk,
        last: datetime | None,
    ) -> None:
        self.now, self.delay, self.walk = now, delay, walk
        # Nobody is at a stop to come before the last moment that was recorded.
        self.floor = last
        self.before: Leg | None = None
        self.free: datetime | None = None
        self.times: dict[int, Slot] = {}

    def call(self, leg: Leg) -> None:
        """Expect a stop, or keep what was recorded of it, and go on from there."""
        start, end = self._slot(leg)
        self.times[leg.key] = (start, end)
        if self.free is None or end >= self.free:
            self.before, self.free = leg, end

    def _slot(self, leg: Leg) -> Slot:
        if leg.left is not None:
            return leg.arrived or min(leg.start, leg.left), leg.left
        if leg.arrived is not None:
            ends = [leg.end, leg.arrived + leg.length, self._late_end(leg)]
            return leg.arrived, max(end for end in ends if end is not None)
        starts = [leg.start, self._reached(leg), self._reported(leg), self.floor]
        if self.now is not None:
            starts.append(self.now)
        start = max(start for start in starts if start is not None)
        return start, start + leg.length

    def _late_end(self, leg: Leg) -> datetime | None:
        """Return until when a stop lasts that was begun: now, or as reported."""
        reported = leg.end + self._take_delay() if self.delay else None
        ends = [end for end in (self.now, reported) if end is not None]
        return max(ends, default=None)

    def _reported(self, leg: Leg) -> datetime | None:
        """Return the start as reported late; the first stop to come takes it all."""
        return leg.start + self._take_delay() if self.delay else None

    def _take_delay(self) -> timedelta:
        by = max(self.delay.by, timedelta()) if self.delay else timedelta()
        self.delay = None
        return by

    def _reached(self, leg: Leg) -> datetime | None:
        """Return when the guests can be there from the stop before."""
        if self.free is None:
            return None
        return self.free + walk_needed(self.walk, self.before, leg)


def _late(
    marked: Sequence[Leg], stands_at: Leg | None, times: dict[int, Slot]
) -> timedelta:
    """Return how late the current stop ends, else the next begins, else all ended."""
    if stands_at is None:
        if not marked:
            return timedelta()
        end = max(times[leg.key][1] for leg in marked)
        return end - max(leg.end for leg in marked)
    if stands_at.is_current:
        return times[stands_at.key][1] - stands_at.end
    return times[stands_at.key][0] - stands_at.start
