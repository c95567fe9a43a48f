"""Free slots between busy times: pure arithmetic, no database."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

Slot = tuple[datetime, datetime]


def free_gaps(within: Slot, busy: Iterable[Slot]) -> list[Slot]:
    """Return the parts of a stretch of time that no busy time touches, in order."""
    gaps, start = [], within[0]
    for busy_start, busy_end in sorted(busy):
        if busy_start > start:
            gaps.append((start, min(busy_start, within[1])))
        start = max(start, busy_end)
        if start >= within[1]:
            break
    if start < within[1]:
        gaps.append((start, within[1]))
    return [gap for gap in gaps if gap[0] < gap[1]]


def nearest_free_slots(
    wanted: Slot, within: Slot, lanes: Iterable[Iterable[Slot]], most: int = 3
) -> list[Slot]:
    """Return up to ``most`` free slots as long as the wanted one, nearest first.

    A slot is free when at least one lane (a bay of a stand) has no busy time in it.
    The slots do not overlap one another; of two equally near the earlier comes first.
    """
    length = wanted[1] - wanted[0]
    starts = {
        start
        for lane in lanes
        for gap in free_gaps(within, lane)
        for start in _starts(gap, wanted[0], length, most)
    }
    found: list[Slot] = []
    for start in sorted(starts, key=lambda start: (abs(start - wanted[0]), start)):
        slot = (start, start + length)
        if all(slot[1] <= other[0] or other[1] <= slot[0] for other in found):
            found.append(slot)
        if len(found) == most:
            break
    return found


def _starts(
    gap: Slot, wanted: datetime, length: timedelta, most: int
) -> Iterator[datetime]:
    """Yield the nearest start in a gap, and those back to back with it."""
    last = gap[1] - length
    if last < gap[0]:
        return
    nearest = min(max(wanted, gap[0]), last)
    for step in range(-most, most + 1):
        start = nearest + step * length
        if gap[0] <= start <= last:
            yield start
