"""Whether a conflict is minimal: without any one member a plan must be found."""

from collections.abc import Iterable, Sequence
from typing import Any

from .runs import PLANNER, Case, Run, run

Problem = dict[str, Any]
SECONDS = 3


def needless(found: Run, planner: Sequence[str] = PLANNER) -> list[dict[str, str]]:
    """Return the members of a conflict without which no plan was found either."""
    return [
        member
        for member in found.answer["conflict"]["members"]
        if run(
            Case(found.case.label, without(found.case.problem, member)),
            SECONDS,
            planner=planner,
        ).cost
        is None
    ]


def without(problem: Problem, member: dict[str, str]) -> Problem:
    """Return a day without a delegation, a stop, a pair, or what limits the others.

    Without a stand it is always open and takes all, without a person nobody waits for
    them, without a language there are interpreters for all.
    """
    kind, name = member["kind"], member["id"]
    groups = problem["delegations"]
    if kind == "delegation":
        groups = [each for each in groups if each["id"] != name]
        pairs = [pair for pair in problem.get("apart") or () if name not in pair]
        return {**problem, "delegations": groups, "apart": pairs}
    if kind == "stop":
        return {
            **problem,
            "delegations": [
                {**each, "stops": [s for s in each["stops"] if s["id"] != name]}
                for each in groups
            ],
        }
    if kind == "apart":
        pairs = [p for p in problem["apart"] if not all(one in name for one in p)]
        return {**problem, "apart": pairs}
    if kind == "language":
        pools = {**problem.get("interpreters", {}), name: len(groups)}
        return {**problem, "interpreters": pools}
    if kind == "stand":
        return {**problem, "stands": _unlimited(problem, name)}
    return {**problem, "delegations": [_unaccompanied(each, name) for each in groups]}


def _unlimited(problem: Problem, name: str) -> list[Problem]:
    windows = [each["window"] for each in problem["delegations"]]
    always = [[min(w[0] for w in windows), max(w[1] for w in windows)]]
    free = {"capacity": len(windows) * 20, "open": always}
    return [
        {**stand, **free} if stand["id"] == name else stand
        for stand in problem["stands"]
    ]


def _unaccompanied(delegation: Problem, name: str) -> Problem:
    return {
        **delegation,
        "escorts": _but(delegation.get("escorts") or (), name),
        "stops": [
            {**stop, "hosts": _but(stop.get("hosts") or (), name)}
            for stop in delegation["stops"]
        ],
    }


def _but(people: Iterable[str], name: str) -> list[str]:
    return [person for person in people if person != name]
