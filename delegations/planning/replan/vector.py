"""What a re-planned day costs: what is dropped, who is disturbed, by how much."""

from dataclasses import dataclass

from delegations.planning.plan import Plan
from delegations.planning.problem import Problem, State, Stop


@dataclass(frozen=True)
class Move:
    """A stop that starts at another time than in the plan in force."""

    stop: int
    start: int
    to: int


@dataclass(frozen=True, order=True)
class Vector:
    """What re-planning minimises, one after the other.

    ``thawed`` are the stops that should have kept their start, as settled by the notice
    or locked, and did not: only where a rule forbids it. The contract's cost vector
    is the rest.
    """

    thawed: int
    dropped: int
    disturbed: int
    shifted: int
    cost: int

    @property
    def told(self) -> list[int]:
        """The contract's cost vector."""
        return [self.dropped, self.disturbed, self.shifted, self.cost]


def moves(plan: Plan) -> list[Move]:
    """Return the open stops that start at another time than before, in order."""
    stops = plan.problem.stops
    return [
        Move(number, before, start)
        for number, start in sorted(plan.starts.items())
        if stops[number].is_open
        and (before := stops[number].previous) is not None
        and before != start
    ]


def out(plan: Plan) -> list[Stop]:
    """Return the stops that are not made, without those skipped."""
    return [
        stop
        for stop in plan.problem.stops
        if stop.index not in plan.starts and stop.state != State.SKIPPED
    ]


def is_other(problem: Problem, stop: Stop) -> bool:
    """Return whether a stop is of a delegation that is not late."""
    return problem.today is not None and stop.delegation not in problem.today.late


def vector(plan: Plan) -> Vector:
    """Return what a re-planned day costs."""
    problem = plan.problem
    missing = out(plan)
    moved = moves(plan)
    changed = [problem.stops[move.stop] for move in moved]
    changed += [stop for stop in missing if stop.previous is not None]
    return Vector(
        sum(stop.is_frozen for stop in changed),
        sum(stop.is_mandatory for stop in missing),
        sum(
            problem.delegations[stop.delegation].weight
            for stop in changed
            if is_other(problem, stop)
        ),
        sum(abs(move.to - move.start) for move in moved),
        plan.cost,
    )


def told(plan: Plan) -> tuple[int, ...]:
    """Return the delegations whose tour is not what they were told, by index.

    That is who must hear of a stop moved, left out or added.
    """
    problem = plan.problem
    changed = {problem.stops[move.stop].delegation for move in moves(plan)}
    changed |= {stop.delegation for stop in out(plan) if stop.previous is not None}
    changed |= {
        stop.delegation
        for stop in problem.stops
        if stop.is_open and stop.previous is None and stop.index in plan.starts
    }
    return tuple(sorted(changed))
