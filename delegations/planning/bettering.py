"""From a first plan to the best: one exact model, or rounds of large neighbourhoods."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from delegations.planning.bounds import alone, bound
from delegations.planning.choosing import choose_stops, is_choice
from delegations.planning.incumbent import Incumbent
from delegations.planning.limits import Limits
from delegations.planning.model import Model, OpenShop, Outcome, is_open_shop, solve
from delegations.planning.plan import Plan
from delegations.planning.planner import Planner
from delegations.planning.polishing import polish
from delegations.planning.problem import Problem
from delegations.planning.search import Rounds

# Up to so many possible legs one exact model is quicker than neighbourhoods.
EXACT_LEGS = 800
# How many seconds a proven plan may wait for what its tours cost alone.
COMPLETE = 1.0


def better(planner: Planner, plan: Plan) -> None:
    """Better the planner's plan, and bound it, until its limits end."""
    search = _exact if is_small(planner.problem) else _rounds
    search(planner, plan)


def is_small(problem: Problem) -> bool:
    """Return whether one model of all is right: few legs, or nobody walks or waits."""
    price = problem.objective
    if not any(map(any, problem.minutes)) and not price.wait:
        return True
    legs = sum(len(group.stops) ** 2 for group in problem.delegations)
    return legs <= EXACT_LEGS or len(problem.delegations) == 1


def _exact(planner: Planner, plan: Plan) -> None:
    problem, limits = planner.problem, planner.limits
    model = OpenShop(problem) if is_open_shop(problem) else Model(problem)
    if not isinstance(model, OpenShop) and len(problem.delegations) > 1:
        polish(Incumbent(plan, planner.found), limits, seed=planner.seed)
    model.begin_with(planner.plan or plan)
    jobs = [lambda: choose_stops(planner)] if is_choice(problem) else []
    workers = max(1, planner.workers - len(jobs))

    def search() -> None:
        outcome = solve(
            model,
            seconds=limits.left,
            work=limits.work_left if limits.is_counted else None,
            # Several workers are equal twice only when interleaved, and CP-SAT 9.15
            # then ends some small models by a failed check of its own.
            workers=1 if limits.is_counted else workers,
            seed=planner.seed,
            found=planner.found,
            bounded=planner.bounded,
            limits=limits,
            parameters=model.parameters if isinstance(model, OpenShop) else None,
        )
        _take(planner, outcome)

    if not isinstance(model, OpenShop):
        jobs.append(lambda: know_alone(planner, planner.limits))
    _side_by_side(planner, [*jobs, search])


def _take(planner: Planner, outcome: Outcome) -> None:
    if outcome.plan is not None:
        planner.found(outcome.plan)
    if outcome.bound is not None:
        planner.bounded(outcome.bound)


def _rounds(planner: Planner, plan: Plan) -> None:
    limits = planner.limits
    incumbent = Incumbent(plan, planner.found)
    rounds = Rounds(
        incumbent,
        limits,
        seed=planner.seed,
        enough=lambda _: planner.is_optimal,
        floors=planner.floors,
    )
    if limits.is_counted:
        know_alone(planner, planner.limits)
        polish(incumbent, limits, seed=planner.seed)
        with ThreadPoolExecutor(planner.workers) as pool:
            rounds.in_step(pool, planner.workers)
        return

    def know() -> None:
        know_alone(planner, planner.limits)
        rounds.alone()

    def better() -> None:
        polish(incumbent, limits, seed=planner.seed)
        rounds.alone()

    if planner.workers == 1:
        polish(incumbent, limits, seed=planner.seed)
        know()
    else:
        more = [rounds.alone] * (planner.workers - 2)
        _side_by_side(planner, [know, better, *more])


def _side_by_side(planner: Planner, jobs: list[Callable[[], None]]) -> None:
    """Run jobs at the same time, or, where work is counted, one after the other."""
    if planner.limits.is_counted:
        for job in jobs:
            job()
        return
    with ThreadPoolExecutor(len(jobs)) as pool:
        for future in [pool.submit(job) for job in jobs]:
            future.result()


def know_alone(planner: Planner, limits: Limits) -> None:
    """Find what each delegation costs alone, and the bound that follows."""
    problem = planner.problem
    if len(problem.delegations) == 1:
        return
    for group in problem.delegations:
        if limits.is_over:
            return
        if group.index in planner.alone:
            continue
        if found := alone(problem, group, limits):
            planner.alone[group.index] = found
            planner.floors[group.index] = found.least_tour
    least = bound(problem, list(planner.alone.values()))
    if least is not None:
        planner.bounded(least)


def complete_alone(planner: Planner) -> None:
    """Find what is not known yet of delegations alone, in the time that is left."""
    if not planner.limits.is_interrupted:
        left = max(planner.limits.left, 0.0)
        is_counted = planner.limits.is_counted
        know_alone(planner, Limits(seconds=left if is_counted else min(left, COMPLETE)))
