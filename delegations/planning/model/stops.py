"""A stop's variables: when it starts, and whether it is made."""

from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from delegations.planning.problem import Delegation, Stop

if TYPE_CHECKING:
    from delegations.planning.model.model import Model


def add_stops(model: "Model", group: Delegation) -> list[Stop]:
    """Add a delegation's open stops to a model; returns those that can be made."""
    stops = [model.problem.stops[number] for number in group.stops]
    return [stop for stop in stops if stop.is_open and _add_stop(model, stop)]


def _add_stop(model: "Model", stop: Stop) -> bool:
    """Add a stop's start and whether it is made; returns whether it can be."""
    allowed = model.allowed(stop)
    may_skip = model.may_skip(stop)
    if not allowed:
        model.is_void |= not may_skip
        return False
    cp = model.cp
    start = cp.new_int_var_from_domain(
        cp_model.Domain.from_intervals([list(ends) for ends in allowed]),
        f"start {stop.index}",
    )
    model.starts[stop.index] = start
    model.allowed_starts[stop.index] = allowed
    first = allowed[0][0]
    model.hint(start, lambda plan: plan.starts.get(stop.index, first))
    if may_skip:
        present = cp.new_bool_var(f"made {stop.index}")
        model.present[stop.index] = present
        model.hint(present, lambda plan: stop.index in plan.starts)
        model.intervals[stop.index] = cp.new_optional_fixed_size_interval_var(
            start, stop.duration, present, f"at {stop.index}"
        )
    else:
        model.intervals[stop.index] = cp.new_fixed_size_interval_var(
            start, stop.duration, f"at {stop.index}"
        )
    return True
