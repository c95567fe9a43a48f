"""A minimal conflict: what together cannot be, though without any one part it can."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from delegations.planning.explain.part import Part, Rule, rules_of
from delegations.planning.explain.proof import Proofs

Item = TypeVar("Item")


@dataclass(frozen=True)
class Minimal:
    """A conflict's delegations, those of its stops that matter singly, and its rules.

    ``part`` is all of it: of a delegation without stops of its own in ``stops`` it has
    every mandatory stop. ``is_proven`` tells that each removal was proven to help.
    """

    part: Part
    delegations: tuple[int, ...]
    stops: tuple[int, ...]
    rules: tuple[Rule, ...]
    is_proven: bool


def shrunk(
    items: Iterable[Item], is_conflict: Callable[[frozenset[Item]], bool], size: int
) -> frozenset[Item]:
    """Return as few items as still conflict: taken away in chunks, then one by one."""
    kept = list(items)
    while True:
        before = len(kept)
        for first in reversed(range(0, len(kept), size)):
            fewer = kept[:first] + kept[first + size :]
            if is_conflict(frozenset(fewer)):
                kept = fewer
        if size == 1 and len(kept) == before:
            return frozenset(kept)
        size = max(1, size // 2)


class Minimising:
    """Finds a minimal conflict within a part that cannot be planned."""

    def __init__(self, proofs: Proofs) -> None:
        self.proofs = proofs
        self.problem = proofs.problem
        self.is_proven = True

    def conflict(self, part: Part, size: int = 1) -> Minimal:
        """Return a minimal conflict within a part.

        Only such rules and stops are named each of which alone makes the rest possible
        when it is left out: at best of all that the delegations must do. Where they
        have several causes to fail, it is of as few of their stops as fail already;
        and where these have several causes too, no rule is named that is one of them.
        """
        part = self._fewest_delegations(part, size)
        fewest = self._fewest_stops(part)
        is_simple = self.proofs.short.isdisjoint(part.delegations(self.problem))
        for each in (part, fewest) if is_simple else (part,):
            rules = self._rules_that_matter(each, fewest)
            idle = [rule for rule in rules_of(self.problem, part) if rule not in rules]
            narrow = each.free_of(*idle)
            if not self._is_impossible(narrow):
                continue
            if not self._is_impossible(Part(fewest.stops, narrow.relaxed)):
                fewest = self._fewest_stops(narrow)
            return self._of(narrow, each, fewest.stops, rules)
        return self._of(part, part, fewest.stops, self._rules_that_matter(part, fewest))

    def _rules_that_matter(self, part: Part, fewest: Part) -> list[Rule]:
        """Return the rules without any one of which a part is possible."""
        candidates = rules_of(self.problem, fewest)
        return [rule for rule in candidates if self._helps(part.free_of(rule))]

    def _is_impossible(self, part: Part) -> bool:
        """Return whether a part is proven to be impossible."""
        return self.proofs.is_possible(part) is False

    def _helps(self, part: Part) -> bool:
        """Return whether what is left can be planned; notes a missing proof."""
        answer = self.proofs.is_possible(part)
        self.is_proven &= answer is not None
        return answer is True

    def _fewest_delegations(self, part: Part, size: int) -> Part:
        """Return the part of as few delegations, with all their mandatory stops."""

        def stops_of(groups: Collection[int]) -> frozenset[int]:
            return frozenset(
                number
                for number in part.stops
                if self.problem.stops[number].delegation in groups
            )

        def is_conflict(groups: frozenset[int]) -> bool:
            return self._is_impossible(Part(stops_of(groups), part.relaxed))

        groups = part.delegations(self.problem)
        return Part(stops_of(shrunk(groups, is_conflict, size)), part.relaxed)

    def _of(
        self, part: Part, under_all: Part, fewest: Iterable[int], rules: Sequence[Rule]
    ) -> Minimal:
        """Return a conflict of whole delegations; of stops where each one matters."""
        named: list[int] = []
        groups = part.delegations(self.problem)
        # Of who has short cuts, fewer stops can be harder to make: none is named.
        for group in [each for each in groups if each not in self.proofs.short]:
            mine = [stop for stop in sorted(fewest) if self._owner(stop) == group]
            if all(self._helps(under_all.without([stop])) for stop in mine):
                named += mine
        found = self._with_stops(part, named)
        if named and not self._is_impossible(found):
            found, named = part, []
        return Minimal(found, tuple(groups), tuple(named), tuple(rules), self.is_proven)

    def _with_stops(self, part: Part, named: Sequence[int]) -> Part:
        """Return the part with only the stops named of those who have such."""
        owners = {self._owner(stop) for stop in named}
        kept = [s for s in part.stops if s in named or self._owner(s) not in owners]
        return Part(frozenset(kept), part.relaxed)

    def _fewest_stops(self, part: Part) -> Part:
        """Return the part of as few stops as still cannot be planned."""
        core = self.proofs.core(part)
        size = max(1, len(part.stops) // 4)
        if core is not None:
            part, size = Part(core.stops, part.relaxed), 1

        def is_conflict(stops: frozenset[int]) -> bool:
            return self._is_impossible(Part(stops, part.relaxed))

        return Part(shrunk(sorted(part.stops), is_conflict, size), part.relaxed)

    def _owner(self, stop: int) -> int:
        return self.problem.stops[stop].delegation
