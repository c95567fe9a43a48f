"""A day of the board, along which minutes are counted."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from psycopg2.extras import DateTimeTZRange  # type: ignore[import-untyped]

from exhibitors.models import Exhibition

_MINUTE = timedelta(minutes=1)
# Zones change their clocks at whole quarters of an hour.
_STEP = 15


@dataclass(frozen=True)
class Day:
    """One day of an exhibition; minutes are counted from its local midnight.

    They are minutes that pass, not those that clocks show: where clocks go forward a
    stop from 01:30 to 03:30 takes one hour of the axis, and where they go back the two
    half past two lie an hour apart.
    """

    exhibition: Exhibition
    on: date

    @cached_property
    def midnight(self) -> datetime:
        """When the day begins, in universal time."""
        return self._begins(self.on)

    @cached_property
    def length(self) -> int:
        """How many minutes the day has."""
        return self.minute(self._begins(self.on + timedelta(days=1)))

    def _begins(self, on: date) -> datetime:
        return datetime.combine(on, time(), self.exhibition.zone).astimezone(UTC)

    def minute(self, moment: datetime) -> int:
        """Return the minute of a moment; below 0 or past the length on other days."""
        return (moment - self.midnight) // _MINUTE

    def minute_of_clock(self, clock: time) -> int:
        """Return the minute at which clocks show a time of day, the first if twice."""
        return self.minute(datetime.combine(self.on, clock, self.exhibition.zone))

    def moment(self, minute: int) -> datetime:
        """Return the moment of a minute."""
        return self.midnight + minute * _MINUTE

    def stretch(self, start: int, end: int) -> DateTimeTZRange:
        """Return the half-open range between two minutes."""
        return DateTimeTZRange(self.moment(start), self.moment(end), "[)")

    def minutes(self, stretch: Any) -> tuple[int, int]:
        """Return the minutes of the ends of a range."""
        return self.minute(stretch.lower), self.minute(stretch.upper)

    def clock(self, minute: int) -> str:
        """Return what clocks show at a minute, as 10:30."""
        return f"{self.exhibition.local(self.moment(minute)):%H:%M}"

    def hours(self, stretch: Any) -> str:
        """Return a range of time as clocks show it, as 10:30–10:45."""
        first, last = self.minutes(stretch)
        return f"{self.clock(first)}–{self.clock(last)}"

    @cached_property
    def shifts(self) -> list[tuple[int, int]]:
        """From which minute clocks are ahead of the minutes by how much, in order."""
        found: list[tuple[int, int]] = []
        zone = self.exhibition.zone
        first = self.midnight.astimezone(zone).utcoffset() or timedelta()
        for minute in range(0, self.length, _STEP):
            offset = self.moment(minute).astimezone(zone).utcoffset() or timedelta()
            ahead = (offset - first) // _MINUTE
            if not found or found[-1][1] != ahead:
                found.append((minute, ahead))
        return found
