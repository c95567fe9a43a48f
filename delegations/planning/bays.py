"""Which bay of its stand each stop of a plan gets."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from delegations.planning.plan import Plan
from delegations.planning.problem import Problem, Stop


class _Wish(NamedTuple):
    """A stop's time in a bay; ``bay`` is the one it has or had, None without one."""

    start: int
    end: int
    stop: int
    bay: int | None
    is_settled: bool
    is_begun: bool


def bays(problem: Problem, plan: Plan) -> dict[int, int]:
    """Return the bay of each stop made, by its index.

    What is begun or locked keeps its own; the others theirs where possible. Where that
    leaves no way to give bays to all, what is begun has the only bays at its stand.
    """
    wishes: dict[int, list[_Wish]] = defaultdict(list)
    for number, start in plan.starts.items():
        stop = problem.stops[number]
        wishes[stop.stand].append(_wish(stop, start, plan.end(number)))
    result: dict[int, int] = {}
    for stand, mine in wishes.items():
        result.update(given(sorted(mine), problem.stands[stand].capacity))
    return result


def _wish(stop: Stop, start: int, end: int) -> _Wish:
    is_begun = stop.pinned is not None
    is_settled = stop.bay is not None and (is_begun or stop.is_locked)
    return _Wish(start, end, stop.index, stop.bay, is_settled, is_begun)


def given(wishes: Sequence[_Wish], capacity: int) -> dict[int, int]:
    """Return a bay for each wish, in order of their starts.

    Searches all ways, bays wanted and then free longest first: exact, and quick as
    what matters of a way so far is only until when each bay is taken.
    """
    settled = [wish for wish in wishes if wish.is_settled]
    begun = {wish.stop: wish.bay or 1 for wish in settled if wish.is_begun}
    if any(_is_taken(wish, settled, capacity) for wish in settled):
        return begun
    open_ones = [wish for wish in wishes if not wish.is_settled]
    # What takes no time is in nobody's way.
    timeless = [wish for wish in open_ones if wish.start == wish.end]
    rest = [wish for wish in open_ones if wish.start < wish.end]
    chosen = _chosen(rest, settled, capacity)
    if chosen is None:
        return begun
    result = {wish.stop: wish.bay or 1 for wish in settled}
    result.update({wish.stop: _own(wish, capacity) for wish in timeless})
    return {**result, **chosen}


def _is_taken(wish: _Wish, settled: Sequence[_Wish], capacity: int) -> bool:
    """Return whether a locked stop's bay is taken by another that is settled."""
    if wish.is_begun or wish.bay is None:
        return False
    return wish.bay > capacity or any(
        other.bay == wish.bay and _overlap(wish, other)
        for other in settled
        if other.stop != wish.stop
    )


def _overlap(one: _Wish, other: _Wish) -> bool:
    return max(one.start, other.start) < min(one.end, other.end)


def _own(wish: _Wish, capacity: int) -> int:
    return wish.bay if wish.bay is not None and wish.bay <= capacity else 1


def _chosen(
    wishes: Sequence[_Wish], settled: Sequence[_Wish], capacity: int
) -> Mapping[int, int] | None:
    """Return bays for wishes in order of start, None if there is no way."""
    dead: set[tuple[int, tuple[int, ...]]] = set()
    taken: list[tuple[int, ...]] = [(-(1 << 41),) * capacity]
    tries: list[list[int]] = []
    chosen: list[int] = []
    while len(chosen) < len(wishes):
        place = len(chosen)
        wish = wishes[place]
        if len(tries) == place:
            tries.append(_ways(wish, taken[-1], settled, capacity))
        while tries[-1]:
            bay = tries[-1].pop()
            ends = list(taken[-1])
            ends[bay - 1] = wish.end
            if (place, tuple(ends)) not in dead:
                chosen.append(bay)
                taken.append(tuple(ends))
                break
        else:
            tries.pop()
            if not chosen:
                return None
            chosen.pop()
            dead.add((place - 1, taken.pop()))
    return {wish.stop: bay for wish, bay in zip(wishes, chosen, strict=True)}


def _ways(
    wish: _Wish, taken: Sequence[int], settled: Sequence[_Wish], capacity: int
) -> list[int]:
    """Return the bays that are free for a wish, the best last."""
    closed = {other.bay for other in settled if _overlap(wish, other)}
    free = [
        bay
        for bay in range(1, capacity + 1)
        if taken[bay - 1] <= wish.start and bay not in closed
    ]
    return sorted(free, key=lambda bay: (bay == wish.bay, -bay))
