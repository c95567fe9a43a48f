"""Times of the day on which the tests' visits take place."""

from datetime import UTC, date, datetime

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

DAY = date(2023, 11, 24)


def at(clock: str) -> datetime:
    """Return a moment of the day, given as 10:30 in universal time."""
    hour, minute = clock.split(":")
    return datetime(2023, 11, 24, int(hour), int(minute), tzinfo=UTC)


def stretch(times: str) -> DateTimeTZRange:
    """Return a half-open range of the day, given as 10:30-10:45."""
    start, end = times.split("-")
    return DateTimeTZRange(at(start), at(end), "[)")
