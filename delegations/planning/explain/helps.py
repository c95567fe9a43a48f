"""Changes of means: one more interpreter, group or host; and what to do without."""

from collections.abc import Iterator
from dataclasses import replace

from delegations.planning.explain.case import (
    Case,
    Change,
    with_group,
    with_stand,
    with_stop,
)
from delegations.planning.explain.part import APART, LANGUAGE, PERSON, STAND, renewed


def interpreters(case: Case) -> Iterator[Change]:
    """Yield one more interpreter of a language that matters."""
    for kind, language in case.minimal.rules:
        if kind == LANGUAGE and isinstance(language, str):
            count = case.problem.pools.get(language, 0) + 1
            pools = {**case.problem.pools, language: count}
            yield Change(
                "one_more_interpreter",
                {"language": language, "count": count},
                renewed(replace(case.problem, pools=pools)),
            )


def groups(case: Case) -> Iterator[Change]:
    """Yield one more group at a stand that matters."""
    for kind, number in case.minimal.rules:
        if kind == STAND and isinstance(number, int):
            stand = case.problem.stands[number]
            more = replace(stand, capacity=stand.capacity + 1)
            yield Change(
                "one_more_group",
                {"stand": stand.id, "count": more.capacity},
                with_stand(case.problem, number, more),
            )


def people(case: Case) -> set[int]:
    """Return the people who matter."""
    return {
        index
        for kind, index in case.minimal.rules
        if kind == PERSON and isinstance(index, int)
    }


def hosts(case: Case) -> Iterator[Change]:
    """Yield stops that somebody else receives."""
    mine = people(case)
    for stop in case.named:
        for host in mine.intersection(stop.hosts):
            others = tuple(person for person in stop.hosts if person != host)
            yield Change(
                "another_host",
                {
                    "person": case.problem.people[host].id,
                    "delegation": case.problem.delegations[stop.delegation].id,
                    "stand": case.problem.stands[stop.stand].id,
                    "stop": stop.id,
                },
                with_stop(case.problem, replace(stop, hosts=others)),
            )


def escorts(case: Case) -> Iterator[Change]:
    """Yield delegations with whom somebody else goes."""
    mine = people(case)
    for number in case.minimal.delegations:
        group = case.problem.delegations[number]
        for escort in mine.intersection(group.escorts):
            others = tuple(person for person in group.escorts if person != escort)
            yield Change(
                "another_escort",
                {
                    "person": case.problem.people[escort].id,
                    "delegation": group.id,
                },
                with_group(case.problem, replace(group, escorts=others)),
            )


def pairs(case: Case) -> Iterator[Change]:
    """Yield pairs that might meet."""
    for kind, pair in case.minimal.rules:
        if kind == APART and isinstance(pair, tuple):
            one, other = (case.problem.delegations[number].id for number in pair)
            rest = tuple(others for others in case.problem.apart if others != pair)
            yield Change(
                "let_meet",
                {"delegation": one, "other_delegation": other},
                replace(case.problem, apart=rest),
            )


def drops(case: Case) -> Iterator[Change]:
    """Yield single stops to do without, those of the lowest rank first."""

    def rank(index: int) -> tuple[int, int, int]:
        stop = case.problem.stops[index]
        weight = case.problem.delegations[stop.delegation].weight
        return weight, -stop.duration, index

    for index in sorted((stop.index for stop in case.named), key=rank):
        stop = case.problem.stops[index]
        yield Change(
            "drop_stop",
            {
                "delegation": case.problem.delegations[stop.delegation].id,
                "stand": case.problem.stands[stop.stand].id,
                "stop": stop.id,
            },
            with_stop(case.problem, replace(stop, is_mandatory=False)),
        )
