"""How large the numbers of a problem may be."""

from delegations.planning.problem import Problem
from delegations.planning.reading import BadProblem

# Above it floating point, in which the solver tells its bounds, is not exact.
MOST_COST = 1 << 50


def refuse_immense(problem: Problem) -> None:
    """Raise BadProblem if a cost could grow beyond what can be counted exactly."""
    price = problem.objective
    cost = price.last_end * max(
        (abs(end) for group in problem.delegations for end in group.window), default=0
    )
    for group in problem.delegations:
        longest = group.window[1] - group.window[0]
        worth = sum(problem.stops[number].value for number in group.stops)
        minutes = (price.walk + price.wait) * longest
        cost += group.weight * (minutes + price.value * worth)
    if cost > MOST_COST:
        raise BadProblem("objective: costs grow too large; give smaller numbers")
