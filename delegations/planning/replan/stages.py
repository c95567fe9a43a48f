"""One stage of re-planning after the other, each proven as far as time goes.

Most of a day can stay. So a stage is first solved with the late tours planned anew, and
of the others each stop staying or vanishing at the price of a move. Who has a stop that
vanishes is planned anew too, until none does: what then comes out is proven for the
whole day, though only few tours were ever looked at.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from delegations.planning.plan import Plan
from delegations.planning.problem import Problem
from delegations.planning.replan.inforce import in_force, mended, unsettled
from delegations.planning.replan.limits import Limits
from delegations.planning.replan.vector import Move, Vector, moves, told, vector

if TYPE_CHECKING:
    from delegations.planning.model import Outcome
    from delegations.planning.replan.relaxed import Relaxed


@dataclass(frozen=True)
class Replanned:
    """A plan for the rest of the day, and how much of it is proven.

    ``proven`` counts the stages of the cost vector that are proven from the first on;
    ``bound`` is proven for the cost, given the stages before, None if unknown.
    ``told`` are the delegations who must hear of a change.
    """

    plan: Plan
    vector: Vector
    proven: int
    bound: int | None

    @property
    def moved(self) -> list[Move]:
        """The stops that start at another time than before."""
        return moves(self.plan)

    @property
    def told(self) -> tuple[int, ...]:
        """The delegations who must hear of a change, by index."""
        return told(self.plan)


def replan(
    problem: Problem,
    limits: Limits,
    found: Callable[[Replanned], None] = lambda _: None,
) -> Replanned:
    """Return the best plan for the rest of the day that is found within limits.

    ``found`` is given each better one, the first at once.
    """
    search = _Search(problem, limits, found)
    search.run()
    return search.best


@dataclass
class _Search:
    problem: Problem
    limits: Limits
    found: Callable[[Replanned], None]
    whole: set[int] = field(default_factory=set)
    rounds: list[tuple[int, int, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        force = in_force(self.problem)
        late = self.problem.today.late if self.problem.today else frozenset()
        self.whole = unsettled(force) | set(late)
        self.force = force
        first = mended(force, self.whole)
        self.best = Replanned(first, vector(first), 0, None)
        self.found(self.best)

    def run(self) -> None:
        """Go through the stages while there is time."""
        stages = (_fewest_moves, _shortest_moves, _cheapest)
        for proven, stage in zip((2, 3, 4), stages, strict=True):
            if stage is _cheapest:
                self.whole |= self._extendable()
            if self.limits.is_over() or not self._solve(stage, proven):
                return

    def _extendable(self) -> set[int]:
        """Return the delegations to whom a stop can be given that they had not."""
        return {
            stop.delegation
            for stop in self.problem.stops
            if stop.is_open and stop.previous is None and stop.starts
        }

    def _solve(self, stage: "Callable[[Relaxed, Vector], Any]", proven: int) -> bool:
        """Solve a stage; returns whether it is proven."""
        from delegations.planning.replan.relaxed import Relaxed  # noqa: PLC0415

        while not self.limits.is_over():
            model = Relaxed(self.problem, self.whole, self.force)
            model.cp.minimize(stage(model, self.best.vector))
            outcome = self._run(model, 1.0)
            if outcome.plan is None:
                return False
            vanished = model.vanished(outcome.plan)
            if not vanished:
                self._keep(outcome.plan)
                if proven == 4 and outcome.bound is not None:
                    self.best = replace(self.best, bound=outcome.bound)
                if outcome.is_optimal:
                    self.best = replace(self.best, proven=proven)
                    self.found(self.best)
                return outcome.is_optimal
            self.whole |= vanished
        return False

    def _run(self, model: "Relaxed", share: float) -> "Outcome":
        from delegations.planning.model import solve  # noqa: PLC0415

        model.begin_with(self.best.plan)

        def keep(plan: Plan) -> None:
            if not model.vanished(plan):
                self._keep(plan)

        outcome = solve(model, found=keep, **self.limits.options(share))
        self.limits.spent += outcome.spent
        return outcome

    def _keep(self, plan: Plan) -> None:
        """Keep a plan if it is better than the best."""
        worth = vector(plan)
        if worth < self.best.vector:
            self.best = replace(self.best, plan=plan, vector=worth)
            self.found(self.best)


def _fewest_moves(model: "Relaxed", _: Vector) -> Any:
    """Return the first two stages as one number, frozen stops before them."""
    disturbed = model.disturbed()
    groups, stops = model.problem.delegations, model.problem.stops
    most_disturbed = 1 + sum(groups[stop.delegation].weight for stop in stops)
    most_dropped = 1 + len(stops)
    return (
        model.thawed() * most_dropped + model.dropped()
    ) * most_disturbed + disturbed


def _shortest_moves(model: "Relaxed", best: Vector) -> Any:
    model.cp.add(model.thawed() <= best.thawed)
    model.cp.add(model.dropped() <= best.dropped)
    model.cp.add(model.disturbed() <= best.disturbed)
    return model.shifted()


def _cheapest(model: "Relaxed", best: Vector) -> Any:
    model.cp.add(_shortest_moves(model, best) <= best.shifted)
    return model.cost
