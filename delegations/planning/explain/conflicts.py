"""A day that cannot be planned: that it is so, and a minimal conflict that says why."""

import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from delegations.planning.explain.cores import Core
from delegations.planning.explain.dropping import dropping
from delegations.planning.explain.minimal import Minimal, Minimising
from delegations.planning.explain.naming import named, rule_id
from delegations.planning.explain.part import APART, Part, Rule, rules_of, whole
from delegations.planning.explain.proof import Proofs, cores, deep_core
from delegations.planning.plan import Plan, plan_of
from delegations.planning.problem import Problem
from delegations.planning.sentences import sentence

# Deterministic units of the solver for a question about few delegations.
BRIEFLY = 1.0
# The code of a core that search has found, and so many delegations are few.
CROWD, FEW = "crowd", 4


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
    found: Callable[[Plan], None] | None = None,
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
    core = _searched(proofs, list(stuck))
    if core is None and found is not None and proofs.answers.get(everything):
        found(plan_of(problem, proofs.plans[-1].starts))
    return core


def conflict(
    problem: Problem, core: Core, deadline: float, *, seed: int = 0
) -> Conflict:
    """Return a minimal conflict of a day of which a core is known."""
    proofs = Proofs(problem, deadline, seed=seed)
    groups = Part(core.stops).delegations(problem)
    if core.code == CROWD:
        part = _narrowed(proofs, core)
        size = max(1, len(part.delegations(problem)) // 2)
    else:
        part, size = _smallest(proofs, core, groups), 1
    minimal = Minimising(proofs).conflict(part, size)
    code, params = named(proofs, minimal)
    return Conflict(code, params, tuple(_members(problem, minimal)), minimal)


def _members(problem: Problem, minimal: Minimal) -> Iterator[tuple[str, str]]:
    for number in minimal.delegations:
        yield "delegation", problem.delegations[number].id
    for number in minimal.stops:
        yield "stop", problem.stops[number].id
    for rule in minimal.rules:
        yield rule[0], rule_id(problem, rule)


def _smallest(proofs: Proofs, core: Core, groups: Collection[int]) -> Part:
    """Return the stops of those delegations that the smallest core is about."""
    found = [core]
    if not core.is_deep and len(groups) > 1:
        found += cores(proofs.part_of(whole(proofs.problem)), proofs.short)

    def size(one: Core) -> tuple[int, int]:
        return len(Part(one.stops).delegations(proofs.problem)), len(one.stops)

    smallest = Part(min(found, key=size).stops)
    return _of_groups(proofs.problem, smallest.delegations(proofs.problem))


def _narrowed(proofs: Proofs, core: Core) -> Part:
    """Return a smaller part of a core that only search has found.

    It is of those who need the same, or has grown from the delegation of a stop
    without which there would be a plan.
    """
    part = _of_groups(proofs.problem, Part(core.stops).delegations(proofs.problem))
    if len(part.delegations(proofs.problem)) <= FEW:
        return part
    for groups in _sharing(proofs.problem, part):
        small = _of_groups(proofs.problem, groups)
        if proofs.is_possible(small, BRIEFLY) is False:
            return small
    deadline = time.monotonic() + proofs.seconds / 2
    fewest = dropping(proofs.problem, deadline, seed=proofs.seed)
    for stop in fewest.stops if fewest else ():
        grown = _grown(proofs, proofs.problem.stops[stop].delegation)
        if grown is not None:
            return grown
    return part


def _sharing(problem: Problem, part: Part) -> list[list[int]]:
    """Return the delegations that need the same, where they are few; pairs first."""
    sharing: dict[Rule, set[int]] = defaultdict(set)
    for group in part.delegations(problem):
        for rule in rules_of(problem, _of_groups(problem, [group])):
            sharing[rule].add(group)
    for pair in problem.apart:
        sharing[APART, pair] = set(pair)
    groups = {tuple(sorted(each)) for each in sharing.values()}
    few = [list(each) for each in groups if 1 < len(each) <= 2 * FEW]
    return sorted(few, key=lambda each: (len(each), each))


def _searched(proofs: Proofs, stuck: Sequence[int]) -> Core | None:
    """Return a core that only search can tell from what is possible."""
    for group in stuck:
        grown = _grown(proofs, group)
        if grown is not None:
            return Core(CROWD, grown.stops)
    everything = whole(proofs.problem)
    if proofs.is_possible(everything) is False:
        return Core(CROWD, everything.stops)
    return None


def _grown(proofs: Proofs, group: int) -> Part | None:
    """Return a delegation with as many of those near it as make it impossible."""
    near = nearest_first(proofs.problem, group)
    size = 2
    while size < len(near):
        part = _of_groups(proofs.problem, near[:size])
        if proofs.is_possible(part, BRIEFLY) is False:
            return part
        size *= 2
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
