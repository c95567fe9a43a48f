"""Longer hours of stands and people, each as little longer as will do."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from delegations.planning.explain.case import Case, Change, with_stand
from delegations.planning.explain.helps import people
from delegations.planning.explain.part import STAND, renewed
from delegations.planning.explain.times import MOST_LONGER
from delegations.planning.problem import Problem, Stop
from delegations.planning.ranges import Range, merged

if TYPE_CHECKING:
    from delegations.planning.model import Model


def closing(case: Case) -> Iterator[Change]:
    """Yield stands that close later."""
    for number in _stands(case):
        hours = case.problem.stands[number].open
        last = hours[-1][1]
        longer = _open(case, number, [*hours, (last, last + MOST_LONGER)])
        found = case.smallest(longer, partial(_past, case, number, last))
        if found is not None:
            yield _longer(case, "open_later", number, (last, last + found[0]))


def opening(case: Case) -> Iterator[Change]:
    """Yield stands that open earlier."""
    for number in _stands(case):
        hours = case.problem.stands[number].open
        first = hours[0][0]
        longer = _open(case, number, [(first - MOST_LONGER, first), *hours])
        found = case.smallest(longer, partial(_ahead, case, number, first))
        if found is not None:
            yield _longer(case, "open_earlier", number, (first - found[0], first))


def _stands(case: Case) -> list[int]:
    """Return the stands that matter and are open at all."""
    return [
        index
        for kind, index in case.minimal.rules
        if kind == STAND and isinstance(index, int) and case.problem.stands[index].open
    ]


def _past(case: Case, number: int, last: int, model: "Model") -> Sequence[Any]:
    mine = [stop for stop in case.stops if stop.stand == number]
    return [model.starts[stop.index] + stop.duration - last for stop in mine]


def _ahead(case: Case, number: int, first: int, model: "Model") -> Sequence[Any]:
    mine = [stop for stop in case.stops if stop.stand == number]
    return [first - model.starts[stop.index] for stop in mine]


def _open(case: Case, number: int, hours: Sequence[Range]) -> Problem:
    stand = case.problem.stands[number]
    return with_stand(case.problem, number, replace(stand, open=merged(hours)))


def _longer(case: Case, code: str, number: int, more: Range) -> Change:
    stand = case.problem.stands[number]
    params = {
        "stand": stand.id,
        "minutes": more[1] - more[0],
        "time": more[1] if code == "open_later" else more[0],
    }
    return Change(code, params, _open(case, number, [*stand.open, more]))


def later_people(case: Case) -> Iterator[Change]:
    """Yield people who are available for longer."""
    for number in sorted(people(case)):
        hours = case.problem.people[number].available
        if not hours:
            continue
        last = hours[-1][1]
        longer = _available(case, number, [*hours, (last, last + MOST_LONGER)])
        found = case.smallest(longer, partial(_beyond, case, number, last))
        if found is not None:
            more = (last, last + found[0])
            yield _more_of_person(case, "available_later", number, more)


def earlier_people(case: Case) -> Iterator[Change]:
    """Yield people who are available earlier."""
    for number in sorted(people(case)):
        hours = case.problem.people[number].available
        if not hours:
            continue
        first = hours[0][0]
        longer = _available(case, number, [(first - MOST_LONGER, first), *hours])
        found = case.smallest(longer, partial(_prior, case, number, first))
        if found is not None:
            more = (first - found[0], first)
            yield _more_of_person(case, "available_earlier", number, more)


def _beyond(case: Case, number: int, last: int, model: "Model") -> Sequence[Any]:
    """Return by how much a person's duties end after a time."""
    tours = [tour.end - last for tour in _tours(case, number, model)]
    return [
        *tours,
        *(model.starts[s.index] + s.duration - last for s in _hosted(case, number)),
    ]


def _prior(case: Case, number: int, first: int, model: "Model") -> Sequence[Any]:
    """Return by how much a person's duties begin before a time."""
    tours = [first - tour.start for tour in _tours(case, number, model)]
    return [*tours, *(first - model.starts[s.index] for s in _hosted(case, number))]


def _hosted(case: Case, number: int) -> list[Stop]:
    return [stop for stop in case.stops if number in stop.hosts]


def _tours(case: Case, number: int, model: "Model") -> list[Any]:
    groups = case.problem.delegations
    return [
        tour for index, tour in model.tours.items() if number in groups[index].escorts
    ]


def _available(case: Case, number: int, hours: Sequence[Range]) -> Problem:
    everyone = list(case.problem.people)
    everyone[number] = replace(everyone[number], available=merged(hours))
    return renewed(replace(case.problem, people=tuple(everyone)))


def _more_of_person(case: Case, code: str, number: int, more: Range) -> Change:
    person = case.problem.people[number]
    params = {
        "person": person.id,
        "minutes": more[1] - more[0],
        "time": more[1] if code == "available_later" else more[0],
    }
    hours = [*person.available, more]
    return Change(code, params, _available(case, number, hours))
