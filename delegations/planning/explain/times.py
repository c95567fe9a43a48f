"""Changes of times, each as small as will do: stops moved, longer stays."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from delegations.planning.explain.case import (
    TRIED,
    Case,
    Change,
    with_group,
    with_stop,
)
from delegations.planning.problem import Delegation, Stop
from delegations.planning.ranges import Range

if TYPE_CHECKING:
    from delegations.planning.model import Model

# By how much a stay or a stand's hours may be made longer.
MOST_LONGER = 240


def moves(case: Case) -> Iterator[Change]:
    """Yield moves of appointments, and of stops with a time of their own."""
    for stop in case.named:
        wished = _wished(stop)
        if wished is None:
            continue
        free = replace(stop, fixed_start=None)
        if stop.fixed_start is None or not _is_allowed(stop, stop.fixed_start):
            free = replace(free, window=None)
        found = case.smallest(
            with_stop(case.problem, free), partial(_away, stop, wished)
        )
        if found is not None and found[0]:
            yield _moved(case, stop, wished, found[1][stop.index])


def _wished(stop: Stop) -> Range | None:
    """Return the starts that were asked for, None where any would do."""
    if stop.fixed_start is not None:
        return stop.fixed_start, stop.fixed_start
    return stop.window


def _is_allowed(stop: Stop, time: int) -> bool:
    return stop.window is None or stop.window[0] <= time <= stop.window[1]


def _away(stop: Stop, wished: Range, model: "Model") -> Sequence[Any]:
    """Return by how much a stop begins outside what was asked for."""
    start = model.starts[stop.index]
    return [start - wished[1], wished[0] - start]


def _moved(case: Case, stop: Stop, wished: Range, time: int) -> Change:
    first, last = wished
    later = time > last
    params = {
        "delegation": case.problem.delegations[stop.delegation].id,
        "stand": case.problem.stands[stop.stand].id,
        "stop": stop.id,
        "time": time,
        "minutes": time - last if later else first - time,
    }
    moved = replace(stop, window=(min(first, time), max(last, time)))
    if stop.fixed_start is not None:
        moved = replace(stop, fixed_start=time, window=None)
    return Change(
        "move_later" if later else "move_earlier",
        params,
        with_stop(case.problem, moved),
    )


def leaving(case: Case) -> Iterator[Change]:
    """Yield delegations that stay longer."""
    for group in _groups(case):
        first, last = group.window
        longer = replace(group, window=(first, last + MOST_LONGER))
        found = case.smallest(
            with_group(case.problem, longer), partial(_after, group.index, last)
        )
        if found is not None:
            yield _staying(case, "leave_later", group, (first, last + found[0]))


def coming(case: Case) -> Iterator[Change]:
    """Yield delegations that come earlier."""
    for group in _groups(case):
        first, last = group.window
        longer = replace(group, window=(first - MOST_LONGER, last))
        found = case.smallest(
            with_group(case.problem, longer), partial(_before, group.index, first)
        )
        if found is not None:
            yield _staying(case, "come_earlier", group, (first - found[0], last))


def _groups(case: Case) -> list[Delegation]:
    """Return the conflict's delegations, those of the lowest rank first."""
    groups = [case.problem.delegations[number] for number in case.minimal.delegations]
    return sorted(groups, key=lambda group: (group.weight, group.index))[:TRIED]


def _after(number: int, last: int, model: "Model") -> Sequence[Any]:
    return [model.tours[number].end - last]


def _before(number: int, first: int, model: "Model") -> Sequence[Any]:
    return [first - model.tours[number].start]


def _staying(case: Case, code: str, group: Delegation, window: Range) -> Change:
    longer = sum(window) - sum(group.window)
    params = {
        "delegation": group.id,
        "minutes": abs(longer),
        "time": window[1] if longer > 0 else window[0],
    }
    changed = with_group(case.problem, replace(group, window=window))
    return Change(code, params, changed)
