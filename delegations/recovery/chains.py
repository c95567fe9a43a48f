"""New times for the stops of a late visit: pure arithmetic, no database."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from delegations.expecting import Leg, Outlook, Walk, walk_needed
from delegations.slots import Slot

# No stop is shortened below half its planned length, nor below five minutes.
LEAST = timedelta(minutes=5)
_MINUTE = timedelta(minutes=1)

Taken = Callable[[Leg], Sequence[Slot]]


@dataclass(frozen=True)
class Position:
    """From where a visit goes on, and since when: None and a moment at the gate."""

    before: Leg | None
    free: datetime


def position(legs: Iterable[Leg], seen: Outlook, walk: Walk) -> Position | None:
    """Return from where the stops to come begin; None where none is to come."""
    if not seen.to_come:
        return None
    by_key = {leg.key: leg for leg in legs}
    first = by_key[seen.to_come[0]]
    over = [
        leg
        for leg in by_key.values()
        if leg.key in seen.times and leg.is_marked and not leg.is_skipped
    ]
    before = max(over, key=lambda leg: seen.times[leg.key][1], default=None)
    start = seen.times[first.key][0]
    return Position(before, start - walk_needed(walk, before, first))


def least_of(leg: Leg) -> timedelta:
    """Return how short a stop may become."""
    half = (leg.length / 2) // _MINUTE * _MINUTE
    return min(leg.length, max(LEAST, half))


def length_of(leg: Leg) -> timedelta:
    """Return the planned length of a stop."""
    return leg.length


def nothing_taken(_leg: Leg) -> Sequence[Slot]:
    """Return that the place of a stop is always free."""
    return ()


def chain(
    legs: Iterable[Leg],
    begin: Position,
    walk: Walk,
    *,
    least: Callable[[Leg], timedelta] = length_of,
    taken: Taken = nothing_taken,
) -> dict[int, Slot]:
    """Return new slots of stops to come, one after another, in whole minutes.

    None begins before its plan or while its place is taken. A stop ends as planned if
    that leaves it its least length, else as soon as it has it.
    """
    before, free = begin.before, begin.free
    found: dict[int, Slot] = {}
    for leg in legs:
        start = max(leg.start, _whole(free + walk_needed(walk, before, leg)))
        slot = _first_free(start, leg, least(leg), taken(leg))
        found[leg.key] = slot
        before, free = leg, slot[1]
    return found


def _first_free(
    start: datetime, leg: Leg, least: timedelta, taken: Iterable[Slot]
) -> Slot:
    end = max(leg.end, start + least)
    for busy_start, busy_end in sorted(taken):
        if start < busy_end and busy_start < end:
            start = _whole(busy_end)
            end = max(leg.end, start + least)
    return start, end


def _whole(moment: datetime) -> datetime:
    """Return the moment, or the next whole minute."""
    floor = moment.replace(second=0, microsecond=0)
    return floor if floor == moment else floor + _MINUTE


def final_lateness(legs: Iterable[Leg], slots: dict[int, Slot]) -> timedelta:
    """Return how late the last of some stops ends; none for no stops."""
    ends = [(slots[leg.key][1], leg.end) for leg in legs if leg.key in slots]
    if not ends:
        return timedelta()
    return max(new for new, _old in ends) - max(old for _new, old in ends)
