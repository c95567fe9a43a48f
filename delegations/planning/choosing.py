"""The day of one delegation that may leave many stops out: a choice above all."""

from random import Random

from delegations.planning.construct.limits import Limit
from delegations.planning.occupied import Occupied
from delegations.planning.orienteering import improve
from delegations.planning.plan import Plan, Tour
from delegations.planning.planner import Planner
from delegations.planning.problem import Problem

# With fewer optional stops CP-SAT looks at every choice in a moment.
MANY = 12
# Steps that take about as long as one of the solver's units of work; and the share of
# the work that is left to the solver.
STEPS = 100
SHARE = 0.5


def is_choice(problem: Problem) -> bool:
    """Return whether a problem is one delegation's choice of many optional stops."""
    optional = [stop for stop in problem.stops if not stop.is_mandatory]
    return (
        len(problem.delegations) == 1
        and problem.today is None
        and len(optional) >= MANY
    )


def choose_stops(planner: Planner) -> None:
    """Find the delegation's best choice, and bound it, until the limits end."""
    problem, limits = planner.problem, planner.limits

    def take(tour: Tour) -> None:
        planner.found(Plan(problem, (tour,)))

    steps, deadline = None, None
    if limits.is_counted:
        work = SHARE * limits.work_left
        steps = max(1, round(STEPS * work))
        limits.spend(work)
    else:
        deadline = limits.deadline
    limit = Limit(deadline, steps, lambda: limits.is_over)
    rng = Random(planner.seed)  # noqa: S311 - no secret
    best = improve(problem, problem.delegations[0], Occupied(problem), rng, limit, take)
    if best.bound is not None:
        planner.bounded(best.bound)
