"""Whom a delegation would push aside: its rest of the day if others may have to go."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from delegations.planning.construct.job import Span, Window
from delegations.planning.occupied import Occupied
from delegations.planning.plan import Tour
from delegations.planning.problem import Delegation, Stop
from delegations.planning.ranges import Ranges

# First and last start (closed), or time of a tour, that a delegation takes away.
Claim = tuple[int, int, int]
SPANS = 16


class Contest:
    """What stands, and what it costs to take each delegation out again."""

    def __init__(self, occupied: Occupied, penalties: Sequence[int]) -> None:
        self.occupied = occupied
        self.problem = occupied.problem
        self.penalties = penalties
        self.taken: list[list[Claim]] = [[] for _ in self.problem.stands]
        for tour in occupied.tours.values():
            for number, start in zip(tour.order, tour.starts, strict=True):
                stop = self.problem.stops[number]
                if stop.is_open and stop.duration:
                    self.taken[stop.stand].append(
                        (start, start + stop.duration, tour.delegation)
                    )

    def windows(self, stop: Stop) -> list[Window]:
        """Return the starts of a stop with the delegations in the way of each."""
        return segments(stop.starts, self._claims(stop))

    def spans(self, group: Delegation, least: int) -> list[Span]:
        """Return when a tour can be, and whose tours are in its way; cheapest first."""
        spans = {Span(first, last) for first, last in group.spans}
        for latest, earliest, owner in self._blocks(group):
            parts = set(spans)
            for first, last, against in spans:
                if latest >= last or earliest <= first:
                    continue
                parts.remove(Span(first, last, against))
                parts.add(Span(first, latest, against))
                parts.add(Span(earliest, last, against))
                parts.add(Span(first, last, against | 1 << owner))
            parts = {span for span in parts if span.last - span.first >= least}
            spans = set(sorted(parts, key=self._rank)[:SPANS])
        return sorted(spans, key=self._rank)

    def rivals(self, tour: Tour) -> list[int]:
        """Return the delegations that have to go so that a tour can stand."""
        against = 0
        for number, start in zip(tour.order, tour.starts, strict=True):
            stop = self.problem.stops[number]
            if stop.is_open:
                for first, last, owner in self._claims(stop):
                    if first <= start <= last:
                        against |= 1 << owner
        group = self.problem.delegations[tour.delegation]
        if tour.start is not None and tour.end is not None:
            for latest, earliest, owner in self._blocks(group):
                if tour.end > latest and tour.start < earliest:
                    against |= 1 << owner
        return bits(against)

    def _rank(self, span: Span) -> tuple[int, int, Span]:
        cost = sum(self.penalties[number] for number in bits(span.against))
        return cost, span.first - span.last, span

    def _claims(self, stop: Stop) -> list[Claim]:
        """Return the starts that the others take from a stop."""
        claims = []
        taken = self.taken[stop.stand]
        if stop.duration and taken:
            capacity = self.problem.stands[stop.stand].capacity
            if capacity > 1:
                taken = self._full(taken, capacity)
            claims = [
                (first - stop.duration + 1, last - 1, owner)
                for first, last, owner in taken
            ]
        for host in stop.hosts:
            if host not in self.problem.delegations[stop.delegation].escorts:
                claims += self._claims_on(host, stop)
        return claims

    def _claims_on(self, host: int, stop: Stop) -> Iterable[Claim]:
        minutes = self.problem.minutes
        for duty in self.occupied.duties[host]:
            if duty.is_tour or duty.come != stop.place:
                before = minutes[stop.place][duty.come]
                after = minutes[duty.leave][stop.place]
                yield (
                    duty.start - before - stop.duration + 1,
                    duty.end + after - 1,
                    duty.delegation,
                )

    def _blocks(self, group: Delegation) -> list[Claim]:
        """Return by when a tour must have ended, or from when it can start."""
        minutes = self.problem.minutes
        tours = self.occupied.tours
        blocks = [
            (tour.start, tour.end, foe)
            for foe in self.occupied.foes[group.index]
            if (tour := tours.get(foe))
            and tour.start is not None
            and tour.end is not None
        ]
        for person in group.escorts:
            blocks += [
                (
                    duty.start - minutes[group.exit][duty.come],
                    duty.end + minutes[duty.leave][group.entry],
                    duty.delegation,
                )
                for duty in self.occupied.duties[person]
            ]
        if group.language is not None:
            blocks += self._speaking(group.language)
        return blocks

    def _speaking(self, language: str) -> list[Claim]:
        """Return when a language's interpreters are all taken, and by whom."""
        tours = self.occupied.tours
        spans = [
            (tour.start, tour.end, speaker)
            for speaker in self.occupied.speakers[language]
            if (tour := tours.get(speaker))
            and tour.start is not None
            and tour.end is not None
        ]
        pool = self.problem.pools.get(language, 0)
        return self._full(spans, pool) if len(spans) >= pool else []

    def _full(self, taken: Sequence[Claim], capacity: int) -> list[Claim]:
        """Return when ``capacity`` of the claims overlap, with the cheapest of them."""
        times = sorted({time for first, last, _ in taken for time in (first, last)})
        result = []
        for first, last in pairwise(times):
            here = [who for start, end, who in taken if start <= first and last <= end]
            if len(here) >= capacity:
                cheapest = min(here, key=lambda who: (self.penalties[who], who))
                result.append((first, last, cheapest))
        return result


def segments(ranges: Ranges, claims: Sequence[Claim]) -> list[Window]:
    """Return ranges cut where claims begin and end, with the owners of each part."""
    cuts = {time for first, last, _ in claims for time in (first, last + 1)}
    ordered = sorted(cuts)
    result: list[Window] = []
    for start, end in ranges:
        times = [start, *(time for time in ordered if start < time <= end), end + 1]
        for first, after in pairwise(times):
            against = 0
            for begin, finish, owner in claims:
                if begin <= first <= finish:
                    against |= 1 << owner
            result.append(Window(first, after - 1, against))
    return _joined(result)


def _joined(windows: Iterable[Window]) -> list[Window]:
    """Return windows, those that touch and have the same in their way made one."""
    result: list[Window] = []
    for window in windows:
        last = result[-1] if result else None
        if last and last.last + 1 == window.first and last.against == window.against:
            result[-1] = Window(last.first, window.last, window.against)
        else:
            result.append(window)
    return result


def bits(mask: int) -> list[int]:
    """Return the numbers of the bits set."""
    return [number for number in range(mask.bit_length()) if mask >> number & 1]
