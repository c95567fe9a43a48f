"""What a stand, a person, the interpreters or a pair apart cannot take."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import pairwise, permutations
from typing import Any

from delegations.planning.explain.cores import Core
from delegations.planning.explain.machine import (
    Job,
    in_sequence,
    overload,
)
from delegations.planning.problem import Delegation, Problem, Stop
from delegations.planning.ranges import (
    ALWAYS,
    FOREVER,
    Ranges,
    common,
    starts_inside,
)

# With more jobs at one place, only those wholly inside an interval are added up.
MOST_THOROUGH = 16


def of_crowds(problem: Problem, short: Collection[int]) -> Iterator[Core]:
    """Yield what cannot be because too many ask for the same.

    ``problem`` has mandatory stops alone, with starts that leave the walks.
    """
    yield from _of_stands(problem)
    tours = {
        group.index: job
        for group in problem.delegations
        if group.index not in short and (job := _tour(problem, group)) is not None
    }
    yield from _of_people(problem, tours)
    yield from _of_languages(problem, tours)
    yield from _of_pairs(problem, tours)


def _job(stop: Stop) -> Job:
    alone = frozenset([stop.index])
    return Job(alone, stop.duration, stop.starts, stop.place, stop.place)


def _tour(problem: Problem, group: Delegation) -> Job | None:
    """Return a tour as a stretch of time, bounded from below; None without one."""
    stops = [problem.stops[number] for number in group.stops]
    if not stops or not all(stop.starts for stop in stops):
        return None
    minutes = problem.minutes
    places = {stop.place for stop in stops}
    duration = sum(stop.duration for stop in stops)
    duration += sum(_least_way_to(problem, group, place, places) for place in places)
    duration += min(minutes[place][group.exit] for place in places)
    latest = min(
        stop.starts[-1][1] - minutes[group.entry][stop.place] for stop in stops
    )
    least_end = max(
        stop.starts[0][0] + stop.duration + minutes[stop.place][group.exit]
        for stop in stops
    )
    starts = common(starts_inside(group.spans, duration), ((-FOREVER, latest),))
    if not starts:
        return None
    return Job(
        frozenset(group.stops), duration, starts, group.entry, group.exit, least_end
    )


def _least_way_to(
    problem: Problem, group: Delegation, place: int, places: set[int]
) -> int:
    """Return how long the walk to a place takes at least in a tour of some places."""
    others = {group.entry, *places}
    if place == group.entry:
        return 0
    return min(problem.minutes[at][place] for at in others if at != place)


def _stops(problem: Problem) -> list[Stop]:
    """Return the stops that are asked for and can be."""
    asked = [number for group in problem.delegations for number in group.stops]
    return [problem.stops[number] for number in asked if problem.stops[number].starts]


def _of_stands(problem: Problem) -> Iterator[Core]:
    at_stand = defaultdict(list)
    for stop in _stops(problem):
        if stop.duration:
            at_stand[stop.stand].append(_job(stop))
    for number, jobs in at_stand.items():
        stand = problem.stands[number]
        if len(jobs) <= stand.capacity:
            continue
        params: dict[str, Any] = {"stand": stand.id}
        if stand.capacity == 1:
            yield from _of_appointments(problem, jobs, params)
        core = _overloaded("stand_overload", jobs, stand.capacity, stand.open, params)
        if core is None and stand.capacity == 1:
            core = _disordered("stand_crowd", jobs, _no_gap, params)
        if core is not None:
            yield core


def _of_appointments(
    problem: Problem, jobs: Sequence[Job], params: dict[str, Any]
) -> Iterator[Core]:
    """Yield two appointments with different delegations that overlap."""
    fixed = [
        (problem.stops[min(job.stops)], job)
        for job in jobs
        if problem.stops[min(job.stops)].fixed_start is not None
    ]
    fixed.sort(key=lambda pair: (pair[1].release, pair[0].index))
    for (one, earlier), (other, later) in pairwise(fixed):
        if later.release < earlier.deadline and one.delegation != other.delegation:
            names = {
                "delegation": problem.delegations[one.delegation].id,
                "start": earlier.release,
                "other_delegation": problem.delegations[other.delegation].id,
                "time": later.release,
            }
            yield Core(
                "appointments_overlap", earlier.stops | later.stops, params | names
            )


def _no_gap(_one: Job, _other: Job) -> int:
    return 0


def _overloaded(
    code: str, jobs: Sequence[Job], capacity: int, hours: Ranges, params: dict[str, Any]
) -> Core | None:
    """Return that jobs ask for more time than there is."""
    found = overload(jobs, capacity, hours)
    if found is None and len(jobs) <= MOST_THOROUGH:
        found = overload(jobs, capacity, hours, is_thorough=True)
    if found is None:
        return None
    times = {
        "asked": found.asked,
        "available": found.available,
        "start": found.start,
        "end": found.end,
    }
    return Core(code, _stops_of(found.jobs), {**params, **times})


def _stops_of(jobs: Iterable[Job]) -> frozenset[int]:
    return frozenset(number for job in jobs for number in job.stops)


def _disordered(
    code: str,
    jobs: Sequence[Job],
    gap: Callable[[Job, Job], int],
    params: dict[str, Any],
) -> Core | None:
    """Return that jobs cannot be one after the other, by as few as will do."""
    if in_sequence(jobs, gap) is not False:
        return None
    kept = list(jobs)
    for job in jobs:
        fewer = [other for other in kept if other is not job]
        if in_sequence(fewer, gap) is False:
            kept = fewer
    return Core(code, _stops_of(kept), {**params, "count": len(kept)})


def _of_people(problem: Problem, tours: dict[int, Job]) -> Iterator[Core]:
    """Yield what is too much for one person."""

    def gap(one: Job, other: Job) -> int:
        return problem.minutes[one.leave][other.come]

    for number, jobs in _duties(problem, tours).items():
        if len(jobs) < 2:
            continue
        person = problem.people[number]
        params: dict[str, Any] = {"person": person.id}
        core = _overloaded("person_overload", jobs, 1, person.available, params)
        if core is None and _is_direct(jobs, gap):
            core = _disordered("person_crowd", jobs, gap, params)
        if core is not None:
            yield core


def _duties(problem: Problem, tours: dict[int, Job]) -> dict[int, list[Job]]:
    """Return the duties of each person who has only such as never overlap."""
    duties = defaultdict(list)
    for stop in _stops(problem):
        escorts = problem.delegations[stop.delegation].escorts
        for host in stop.hosts:
            if host not in escorts:
                duties[host].append(_job(stop))
    shared = {host for host, jobs in duties.items() if _may_overlap(problem, jobs)}
    for number, job in tours.items():
        for person in problem.delegations[number].escorts:
            duties[person].append(job)
    return {person: jobs for person, jobs in duties.items() if person not in shared}


def _may_overlap(problem: Problem, jobs: Sequence[Job]) -> bool:
    """Return whether somebody can receive two groups at one stand at once."""
    stands = [problem.stops[min(job.stops)].stand for job in jobs]
    return any(
        problem.stands[stand].capacity > 1 and stands.count(stand) > 1
        for stand in stands
    )


def _is_direct(jobs: Sequence[Job], gap: Callable[[Job, Job], int]) -> bool:
    """Return whether a duty more never makes the way shorter; False of too many."""
    return len(jobs) <= MOST_THOROUGH and all(
        gap(one, other) <= gap(one, middle) + middle.duration + gap(middle, other)
        for one, middle, other in permutations(jobs, 3)
    )


def _of_languages(problem: Problem, tours: dict[int, Job]) -> Iterator[Core]:
    speaking = defaultdict(list)
    for number, job in tours.items():
        language = problem.delegations[number].language
        if language is not None:
            speaking[language].append(job)
    for language, jobs in speaking.items():
        pool = problem.pools.get(language, 0)
        if len(jobs) <= pool:
            continue
        params: dict[str, Any] = {"language": language}
        core = _overloaded("language_overload", jobs, pool, ALWAYS, params)
        if core is None and pool == 1:
            core = _disordered("language_crowd", jobs, _no_gap, params)
        if core is not None:
            yield core


def _of_pairs(problem: Problem, tours: dict[int, Job]) -> Iterator[Core]:
    for one, other in problem.apart:
        if one not in tours or other not in tours:
            continue
        pair = [tours[one], tours[other]]
        if in_sequence(pair, _no_gap) is False:
            params = {
                "delegation": problem.delegations[one].id,
                "other_delegation": problem.delegations[other].id,
            }
            yield Core("apart_impossible", _stops_of(pair), params)
