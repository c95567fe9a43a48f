"""A day's problem: who wants to be where, for how long, under which rules.

Times are whole numbers of one unit. Everything is found by its index: stands, people,
delegations, stops and places (stands and gates share one walking matrix).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from delegations.planning.ranges import Range, Ranges


class State(StrEnum):
    """How far a stop has come on the day."""

    PLANNED = "planned"
    BEGUN = "begun"
    DONE = "done"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Stand:
    """A stand: its place in the walking matrix, how many groups it takes, its hours."""

    id: str
    place: int
    capacity: int
    open: Ranges


@dataclass(frozen=True)
class Person:
    """An official, with the intervals in which duties must lie."""

    id: str
    available: Ranges


@dataclass(frozen=True)
class Stop:
    """A wish of one delegation to be at one stand.

    ``starts`` are the starts that its own rules leave: the stand's hours, its window or
    fixed start, its hosts' hours, the delegation's window, and on the day what has
    happened already. ``pinned`` is when it was begun and will end, for one begun
    or done; ``previous`` its start in the plan in force. ``is_frozen`` are those that
    keep that start if they can: within the notice, or locked.
    """

    id: str
    index: int
    delegation: int
    stand: int
    place: int
    duration: int
    is_mandatory: bool
    value: int
    fixed_start: int | None
    window: Range | None
    hosts: tuple[int, ...]
    starts: Ranges = ()
    state: State = State.PLANNED
    previous: int | None = None
    bay: int | None = None
    pinned: Range | None = None
    is_locked: bool = False
    is_frozen: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it is to be decided: neither begun nor skipped."""
        return self.pinned is None and self.state != State.SKIPPED


@dataclass(frozen=True)
class Delegation:
    """A group: its window, where it comes in and leaves, and who goes along.

    ``spans`` are the intervals one of which must hold the whole tour: its window where
    each escort is available. ``pinned`` are its stops begun or done, in order. On the
    day ``ready`` is where (a place) and from when it is free, None if not said.
    """

    id: str
    index: int
    weight: int
    window: Range
    entry: int
    exit: int
    language: str | None
    escorts: tuple[int, ...]
    stops: tuple[int, ...]
    spans: Ranges
    pinned: tuple[int, ...] = ()
    ready: tuple[int, int] | None = None


@dataclass(frozen=True)
class Objective:
    """What a unit of each costs."""

    walk: int
    wait: int
    value: int
    last_end: int


@dataclass(frozen=True)
class Today:
    """The day while it runs: now, how soon a start is settled, and who is late."""

    now: int
    notice: int
    late: frozenset[int]


@dataclass(frozen=True)
class Problem:
    """A whole day.

    With a ``drop_price`` a mandatory stop may be left out too, at that cost: so a
    search can begin with a plan that is not complete yet. ``known`` are the starts of a
    plan that there is already, None without one.
    """

    stands: tuple[Stand, ...]
    people: tuple[Person, ...]
    pools: dict[str, int]
    apart: tuple[tuple[int, int], ...]
    delegations: tuple[Delegation, ...]
    stops: tuple[Stop, ...]
    minutes: tuple[tuple[int, ...], ...]
    objective: Objective
    today: Today | None = None
    drop_price: int | None = None
    known: Mapping[int, int] | None = None

    def may_skip(self, stop: Stop) -> bool:
        """Return whether a stop may be left out."""
        may_drop = self.today is not None or self.drop_price is not None
        return may_drop or not stop.is_mandatory

    def price_left_out(self, stop: Stop) -> int:
        """Return what it costs to leave a stop out."""
        if stop.is_mandatory:
            return self.drop_price or 0
        weight = self.delegations[stop.delegation].weight
        return self.objective.value * weight * stop.value
