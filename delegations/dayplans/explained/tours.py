"""Tours along the day: where each minute goes, and what a wait is for."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from delegations.dayplans.explained.ground import Call, Ground


@dataclass(frozen=True, slots=True)
class Cause:
    """What a stop begins with, so that it could not begin earlier.

    ``kind`` is "fixed" (an appointment), "opens" (the stand opens), "wished" (its own
    window), "stand" (another group leaves it) or "host" (an official comes from
    another duty). ``stand`` is where, ``delegation`` and ``person`` who is meant.
    """

    kind: Literal["fixed", "opens", "wished", "stand", "host"]
    stand: str
    delegation: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Leg:
    """A stretch of a tour: a "stop", a "walk" from one place to another, or a "wait".

    A wait is at ``end_place``, for ``cause`` where one is known.
    """

    kind: Literal["stop", "walk", "wait"]
    start: int
    end: int
    start_place: str
    end_place: str
    stop: str = ""
    bay: int = 1
    cause: Cause | None = None

    @property
    def minutes(self) -> int:
        """How long it takes."""
        return self.end - self.start


@dataclass(frozen=True)
class TourLine:
    """A tour along the day; without any stop made it has no times and no legs."""

    delegation: str
    start: int | None
    end: int | None
    legs: tuple[Leg, ...]

    @property
    def walk(self) -> int:
        """How many minutes it walks."""
        return sum(leg.minutes for leg in self.legs if leg.kind == "walk")

    @property
    def wait(self) -> int:
        """How many minutes it waits."""
        return sum(leg.minutes for leg in self.legs if leg.kind == "wait")

    @property
    def stay(self) -> int:
        """How many minutes it is at its stops."""
        return sum(leg.minutes for leg in self.legs if leg.kind == "stop")

    @property
    def stops(self) -> tuple[Leg, ...]:
        """The stops among the legs."""
        return tuple(leg for leg in self.legs if leg.kind == "stop")


def tour_lines(ground: Ground) -> tuple[TourLine, ...]:
    """Return the tours of all delegations, in the problem's order."""
    return tuple(_line(ground, key) for key in ground.delegations)


def _line(ground: Ground, key: str) -> TourLine:
    calls, row = ground.calls_of.get(key, []), ground.delegations[key]
    if not calls:
        return TourLine(key, None, None, ())
    first, last = calls[0], calls[-1]
    start = first.start - ground.minutes(row["entry"], first.stand)
    end = last.end + ground.minutes(last.stand, row["exit"])
    legs: list[Leg] = []
    if start < first.start:
        legs.append(Leg("walk", start, first.start, row["entry"], first.stand))
    for call, following in zip(calls, [*calls[1:], None], strict=True):
        legs.append(_stop(call))
        if following is not None:
            legs += _between(ground, call, following)
    if last.end < end:
        legs.append(Leg("walk", last.end, end, last.stand, row["exit"]))
    return TourLine(key, start, end, tuple(legs))


def _stop(call: Call) -> Leg:
    return Leg(
        "stop", call.start, call.end, call.stand, call.stand, call.stop, call.bay
    )


def _between(ground: Ground, call: Call, following: Call) -> Iterator[Leg]:
    """Yield the walk to the next stop and the wait there; on the day, as it went."""
    there = call.end + ground.minutes(call.stand, following.stand)
    arrived = min(there, following.start)
    if call.end < arrived:
        yield Leg("walk", call.end, arrived, call.stand, following.stand)
    if arrived < following.start:
        cause = cause_of(ground, following)
        stand = following.stand
        yield Leg("wait", arrived, following.start, stand, stand, cause=cause)


def cause_of(ground: Ground, call: Call) -> Cause | None:
    """Return what a stop begins with; None where no single rule holds it there."""
    stop = ground.wishes[call.stop][1]
    window = stop.get("window")
    if stop.get("fixed_start") == call.start:
        return Cause("fixed", call.stand)
    if any(start == call.start for start, _end in ground.open.get(call.stand, ())):
        return Cause("opens", call.stand)
    if window and window[0] == call.start:
        return Cause("wished", call.stand)
    for other in ground.calls_at[call.stand]:
        if other.end == call.start and other.delegation != call.delegation:
            return Cause("stand", call.stand, delegation=other.delegation)
    return _cause_of_hosts(ground, call)


def _cause_of_hosts(ground: Ground, call: Call) -> Cause | None:
    for host in sorted(call.hosts):
        for other in ground.calls_with[host]:
            if call.delegation == other.delegation or call.stand == other.stand:
                continue
            if other.end + ground.minutes(other.stand, call.stand) == call.start:
                return Cause("host", call.stand, other.delegation, host)
    return None
