"""One delegation's tour: which stops, in which order, when, and at what cost."""

from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from ortools.sat.python import cp_model

from delegations.planning.model.stops import add_stops
from delegations.planning.plan import Plan
from delegations.planning.problem import Delegation, Problem, Stop
from delegations.planning.ranges import Range, Ranges

if TYPE_CHECKING:
    from delegations.planning.model.model import Model

GATE = 0


@dataclass(frozen=True)
class TourVars:
    """The variables of a tour. ``made`` is None where there is one in any case.

    ``begun`` is from when to when it is, if none of its open stops is made.
    """

    start: Any
    end: Any
    made: Any
    cost: Any
    earliest_end: int
    latest_end: int
    begun: Range | None = None


def add_tour(model: "Model", group: Delegation) -> TourVars:
    """Add a delegation's stops and tour to a model."""
    stops = add_stops(model, group)
    builder = _Builder(model, group, stops)
    if model.is_walked:
        builder.add_circuit()
    else:
        builder.add_line()
    builder.keep_to_spans()
    return TourVars(
        builder.start,
        builder.end,
        builder.made,
        builder.cost(),
        builder.low,
        builder.high,
        (builder.start, builder.idle_end) if builder.pinned else None,
    )


class _Builder:
    """Adds one tour."""

    def __init__(self, model: "Model", group: Delegation, stops: list[Stop]) -> None:
        self.model = model
        self.cp = model.cp
        self.problem: Problem = model.problem
        self.group = group
        self.stops = stops
        self.minutes = self.problem.minutes
        pinned = [self.problem.stops[number] for number in group.pinned]
        self.pinned = pinned
        self.place = pinned[-1].place if pinned else group.entry
        self.pinned_end = max(
            (stop.pinned[1] for stop in pinned if stop.pinned), default=0
        )
        self.idle_end = self.pinned_end + self.minutes[self.place][group.exit]
        self.low, self.high = self._limits(group.spans)
        self.start: Any = self._start()
        self.end: Any = self.cp.new_int_var(self.low, self.high, f"end {group.index}")
        model.hint(self.end, lambda plan: self._of(plan, "end", self.low))
        self.made = self._made()
        self.walk: Any = 0
        if len(stops) > 1:
            self.cp.add_no_overlap(model.intervals[stop.index] for stop in stops)

    def _of(self, plan: Plan, what: str, default: int) -> int:
        value = getattr(plan.tours[self.group.index], what)
        return default if value is None else int(value)

    def _limits(self, spans: Ranges) -> tuple[int, int]:
        """Return the earliest and latest end that a tour can have."""
        low = min((first for first, _ in spans), default=0)
        high = max((last for _, last in spans), default=low)
        if self.pinned:
            low = self.pinned_end
            high = max(high, self.idle_end)
        return low, high

    def _start(self) -> Any:
        if self.pinned:
            first = self.pinned[0]
            begin = first.pinned[0] if first.pinned else 0
            return begin - self.minutes[self.group.entry][first.place]
        start = self.cp.new_int_var(self.low, self.high, f"begin {self.group.index}")
        self.model.hint(start, lambda plan: self._of(plan, "start", self.low))
        return start

    def _made(self) -> Any:
        """Return whether there is a tour, None for in any case."""
        present = self.model.present
        if self.pinned or any(stop.index not in present for stop in self.stops):
            return None
        made = self.cp.new_bool_var(f"tour {self.group.index}")
        self.model.hint(made, lambda plan: bool(plan.tours[self.group.index].order))
        for stop in self.stops:
            self.cp.add_implication(present[stop.index], made)
        self.cp.add_bool_or([*(present[stop.index] for stop in self.stops), ~made])
        self.cp.add(self.end == self.start).only_enforce_if(~made)
        return made

    def add_line(self) -> None:
        """Order the stops where nobody walks: one after the other is enough."""
        for stop in self.stops:
            start = self.model.starts[stop.index]
            if not self.pinned:
                self._if_present(self.cp.add(self.start <= start), stop)
            self._if_present(self.cp.add(self.end >= start + stop.duration), stop)

    def _if_present(self, constraint: Any, stop: Stop) -> None:
        if stop.index in self.model.present:
            constraint.only_enforce_if(self.model.present[stop.index])

    def add_circuit(self) -> None:
        """Order the stops on a circuit through the gate, with the walks between."""
        arcs: list[Any] = []
        walks: list[Any] = []
        for number, stop in enumerate(self.stops, 1):
            arcs.append((GATE, number, self._first(stop, walks)))
            arcs.append((number, GATE, self._last(stop, walks)))
            if stop.index in self.model.present:
                arcs.append((number, number, ~self.model.present[stop.index]))
            for other, following in enumerate(self.stops, 1):
                arc = self._arc(stop, following, walks) if other != number else None
                if arc is not None:
                    arcs.append((number, other, arc))
        self._idle(arcs, walks)
        if arcs:
            self.cp.add_circuit(arcs)
        self.walk = cp_model.LinearExpr.sum(walks) if walks else 0

    def _idle(self, arcs: list[Any], walks: list[Any]) -> None:
        """Let the tour end at once, where no open stop must be made."""
        if any(stop.index not in self.model.present for stop in self.stops):
            return
        if self.made is not None:
            arcs.append((GATE, GATE, ~self.made))
            return
        idle = self.cp.new_bool_var(f"idle {self.group.index}")
        pinned = len(self.pinned)
        self.model.hint(
            idle, lambda plan: len(plan.tours[self.group.index].order) == pinned
        )
        arcs.append((GATE, GATE, idle))
        for stop in self.stops:
            self.cp.add_implication(idle, ~self.model.present[stop.index])
        self.cp.add(self.end == self.idle_end).only_enforce_if(idle)
        walks.append(self.minutes[self.place][self.group.exit] * idle)

    def _first(self, stop: Stop, walks: list[Any]) -> Any:
        arc = self.cp.new_bool_var(f"first {stop.index}")
        pinned = len(self.pinned)
        self.model.hint(
            arc,
            lambda plan: (
                plan.tours[self.group.index].order[pinned : pinned + 1] == (stop.index,)
            ),
        )
        start = self.model.starts[stop.index]
        minutes = self.minutes[self.place][stop.place]
        if self.pinned:
            self.cp.add(start >= self.pinned_end + minutes).only_enforce_if(arc)
        else:
            self.cp.add(self.start == start - minutes).only_enforce_if(arc)
        if self.group.ready:
            place, time = self.group.ready
            free = time + self.minutes[place][stop.place]
            self.cp.add(start >= free).only_enforce_if(arc)
        walks.append(minutes * arc)
        return arc

    def _last(self, stop: Stop, walks: list[Any]) -> Any:
        arc = self.cp.new_bool_var(f"last {stop.index}")
        self.model.hint(
            arc,
            lambda plan: plan.tours[self.group.index].order[-1:] == (stop.index,),
        )
        minutes = self.minutes[stop.place][self.group.exit]
        leave = self.model.starts[stop.index] + (stop.duration + minutes)
        self.cp.add(self.end == leave).only_enforce_if(arc)
        walks.append(minutes * arc)
        return arc

    def _arc(self, stop: Stop, following: Stop, walks: list[Any]) -> Any:
        """Return the literal of one stop right after another, None if too late."""
        minutes = self.minutes[stop.place][following.place]
        gap = stop.duration + minutes
        one, other = self.model.starts[stop.index], self.model.starts[following.index]
        allowed = self.model.allowed_starts
        if allowed[stop.index][0][0] + gap > allowed[following.index][-1][1]:
            return None
        arc = self.cp.new_bool_var(f"{stop.index} {following.index}")
        pair = (stop.index, following.index)
        self.model.hint(arc, lambda plan: pair in _legs(plan, self.group.index))
        self.cp.add(other >= one + gap).only_enforce_if(arc)
        walks.append(minutes * arc)
        return arc

    def keep_to_spans(self) -> None:
        """Let one of the spans hold the whole tour."""
        spans = self.group.spans
        if len(spans) < 2 or self.pinned:
            return
        chosen = []
        for first, last in spans:
            inside = self.cp.new_bool_var("span")
            chosen.append(inside)
            self.cp.add(self.start >= first).only_enforce_if(inside)
            self.cp.add(self.end <= last).only_enforce_if(inside)
            self.model.hint(inside, partial(self._is_inside, first, last))
        self.cp.add_bool_or(chosen)

    def _is_inside(self, first: int, last: int, plan: Plan) -> bool:
        start, end = self._of(plan, "start", first), self._of(plan, "end", first)
        return first <= start and end <= last

    def cost(self) -> Any:
        """Return the tour's weighted cost without the price of the last end."""
        price = self.problem.objective
        present = self.model.present
        made = [self.problem.stops[number].duration for number in self.group.pinned]
        busy = [
            stop.duration * present[stop.index]
            if stop.index in present
            else stop.duration
            for stop in self.stops
        ]
        legs = self._pinned_legs()
        walk = self.walk + legs
        wait = self.end - self.start - walk - sum(made) - cp_model.LinearExpr.sum(busy)
        if not self.pinned:
            self.cp.add(wait >= 0)
        own = self.group.weight * (price.walk * walk + price.wait * wait)
        return own + self._lost()

    def _pinned_legs(self) -> int:
        """Return the minutes walked to and between the pinned stops."""
        places = [self.group.entry, *(stop.place for stop in self.pinned)]
        return sum(self.minutes[one][other] for one, other in pairwise(places))

    def _lost(self) -> Any:
        """Return the cost of the stops left out."""
        terms: list[Any] = []
        for number in self.group.stops:
            stop = self.problem.stops[number]
            price = self.problem.price_left_out(stop)
            if not price or stop.pinned:
                continue
            if number in self.model.present:
                terms.append(price * (1 - self.model.present[number]))
            else:
                terms.append(price)
        return cp_model.LinearExpr.sum(terms) if terms else 0


def _legs(plan: Plan, delegation: int) -> set[tuple[int, int]]:
    """Return the pairs of stops of which one follows the other at once."""
    order = plan.tours[delegation].order
    return set(pairwise(order))
