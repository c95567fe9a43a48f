"""Who and what is taken, by the tours that stand: the rest of the day is free."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from delegations.planning.plan import Plan, Tour, tour
from delegations.planning.problem import Delegation, Problem, Stop
from delegations.planning.ranges import Range, Ranges, merged, without


class Duty(NamedTuple):
    """Time of a person: from being at one place to being free at another."""

    start: int
    end: int
    come: int
    leave: int
    delegation: int
    is_tour: bool


class Block(NamedTuple):
    """Time that a tour must leave free.

    It ends ``before`` minutes ahead of ``start``, or begins ``after`` beyond ``end``.
    ``begun`` is what of it has begun and will be in any case.
    """

    start: int
    end: int
    before: int
    after: int
    begun: Range | None = None

    def allows(self, start: int, end: int) -> bool:
        """Return whether a tour may be at a time."""
        return not collide((start, end), self[:2], (self.before, self.after))

    def has_met(self, begun: Range) -> bool:
        """Return whether two are together by what has begun: they are let be."""
        gaps = self.before, self.after
        return self.begun is not None and collide(begun, self.begun, gaps)


def collide(one: Range, other: Range, gaps: Range) -> bool:
    """Return whether neither of two times lies after the other and the walk between."""
    return one[1] + gaps[0] > other[0] and other[1] + gaps[1] > one[0]


class Occupied:
    """The stands, people and interpreters that some tours take.

    ``stands`` are taken by what is planned, ``begun`` by what was begun where there are
    several bays; at one with a single bay it has been cut out of the stops' starts.
    """

    def __init__(self, problem: Problem, tours: Iterable[Tour] = ()) -> None:
        self.problem = problem
        self.stands: list[list[Range]] = [[] for _ in problem.stands]
        self.begun: dict[int, list[Range]] = {}
        self.duties: list[list[Duty]] = [[] for _ in problem.people]
        self.tours: dict[int, Tour] = {}
        self.speakers: dict[str, list[int]] = {}
        self.foes: list[list[int]] = [[] for _ in problem.delegations]
        for one, other in problem.apart:
            self.foes[one].append(other)
            self.foes[other].append(one)
        for group in problem.delegations:
            if group.language is not None:
                self.speakers.setdefault(group.language, []).append(group.index)
        self.facts = _facts(problem)
        for stop in problem.stops:
            if stop.pinned is not None:
                self._begin(stop, stop.pinned)
        for each in tours:
            self.add(each)

    def _begin(self, stop: Stop, time: Range) -> None:
        """Take what a stop begun or done needs."""
        if self.problem.stands[stop.stand].capacity > 1 and time[0] < time[1]:
            self.begun.setdefault(stop.stand, []).append(time)
        for host in stop.hosts:
            if host not in self.problem.delegations[stop.delegation].escorts:
                self.duties[host].append(_hosting(stop, *time))

    @classmethod
    def around(cls, plan: Plan, free: Iterable[int]) -> "Occupied":
        """Return what a plan takes without the tours of some delegations."""
        left = set(free)
        return cls(
            plan.problem, (tour for tour in plan.tours if tour.delegation not in left)
        )

    def add(self, tour: Tour) -> None:
        """Take what a tour needs."""
        self.tours[tour.delegation] = tour
        for stand, time in self._times(tour):
            self.stands[stand].append(time)
        for person, duty in self._duties(tour):
            self.duties[person].append(duty)

    def remove(self, delegation: int) -> Tour:
        """Let go of what a delegation's tour took; returns the tour."""
        tour = self.tours.pop(delegation)
        for stand, time in self._times(tour):
            self.stands[stand].remove(time)
        for person, duty in self._duties(tour):
            self.duties[person].remove(duty)
        return tour

    def starts(self, stop: Stop) -> Ranges:
        """Return the starts that are left to a stop."""
        return without(stop.starts, [*self._stand_gaps(stop), *self._host_gaps(stop)])

    def blocks(self, group: Delegation) -> list[Block]:
        """Return the times at which a delegation's tour cannot be."""
        minutes = self.problem.minutes
        blocks = [
            Block(tour.start, tour.end, 0, 0, self.facts.get(foe))
            for foe in self.foes[group.index]
            if (tour := self.tours.get(foe))
            and tour.start is not None
            and tour.end is not None
        ]
        for person in group.escorts:
            blocks += [
                Block(
                    duty.start,
                    duty.end,
                    minutes[group.exit][duty.come],
                    minutes[duty.leave][group.entry],
                    self._begun_of(duty),
                )
                for duty in self.duties[person]
                if duty.delegation != group.index
            ]
        if group.language is not None:
            language = group.language
            blocks += [
                Block(*time, 0, 0, self._begun_without_speaker(language, time))
                for time in self._without_speaker(language)
            ]
        return blocks

    def _begun_of(self, duty: Duty) -> Range | None:
        """Return what of a duty has begun."""
        if duty.is_tour:
            return self.facts.get(duty.delegation)
        time = duty.start, duty.end
        pinned = (
            self.problem.stops[number].pinned
            for number in self.problem.delegations[duty.delegation].pinned
        )
        return time if time in pinned else None

    def _begun_without_speaker(self, language: str, time: Range) -> Range | None:
        """Return when those who have begun take every interpreter, in a time."""
        begun = [
            self.facts[speaker]
            for speaker in self.speakers[language]
            if speaker in self.facts and speaker in self.tours
        ]
        taken = full(begun, self.problem.pools.get(language, 0))
        return next((each for each in taken if collide(each, time, (0, 0))), None)

    def _times(self, tour: Tour) -> Iterable[tuple[int, Range]]:
        for number, start in zip(tour.order, tour.starts, strict=True):
            stop = self.problem.stops[number]
            if stop.duration and stop.pinned is None:
                yield stop.stand, (start, start + stop.duration)

    def _duties(self, tour: Tour) -> Iterable[tuple[int, Duty]]:
        group = self.problem.delegations[tour.delegation]
        for number, start in zip(tour.order, tour.starts, strict=True):
            stop = self.problem.stops[number]
            if stop.pinned is None:
                end = start + stop.duration
                for host in stop.hosts:
                    if host not in group.escorts:
                        yield host, _hosting(stop, start, end)
        if tour.start is not None and tour.end is not None:
            for person in group.escorts:
                yield (
                    person,
                    Duty(
                        tour.start,
                        tour.end,
                        group.entry,
                        group.exit,
                        group.index,
                        is_tour=True,
                    ),
                )

    def _stand_gaps(self, stop: Stop) -> list[Range]:
        taken: Sequence[Range] = [
            *self.stands[stop.stand],
            *self.begun.get(stop.stand, ()),
        ]
        if not stop.duration or not taken:
            return []
        capacity = self.problem.stands[stop.stand].capacity
        if capacity > 1:
            taken = full(taken, capacity)
        return [(first - stop.duration + 1, last - 1) for first, last in taken]

    def _host_gaps(self, stop: Stop) -> list[Range]:
        minutes = self.problem.minutes
        gaps = []
        for host in stop.hosts:
            if host in self.problem.delegations[stop.delegation].escorts:
                continue
            for duty in self.duties[host]:
                if not duty.is_tour and duty.come == stop.place:
                    continue
                before = minutes[stop.place][duty.come]
                after = minutes[duty.leave][stop.place]
                gaps.append(
                    (
                        duty.start - before - stop.duration + 1,
                        duty.end + after - 1,
                    )
                )
        return gaps

    def speaking(self, language: str) -> list[Range]:
        """Return the times of the tours that need a language."""
        return [
            (tour.start, tour.end)
            for speaker in self.speakers[language]
            if (tour := self.tours.get(speaker))
            and tour.start is not None
            and tour.end is not None
        ]

    def _without_speaker(self, language: str) -> Ranges:
        """Return the times at which every interpreter of a language is taken."""
        spans = self.speaking(language)
        pool = self.problem.pools.get(language, 0)
        return full(spans, pool) if len(spans) >= pool else ()


def _facts(problem: Problem) -> dict[int, Range]:
    """Return from when to when each tour that has begun is, if it ends at once."""
    result = {}
    for group in problem.delegations:
        if group.pinned:
            begun = tour(problem, group.index, {})
            result[group.index] = (begun.start or 0, begun.end or 0)
    return result


def _hosting(stop: Stop, start: int, end: int) -> Duty:
    """Return the duty of a stop's host."""
    return Duty(start, end, stop.place, stop.place, stop.delegation, is_tour=False)


def full(taken: Iterable[Range], capacity: int) -> Ranges:
    """Return the half-open times at which at least ``capacity`` ranges overlap."""
    events = sorted(
        event for first, last in taken for event in ((first, 1), (last, -1))
    )
    result = []
    level = 0
    since = 0
    for time, change in events:
        before = level
        level += change
        if before < capacity <= level:
            since = time
        elif level < capacity <= before and since < time:
            result.append((since, time))
    return merged(result)
