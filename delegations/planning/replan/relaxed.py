"""A day in which some tours are planned anew and of the others stops stay or vanish.

A stop of another tour keeps its time, or vanishes at the price of a move: a relaxation,
so what it cannot do better no plan can. When nothing vanishes it is a plan.
"""

from collections.abc import Callable, Collection
from typing import Any

from ortools.sat.python import cp_model

from delegations.planning.model import Model
from delegations.planning.model.tours import TourVars
from delegations.planning.plan import Plan, plan_of
from delegations.planning.problem import Delegation, Problem, Stop
from delegations.planning.ranges import has
from delegations.planning.replan.vector import is_other

Linear = Any


class Relaxed(Model):
    """The tours of ``whole`` planned anew, among those of the plan in force."""

    def __init__(
        self,
        problem: Problem,
        whole: Collection[int],
        force: Plan,
        *,
        is_strict: bool = False,
    ) -> None:
        self.force = force
        self.whole = sorted(whole)
        self.is_strict = is_strict
        self.kept: dict[int, Any] = {}
        self.stays: dict[int, Any] = {}
        self.shared = _Shared(problem, self.whole)
        super().__init__(problem, self.whole)
        self._keep()

    def add_tours(self) -> dict[int, TourVars]:
        """Add the whole tours, and what the others share with them."""
        tours = super().add_tours()
        for group in self.problem.delegations:
            if group.index not in tours:
                tours[group.index] = self._loose(group)
        return tours

    def plan(self, value: Callable[[Any], int]) -> Plan:
        """Return the plan that a solution's values describe: without what vanishes."""
        starts = {
            stop: start
            for stop, start in self.force.starts.items()
            if self.problem.stops[stop].delegation not in self.whole
        }
        for stop, stays in self.stays.items():
            if not value(stays):
                del starts[stop]
        for stop, start in self.starts.items():
            if stop not in self.stays and value(self.present[stop]):
                starts[stop] = value(start)
        return plan_of(self.problem, starts)

    def vanished(self, plan: Plan) -> set[int]:
        """Return the delegations of the stops that vanish in a plan of this model."""
        stops = self.problem.stops
        return {
            stops[stop].delegation
            for stop in self.force.starts
            if stop not in plan.starts and stops[stop].delegation not in self.whole
        }

    def _loose(self, group: Delegation) -> TourVars:
        """Add a tour whose stops stay or vanish; returns its time, if all stay."""
        mine = self.force.tours[group.index]
        is_shared = self.shared.has_tour(group)
        stays = []
        for number in mine.order:
            stop = self.problem.stops[number]
            if stop.is_open and (is_shared or self.shared.has_stop(stop)):
                stays.append(self._stay(stop))
        made = None
        if stays:
            made = self.cp.new_bool_var(f"tour {group.index}")
            self.hint(made, lambda plan: self._is_intact(plan, group.index))
            self.cp.add_bool_or([made, *(~literal for literal in stays)])
            for literal in stays:
                self.cp.add_implication(made, literal)
        start, end = mine.start or 0, mine.end or 0
        return TourVars(
            start,
            end,
            made if mine.start is not None else _never(self.cp),
            self._loose_cost(group, made),
            end,
            end,
            self.occupied.facts.get(group.index),
        )

    def _is_intact(self, plan: Plan, number: int) -> bool:
        return plan.tours[number].order == self.force.tours[number].order

    def _stay(self, stop: Stop) -> Any:
        """Add a stop that keeps its time or vanishes."""
        time = self.force.starts[stop.index]
        stays = self.cp.new_bool_var(f"stays {stop.index}")
        self.hint(stays, lambda plan: plan.starts.get(stop.index) == time)
        if self.is_strict:
            self.cp.add_bool_and([stays])
        self.stays[stop.index] = self.present[stop.index] = stays
        self.starts[stop.index] = self.cp.new_constant(time)
        self.allowed_starts[stop.index] = ((time, time),)
        self.intervals[stop.index] = self.cp.new_optional_fixed_size_interval_var(
            time, stop.duration, stays, f"stays {stop.index}"
        )
        return stays

    def _loose_cost(self, group: Delegation, made: Any) -> Linear:
        """Return what such a tour costs at least."""
        cost = self.force.tours[group.index].cost
        if made is None:
            return cost
        pinned = [self.problem.stops[number] for number in group.pinned]
        short = sum(
            min(0, stop.pinned[1] - stop.pinned[0] - stop.duration)
            for stop in pinned
            if stop.pinned
        )
        least = min(cost, group.weight * self.problem.objective.wait * short)
        return least + (cost - least) * made

    def _keep(self) -> None:
        """Add whether each stop of the whole tours keeps its start."""
        for number in self.whole:
            for index in self.problem.delegations[number].stops:
                stop = self.problem.stops[index]
                if stop.previous is not None and has(
                    self.allowed_starts.get(index, ()), stop.previous
                ):
                    self._may_keep(stop, stop.previous)

    def _may_keep(self, stop: Stop, time: int) -> None:
        kept = self.cp.new_bool_var(f"kept {stop.index}")
        self.hint(kept, lambda plan: plan.starts.get(stop.index) == time)
        self.kept[stop.index] = kept
        self.cp.add_implication(kept, self.present[stop.index])
        self.cp.add(self.starts[stop.index] == time).only_enforce_if(kept)

    def _stops(self) -> list[Stop]:
        """Return the open stops of the whole tours."""
        stops = self.problem.stops
        return [
            stops[index]
            for number in self.whole
            for index in self.problem.delegations[number].stops
            if stops[index].is_open
        ]

    def thawed(self) -> Linear:
        """Return how many frozen stops do not keep their start."""
        terms = [1 - stays for i, stays in self.stays.items() if self._frozen(i)]
        terms += [
            1 - self.kept.get(stop.index, 0) for stop in self._stops() if stop.is_frozen
        ]
        return cp_model.LinearExpr.sum(terms) if terms else 0

    def _frozen(self, index: int) -> bool:
        return self.problem.stops[index].is_frozen

    def dropped(self) -> Linear:
        """Return how many mandatory stops of the whole tours are left out."""
        terms = [
            1 - self.present.get(stop.index, 0)
            for stop in self._stops()
            if stop.is_mandatory
        ]
        return cp_model.LinearExpr.sum(terms) if terms else 0

    def disturbed(self) -> Linear:
        """Return the weight of the others' stops that are moved or left out."""
        groups, stops = self.problem.delegations, self.problem.stops
        literals = [(stops[index], stays) for index, stays in self.stays.items()]
        literals += [
            (stop, self.kept.get(stop.index, 0))
            for stop in self._stops()
            if stop.previous is not None
        ]
        terms = [
            groups[stop.delegation].weight * (1 - literal)
            for stop, literal in literals
            if is_other(self.problem, stop)
        ]
        return cp_model.LinearExpr.sum(terms) if terms else 0

    def shifted(self) -> Linear:
        """Return by how much in all stops of the whole tours are moved."""
        terms = []
        for stop in self._stops():
            if stop.previous is None or stop.index not in self.starts:
                continue
            terms.append(self._shift(stop, stop.previous))
        return cp_model.LinearExpr.sum(terms) if terms else 0

    def _shift(self, stop: Stop, time: int) -> Any:
        allowed = self.allowed_starts[stop.index]
        most = max(abs(allowed[0][0] - time), abs(allowed[-1][1] - time))
        shift = self.cp.new_int_var(0, most, f"shift {stop.index}")
        self.hint(shift, lambda plan: abs(plan.starts.get(stop.index, time) - time))
        present, start = self.present[stop.index], self.starts[stop.index]
        self.cp.add(shift >= start - time).only_enforce_if(present)
        self.cp.add(shift >= time - start).only_enforce_if(present)
        return shift


def _never(cp: cp_model.CpModel) -> Any:
    return cp.new_constant(0)


class _Shared:
    """The stands, people, languages and foes of some tours."""

    def __init__(self, problem: Problem, whole: Collection[int]) -> None:
        groups = [problem.delegations[number] for number in whole]
        stops = [
            problem.stops[number]
            for group in groups
            for number in group.stops
            if problem.stops[number].is_open and problem.stops[number].starts
        ]
        self.stands = {stop.stand for stop in stops if stop.duration}
        self.hosts = {host for stop in stops for host in stop.hosts}
        self.escorts = {escort for group in groups for escort in group.escorts}
        self.languages = {group.language for group in groups if group.language}
        inside = set(whole)
        self.foes = {
            foe
            for pair in problem.apart
            for one, foe in (pair, pair[::-1])
            if one in inside
        }

    def has_stop(self, stop: Stop) -> bool:
        """Return whether a stop needs what these tours need."""
        return (stop.duration > 0 and stop.stand in self.stands) or any(
            host in self.hosts or host in self.escorts for host in stop.hosts
        )

    def has_tour(self, group: Delegation) -> bool:
        """Return whether a tour as a whole needs what these tours need."""
        return (
            group.index in self.foes
            or group.language in self.languages
            or any(one in self.hosts or one in self.escorts for one in group.escorts)
        )
