"""Looks for the cheapest order of a delegation's stops, many beginnings at a time.

A beginning of a tour (a label) knows when it ends at the earliest, how little time it
can take, and how late it can have started: by that a tour never starts so early that it
has to wait, and of two beginnings with the same stops the better one is known.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from operator import itemgetter
from random import Random
from typing import NamedTuple

from delegations.planning.construct.job import Job, Window
from delegations.planning.construct.labels import (
    Found,
    Label,
    Level,
    keep,
    time_to_spare,
)

# How many times of departure are tried in a span.
RELEASES = 3
# From which width on a search looks at all there is.
THOROUGH = 400
# By how much chance may change what a beginning is compared by: its cost, and, where
# others are in the way, the highest price of one so many times. By chance alone a way
# out is often found where the same few push each other aside again and again.
WHIM = 4.0
WHIMS_OF_PRICES = (1, 1000)


class Step(NamedTuple):
    """A stop that may be next, seen from the last one; what it changes in a label."""

    bit: int
    walk: int
    ends: list[int]
    windows: list[Window]
    duration: int
    takes: int
    charge: int
    stop: int


class Beam:
    """The search over the orders of one job, ``width`` beginnings at a time.

    ``penalties`` says what a delegation in the way costs. With ``rng`` the search does
    not always prefer the same. What is needed is credited with the shortest walk that
    leads to it, so that who goes far at first is not always behind.
    """

    def __init__(
        self,
        job: Job,
        width: int,
        penalties: Sequence[float] = (),
        rng: Random | None = None,
    ) -> None:
        self.job = job
        self.width = width
        self.penalties = penalties
        self.rng = rng
        self.is_thorough = width >= THOROUGH
        self.whim = WHIM
        if rng and self.penalties:
            self.whim = max(self.penalties) * rng.choice(WHIMS_OF_PRICES)
        self.most = float("inf")
        needed = [bool(job.need >> at & 1) for at in range(len(job.stops))]
        nearest = [
            min(row[at] for before, row in enumerate(job.walks) if before != at)
            for at in range(len(job.stops))
        ]
        takes = [
            stop.duration + walk for stop, walk in zip(job.stops, nearest, strict=True)
        ]
        minute = job.walk_price + job.wait_price
        self.credit = sum(
            minute * walk for walk, need in zip(nearest, needed, strict=True) if need
        )
        self.left = min(job.exits, default=0)
        self.left += sum(time for time, need in zip(takes, needed, strict=True) if need)
        self.eager = _eagerness(job, takes)
        self.steps = [
            [
                self._step(row, at, takes[at], minute * nearest[at])
                for at in range(len(job.stops))
            ]
            for row in job.walks
        ]

    def _step(self, row: Sequence[int], stop: int, takes: int, credit: int) -> Step:
        job = self.job
        duration = job.stops[stop].duration
        is_needed = bool(job.need >> stop & 1)
        gain = job.prizes[stop] + job.wait_price * duration
        gain += credit if is_needed else 0
        return Step(
            bit=1 << stop,
            walk=row[stop],
            ends=[window.last for window in job.windows[stop]],
            windows=job.windows[stop],
            duration=duration,
            takes=takes if is_needed else 0,
            charge=job.walk_price * row[stop] - gain,
            stop=stop,
        )

    def search(self, most: float = float("inf")) -> Found:
        """Return the cheapest tour that costs less than ``most``, if there is one."""
        need = self.job.need
        found = Found(most)
        if need == (1 << len(self.job.stops)) - 1:
            self.most = most - self.credit
        labels = self._seeds()
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
        rest = sorted(labels[part:], key=time_to_spare, reverse=True)
        return labels[:part] + rest[: self.width - part]

    def _seeds(self) -> list[Label]:
        """Return the beginnings without a stop, for some times of departure.

        Who departs later may miss what would make it wait further on.
        """
        job = self.job
        here = len(job.stops)
        seeds: list[Label] = []
        for span in job.spans:
            base = self._penalty(span.against)
            slack = span.last - span.first - self.left
            times: Iterable[tuple[int, int]] = ()
            if job.begun:
                times = (job.begun,)
            elif slack >= 0:
                later = range(0, slack + 1, slack // RELEASES + 1)
                times = ((span.last, span.first + wait) for wait in later)
            for start, time in times:
                spent = time - start if job.begun else 0
                cost = base + job.wait_price * spent
                left, who = self.left, span.against
                label = (cost, cost, 0, here, time, start, spent, span, base, left, who)
                seeds.append((*label, None))
        return seeds

    def _penalty(self, against: int) -> float:
        """Return what some delegations (bits) in the way cost."""
        return sum(
            self.penalties[number]
            for number in range(against.bit_length())
            if against >> number & 1
        )

    def _expand(self, label: Label, level: Level) -> None:
        """Add each beginning that goes on by one stop.

        None where a stop that must be made is out of reach for good.
        """
        made, time, path = label[2], label[4], label[11]
        job = self.job
        is_bound = job.is_bound
        moves = []
        for step in self.steps[label[3]]:
            if made & step[0]:
                continue
            there = time + step[1]
            if is_bound:
                there = job.earliest(there, path, step[7])
            choice = bisect_left(step[2], there)
            if choice < len(step[2]):
                moves.append((step, choice, there))
            elif step[5]:
                return
        for step, choice, there in moves:
            self._go(label, step, choice, there, level)

    def _go(
        self, label: Label, step: Step, choice: int, there: int, level: Level
    ) -> None:
        """Add the beginnings that make a stop: at once, or later with fewer against.

        A thorough search makes it later too where none is: who departs later may not
        have to wait.
        """
        _, _, made, _, _, latest, spent, span, extra, left, against, path = label
        bit, walk, _, windows, duration, takes, charge, stop = step
        job = self.job
        made |= bit
        spent += walk
        left -= takes
        extra += charge
        for first, final, who in windows[choice:]:
            start = max(first, there)
            time = start + duration
            if time + left > span[1]:
                return
            used = max(spent, start - latest) + duration
            new = who & ~against
            price = extra + self._penalty(new) if new else extra
            cost = price + job.wait_price * used
            if cost < self.most:
                rank = self._rank(cost, time, left)
                begin = min(latest, final - spent)
                grown = (rank, cost, made, stop, time, begin, used, span, price, left)
                keep(
                    level,
                    made << 10 | stop,
                    (*grown, against | who, (path, stop, start)),
                )
            if not new and not self.is_thorough:
                return

    def _rank(self, cost: float, time: int, left: int) -> float:
        """Return what a beginning is compared by, the lower the better."""
        rank = cost + self.eager * time
        beyond = time + left - self.job.last_end
        if beyond > 0:
            rank += self.job.late * beyond
        if self.rng:
            rank += self.rng.random() * self.whim
        return rank

    def _finish(self, labels: list[Label], found: Found) -> None:
        """Compare whole tours with the cheapest one."""
        job = self.job
        for label in labels:
            _, cost, made, last, time, latest, spent, span, extra, _, _, _ = label
            if not made:
                found.better(cost + self.credit, label)
                continue
            walk = job.exits[last]
            end = time + walk
            if end > span[1]:
                continue
            spent = max(spent + walk, end - latest)
            cost = self.credit + extra + job.walk_price * walk + job.wait_price * spent
            if job.late:
                cost += job.late * max(0, end - job.last_end)
            found.better(cost, label)


def _eagerness(job: Job, takes: Sequence[int]) -> float:
    """Return what a minute is worth, by the values that it could be used for."""
    free = [at for at in range(len(job.stops)) if not job.need >> at & 1]
    if not free:
        return 0.0
    worth = min(sum(job.prizes[at] for at in free), 1 << 20)
    return 0.5 * worth / max(1, sum(takes[at] for at in free))
