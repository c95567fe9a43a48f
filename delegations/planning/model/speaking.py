"""No more tours at once than there are interpreters of their language."""

from collections.abc import Iterable
from itertools import combinations
from typing import TYPE_CHECKING, Any

from delegations.planning.occupied import full
from delegations.planning.plan import Plan

if TYPE_CHECKING:
    from delegations.planning.model.model import Model


def interpret(model: "Model") -> None:
    """Keep the tours of a model, and those around it, to the interpreters there are."""
    for language, speakers in model.occupied.speakers.items():
        mine = [number for number in speakers if number in model.tours]
        pool = model.problem.pools.get(language, 0)
        around = model.occupied.speaking(language)
        if not pool or len(mine) < 2 or len(mine) + len(around) <= pool:
            continue
        if any(number in model.free for number in mine):
            _keep_to(model, mine, pool)


def _keep_to(model: "Model", mine: list[int], pool: int) -> None:
    """Let no more than ``pool`` of some tours overlap.

    Those that have begun and are too many already are let be, though none may join
    them: so each choice of them that is not too many is judged with the others.
    """
    begun = {number: time for number in mine if (time := model.tours[number].begun)}
    intervals = {number: _tour_interval(model, number) for number in mine}
    language = model.problem.delegations[mine[0]].language or ""
    around = [
        model.cp.new_fixed_size_interval_var(first, last - first, "taken")
        for first, last in model.occupied.speaking(language)
    ]
    if not full(begun.values(), pool + 1):
        _at_most(model, [*intervals.values(), *around], pool)
        return
    others = [intervals[number] for number in mine if number not in begun]
    for some in combinations(begun, pool):
        _at_most(
            model, [*others, *around, *(intervals[number] for number in some)], pool
        )
    for some in combinations(begun, pool + 1):
        if not full((begun[number] for number in some), pool + 1):
            _at_most(model, [intervals[number] for number in some], pool)


def _at_most(model: "Model", intervals: Iterable[Any], pool: int) -> None:
    every = list(intervals)
    model.cp.add_cumulative(every, [1] * len(every), pool)


def _tour_interval(model: "Model", number: int) -> Any:
    cp = model.cp
    tour = model.tours[number]
    size = cp.new_int_var(
        0, max(tour.latest_end - tour.earliest_end, 0) + 10**6, "size"
    )
    model.hint(size, lambda plan: _length(plan, number))
    if tour.made is None:
        return cp.new_interval_var(tour.start, size, tour.end, "tour")
    return cp.new_optional_interval_var(tour.start, size, tour.end, tour.made, "tour")


def _length(plan: Plan, number: int) -> int:
    tour = plan.tours[number]
    return 0 if tour.start is None or tour.end is None else tour.end - tour.start
