"""From an incomplete plan to a complete one, or to the proof that there is none."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from delegations.planning.incumbent import Incumbent
from delegations.planning.limits import Limits
from delegations.planning.model import Model, solve
from delegations.planning.plan import Plan, plan_of
from delegations.planning.planner import Planner
from delegations.planning.problem import Problem
from delegations.planning.search import Rounds

# Work to refute a day in, before a search may go on to complete its plan.
REFUTE_WORK = 4.0


def complete(planner: Planner, partial: Plan) -> None:
    """Complete a planner's plan by search, while a model tries to refute it."""
    problem = replace(planner.problem, drop_price=drop_price(planner.problem))
    limits = planner.limits.part()

    def told(plan: Plan) -> None:
        planner.unplaced = len(plan.missing)

    rounds = Rounds(
        Incumbent(plan_of(problem, partial.starts), told),
        limits,
        seed=planner.seed,
        enough=lambda plan: not plan.missing,
    )
    if limits.is_counted:
        refute(planner, limits.part(work=REFUTE_WORK))
        with ThreadPoolExecutor(planner.workers) as pool:
            if not planner.is_refuted:
                rounds.in_step(pool, planner.workers)
    else:
        with ThreadPoolExecutor(2) as pool:
            pool.submit(refute, planner, limits)
            pool.submit(rounds.alone).result()
            limits.stop()
    plan = rounds.incumbent.plan
    if not plan.missing:
        planner.found(plan_of(planner.problem, plan.starts))


def refute(planner: Planner, limits: Limits) -> None:
    """Try to prove that there is no plan; ends the limits if so."""
    model = Model(planner.problem)
    model.cp.clear_objective()  # type: ignore[no-untyped-call]
    outcome = solve(
        model, seconds=limits.left, work=limits.work_left, limits=limits, workers=1
    )
    if outcome.is_infeasible:
        planner.is_refuted = True
        limits.stop()
    elif outcome.plan is not None:
        planner.found(outcome.plan)
        limits.stop()


def drop_price(problem: Problem) -> int:
    """Return a price of leaving a stop out above all that a plan can cost else."""
    price = problem.objective
    last = max(
        (abs(last) for group in problem.delegations for _, last in group.spans),
        default=0,
    )
    spans = sum(
        group.weight * (group.window[1] - group.window[0]) * (price.walk + price.wait)
        for group in problem.delegations
    )
    values = sum(problem.price_left_out(stop) for stop in problem.stops)
    return spans + values + price.last_end * last + 1
