"""From an incomplete plan to a complete one, or to the proof that there is none."""

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from delegations.planning.explain import verdict
from delegations.planning.incumbent import Incumbent
from delegations.planning.limits import Limits
from delegations.planning.plan import Plan, plan_of
from delegations.planning.planner import Planner
from delegations.planning.problem import Objective, Problem
from delegations.planning.search import Rounds


def complete(planner: Planner, partial: Plan) -> None:
    """Complete a planner's plan by search, while a model tries to refute it."""
    problem = counting(planner.problem)
    limits = planner.limits.part()

    def told(plan: Plan) -> None:
        planner.unplaced = len(plan.missing)

    placed = {
        stop: start
        for stop, start in partial.starts.items()
        if problem.stops[stop].is_mandatory
    }
    rounds = Rounds(
        Incumbent(plan_of(problem, placed), told),
        limits,
        seed=planner.seed,
        enough=lambda plan: not plan.missing,
    )
    stuck = sorted({problem.stops[stop].delegation for stop in partial.missing})
    if limits.is_counted:
        refute(planner, stuck, limits)
        with ThreadPoolExecutor(planner.workers) as pool:
            if not planner.is_refuted and planner.plan is None:
                rounds.in_step(pool, planner.workers)
    else:
        with ThreadPoolExecutor(2) as pool:
            refuting = pool.submit(refute, planner, stuck, limits)
            pool.submit(rounds.alone).result()
            limits.stop()
            refuting.result()
    plan = rounds.incumbent.plan
    if not plan.missing:
        planner.found(plan_of(planner.problem, plan.starts))


def refute(planner: Planner, stuck: Collection[int], limits: Limits) -> None:
    """Try to prove that there is no plan; ends the limits if so, or if it found one."""

    def found(plan: Plan) -> None:
        planner.found(plan)
        limits.stop()

    core = verdict(
        planner.problem,
        limits.deadline,
        stuck=stuck,
        seed=planner.seed,
        limits=limits,
        found=found,
    )
    if core is not None and planner.plan is None:
        planner.refuted(core)
        limits.stop()


def counting(problem: Problem) -> Problem:
    """Return the problem in which a plan costs what it lacks: its mandatory stops.

    Optional stops are left out.
    """
    stops = tuple(
        stop if stop.is_mandatory else replace(stop, starts=())
        for stop in problem.stops
    )
    return replace(problem, stops=stops, objective=Objective(0, 0, 0, 0), drop_price=1)
