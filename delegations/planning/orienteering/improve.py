"""One delegation's best choice of optional stops, among the tours that stand."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import permutations
from random import Random

from delegations.planning.construct.job import Job, job_of
from delegations.planning.construct.labels import Found
from delegations.planning.construct.limits import Limit
from delegations.planning.construct.tours import timed
from delegations.planning.occupied import Occupied
from delegations.planning.orienteering.hunt import Hunt
from delegations.planning.plan import Tour, tour
from delegations.planning.problem import Delegation, Problem


@dataclass(frozen=True)
class Orienteered:
    """A tour, None if none was found, and what every one costs at least.

    The bound is of the tour's cost and what its end makes the plan's last end dearer;
    None if there is none.
    """

    tour: Tour | None
    bound: int | None


def improve(
    problem: Problem,
    group: Delegation,
    occupied: Occupied,
    rng: Random,
    limit: Limit,
    found: Callable[[Tour], None] | None = None,
) -> Orienteered:
    """Return the cheapest tour found for a delegation among those that stand.

    ``found`` is told of each tour cheaper than those before. An order is only lost at
    last, when it gets its times, if a host takes longer between two stops, or if the
    delegation is free later than it seemed.
    """
    job = job_of(problem, group, occupied)
    if job is None:
        return Orienteered(None, None)
    return _Improver(problem, job, rng, limit, found).run()


class _Improver:
    """Hunts in one span after the other and keeps the cheapest tour."""

    def __init__(
        self,
        problem: Problem,
        job: Job,
        rng: Random,
        limit: Limit,
        found: Callable[[Tour], None] | None,
    ) -> None:
        self.problem = problem
        self.job = job
        self.rng = rng
        self.limit = limit
        self.found = found
        self.best: Tour | None = None
        self.worth = float("inf")

    def run(self) -> Orienteered:
        """Return the cheapest tour when all spans are done or the limit is reached."""
        job = self.job
        if not job.need:
            self._offer(Found(0.0))
        gains = []
        for span in job.spans if job.stops else []:
            hunt = Hunt(job, span, self.rng, self.limit.step, self._take)
            hunt.run()
            gains.append(hunt.gain if hunt.is_proven else hunt.bound)
        return Orienteered(self.best, self._bound(gains))

    def _bound(self, gains: list[float]) -> int | None:
        """Return what every tour costs at least, given the most that each span gains.

        None where anything but the choice of stops matters: on the day, with a stop
        that must be made, with one that has no window left, or where the way out is
        shorter through another stop.
        """
        job, group = self.job, self.job.group
        if _leaves_round(self.problem, group):
            return None
        if job.need or job.begun or (job.late and group.window[0] < 0):
            return None
        everything = [self.problem.stops[number] for number in group.stops]
        lost = sum(self.problem.price_left_out(stop) for stop in everything)
        bound = lost - max([0.0, *gains])
        return math.ceil(bound - 1e-6) if math.isfinite(bound) else None

    def _take(self, hunt: Hunt) -> None:
        self._offer(Found(-hunt.gain, list(hunt.order), hunt.span))

    def _offer(self, found: Found) -> None:
        """Keep what was found if its times can be set and it is the cheapest."""
        mine = (
            timed(self.problem, self.job, found)
            if found.order
            else tour(self.problem, self.job.group.index, {})
        )
        if mine is None or not self._is_whole(found):
            return
        late = self.job.late * max(0, (mine.end or 0) - self.job.last_end)
        if mine.cost + late < self.worth:
            self.best, self.worth = mine, mine.cost + late
            if self.found:
                self.found(mine)

    def _is_whole(self, found: Found) -> bool:
        made = sum(1 << stop for stop in found.order)
        return self.job.need & ~made == 0


def _leaves_round(problem: Problem, group: Delegation) -> bool:
    """Return whether from some stop the way out is shorter through another one."""
    minutes = problem.minutes
    stops = [problem.stops[number] for number in group.stops]
    return any(
        minutes[one.place][group.exit]
        > minutes[one.place][way.place] + way.duration + minutes[way.place][group.exit]
        for one, way in permutations(stops, 2)
    )
