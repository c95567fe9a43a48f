"""The cheapest tour of one delegation in what the others leave of the day."""

from collections.abc import Sequence
from random import Random

from delegations.planning.construct.beam import Beam
from delegations.planning.construct.contest import Contest
from delegations.planning.construct.job import Job, job_of
from delegations.planning.construct.labels import Found
from delegations.planning.construct.timing import Timing
from delegations.planning.occupied import Occupied
from delegations.planning.plan import Tour, tour
from delegations.planning.problem import Delegation, Problem

WIDTH = 40
WIDER = 400
WIDEST = 2000

ENDLESS = float("inf")


def best_tour(
    problem: Problem,
    group: Delegation,
    occupied: Occupied,
    rng: Random | None = None,
    width: int = WIDTH,
    *,
    may_drop: bool = False,
    most: float = ENDLESS,
) -> Tour | None:
    """Return the cheapest tour found for a delegation, None if none was.

    All orders are looked through where ``width`` is large. With ``may_drop``, and on
    the day always, mandatory stops may be left out where they have no place. A tour
    that costs ``most`` or more, with the price of the end it adds to the day, need not
    be found.
    """
    job = job_of(problem, group, occupied, may_drop=may_drop)
    if job is None:
        return None
    if not job.stops:
        return tour(problem, group.index, {})
    if may_drop or problem.today is not None:
        most = ENDLESS
    found = Beam(job, width, rng=rng).search(most - _left_out(problem, job))
    if not found.order and job.need and width < WIDER and most == ENDLESS:
        found = Beam(job, WIDER, rng=rng).search()
    return timed(problem, job, found)


def soft_tour(
    contest: Contest,
    group: Delegation,
    prices: Sequence[float],
    rng: Random | None = None,
) -> Tour | None:
    """Return a tour as if others could be pushed aside, each at its price.

    None if there is none even then.
    """
    problem = contest.problem
    least = sum(
        problem.stops[number].duration
        for number in group.stops
        if problem.stops[number].is_mandatory and problem.today is None
    )
    spans = contest.spans(group, least)
    occupied = contest.occupied
    job = job_of(problem, group, occupied, windows=contest.windows, spans=spans)
    if job is None or not spans:
        return None
    found = Beam(job, WIDTH, prices, rng).search()
    if not found.order and job.need:
        found = Beam(job, WIDER, prices).search()
    if not found.order and job.need:
        return best_tour(problem, group, Occupied(problem), width=WIDEST)
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


def _left_out(problem: Problem, job: Job) -> int:
    """Return what a job's delegation loses if it makes no stop at all."""
    price = problem.objective.value * job.group.weight
    return price * sum(
        problem.stops[number].value
        for number in job.group.stops
        if not problem.stops[number].is_mandatory
    )
