"""Sets of whole points in time, as sorted lists of closed ranges ``(first, last)``."""

from collections.abc import Iterable, Sequence

Range = tuple[int, int]
Ranges = tuple[Range, ...]

FOREVER = 1 << 40
ALWAYS: Ranges = ((-FOREVER, FOREVER),)


def merged(intervals: Iterable[Range]) -> Ranges:
    """Return intervals in order, those that touch or overlap made one."""
    result: list[Range] = []
    for first, last in sorted(intervals):
        if result and first <= result[-1][1]:
            result[-1] = (result[-1][0], max(last, result[-1][1]))
        else:
            result.append((first, last))
    return tuple(result)


def common(one: Sequence[Range], other: Sequence[Range]) -> Ranges:
    """Return what lies in both sets."""
    result = []
    i = j = 0
    while i < len(one) and j < len(other):
        first = max(one[i][0], other[j][0])
        last = min(one[i][1], other[j][1])
        if first <= last:
            result.append((first, last))
        if one[i][1] < other[j][1]:
            i += 1
        else:
            j += 1
    return tuple(result)


def without(ranges: Sequence[Range], gaps: Iterable[Range]) -> Ranges:
    """Return the set without closed gaps; a gap that ends before it begins is none."""
    result = list(ranges)
    for first, last in gaps:
        if first > last:
            continue
        kept = []
        for start, end in result:
            if end < first or last < start:
                kept.append((start, end))
                continue
            if start < first:
                kept.append((start, first - 1))
            if last < end:
                kept.append((last + 1, end))
        result = kept
    return tuple(result)


def starts_inside(intervals: Iterable[Range], duration: int) -> Ranges:
    """Return the starts at which something this long lies in one of the intervals."""
    return tuple(
        (first, last - duration)
        for first, last in intervals
        if first <= last - duration
    )


def first_at(ranges: Sequence[Range], time: int) -> int | None:
    """Return the first point at or after a time, None if there is none."""
    for first, last in ranges:
        if time <= last:
            return max(first, time)
    return None


def last_at(ranges: Sequence[Range], time: int) -> int | None:
    """Return the last point at or before a time, None if there is none."""
    for first, last in reversed(ranges):
        if time >= first:
            return min(last, time)
    return None


def has(ranges: Sequence[Range], time: int) -> bool:
    """Return whether a point lies in the set."""
    return any(first <= time <= last for first, last in ranges)
