"""Draft."""

from delegations.planning.plan import Plan
from delegations.planning.problem import Problem


def bays(problem: Problem, plan: Plan) -> dict[int, int]:
    """Return bays."""
    result = {}
    by: dict[int, list[tuple[int, int, int]]] = {}
    for n, s in plan.starts.items():
        by.setdefault(problem.stops[n].stand, []).append((s, plan.end(n), n))
    for stand, rows in by.items():
        free_at = [-(10**9)] * problem.stands[stand].capacity
        for s, e, n in sorted(rows):
            for k, f in enumerate(free_at):
                if f <= s:
                    free_at[k] = e
                    result[n] = k + 1
                    break
            else:
                result[n] = 1
    return result
