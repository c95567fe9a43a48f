"""What is decided in a day, and the rules between the tours."""

from collections.abc import Callable, Collection
from typing import Any

from ortools.sat.python import cp_model

from delegations.planning.model.sharing import share
from delegations.planning.model.tours import TourVars, add_tour
from delegations.planning.occupied import Occupied
from delegations.planning.plan import Plan, plan_of
from delegations.planning.problem import Problem, Stop
from delegations.planning.ranges import Ranges


class Model:
    """Variables and rules of the tours of some delegations, among those that stand.

    ``free`` are the delegations to be planned, all without it; the tours of ``around``
    stay as they are. ``cost`` is the plan's whole cost, as an expression. A model
    ``is_void`` if a stop must be made and cannot be. One that ``is_strict`` asks more
    of somebody's walks than the rules do: its plans are right, but it proves nothing.
    """

    def __init__(
        self,
        problem: Problem,
        free: Collection[int] | None = None,
        around: Plan | None = None,
    ) -> None:
        self.problem = problem
        self.cp = cp_model.CpModel()
        self.is_void = False
        self.is_strict = False
        self.is_walked = any(any(row) for row in problem.minutes)
        everyone = range(len(problem.delegations))
        self.free = frozenset(everyone if free is None else free)
        self.around = around
        self.occupied = (
            Occupied.around(around, self.free) if around else Occupied(problem)
        )
        self.starts: dict[int, cp_model.IntVar] = {}
        self.allowed_starts: dict[int, Ranges] = {}
        self.present: dict[int, cp_model.IntVar] = {}
        self.intervals: dict[int, cp_model.IntervalVar] = {}
        self._hints: list[tuple[cp_model.IntVar, Callable[[Plan], int]]] = []
        self.tours: dict[int, TourVars] = self.add_tours()
        share(self)
        self.cost = self._cost()
        self.cp.minimize(self.cost)

    def add_tours(self) -> dict[int, TourVars]:
        """Add the tours to be planned; returns them by delegation."""
        groups = self.problem.delegations
        return {number: add_tour(self, groups[number]) for number in sorted(self.free)}

    def allowed(self, stop: Stop) -> Ranges:
        """Return the starts left to a stop by its own rules and by those around."""
        return self.occupied.starts(stop)

    def may_skip(self, stop: Stop) -> bool:
        """Return whether a stop may be left out."""
        return self.problem.may_skip(stop)

    def hint(self, variable: Any, value: Callable[[Plan], int]) -> None:
        """Remember how a variable is to be read from a plan."""
        self._hints.append((variable, value))

    def begin_with(self, plan: Plan) -> None:
        """Let the search begin with a plan."""
        self.cp.clear_hints()  # type: ignore[no-untyped-call]
        for variable, value in self._hints:
            self.cp.add_hint(variable, value(plan))

    def plan(self, value: Callable[[Any], int]) -> Plan:
        """Return the plan that a solution's values describe."""
        starts = dict(self.around.starts) if self.around else {}
        for number in self.free:
            for stop in self.problem.delegations[number].stops:
                starts.pop(stop, None)
        starts.update(
            {
                stop: value(variable)
                for stop, variable in self.starts.items()
                if stop not in self.present or value(self.present[stop])
            }
        )
        return plan_of(self.problem, starts)

    def _cost(self) -> Any:
        """Return the cost of the plan: of the free tours, and of those around."""
        price = self.problem.objective.last_end
        terms = [tour.cost for tour in self.tours.values()]
        others = self.around.tours if self.around else ()
        fixed = [tour for tour in others if tour.delegation not in self.tours]
        constant = sum(tour.cost for tour in fixed)
        if price:
            ends = [tour.end for tour in fixed if tour.end is not None]
            terms.append(price * self._last_end(max(ends, default=None)))
        return cp_model.LinearExpr.sum(terms) + constant

    def _last_end(self, least: int | None) -> Any:
        """Return the latest end of a tour, 0 without any."""
        tours = list(self.tours.values())
        low = min((tour.earliest_end for tour in tours), default=0)
        high = max((tour.latest_end for tour in tours), default=0)
        if least is not None:
            low, high = least, max(least, high)
        elif not any(tour.made is None for tour in tours):
            low, high = min(low, 0), max(high, 0)
        last = self.cp.new_int_var(low, high, "last_end")
        for tour in tours:
            bound = self.cp.add(last >= tour.end)
            if tour.made is not None:
                bound.only_enforce_if(tour.made)
        if low < 0 and least is None:
            absent = [~tour.made for tour in tours if tour.made is not None]
            if len(absent) == len(tours):
                self.cp.add(last >= 0).only_enforce_if(*absent)
        self.hint(last, lambda plan: max(low, plan.last_end))
        return last
