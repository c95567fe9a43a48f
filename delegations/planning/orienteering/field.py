"""One delegation's possible legs as arrays, its time cut into slices."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from delegations.planning.construct.job import Job, Span

Whole = npt.NDArray[np.int64]
Real = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

# A start that is never reached.
NEVER = 1 << 60


@dataclass(frozen=True)
class Field:
    """What a tour of a job within a span can do, stops numbered as in the job.

    ``low`` and ``high`` are the windows of each stop's start, a column a window; the
    row after the last stop's in ``walks`` leads from where the tour begins, at
    ``release``. A slice is ``width`` units of time long.
    """

    job: Job
    span: Span
    low: Whole
    high: Whole
    duration: Whole
    walks: Whole
    exits: Whole
    prizes: Real
    walk_price: int
    release: int
    width: int

    @property
    def count(self) -> int:
        """The number of stops."""
        return len(self.job.stops)

    @property
    def slices(self) -> int:
        """The number of slices."""
        return (self.span.last - self.release) // self.width + 1

    def slice_of(self, times: Whole) -> Whole:
        """Return the slices in which points in time lie."""
        return (times - self.release) // self.width

    def leave(self, times: Whole, places: Whole) -> tuple[Whole, Flags, Whole]:
        """Return the legs from places, left at these times, to every stop.

        A row a place: when the stop is over, whether it and the way out are possible,
        and the wait before it.
        """
        arrivals = times[:, None] + self.walks[places]
        starts = np.full(arrivals.shape, NEVER)
        for column in range(self.low.shape[1] - 1, -1, -1):
            begins = np.maximum(arrivals, self.low[:, column])
            starts = np.where(arrivals <= self.high[:, column], begins, starts)
        ends = starts + self.duration
        possible = ends + self.exits <= self.span.last
        return ends, possible, starts - arrivals

    def gains(self, places: Whole, waits: Whole | None) -> Real:
        """Return what legs are worth: the stop's prize less the way and the wait.

        Nothing is lost by waiting before the first stop: one comes later instead.
        """
        job = self.job
        result: Real = self.prizes - self.walk_price * self.walks[places]
        if waits is not None and job.wait_price:
            paid = waits if job.begun else waits * (places < self.count)[:, None]
            result = result - job.wait_price * paid
        return result

    def finish(self, places: Any, times: Any) -> Real:
        """Return what it is worth to go out from stops left at these times."""
        job = self.job
        late = np.maximum(times + self.exits[places] - job.last_end, 0)
        result: Real = -1.0 * self.walk_price * self.exits[places] - job.late * late
        return result


def field_of(job: Job, span: Span, slices: int) -> Field:
    """Return the arrays of a job within one of its spans."""
    longest = max(len(windows) for windows in job.windows)
    low = np.full((len(job.stops), longest), NEVER)
    high = np.full((len(job.stops), longest), -NEVER)
    for stop, windows in enumerate(job.windows):
        for column, window in enumerate(windows):
            low[stop, column], high[stop, column] = window.first, window.last
    release = job.begun[1] if job.begun else span.first
    return Field(
        job=job,
        span=span,
        low=low,
        high=high,
        duration=np.array([stop.duration for stop in job.stops]),
        walks=np.array(job.walks, dtype=np.int64),
        exits=np.array(job.exits, dtype=np.int64),
        prizes=_prizes(job, span),
        walk_price=job.walk_price + job.wait_price,
        release=release,
        width=max(1, -(-(span.last - release) // slices)),
    )


def _prizes(job: Job, span: Span) -> Real:
    """Return what each stop is worth, one needed more than all that can be saved."""
    needed = np.array([bool(job.need >> stop & 1) for stop in range(len(job.stops))])
    prizes = np.array(job.prizes, dtype=np.float64)
    minute = abs(job.walk_price) + 2 * job.wait_price + job.late
    prizes[needed] = prizes[~needed].sum() + minute * (span.last - span.first) + 1
    return prizes
