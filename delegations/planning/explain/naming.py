"""What is said of a conflict: a code and its parameters."""

from typing import Any

from delegations.planning.explain.minimal import Minimal
from delegations.planning.explain.part import APART, LANGUAGE, PERSON, STAND, Rule
from delegations.planning.explain.proof import Proofs
from delegations.planning.problem import Problem


def named(proofs: Proofs, minimal: Minimal) -> tuple[str, dict[str, Any]]:
    """Return the code and parameters of what makes a conflict.

    Arithmetic's reason if there is one, else who is in whose way.
    """
    is_late = not minimal.is_proven and proofs.seconds <= 0
    core = None if is_late else proofs.core(minimal.part)
    if core is not None:
        return core.code, core.params
    problem = proofs.problem
    groups = [problem.delegations[number].id for number in minimal.delegations]
    if len(groups) == 1:
        return "alone_impossible", {"delegation": groups[0]}
    suffix, params = _over_what(problem, minimal)
    if not minimal.is_proven and len(groups) > 1:
        return "crowd_unproven", {"count": len(groups)}
    if len(groups) > 2:
        return f"crowd{suffix}", {"count": len(groups), **params}
    one, other = groups
    names = {"delegation": one, "other_delegation": other}
    if [kind for kind, _ in minimal.rules] == [APART]:
        return "apart_impossible", names
    return f"pair{suffix or '_crowd'}", {**names, **params}


def _over_what(problem: Problem, minimal: Minimal) -> tuple[str, dict[str, Any]]:
    """Return what the delegations need all, where it is one thing."""
    suffixes = {STAND: "_at_stand", PERSON: "_for_person", LANGUAGE: "_for_language"}
    if len(minimal.rules) != 1 or minimal.rules[0][0] not in suffixes:
        return "", {}
    rule = minimal.rules[0]
    return suffixes[rule[0]], {rule[0]: rule_id(problem, rule)}


def rule_id(problem: Problem, rule: Rule) -> str:
    """Return the id of a rule as a conflict's member; a pair's are put side by side."""
    kind, index = rule
    if isinstance(index, tuple):
        return " ".join(problem.delegations[number].id for number in index)
    if isinstance(index, str):
        return index
    return problem.stands[index].id if kind == STAND else problem.people[index].id
