"""A day that cannot be planned: that it is so, and a minimal conflict that says why."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from delegations.planning.explain.cores import Core
from delegations.planning.explain.minimal import Minimal, Minimising
from delegations.planning.explain.naming import named, rule_id
from delegations.planning.explain.part import Part, whole
from delegations.planning.explain.proof import Proofs, cores, deep_core
from delegations.planning.problem import Problem
from delegations.planning.sentences import sentence

# Deterministic units of the solver for a question about few delegations.
BRIEFLY = 1.0


@dataclass(frozen=True)
class Conflict:
    """Why a day cannot be planned: what is said of it, and what it is made of.

    ``members`` are pairs of kind and id.
    """

    code: str
    params: dict[str, Any]
    members: tuple[tuple[str, str], ...]
    minimal: Minimal

    def as_json(self) -> dict[str, Any]:
        """Return it as the contract has it."""
        return {
            "code": self.code,
            "params": self.params,
            "sentence": sentence(self.code, self.params),
            "members": [{"kind": kind, "id": name} for kind, name in self.members],
        }


def verdict(
    problem: Problem,
    deadline: float,
    *,
    stuck: Collection[int] = (),
    is_quick: bool = False,
    seed: int = 0,
) -> Core | None:
    """Return a proof that a day cannot be planned, None where none was found.

    Arithmetic comes first, and is all if ``is_quick``. Then the solver looks at the
    delegations ``stuck``, for whom no room was found, with more and more of those that
    are in their way, at last at everyone.
    """
    if problem.today is not None:
        return None
    proofs = Proofs(problem, deadline, seed=seed)
    everything = whole(problem)
    core = proofs.core(everything)
    if core is None:
        core = deep_core(proofs.part_of(everything), proofs.short)
    if core is not None or is_quick:
        return core
    return _searched(proofs, list(stuck))


def conflict(
    problem: Problem, core: Core, deadline: float, *, seed: int = 0
) -> Conflict:
    """Return a minimal conflict of a day of which a core is known."""
    proofs = Proofs(problem, deadline, seed=seed)
    part = _smallest(proofs, core)
    minimal = Minimising(proofs).conflict(part)
    code, params = named(proofs, minimal)
    return Conflict(code, params, tuple(_members(problem, minimal)), minimal)


def _members(problem: Problem, minimal: Minimal) -> Iterator[tuple[str, str]]:
    for number in minimal.delegations:
        yield "delegation", problem.delegations[number].id
    for number in minimal.stops:
        yield "stop", problem.stops[number].id
    for rule in minimal.rules:
        yield rule[0], rule_id(problem, rule)


def _smallest(proofs: Proofs, core: Core) -> Part:
    """Return the stops of those delegations that the smallest core is about."""
    everything = proofs.part_of(whole(proofs.problem))
    found = [core]
    if not core.is_deep and len(Part(core.stops).delegations(proofs.problem)) > 1:
        found += cores(everything, proofs.short)

    def size(one: Core) -> tuple[int, int]:
        return len(Part(one.stops).delegations(proofs.problem)), len(one.stops)

    return _all_of(proofs.problem, Part(min(found, key=size).stops))


def _all_of(problem: Problem, part: Part) -> Part:
    """Return all mandatory stops of the delegations of a part."""
    groups = set(part.delegations(problem))
    everything = whole(problem).stops
    return Part(
        frozenset(s for s in everything if problem.stops[s].delegation in groups)
    )


def _searched(proofs: Proofs, stuck: Sequence[int]) -> Core | None:
    """Return a core that only search can tell from what is possible."""
    problem = proofs.problem
    everything = whole(problem)
    for group in stuck:
        near = nearest_first(problem, group)
        size = 2
        while size < len(near):
            part = _of_groups(problem, near[:size])
            if proofs.is_possible(part, BRIEFLY) is False:
                return Core("crowd", part.stops)
            size *= 2
    if proofs.is_possible(everything) is False:
        return Core("crowd", everything.stops)
    return None


def _of_groups(problem: Problem, groups: Collection[int]) -> Part:
    return Part(
        frozenset(
            stop.index
            for stop in problem.stops
            if stop.is_mandatory and stop.delegation in groups
        )
    )


def nearest_first(problem: Problem, number: int) -> list[int]:
    """Return a delegation, and the others by how much they share with it."""
    group = problem.delegations[number]
    stands = {problem.stops[stop].stand for stop in group.stops}
    people = set(group.escorts).union(*(problem.stops[s].hosts for s in group.stops))
    foes = {other for pair in problem.apart if number in pair for other in pair}

    def closeness(index: int) -> int:
        other = problem.delegations[index]
        stops = [problem.stops[stop] for stop in other.stops]
        shared = sum(stop.stand in stands for stop in stops if stop.is_mandatory)
        shared += 2 * len(people.intersection(other.escorts))
        shared += sum(len(people.intersection(stop.hosts)) for stop in stops)
        shared += 2 * (index in foes)
        is_same = group.language is not None and other.language == group.language
        return shared + is_same

    others = [group.index for group in problem.delegations if group.index != number]
    return [number, *sorted(others, key=lambda index: (-closeness(index), index))]
