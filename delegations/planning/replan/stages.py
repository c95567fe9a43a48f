"""One stage of re-planning after the other, each proven as far as time goes.

Most of a day can stay. So a stage is first solved with the late tours planned anew, and
of the others each stop staying or vanishing at the price of a move. Who has a stop that
vanishes is planned anew too, until none does: what then comes out is proven for the
whole day, though only few tours were ever looked at.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from delegations.planning.limits import Limits
from delegations.planning.plan import Plan
from delegations.planning.problem import Problem
from delegations.planning.replan.inforce import in_force, mended, unsettled
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
    *,
    seed: int = 0,
    workers: int = 2,
) -> Replanned:
    """Return the best plan for the rest of the day that is found within limits.

    ``found`` is given each better one, the first at once. Where work is limited one
    search runs alone, so that it goes the same way each time.
    """
    search = _Search(problem, limits, found, seed, workers)
    search.run()
    return search.best


@dataclass
class _Search:
    problem: Problem
    limits: Limits
    found: Callable[[Replanned], None]
    seed: int = 0
    workers: int = 2
    whole: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        force = in_force(self.problem)
        late = self.problem.today.late if self.problem.today else frozenset()
        self.whole = unsettled(force, late)
        self.force = force
        first = mended(force, self.whole)
        self.best = Replanned(first, vector(first), 0, None)
        self.found(self.best)

    def run(self) -> None:
        """Go through the stages while there is time."""
        for stage in (_FEWEST, _SHORTEST, _CHEAPEST):
            if stage is _CHEAPEST:
                self.whole |= self._improvable()
            if not self._solve(stage):
                return
            self.best = replace(self.best, proven=stage.proven)
            self.found(self.best)

    def _improvable(self) -> set[int]:
        """Return the delegations whose tours may change though no move is paid for.

        They can be given a stop that they had not, or their moves weigh nothing.
        """
        groups = self.problem.delegations
        return {
            stop.delegation
            for stop in self.problem.stops
            if stop.is_open
            and stop.starts
            and (stop.previous is None or not groups[stop.delegation].weight)
        }

    def _solve(self, stage: "_Stage") -> bool:
        """Solve a stage; returns whether it is proven."""
        lower: int | None = None
        while not self.limits.is_over:
            model, outcome = self._relaxed(stage, lower)
            if outcome.bound is not None:
                lower = outcome.bound if lower is None else max(lower, outcome.bound)
            if outcome.plan is not None:
                vanished = model.vanished(outcome.plan)
                self._keep(mended(outcome.plan, vanished))
            if stage is _CHEAPEST and lower is not None:
                self.best = replace(self.best, bound=lower)
            if lower is not None and lower >= stage.value(self.problem, self.best):
                return True
            if outcome.plan is None or not vanished:
                return False
            self.whole |= vanished
        return False

    def _relaxed(self, stage: "_Stage", lower: int | None) -> "tuple[Relaxed, Outcome]":
        """Return a relaxation of a stage, known to cost no less, and its solution."""
        from delegations.planning.model import solve  # noqa: PLC0415
        from delegations.planning.replan.relaxed import Relaxed  # noqa: PLC0415

        model = Relaxed(self.problem, self.whole, self.force)
        objective = stage.objective(model, self.best.vector)
        model.cp.minimize(objective)
        if lower is not None:
            model.cp.add(objective >= lower)
        model.begin_with(self.best.plan)

        def keep(plan: Plan) -> None:
            if not model.vanished(plan):
                self._keep(plan)

        workers = 1 if self.limits.is_counted else self.workers
        searches = stage.searches[:workers]
        outcome = solve(
            model,
            seconds=self.limits.left,
            work=self.limits.work_left,
            workers=len(searches),
            seed=self.seed,
            found=keep,
            limits=self.limits,
            searches=searches,
        )
        return model, outcome

    def _keep(self, plan: Plan) -> None:
        """Keep a plan if it is better than the best."""
        worth = vector(plan)
        if worth < self.best.vector:
            self.best = replace(self.best, plan=plan, vector=worth)
            self.found(self.best)


@dataclass(frozen=True)
class _Stage:
    """A stage: what it minimises, and how.

    ``proven`` is how many stages of the cost vector are proven with it.
    """

    proven: int
    objective: "Callable[[Relaxed, Vector], Any]"
    value: Callable[[Problem, Replanned], int]
    searches: tuple[str, ...]


def _in_one(problem: Problem, thawed: Any, dropped: Any, disturbed: Any) -> Any:
    """Return the first two stages as one number, frozen stops before them."""
    groups, stops = problem.delegations, problem.stops
    most_disturbed = 1 + sum(groups[stop.delegation].weight for stop in stops)
    most_dropped = 1 + len(stops)
    return (thawed * most_dropped + dropped) * most_disturbed + disturbed


def _fewest(model: "Relaxed", _: Vector) -> Any:
    return _in_one(model.problem, model.thawed(), model.dropped(), model.disturbed())


def _fewest_of(problem: Problem, best: Replanned) -> int:
    worth = best.vector
    value: int = _in_one(problem, worth.thawed, worth.dropped, worth.disturbed)
    return value


def _shortest(model: "Relaxed", best: Vector) -> Any:
    model.cp.add(model.thawed() <= best.thawed)
    model.cp.add(model.dropped() <= best.dropped)
    model.cp.add(model.disturbed() <= best.disturbed)
    return model.shifted()


def _cheapest(model: "Relaxed", best: Vector) -> Any:
    model.cp.add(_shortest(model, best) <= best.shifted)
    return model.cost


_FEWEST = _Stage(2, _fewest, _fewest_of, ("no_lp",))
_SHORTEST = _Stage(
    3, _shortest, lambda _, best: best.vector.shifted, ("no_lp", "default_lp")
)
_CHEAPEST = _Stage(
    4, _cheapest, lambda _, best: best.vector.cost, ("default_lp", "no_lp")
)
