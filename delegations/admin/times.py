"""Ranges of time entered as times of day, in the exhibition's zone."""

from datetime import date, datetime, time
from typing import Any

from psycopg2.extras import DateTimeTZRange  # type: ignore[import-untyped]

from exhibitors.models import Exhibition


def clock_range(
    exhibition: Exhibition, day: date, start: time, end: time
) -> DateTimeTZRange:
    """Return the half-open range between two times of a day."""
    first, last = (datetime.combine(day, t, exhibition.zone) for t in (start, end))
    return DateTimeTZRange(first, last, "[)")


def clock_times(
    exhibition: Exhibition, stretch: Any
) -> tuple[time | None, time | None]:
    """Return the times of day of a range, None and None where there is none."""
    if stretch is None:
        return None, None
    first, last = (exhibition.local(end) for end in (stretch.lower, stretch.upper))
    return first.time(), last.time()
