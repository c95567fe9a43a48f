"""A person's duties one after another, where a way round can be the shorter one.

Mostly it is enough that of any two duties one follows the other with the direct walk
between. Where going from one place to another by way of a third takes less than going
there directly, only duties that follow each other at once are bound by the walk.
"""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import pairwise, permutations
from typing import TYPE_CHECKING, Any

from delegations.planning.plan import Plan

if TYPE_CHECKING:
    from delegations.planning.model.model import Model
    from delegations.planning.model.sharing import Use

REST = 0


def has_way_round(model: "Model", uses: Sequence["Use"]) -> bool:
    """Return whether some duty in between makes the way between two others shorter."""
    minutes = model.problem.minutes
    least: dict[tuple[int, int], int] = {}
    for use in uses:
        ends = use.come, use.leave
        least[ends] = min(least.get(ends, use.least), use.least)
    return any(
        minutes[one[1]][last[0]]
        > minutes[one[1]][way[0]] + least[way] + minutes[way[1]][last[0]]
        for one, way, last in permutations(least, 3)
    )


def can_follow(model: "Model", uses: Sequence["Use"]) -> bool:
    """Return whether the duties can be put on a circuit: none is beside another.

    Of a whole day only: among tours that stand, the direct walks are kept to.
    """
    if model.around is not None or model.problem.today is not None:
        return False
    return _follow(model, uses)


def _follow(model: "Model", uses: Sequence["Use"]) -> bool:
    """Return whether no two duties can be at one place at the same time."""
    stops = [model.problem.stops[use.stop] for use in uses if use.stop is not None]
    places = [stop.place for stop in stops]
    return all(
        model.problem.stands[stop.stand].capacity == 1 and stop.duration
        for stop in stops
        if places.count(stop.place) > 1
    )


def follow(model: "Model", uses: Sequence["Use"]) -> None:
    """Put a person's duties on a circuit, each walk from one to the next."""
    arcs: list[Any] = []
    for number, use in enumerate(uses):
        first = partial(_is_at, uses, number, 0)
        last = partial(_is_at, uses, number, -1)
        arcs.append((REST, number + 1, _literal(model, first)))
        arcs.append((number + 1, REST, _literal(model, last)))
        if use.present:
            arcs.append((number + 1, number + 1, ~use.present[0]))
    for (one, use), (other, then) in permutations(enumerate(uses), 2):
        leg = _literal(model, partial(_is_leg, uses, (one, other)))
        walk = model.problem.minutes[use.leave][then.come]
        model.cp.add(use.end + walk <= then.start).only_enforce_if(leg)
        arcs.append((one + 1, other + 1, leg))
    if all(use.present for use in uses):
        idle = _literal(model, lambda plan: not _order(uses, plan))
        for use in uses:
            model.cp.add_implication(idle, ~use.present[0])
        arcs.append((REST, REST, idle))
    model.cp.add_circuit(arcs)


def _literal(model: "Model", value: Callable[[Plan], bool]) -> Any:
    literal = model.cp.new_bool_var("duty")
    model.hint(literal, value)
    return literal


def _order(uses: Sequence["Use"], plan: Plan) -> list[int]:
    """Return the numbers of the duties that there are in a plan, in order."""
    times = [(use.times(plan), number) for number, use in enumerate(uses)]
    return [number for time, number in sorted(t for t in times if t[0] is not None)]


def _is_at(uses: Sequence["Use"], number: int, place: int, plan: Plan) -> bool:
    order = _order(uses, plan)
    return bool(order) and order[place] == number


def _is_leg(uses: Sequence["Use"], pair: tuple[int, int], plan: Plan) -> bool:
    return pair in pairwise(_order(uses, plan))
