"""A part of a day: some of its mandatory stops, under some of its rules.

What a conflict is made of. Leaving a rule out means: a stand takes any number of groups
at any time, a person is asked for nowhere, a language needs no interpreter, a pair may
meet.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import reduce

from delegations.planning.problem import Delegation, Problem, Stop
from delegations.planning.ranges import ALWAYS, Ranges, common, starts_inside

# A kind of member, and its index; a language, or two delegations that must not meet.
Rule = tuple[str, int | str | tuple[int, int]]

STAND, PERSON, LANGUAGE, APART = "stand", "person", "language", "apart"
UNLIMITED = 1 << 20


@dataclass(frozen=True)
class Part:
    """The stops that must be made, and the rules that do not hold."""

    stops: frozenset[int]
    relaxed: frozenset[Rule] = frozenset()

    def delegations(self, problem: Problem) -> list[int]:
        """Return whose stops they are."""
        return sorted({problem.stops[number].delegation for number in self.stops})

    def without(self, stops: Collection[int]) -> "Part":
        """Return the part without some stops."""
        return Part(self.stops.difference(stops), self.relaxed)

    def free_of(self, *rules: Rule) -> "Part":
        """Return the part with some more rules left out."""
        return Part(self.stops, self.relaxed.union(rules))


def whole(problem: Problem) -> Part:
    """Return all mandatory stops under all rules."""
    return Part(frozenset(stop.index for stop in problem.stops if stop.is_mandatory))


def rules_of(problem: Problem, part: Part) -> list[Rule]:
    """Return the rules that touch the stops of a part, in a fixed order."""
    stops = [problem.stops[number] for number in sorted(part.stops)]
    groups = [problem.delegations[number] for number in part.delegations(problem)]
    present = {group.index for group in groups}
    people = {person for stop in stops for person in stop.hosts}
    people |= {person for group in groups for person in group.escorts}
    rules: list[Rule] = [
        *((STAND, stand) for stand in sorted({stop.stand for stop in stops})),
        *((PERSON, person) for person in sorted(people)),
        *((LANGUAGE, language) for language in sorted(_languages(groups))),
        *((APART, pair) for pair in problem.apart if present.issuperset(pair)),
    ]
    return [rule for rule in rules if rule not in part.relaxed]


def _languages(groups: Collection[Delegation]) -> set[str]:
    return {group.language for group in groups if group.language is not None}


def problem_of(
    problem: Problem, stops: Collection[int], short: Collection[int] = ()
) -> Problem:
    """Return some mandatory stops as a problem; every index stays what it was.

    The optional stops of the delegations ``short``, that have short cuts, are kept.
    """
    kept = set(stops)
    for number in set(short).intersection(problem.stops[s].delegation for s in stops):
        group = problem.delegations[number]
        kept |= {s for s in group.stops if not problem.stops[s].is_mandatory}
    return replace(
        problem,
        delegations=tuple(
            replace(group, stops=tuple(s for s in group.stops if s in kept))
            for group in problem.delegations
        ),
    )


def relaxed(problem: Problem, rules: Collection[Rule]) -> Problem:
    """Return the problem without some rules."""
    stands = tuple(
        replace(stand, capacity=UNLIMITED, open=ALWAYS)
        if (STAND, number) in rules
        else stand
        for number, stand in enumerate(problem.stands)
    )
    gone = {index for kind, index in rules if kind == PERSON}
    stops = tuple(
        replace(stop, hosts=tuple(host for host in stop.hosts if host not in gone))
        if gone.intersection(stop.hosts)
        else stop
        for stop in problem.stops
    )
    return renewed(
        replace(
            problem,
            stands=stands,
            delegations=tuple(
                _freed(group, rules, gone) for group in problem.delegations
            ),
            apart=tuple(pair for pair in problem.apart if (APART, pair) not in rules),
            stops=stops,
        )
    )


def _freed(
    group: Delegation, rules: Collection[Rule], gone: Collection[object]
) -> Delegation:
    """Return a delegation without an interpreter or escorts that are not asked for."""
    language = None if (LANGUAGE, group.language) in rules else group.language
    escorts = tuple(person for person in group.escorts if person not in gone)
    return replace(group, language=language, escorts=escorts)


def renewed(problem: Problem) -> Problem:
    """Return the problem with spans and starts that follow from its rules."""
    delegations = tuple(
        replace(group, spans=spans_of(problem, group)) for group in problem.delegations
    )
    problem = replace(problem, delegations=delegations)
    stops = tuple(
        replace(stop, starts=starts_of(problem, stop)) for stop in problem.stops
    )
    return replace(problem, stops=stops)


def spans_of(problem: Problem, group: Delegation) -> Ranges:
    """Return the intervals one of which must hold a delegation's tour."""
    if group.language is not None and not problem.pools.get(group.language):
        return ()
    hours = (problem.people[person].available for person in group.escorts)
    return reduce(common, hours, (group.window,))


def starts_of(problem: Problem, stop: Stop) -> Ranges:
    """Return the starts that a stop's own rules leave."""
    hours = [
        problem.stands[stop.stand].open,
        *(problem.people[host].available for host in stop.hosts),
        problem.delegations[stop.delegation].spans,
    ]
    limits = [starts_inside(intervals, stop.duration) for intervals in hours]
    if stop.window is not None:
        limits.append((stop.window,))
    if stop.fixed_start is not None:
        limits.append(((stop.fixed_start, stop.fixed_start),))
    return reduce(common, limits, ALWAYS)


def has_short_cuts(problem: Problem, group: Delegation) -> bool:
    """Return whether a way through another place of a tour is shorter than the direct.

    There, a stop more can make a tour possible.
    """
    stops = [problem.stops[number] for number in group.stops]
    least: dict[int, int] = {}
    for stop in stops:
        least[stop.place] = min(stop.duration, least.get(stop.place, stop.duration))
    places = {group.entry, group.exit, *least}
    minutes = problem.minutes
    for middle, duration in least.items():
        onward = minutes[middle]
        for one in places:
            way = minutes[one][middle] + duration
            row = minutes[one]
            if any(way + onward[other] < row[other] for other in places):
                return True
    return False
