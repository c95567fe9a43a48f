"""Which delegations to plan anew together: those in each other's way."""

import random
import threading
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import permutations

from delegations.planning.plan import Plan, Tour
from delegations.planning.problem import Problem

LEAST, MOST = 2, 8


class Neighbours:
    """Draws neighbourhoods; those drawn at the same time are disjoint.

    How many delegations one takes follows from whether rounds end with a proof.
    ``floors`` hold what tours cost alone, as far as it is known by now.
    """

    def __init__(
        self, problem: Problem, rng: random.Random, floors: Mapping[int, int]
    ) -> None:
        self.problem = problem
        self.rng = rng
        self.floors = floors
        self.size = 3.0
        self._taken: set[int] = set()
        self._lock = threading.Lock()
        self._sharing = _sharing(problem)

    def draw(self, plan: Plan) -> list[int]:
        """Return delegations to free."""
        with self._lock:
            size = int(self.size) + (self.rng.random() < self.size % 1)
            chosen = self._draw(plan, size)
            self._taken.update(chosen)
            return chosen

    def learn(self, free: Sequence[int], *, is_better: bool, is_proven: bool) -> None:
        """Give delegations back, and fit the size to what a round can prove."""
        with self._lock:
            self._taken.difference_update(free)
            if is_proven and not is_better:
                self.size = min(self.size * 1.03, MOST)
            elif not is_proven:
                self.size = max(self.size / 1.08, LEAST)

    def _draw(self, plan: Plan, size: int) -> list[int]:
        left = [
            group.index
            for group in self.problem.delegations
            if group.stops and group.index not in self._taken
        ]
        if len(left) <= size:
            return left
        first = self._seed(plan, left)
        weights = self._near(plan, first)
        chosen = [first]
        while len(chosen) < size:
            rest = [number for number in left if number not in chosen]
            likely = [weights.get(number, 0.0) + 0.05 for number in rest]
            (drawn,) = self.rng.choices(rest, likely)
            chosen.append(drawn)
        return sorted(chosen)

    def _seed(self, plan: Plan, left: Sequence[int]) -> int:
        """Draw a delegation, the likelier the more it waits and loses."""
        weights = [self._pain(plan, number) + 1.0 for number in left]
        if self.rng.random() < 0.3:
            weights = [1.0] * len(left)
        return self.rng.choices(left, weights)[0]

    def _pain(self, plan: Plan, number: int) -> float:
        """Return how much a delegation waits, and loses by the others."""
        tour = plan.tours[number]
        return float(max(0, tour.cost - self.floors.get(number, tour.cost - tour.wait)))

    def _near(self, plan: Plan, first: int) -> dict[int, float]:
        """Return how much each other delegation shares with one, at near times."""
        mine = plan.tours[first]
        weights: dict[int, float] = defaultdict(float)
        for other, shared in self._sharing[first].items():
            theirs = plan.tours[other]
            weights[other] += shared * (1.0 if _overlap(mine, theirs) else 0.3)
        return weights


def _sharing(problem: Problem) -> dict[int, dict[int, float]]:
    """Return for each delegation how much every other shares with it."""
    sharing: dict[int, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for (kind, _), groups in sorted(_users(problem).items(), key=repr):
        weight = 0.2 if kind == "language" else 1.0
        for one, other in permutations(sorted(groups), 2):
            sharing[one][other] += weight
    return sharing


def _users(problem: Problem) -> dict[tuple[str, object], set[int]]:
    """Return which delegations use each stand, person and language."""
    users: dict[tuple[str, object], set[int]] = defaultdict(set)
    for stop in problem.stops:
        users["stand", stop.stand].add(stop.delegation)
        for host in stop.hosts:
            users["person", host].add(stop.delegation)
    for group in problem.delegations:
        for escort in group.escorts:
            users["person", escort].add(group.index)
        if group.language:
            users["language", group.language].add(group.index)
    for number, pair in enumerate(problem.apart):
        users["apart", number] = set(pair)
    return users


def _overlap(mine: Tour, theirs: Tour) -> bool:
    """Return whether two tours are at the same time, or one of them is none."""
    if mine.start is None or mine.end is None:
        return True
    if theirs.start is None or theirs.end is None:
        return True
    return mine.start < theirs.end and theirs.start < mine.end
