"""The cheapest tour of one delegation in what the others leave of the day."""

from random import Random

from delegations.planning.construct.beam import Beam, Found
from delegations.planning.construct.job import Job, job_of
from delegations.planning.construct.timing import Timing
from delegations.planning.occupied import Occupied
from delegations.planning.plan import Tour, tour
from delegations.planning.problem import Delegation, Problem

WIDTH = 40
WIDER = 400


def best_tour(
    problem: Problem,
    group: Delegation,
    occupied: Occupied,
    rng: Random | None = None,
    width: int = WIDTH,
    *,
    may_drop: bool = False,
) -> Tour | None:
    """Return the cheapest tour found for a delegation, None if none was.

    All orders are looked through where ``width`` is large. With ``may_drop``, and on
    the day always, mandatory stops may be left out where they have no place.
    """
    job = job_of(problem, group, occupied, may_drop=may_drop)
    if job is None:
        return None
    if not job.stops:
        return tour(problem, group.index, {})
    found = Beam(job, width, rng=rng).search()
    if not found.order and job.need and width < WIDER:
        found = Beam(job, WIDER, rng=rng).search()
    return timed(problem, job, found)


def timed(problem: Problem, job: Job, found: Found) -> Tour | None:
    """Return the tour that was found, with the best times for its order."""
    if not found.order:
        return None if job.need else tour(problem, job.group.index, {})
    if found.span is None:
        return None
    starts = Timing(job, found.order, found.span, found.against).best()
    if starts is None:
        return None
    numbers = [job.stops[stop].index for stop in found.order]
    return tour(problem, job.group.index, dict(zip(numbers, starts, strict=True)))
