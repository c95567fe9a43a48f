"""Why a stop is not made in a plan: reasons that hold, each found out by trying."""

import time
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from delegations.planning.explain.alone import MOST_STOPS, earliest_end, reachable
from delegations.planning.explain.arithmetic import of_spans, without_time
from delegations.planning.explain.part import (
    LANGUAGE,
    has_short_cuts,
    problem_of,
    renewed,
)
from delegations.planning.occupied import Occupied
from delegations.planning.plan import Plan
from delegations.planning.problem import Delegation, Problem, State, Stop
from delegations.planning.sentences import sentence

if TYPE_CHECKING:
    from delegations.planning.model import Outcome

# Deterministic units of the solver for one stop.
WORK = 0.2
FAR = 1 << 20
Reason = tuple[str, dict[str, Any]]


def left_out(
    problem: Problem, plan: Plan, deadline: float, *, seed: int = 0
) -> list[dict[str, Any]]:
    """Return for every stop that a plan does not make a reason that is true.

    After ``deadline`` the reasons are short: nothing more is tried.
    """
    reasons = _Reasons(problem, plan, deadline, seed)
    result = []
    for stop in problem.stops:
        if stop.index not in plan.starts and stop.pinned is None:
            code, params = reasons.of(stop)
            said = {"code": code, "params": params, "sentence": sentence(code, params)}
            result.append({"id": stop.id, **said})
    return result


class _Reasons:
    """Finds reasons by fitting a stop into its delegation's tour, beside the others."""

    def __init__(
        self, problem: Problem, plan: Plan, deadline: float, seed: int
    ) -> None:
        self.problem = problem
        self.plan = plan
        self.deadline = deadline
        self.seed = seed
        self.occupied = Occupied(problem, plan.tours)
        self.short: dict[int, bool] = {}

    def of(self, stop: Stop) -> Reason:
        """Return why a stop is not made: the first reason that is enough."""
        group = self.problem.delegations[stop.delegation]
        reason = self._by_itself(stop, group)
        if reason is None:
            reason = self._by_what_is_taken(stop, group)
        if reason is None and time.monotonic() < self.deadline:
            reason = self._by_trying(stop, group)
        return reason or ("not_found_better", {})

    def _by_itself(self, stop: Stop, group: Delegation) -> Reason | None:
        """Return a reason that lies in the stop's own rules."""
        if stop.state == State.SKIPPED:
            return "skipped", {}
        if self._reachable(stop):
            return None
        stand = self.problem.stands[stop.stand].id
        if self.problem.today is not None:
            return "no_longer_possible", {"delegation": group.id, "stand": stand}
        core = next(of_spans(self.problem, group, [stop]), None)
        core = core or without_time(self.problem, group, stop)
        return core.code, core.params

    def _reachable(self, stop: Stop) -> Any:
        """Return the starts that leave time for the walks to and from the gates."""
        group = self.problem.delegations[stop.delegation]
        if group.index not in self.short:
            self.short[group.index] = has_short_cuts(self.problem, group)
        if self.short[group.index] or group.pinned:
            return stop.starts
        return reachable(self.problem, stop)

    def _by_what_is_taken(self, stop: Stop, group: Delegation) -> Reason | None:
        """Return a reason that lies in the stand's or hosts' other groups."""
        stop = replace(stop, starts=self._reachable(stop))
        names = {
            "delegation": group.id,
            "stand": self.problem.stands[stop.stand].id,
        }
        if not self.occupied.starts(replace(stop, hosts=())):
            return "stand_busy", names
        for host in stop.hosts:
            if not self.occupied.starts(replace(stop, hosts=(host,))):
                return "host_busy", {**names, "person": self.problem.people[host].id}
        return None

    def _by_trying(self, stop: Stop, group: Delegation) -> Reason | None:
        """Return a reason found by forcing the stop into its delegation's tour."""
        names = {
            "delegation": group.id,
            "stand": self.problem.stands[stop.stand].id,
        }
        outcome = self._forced(self.problem, stop)
        if outcome.plan is not None and outcome.is_optimal:
            return self._worth(stop, group, outcome.plan)
        if not outcome.is_infeasible:
            return None
        if self.problem.today is not None:
            return "no_gap", names
        late = self._lateness(stop, group)
        if late is not None:
            return late
        return self._by_who_is_busy(stop, group) or ("no_gap", names)

    def _worth(self, stop: Stop, group: Delegation, plan: Plan) -> Reason | None:
        """Return that a tour with the stop is not better than without it."""
        before, after = self.plan.tours[group.index], plan.tours[group.index]
        if plan.cost < self.plan.cost or stop.is_mandatory:
            return None
        minutes = after.walk + after.wait - before.walk - before.wait
        if not before.order and minutes > 0:
            return "no_tour", {"delegation": group.id, "minutes": minutes}
        if set(before.order) - set(after.order):
            return "worth_less", {"delegation": group.id}
        if minutes > 0:
            return "not_worth", {"minutes": minutes}
        return "worth_nothing", {}

    def _forced(self, problem: Problem, stop: Stop) -> "Outcome":
        """Return the best plan with the stop, in which only its delegation differs.

        It keeps its mandatory stops, and on the day the times of all its stops, unless
        it is late itself.
        """
        from delegations.planning.model import Model, solve  # noqa: PLC0415

        around = replace(self.plan, problem=problem)
        model = Model(problem, {stop.delegation}, around)
        today = problem.today
        stays = today is not None and stop.delegation not in today.late
        for number, start in model.starts.items():
            is_made = number in self.plan.starts
            if is_made and stays:
                model.cp.add(start == self.plan.starts[number])
            is_kept = number == stop.index or (
                is_made and (stays or problem.stops[number].is_mandatory)
            )
            if is_kept and number in model.present:
                model.cp.add(model.present[number] == 1)
        if stop.index not in model.starts:
            model.is_void = True
        left = self.deadline - time.monotonic()
        return solve(model, seconds=left, work=WORK, seed=self.seed)

    def _lateness(self, stop: Stop, group: Delegation) -> Reason | None:
        """Return that the delegation would leave too late, even if it came alone."""
        stops = {stop.index, *(s for s in group.stops if s in self.plan.starts)}
        mandatory = {s for s in stops if self.problem.stops[s].is_mandatory}
        wanted = mandatory | {stop.index}
        if self.short[group.index] or len(wanted) > MOST_STOPS:
            return None
        part = problem_of(self.problem, wanted)
        mine = part.delegations[group.index]
        if earliest_end(part, mine) is not None:
            return None
        longer = replace(mine, window=(mine.window[0], mine.window[1] + FAR))
        groups = list(part.delegations)
        groups[group.index] = longer
        part = renewed(replace(part, delegations=tuple(groups)))
        end = earliest_end(part, part.delegations[group.index])
        if end is None or end <= group.window[1]:
            return None
        late = end - group.window[1]
        return "leaves_too_late", {"delegation": group.id, "time": end, "minutes": late}

    def _by_who_is_busy(self, stop: Stop, group: Delegation) -> Reason | None:
        """Return who is in the way: the stop fits if that one were not."""
        for code, params, problem in self._without_each(group):
            outcome = self._forced(problem, stop)
            if outcome.plan is not None:
                return code, {"delegation": group.id, **params}
        return None

    def _without_each(
        self, group: Delegation
    ) -> Iterable[tuple[str, dict[str, Any], Problem]]:
        """Yield the problem without each that a whole tour needs or must not meet."""
        for one, other in self.problem.apart:
            if group.index in (one, other):
                foe = other if group.index == one else one
                pairs = [p for p in self.problem.apart if p != (one, other)]
                name = self.problem.delegations[foe].id
                yield (
                    "apart_busy",
                    {"other_delegation": name},
                    replace(self.problem, apart=tuple(pairs)),
                )
        for escort in group.escorts:
            rest = tuple(person for person in group.escorts if person != escort)
            yield (
                "escort_busy",
                {"person": self.problem.people[escort].id},
                self._with(replace(group, escorts=rest)),
            )
        if group.language is not None:
            yield (
                "language_busy",
                {LANGUAGE: group.language},
                self._with(replace(group, language=None)),
            )

    def _with(self, group: Delegation) -> Problem:
        groups = list(self.problem.delegations)
        groups[group.index] = group
        return replace(self.problem, delegations=tuple(groups))
