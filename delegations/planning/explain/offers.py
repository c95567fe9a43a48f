"""What would make an impossible day possible, each offer proven by a plan."""

from collections.abc import Callable, Iterator
from itertools import islice
from operator import itemgetter
from typing import Any

from delegations.planning.explain import helps, hours, times
from delegations.planning.explain.case import Case, Change
from delegations.planning.explain.conflicts import Conflict, nearest_first
from delegations.planning.explain.dropping import dropping
from delegations.planning.explain.part import whole
from delegations.planning.explain.proof import PARAMETERS, Proofs
from delegations.planning.plan import plan_of
from delegations.planning.problem import Problem
from delegations.planning.sentences import sentence

Source = Callable[[Case], Iterator[Change]]
# The kinds of changes, the gentlest first, and how many of each are offered at most.
SOURCES: tuple[tuple[Source, int], ...] = (
    (times.moves, 2),
    (times.leaving, 1),
    (times.coming, 1),
    (helps.interpreters, 1),
    (helps.hosts, 1),
    (hours.later_people, 1),
    (hours.earlier_people, 1),
    (helps.groups, 1),
    (helps.drops, 1),
    (hours.closing, 1),
    (hours.opening, 1),
    (helps.escorts, 1),
    (helps.pairs, 1),
)
# How many are enough, and how many of one kind are tried.
MOST, TRIED = 6, 4
# Deterministic units of the solver for a whole day around what is known.
WORK = 1.0
# So many more delegations are planned anew where the conflict's own are not enough.
NEIGHBOURS = 6


def offers(
    problem: Problem, conflict: Conflict, deadline: float, *, seed: int = 0
) -> list[dict[str, Any]]:
    """Return what would help, the gentlest first.

    Each was proven by a plan: of the whole day (``resolves`` is ``day``), or where none
    was found, for more may be wrong, of the conflict's delegations (``conflict``).
    """
    case = Case(Proofs(problem, deadline, seed=seed), conflict.minimal)
    day = _Day(case)
    found: list[tuple[tuple[bool, int], dict[str, Any]]] = []
    for rank, (source, most) in enumerate(SOURCES):
        if len(found) >= MOST or case.proofs.seconds <= 0:
            break
        for change in _of(case, source, most):
            resolves = "day" if day.is_possible(change) else "conflict"
            found.append(((resolves != "day", rank), _as_json(change, resolves)))
    offers = [offer for _, offer in sorted(found, key=itemgetter(0))]
    if all(offer["resolves"] != "day" for offer in offers):
        offers = [*_dropped(problem, deadline, seed), *offers]
    return offers


def _dropped(problem: Problem, deadline: float, seed: int) -> Iterator[dict[str, Any]]:
    """Yield the fewest mandatory stops to do without, where it is proven."""
    fewest = dropping(problem, deadline, seed=seed)
    if fewest is not None and fewest.is_proven and len(fewest.stops) > 1:
        params = {"count": len(fewest.stops)}
        change = Change("drop_stops", params, problem)
        names = [problem.stops[number].id for number in fewest.stops]
        yield {**_as_json(change, "day"), "stops": names}


def _of(case: Case, source: Source, most: int) -> list[Change]:
    """Return the smallest changes of one kind that mend the conflict."""
    changes = sorted(
        islice(source(case), TRIED), key=lambda change: change.params.get("minutes", 0)
    )
    return list(islice((each for each in changes if _mends(case, each)), most))


def _as_json(change: Change, resolves: str) -> dict[str, Any]:
    return {
        "code": change.code,
        "params": change.params,
        "sentence": sentence(change.code, change.params),
        "resolves": resolves,
    }


def _mends(case: Case, change: Change) -> bool:
    """Return whether a change lets the conflict's delegations all be planned."""
    dropped = [
        s.index for s in case.stops if not change.problem.stops[s.index].is_mandatory
    ]
    return case.can_all(change.problem, dropped)


class _Day:
    """The rest of a day, planned once, around which changes are tried."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.rest: dict[int, int] | None = None
        self.is_known = False

    def is_possible(self, change: Change) -> bool:
        """Return whether a plan of the whole day was found after a change."""
        rest = self._rest()
        if rest is None:
            proofs = self.case.proofs_of(change.problem)
            return proofs.is_possible(whole(change.problem), WORK) is True
        groups = list(self.case.minimal.delegations)
        near = [
            number
            for group in groups
            for number in nearest_first(change.problem, group)[1 : NEIGHBOURS + 1]
        ]
        return self._fits(change.problem, rest, groups) or self._fits(
            change.problem, rest, [*groups, *near]
        )

    def _rest(self) -> dict[int, int] | None:
        """Return the starts of all that are not in the conflict, None if not found."""
        if not self.is_known:
            self.is_known = True
            proofs = self.case.proofs
            own = {stop.index for stop in self.case.stops}
            part = whole(self.case.problem).without(own)
            if proofs.is_possible(part):
                self.rest = proofs.plan(part)
        return self.rest

    def _fits(self, problem: Problem, rest: dict[int, int], free: list[int]) -> bool:
        """Return whether some delegations fit into the day beside the others."""
        from delegations.planning.model import Model, solve  # noqa: PLC0415

        proofs = self.case.proofs_of(problem)
        if proofs.seconds <= 0:
            return False
        part = proofs.part_of(whole(problem))
        kept = {
            stop: start
            for stop, start in rest.items()
            if problem.stops[stop].delegation not in free
        }
        model = Model(part, set(free), plan_of(part, kept))
        model.cp.clear_objective()  # type: ignore[no-untyped-call]
        outcome = solve(
            model,
            seconds=proofs.seconds,
            work=WORK,
            seed=self.case.proofs.seed,
            parameters=PARAMETERS,
        )
        return outcome.plan is not None
