"""Stops that need the same stand or the same person: whether they can all be."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from delegations.planning.ranges import FOREVER, Ranges, first_at, has

# So many part orders are looked at before a question stays open.
MOST_NODES = 2000


@dataclass(frozen=True)
class Job:
    """A stretch of time to be found for a stop, or for a whole tour.

    ``stops`` are those for whose sake it is needed. ``come`` and ``leave`` are the
    places where it begins and ends. It ends at ``least_end`` at the earliest, which
    makes it longer where it starts early.
    """

    stops: frozenset[int]
    duration: int
    starts: Ranges
    come: int = 0
    leave: int = 0
    least_end: int = -FOREVER

    @property
    def release(self) -> int:
        """When it can begin at the earliest."""
        return self.starts[0][0]

    @property
    def deadline(self) -> int:
        """When it must have ended."""
        return max(self.starts[-1][1] + self.duration, self.least_end)

    def end(self, start: int) -> int:
        """Return its end if it begins then."""
        return max(start + self.duration, self.least_end)

    @cached_property
    def stretches(self) -> tuple[tuple[int, int], ...]:
        """The stretches among which is one that covers least of any interval."""
        starts = [start for ends in self.starts for start in ends]
        turn = self.least_end - self.duration
        if has(self.starts, turn):
            starts.append(turn)
        return tuple((start, self.end(start)) for start in sorted(set(starts)))

    def share(self, first: int, last: int) -> int:
        """Return how much of it lies in ``[first, last)`` wherever it is put."""
        least = last - first
        for start, end in self.stretches:
            if start >= last or end <= first:
                return 0
            least = min(least, min(end, last) - max(start, first))
        return least


@dataclass(frozen=True)
class Overload:
    """More is asked for in ``[start, end)`` than there is."""

    start: int
    end: int
    asked: int
    available: int
    jobs: tuple[Job, ...]


def overload(
    jobs: Sequence[Job], capacity: int, hours: Ranges, *, is_thorough: bool = False
) -> Overload | None:
    """Return an interval in which jobs need more time than there is, by fewest jobs.

    Thorough is to count also jobs that lie in the interval with a part only.
    """
    jobs = [job for job in jobs if job.duration]
    firsts = {job.release for job in jobs}
    lasts = {job.deadline for job in jobs}
    if is_thorough:
        firsts |= {job.starts[-1][1] for job in jobs}
        lasts |= {job.end(job.release) for job in jobs}
    best: Overload | None = None
    for first in sorted(firsts):
        inside = [job for job in jobs if is_thorough or job.release >= first]
        for last in sorted(lasts):
            if first < last:
                shares = _shares(inside, first, last, is_thorough=is_thorough)
                available = capacity * _open(hours, first, last)
                if sum(share for share, _ in shares) > available:
                    found = _fewest(shares, first, last, available)
                    if best is None or len(found.jobs) < len(best.jobs):
                        best = found
    return best


def _shares(
    jobs: Sequence[Job], first: int, last: int, *, is_thorough: bool
) -> list[tuple[int, Job]]:
    """Return what jobs ask of an interval."""
    if is_thorough:
        shares = [(job.share(first, last), job) for job in jobs]
        return [(share, job) for share, job in shares if share]
    return [(job.duration, job) for job in jobs if job.deadline <= last]


def _open(hours: Ranges, first: int, last: int) -> int:
    return sum(max(0, min(end, last) - max(start, first)) for start, end in hours)


def _fewest(
    shares: list[tuple[int, Job]], first: int, last: int, available: int
) -> Overload:
    """Return the overload by as few jobs as will do."""
    shares.sort(key=lambda share: (-share[0], min(share[1].stops)))
    asked, kept = 0, list[Job]()
    for share, job in shares:
        if asked > available:
            break
        asked += share
        kept.append(job)
    return Overload(first, last, asked, available, tuple(kept))


class _Sequencing:
    """Looks for an order of jobs that need the same."""

    def __init__(self, jobs: Sequence[Job], gap: Callable[[Job, Job], int]) -> None:
        self.jobs = sorted(jobs, key=lambda job: (job.deadline, min(job.stops)))
        self.gap = gap
        self.everyone = (1 << len(jobs)) - 1
        self.seen: dict[tuple[int, int], int] = {}
        self.nodes = 0

    def is_possible(self, done: int, last: int, time: int) -> bool:
        """Return whether what is not done yet can follow. Counts the nodes."""
        if done == self.everyone:
            return True
        self.nodes += 1
        key = done, last
        if self.nodes > MOST_NODES or self.seen.get(key, FOREVER) <= time:
            return False
        self.seen[key] = time
        following = self._following(done, last, time)
        return any(
            self.is_possible(done | 1 << at, at, self.jobs[at].end(start))
            for at, start in following
        )

    def _following(self, done: int, last: int, time: int) -> list[tuple[int, int]]:
        """Return who can be next, and when; nobody where that is too late for one."""
        result = []
        for at, job in enumerate(self.jobs):
            if done >> at & 1:
                continue
            ready = time + self.gap(self.jobs[last], job) if last >= 0 else time
            start = first_at(job.starts, ready)
            if start is None:
                return []
            result.append((at, start))
        return result


def in_sequence(jobs: Sequence[Job], gap: Callable[[Job, Job], int]) -> bool | None:
    """Return whether jobs can be one after the other, None if it was not found out."""
    search = _Sequencing(jobs, gap)
    if search.is_possible(0, -1, -FOREVER):
        return True
    return None if search.nodes > MOST_NODES else False
