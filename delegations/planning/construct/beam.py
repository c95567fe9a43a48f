"""Looks for the cheapest order of a delegation's stops, many beginnings at a time.

A beginning of a tour (a label) knows when it ends at the earliest, how little time it
can take, and how late it can have started: by that a tour never starts so early that it
has to wait, and of two beginnings with the same stops the better one is known.
"""

from bisect import bisect_left
from dataclasses import dataclass, field
from operator import itemgetter
from random import Random

from delegations.planning.construct.job import Job, Path, Span, Window

# What a delegation in the way costs, as a multiple of its number in ``penalties``.
PENALTY = 1 << 32

# rank, cost, stops made (bits), last stop, its earliest end, latest start of the tour,
# least time spent, span, cost but for the time spent, time that the stops still needed
# take, delegations in the way (bits), path
Label = tuple[float, float, int, int, int, int, int, Span, float, int, int, Path | None]
Level = dict[int, list[Label]]


@dataclass(slots=True)
class Found:
    """The cheapest whole tour so far: its cost, its stops in order, its span."""

    cost: float
    order: list[int] = field(default_factory=list)
    span: Span | None = None
    against: int = 0

    def better(self, cost: float, label: Label) -> None:
        """Take a whole tour if it is cheaper."""
        if cost >= self.cost:
            return
        self.cost = cost
        self.span = label[7]
        self.against = label[10]
        self.order = []
        path = label[11]
        while path is not None:
            self.order.append(path[1])
            path = path[0]
        self.order.reverse()


class Beam:
    """The search over the orders of one job, ``width`` beginnings at a time.

    ``penalties`` says what a delegation in the way costs. With ``rng`` the search does
    not always prefer the same.
    """

    def __init__(
        self,
        job: Job,
        width: int,
        penalties: list[int] | None = None,
        rng: Random | None = None,
    ) -> None:
        self.job = job
        self.width = width
        self.penalties = penalties or []
        self.rng = rng
        count = len(job.stops)
        self.ends = [[window.last for window in choice] for choice in job.windows]
        self.needed = [bool(job.need >> stop & 1) for stop in range(count)]
        nearest = [
            min(job.walks[other][stop] for other in range(count + 1) if other != stop)
            for stop in range(count)
        ]
        self.takes = [
            stop.duration + walk for stop, walk in zip(job.stops, nearest, strict=True)
        ]
        minute = job.walk_price + job.wait_price
        self.credits = [
            minute * walk if needed else 0
            for walk, needed in zip(nearest, self.needed, strict=True)
        ]
        self.gains = [
            job.prizes[at] + job.wait_price * stop.duration + self.credits[at]
            for at, stop in enumerate(job.stops)
        ]
        self.eager = self._eagerness()

    def _eagerness(self) -> float:
        """Return what a minute is worth, by the values that it could be used for."""
        free = [at for at, needed in enumerate(self.needed) if not needed]
        if not free:
            return 0.0
        worth = min(sum(self.job.prizes[at] for at in free), 1 << 20)
        return 0.5 * worth / max(1, sum(self.takes[at] for at in free))

    def search(self, most: float = float("inf"), releases: int = 3) -> Found:
        """Return the cheapest tour that costs less than ``most``, if there is one.

        ``releases`` is how many earliest times of departure are tried.
        """
        need = self.job.need
        found = Found(most)
        labels = self._seeds(releases)
        if not need:
            self._finish(labels, found)
        for _ in self.job.stops:
            level: Level = {}
            for label in labels:
                self._expand(label, level)
            labels = [label for kept in level.values() for label in kept]
            self._finish([label for label in labels if label[2] & need == need], found)
            labels = self._kept(labels)
        return found

    def _kept(self, labels: list[Label]) -> list[Label]:
        """Return the beginnings to go on from: the cheapest, and some with most time.

        Where time is short the cheap ones may all come to nothing.
        """
        if len(labels) <= self.width:
            return labels
        labels.sort(key=itemgetter(0))
        part = self.width - self.width // 4
        rest = sorted(labels[part:], key=_time_to_spare, reverse=True)
        return labels[:part] + rest[: self.width - part]

    def _seeds(self, releases: int) -> list[Label]:
        """Return the beginnings without a stop: one for each time of departure."""
        job = self.job
        here = len(job.stops)
        left = min(job.exits, default=0) + sum(
            takes
            for takes, needed in zip(self.takes, self.needed, strict=True)
            if needed
        )
        seeds: list[Label] = []
        for span in job.spans:
            cost = float(self._penalty(span.against))
            if job.begun:
                times = [job.begun]
            else:
                slack = span.last - span.first - left
                times = (
                    sorted(
                        {
                            (span.last, span.first + slack * i // releases)
                            for i in range(releases)
                        }
                    )
                    if slack >= 0
                    else []
                )
            for start, time in times:
                spent = time - start if job.begun else 0
                sum_ = cost + job.wait_price * spent
                seeds.append(
                    (
                        sum_,
                        sum_,
                        0,
                        here,
                        time,
                        start,
                        spent,
                        span,
                        cost,
                        left,
                        span.against,
                        None,
                    )
                )
        return seeds

    def _penalty(self, against: int) -> int:
        """Return what some delegations (bits) in the way cost."""
        return PENALTY * sum(
            self.penalties[number]
            for number in range(against.bit_length())
            if against >> number & 1
        )

    def _expand(self, label: Label, level: Level) -> None:
        """Add each beginning that goes on by one stop."""
        against = label[10]
        for stop, choice, there in self._moves(label):
            for window in self.job.windows[stop][choice:]:
                self._go(label, stop, there, window, level)
                if not window[2] & ~against:
                    break

    def _moves(self, label: Label) -> list[tuple[int, int, int]]:
        """Return each stop that can be next, its first window left, and the arrival.

        None where a stop that must be made is out of reach for good.
        """
        made, time, path = label[2], label[4], label[11]
        job = self.job
        walks, is_bound = job.walks[label[3]], job.is_bound
        moves = []
        for stop, ends in enumerate(self.ends):
            if made >> stop & 1:
                continue
            there = time + walks[stop]
            if is_bound:
                there = job.earliest(there, path, stop)
            choice = bisect_left(ends, there)
            if choice < len(ends):
                moves.append((stop, choice, there))
            elif self.needed[stop]:
                return []
        return moves

    def _go(
        self, label: Label, stop: int, there: int, window: Window, level: Level
    ) -> None:
        """Add the beginning that makes a stop within a window."""
        _, _, made, last, _, latest, spent, span, extra, left, against, path = label
        job = self.job
        start, final, who = window
        if start < there:
            start = there
        time = start + job.stops[stop].duration
        if self.needed[stop]:
            left -= self.takes[stop]
        if time + left > span[1]:
            return
        walk = job.walks[last][stop]
        spent = max(spent + walk, start - latest)
        latest = min(latest, final - label[6] - walk)
        spent += time - start
        extra += job.walk_price * walk - self.gains[stop]
        if who & ~against:
            extra += self._penalty(who & ~against)
            against |= who
        cost = extra + job.wait_price * spent
        rank = cost + self.eager * time
        if job.late:
            rank += job.late * max(0, time + left - job.last_end)
        if self.rng:
            rank += self.rng.random() * (1 + abs(cost) * 0.05)
        made |= 1 << stop
        label = (
            rank, cost, made, stop, time, latest, spent, span, extra, left, against,
            (path, stop, start),
        )  # fmt: skip
        _keep(level, made << 10 | stop, label)

    def _finish(self, labels: list[Label], found: Found) -> None:
        """Compare whole tours with the cheapest one."""
        job = self.job
        base = sum(self.credits)
        for label in labels:
            _, cost, made, last, time, latest, spent, span, extra, _, _, _ = label
            if not made:
                found.better(cost + base, label)
                continue
            walk = job.exits[last]
            end = time + walk
            if end > span[1]:
                continue
            spent = max(spent + walk, end - latest)
            cost = base + extra + job.walk_price * walk + job.wait_price * spent
            if job.late:
                cost += job.late * max(0, end - job.last_end)
            found.better(cost, label)


def _keep(level: Level, key: int, label: Label) -> None:
    """Keep a beginning unless another with the same stops and end is as good."""
    others = level.get(key)
    if others is None:
        level[key] = [label]
        return
    if any(_beats(other, label) for other in others):
        return
    others[:] = [other for other in others if not _beats(label, other)]
    others.append(label)


def _time_to_spare(label: Label) -> int:
    return label[7][1] - label[4] - label[9]


def _beats(one: Label, other: Label) -> bool:
    """Return whether a beginning is at least as good in every respect."""
    return (
        one[1] <= other[1]
        and one[4] <= other[4]
        and one[5] >= other[5]
        and one[7][1] >= other[7][1]
    )
