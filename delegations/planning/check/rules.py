"""The rules of a day. Each broken one has a key, so that two plans can be compared."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from .day import Day, Placed, Span, Tour, is_within

Breach = tuple[tuple[Hashable, ...], str]


class About(NamedTuple):
    """What to judge, by id."""

    delegations: Collection[str]
    stands: Collection[str]
    people: Collection[str]


class Duty(NamedTuple):
    """A time when a person is somewhere: comes at one place, leaves from another."""

    start: int
    end: int
    place: str
    leaves: str
    name: str
    is_tour: bool


def broken(
    day: Day, placed: Collection[Placed], about: About | None = None
) -> dict[tuple[Hashable, ...], str]:
    """Return a sentence for each rule that these stops break.

    That all mandatory stops are made is not asked here, so that a part of a plan can be
    judged. ``about`` restricts the rules to those that concern something.
    """
    about = about or About(day.delegations, day.open, day.available)
    tours = day.tours(placed)
    by_stand: dict[str, list[Placed]] = defaultdict(list)
    for stop in placed:
        by_stand[stop.stand].append(stop)
    found: dict[tuple[Hashable, ...], str] = {}
    for delegation in about.delegations:
        if delegation in tours:
            found.update(_of_tour(day, tours[delegation]))
    for stand in about.stands:
        found.update(_of_stand(day, by_stand.get(stand, [])))
    by_id = {stop.id: stop for stop in placed}
    for person in about.people:
        found.update(_of_person(day, person, tours, by_id))
    found.update(_of_pools(day, about.delegations, tours))
    found.update(_of_apart(day, about.delegations, tours))
    return found


def is_old(key: tuple[Hashable, ...], facts: Iterable[tuple[Hashable, ...]]) -> bool:
    """Return whether what is done or begun breaks the same rule all alone.

    A rule on how many there are at once is the same for a part of them.
    """
    rule, subject, those = key[0], key[1], key[-1]
    if not isinstance(those, frozenset):
        return key in facts
    return any(
        each[:2] == (rule, subject)
        and isinstance(each[-1], frozenset)
        and those <= each[-1]
        for each in facts
    )


def _of_tour(day: Day, tour: Tour) -> Iterator[Breach]:
    for stop in tour.stops:
        yield from _of_stop(day, stop)
    for one, other in pairwise(tour.stops):
        if one.end + day.walk(one.stand, other.stand) > other.start:
            yield (
                ("walk", one.id, other.id),
                f"Stop {other.id} starts at {other.start}, before who leaves {one.id}"
                f" at {one.end} can be there.",
            )
    start, end = day.delegations[tour.delegation]["window"]
    if tour.start < start:
        yield (
            ("window start", tour.delegation, tour.stops[0].id),
            f"The tour of {tour.delegation} starts at {tour.start}, before {start}.",
        )
    if tour.end > end:
        yield (
            ("window end", tour.delegation, tour.stops[-1].id),
            f"The tour of {tour.delegation} ends at {tour.end}, after {end}.",
        )
    yield from _of_freedom(day, tour)
    for person in day.delegations[tour.delegation].get("escorts") or ():
        yield from _of_escort(day.available[person], person, tour)


def _of_stop(day: Day, stop: Placed) -> Iterator[Breach]:
    given = day.stops[stop.id]
    if not is_within(day.open[stop.stand], stop.start, stop.end):
        yield (
            ("open", stop.id),
            f"Stop {stop.id} ({stop.start} to {stop.end}) does not lie within one"
            f" opening of stand {stop.stand}.",
        )
    window = given.get("window")
    if window is not None and not window[0] <= stop.start <= window[1]:
        yield (
            ("stop window", stop.id),
            f"Stop {stop.id} starts at {stop.start}, outside its window.",
        )
    fixed = given.get("fixed_start")
    if fixed is not None and stop.start != fixed:
        yield (
            ("fixed", stop.id),
            f"Stop {stop.id} starts at {stop.start}; it is fixed at {fixed}.",
        )
    for person in given.get("hosts") or ():
        if not is_within(day.available[person], stop.start, stop.end):
            yield (
                ("host", person, stop.id),
                f"Person {person} is not available for stop {stop.id}.",
            )


def _of_freedom(day: Day, tour: Tour) -> Iterator[Breach]:
    """Yield whether the next stop starts before the delegation can be there."""
    given = day.delegations[tour.delegation]
    place, time = given.get("at"), given.get("free_from")
    following = next((stop for stop in tour.stops if not stop.is_past), None)
    if not day.is_running or following is None or (place, time) == (None, None):
        return
    if place is None:
        past = [stop.stand for stop in tour.stops if stop.is_past]
        place = past[-1] if past else given["entry"]
    time = day.now if time is None else time
    if following.start < (time or 0) + day.walk(place, following.stand):
        yield (
            ("free", tour.delegation, following.id),
            f"Stop {following.id} starts at {following.start}; {tour.delegation} is"
            f" free at {place} from {time} only.",
        )


def _of_escort(available: list[Span], person: str, tour: Tour) -> Iterator[Breach]:
    """Yield whether a tour lies outside an escort's time.

    One that has begun outside of it can still end in time: that is a rule of its own.
    """
    if is_within(available, tour.start, tour.end):
        return
    yield (
        ("escort", person, tour.delegation),
        f"Escort {person} is not available for all of the tour of {tour.delegation}"
        f" ({tour.start} to {tour.end}).",
    )
    latest = max((end for _, end in available), default=tour.start)
    if tour.stops[0].is_past and tour.end > latest:
        yield (
            ("escort end", person, tour.stops[-1].id),
            f"The tour of {tour.delegation} ends at {tour.end}, after the last time of"
            f" escort {person}.",
        )


def _of_stand(day: Day, stops: list[Placed]) -> Iterator[Breach]:
    # A stop of no length occupies nothing.
    stops = sorted((s for s in stops if s.start < s.end), key=lambda stop: stop.start)
    there: list[Placed] = []
    for stop in stops:
        there = [other for other in there if other.end > stop.start]
        same = [other for other in there if other.bay == stop.bay]
        for other in same:
            yield (
                ("bay", *sorted([stop.id, other.id])),
                f"Stops {other.id} and {stop.id} overlap in bay {stop.bay} of"
                f" stand {stop.stand}.",
            )
        there.append(stop)
        if len(there) > day.capacity[stop.stand] and not same:
            yield (
                ("capacity", stop.stand, frozenset(each.id for each in there)),
                f"{len(there)} stops overlap at stand {stop.stand} at {stop.start}.",
            )


def _of_person(
    day: Day, person: str, tours: dict[str, Tour], placed: dict[str, Placed]
) -> Iterator[Breach]:
    duties = sorted(_duties(day, person, tours, placed))
    last: Duty | None = None
    for duty in duties:
        if last is None:
            last = duty
            continue
        is_hosting = not (last.is_tour or duty.is_tour)
        if is_hosting and last.place == duty.place:
            # Two stops at one stand may overlap; who hosts both stays for the longer.
            last = max(last, duty, key=lambda each: each.end)
            continue
        if last.end + day.walk(last.leaves, duty.place) > duty.start:
            yield (
                ("person", person, *sorted([last.name, duty.name])),
                f"Person {person} cannot be at {duty.name} at {duty.start} after"
                f" {last.name} until {last.end}.",
            )
        last = duty


def _duties(
    day: Day, person: str, tours: dict[str, Tour], placed: dict[str, Placed]
) -> Iterator[Duty]:
    escorted = day.escorted.get(person, [])
    for delegation in escorted:
        if delegation in tours:
            given, tour = day.delegations[delegation], tours[delegation]
            name = f"tour {delegation}"
            way = given["entry"], given["exit"]
            yield Duty(tour.start, tour.end, *way, name, is_tour=True)
    for stop_id in day.hosted.get(person, ()):
        stop = placed.get(stop_id)
        # Who escorts a delegation is with it at its stops anyway.
        if stop is not None and stop.delegation not in escorted:
            name = f"stop {stop_id}"
            way = stop.stand, stop.stand
            yield Duty(stop.start, stop.end, *way, name, is_tour=False)


def _of_pools(
    day: Day, delegations: Collection[str], tours: dict[str, Tour]
) -> Iterator[Breach]:
    languages = {day.delegations[each].get("language") for each in delegations}
    for language in sorted(filter(None, languages)):
        there: list[Tour] = []
        pool = day.pools.get(language, 0)
        speaking = (
            tour
            for tour in tours.values()
            if day.delegations[tour.delegation].get("language") == language
            and tour.start < tour.end
        )
        for tour in sorted(speaking, key=lambda tour: tour.start):
            there = [other for other in there if other.end > tour.start]
            there.append(tour)
            if len(there) > pool:
                yield (
                    ("pool", language, frozenset(each.delegation for each in there)),
                    f"{len(there)} tours need an interpreter for {language} at"
                    f" {tour.start}; there are {pool}.",
                )


def _of_apart(
    day: Day, delegations: Collection[str], tours: dict[str, Tour]
) -> Iterator[Breach]:
    for one, other in day.apart:
        if one in tours and other in tours and {one, other} & set(delegations):
            first, second = tours[one], tours[other]
            if max(first.start, second.start) < min(first.end, second.end):
                yield (
                    ("apart", one, other),
                    f"The tours of {one} and {other} overlap; they are kept apart.",
                )
