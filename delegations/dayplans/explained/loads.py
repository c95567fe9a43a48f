"""How busy a plan keeps stands, officials and interpreters."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from delegations.dayplans.explained.ground import Ground, Span, length, merged, within
from delegations.dayplans.explained.tours import TourLine

# Who is busier than this could take hardly one stop more.
_TIGHT = 0.75


@dataclass(frozen=True)
class Load:
    """How busy a stand, an official or a language's interpreters are.

    ``busy`` of ``available`` minutes; those of a stand with two bays, or of two
    interpreters, count twice. ``spans`` are when any is busy, ``peak`` is how many
    at most at once, of ``capacity``; ``walks`` how many minutes an official walks
    between duties at different places.
    """

    kind: Literal["stand", "person", "language"]
    key: str
    busy: int
    available: int
    peak: int
    capacity: int
    count: int
    walks: int
    spans: tuple[Span, ...]

    @property
    def share(self) -> float:
        """The part of the time that is used, 0 where there is none."""
        return self.busy / self.available if self.available else 0.0

    @property
    def percent(self) -> int:
        """The same in whole per cent."""
        return round(100 * self.share)

    @property
    def first(self) -> int | None:
        """When it begins, None for what is not used."""
        return self.spans[0][0] if self.spans else None

    @property
    def last(self) -> int | None:
        """When it is over."""
        return self.spans[-1][1] if self.spans else None

    @property
    def is_tight(self) -> bool:
        """Whether hardly anything more would fit."""
        return self.share >= _TIGHT


@dataclass(frozen=True, slots=True)
class Duty:
    """A stretch for which an official is needed, from one place to another."""

    start: int
    end: int
    start_place: str
    end_place: str


def stand_loads(ground: Ground) -> tuple[Load, ...]:
    """Return the loads of the stands that any delegation asks for, busiest first."""
    asked = {stop["stand"] for _row, stop in ground.wishes.values()}
    found = []
    for row in ground.problem["stands"]:
        calls = ground.calls_at.get(row["id"], [])
        if row["id"] in asked:
            capacity = row.get("capacity") or 1
            spans = [(call.start, call.end) for call in calls]
            open_for = length(ground.open[row["id"]]) * capacity
            found.append(_load("stand", row["id"], spans, open_for, capacity))
    return _busiest(found)


def person_loads(ground: Ground, lines: Iterable[TourLine]) -> tuple[Load, ...]:
    """Return the loads of the officials who have any duty, busiest first.

    What they could do is the time of all tours as far as they can be there.
    """
    lines = list(lines)
    duties, tours = _duties(ground, lines), _ends(lines)
    found = []
    for row in ground.problem.get("people") or ():
        own = sorted(duties[row["id"]], key=lambda duty: (duty.start, duty.end))
        if own:
            available = length(within(tours, merged(row.get("available") or ())))
            spans = [(duty.start, duty.end) for duty in own]
            walks = _walks(ground, own)
            found.append(_load("person", row["id"], spans, available, 1, walks=walks))
    return _busiest(found)


def language_loads(ground: Ground, lines: Iterable[TourLine]) -> tuple[Load, ...]:
    """Return the loads of the interpreters of each language in use, busiest first.

    What they could do is the time from the first tour to the last, for each of them.
    """
    spans: dict[str, list[Span]] = defaultdict(list)
    lines = list(lines)
    for line in lines:
        language = ground.delegations[line.delegation].get("language")
        if language and line.start is not None and line.end is not None:
            spans[language].append((line.start, line.end))
    first, last = _ends(lines)
    pools = ground.problem.get("interpreters") or {}
    found = [
        _load("language", key, own, size * (last - first), size)
        for key, own in spans.items()
        if (size := pools.get(key) or 0)
    ]
    return _busiest(found)


def _ends(lines: Iterable[TourLine]) -> Span:
    """Return when the first tour begins and the last ends, 0 and 0 without one."""
    lines = list(lines)
    starts = (line.start for line in lines if line.start is not None)
    ends = (line.end for line in lines if line.end is not None)
    return min(starts, default=0), max(ends, default=0)


def _duties(ground: Ground, lines: Iterable[TourLine]) -> dict[str, list[Duty]]:
    found: dict[str, list[Duty]] = defaultdict(list)
    for call in ground.calls:
        for host in call.hosts:
            found[host].append(Duty(call.start, call.end, call.stand, call.stand))
    for line in lines:
        row = ground.delegations[line.delegation]
        for escort in row.get("escorts") or ():
            if line.start is not None and line.end is not None:
                duty = Duty(line.start, line.end, row["entry"], row["exit"])
                found[escort].append(duty)
    return found


def _walks(ground: Ground, duties: list[Duty]) -> int:
    """Return the minutes walked between duties that follow each other."""
    return sum(
        ground.minutes(before.end_place, after.start_place)
        for before, after in pairwise(duties)
        if before.end <= after.start
    )


def _load(
    kind: Literal["stand", "person", "language"],
    key: str,
    spans: list[Span],
    available: int,
    capacity: int,
    *,
    walks: int = 0,
) -> Load:
    held = merged(span for span in spans if span[0] < span[1])
    # An official with two groups at one stand is busy once.
    busy = length(held) if kind == "person" else length(spans)
    return Load(
        kind, key, busy, available, peak_of(spans), capacity, len(spans), walks, held
    )


def peak_of(spans: Iterable[Span]) -> int:
    """Return how many half-open spans overlap at most."""
    return max(_running(spans), default=0)


def _running(spans: Iterable[Span]) -> Iterator[int]:
    # At the same minute, who leaves makes room for who comes.
    steps = sorted(
        step for start, end in spans if start < end for step in ((start, 1), (end, -1))
    )
    at_once = 0
    for _minute, change in steps:
        at_once += change
        yield at_once


def _busiest(loads: Iterable[Load]) -> tuple[Load, ...]:
    return tuple(sorted(loads, key=lambda load: (-load.share, -load.busy, load.key)))


def bottlenecks(loads: Iterable[Load], most: int = 5) -> tuple[Load, ...]:
    """Return what leaves the least room, the tightest first."""
    return _busiest(load for load in loads if load.is_tight)[:most]
