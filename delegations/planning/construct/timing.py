"""Gives the stops of a tour, in order, their times: waiting as little as can be."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from delegations.planning.construct.job import Job, Span, Window

ROUNDS = 50


class Timing:
    """The ways to time one order of a job's stops within a span."""

    def __init__(
        self, job: Job, order: Sequence[int], span: Span, against: int
    ) -> None:
        self.job = job
        self.order = order
        self.span = span
        self.windows = [
            [window for window in job.windows[stop] if not window.against & ~against]
            for stop in order
        ]
        before = len(job.stops)
        self.walks = []
        for stop in order:
            self.walks.append(job.walks[before][stop])
            before = stop
        self.back = job.exits[before]

    def best(self) -> list[int] | None:
        """Return the cheapest starts of the stops, None if there are none.

        Goes from one departure that may pay to the next later one.
        """
        job = self.job
        release, chosen, cheapest = self.span.first, None, float("inf")
        for _ in range(1 if job.begun else ROUNDS):
            starts = self._forward(release)
            if starts is None:
                break
            end = starts[-1] + job.stops[self.order[-1]].duration + self.back
            departure = release if job.begun else self._departure(starts)
            cost = job.wait_price * (end - departure)
            cost += job.late * max(0, end - job.last_end)
            if cost < cheapest:
                chosen, cheapest = self._forward(departure), cost
            release = departure + 1
        return chosen

    def _forward(self, release: int) -> list[int] | None:
        """Return the earliest starts for a tour that starts at a time or later."""
        job = self.job
        time = job.begun[1] if job.begun else release
        starts: list[int] = []
        for at, stop in enumerate(self.order):
            time += self.walks[at]
            if job.is_bound:
                time = self._bound(time, at, starts)
            start = _first(self.windows[at], time)
            if start is None:
                return None
            starts.append(start)
            time = start + job.stops[stop].duration
        return starts if time + self.back <= self.span.last else None

    def _bound(self, time: int, at: int, starts: Sequence[int]) -> int:
        """Return when a stop may start by more than the walk from the one before."""
        job = self.job
        stop = self.order[at]
        if at == 0 and job.floors is not None:
            time = max(time, job.floors[stop])
        for other, start in zip(self.order, starts, strict=False):
            lag = job.lags.get((other, stop))
            if lag is not None:
                time = max(time, start + job.stops[other].duration + lag)
        return time

    def _departure(self, starts: Sequence[int]) -> int:
        """Return how late a tour can depart and still end when these starts do."""
        job = self.job
        latest = starts[-1]
        times = [latest]
        for at in range(len(starts) - 2, -1, -1):
            stop = self.order[at]
            latest -= self.walks[at + 1] + job.stops[stop].duration
            for later, time in zip(reversed(self.order), times, strict=False):
                lag = job.lags.get((stop, later))
                if lag is not None:
                    latest = min(latest, time - lag - job.stops[stop].duration)
            latest = _last(self.windows[at], latest)
            times.append(latest)
        return latest - self.walks[0]


def _first(windows: Sequence[Window], time: int) -> int | None:
    """Return the first start at or after a time."""
    at = bisect_left(windows, time, key=lambda window: window[1])
    return max(time, windows[at][0]) if at < len(windows) else None


def _last(windows: Sequence[Window], time: int) -> int:
    """Return the last start at or before a time; there is one."""
    at = bisect_right(windows, time, key=lambda window: window[0]) - 1
    return min(time, windows[at][1])
