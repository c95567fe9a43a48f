"""What a plan would change, as pages show it."""

from dataclasses import dataclass
from datetime import datetime

from delegations.models import PlanningRun
from exhibitors.models import Exhibition


@dataclass(frozen=True)
class At:
    """Where and when a stop is: start and end in universal time, and the bay."""

    start: datetime
    end: datetime
    bay: int


@dataclass(frozen=True)
class StopChange:
    """One stop before and after; None for no time.

    ``what`` is "new", "moved", "bay", "dropped" (had a time, has none), "left-out"
    (had none, gets none) or "same". ``reason`` says why one is left out.
    """

    pk: int
    label: str
    stand: int | None
    stand_label: str
    before: At | None
    after: At | None
    what: str
    reason: str = ""
    is_optional: bool = False
    is_locked: bool = False


@dataclass(frozen=True)
class VisitChange:
    """One visit before and after, with its stops in the order of the new plan.

    ``span_before`` and ``span_after`` are pairs of moments, or None without a stop that
    has a time. ``walk``,
    ``wait`` and ``value_lost`` are of the new tour, in minutes and in values. ``crowd``
    is what the others cost it: its own cost above that of touring alone, None where
    the planner does not say.
    """

    pk: int
    delegation: int
    name: str
    slug: str
    country: str | None
    rank: int | None
    span_before: tuple[datetime, datetime] | None
    span_after: tuple[datetime, datetime] | None
    stops: tuple[StopChange, ...]
    walk: int = 0
    wait: int = 0
    value_lost: int = 0
    crowd: int | None = None
    is_late: bool = False

    @property
    def is_changed(self) -> bool:
        """Whether any stop of it differs, a moment at the gate among them."""
        return any(stop.what not in ("same", "left-out") for stop in self.stops)


@dataclass(frozen=True)
class Told:
    """Somebody who must be told, and of which stops: their keys.

    ``role`` is "delegation", "receives", "accompanies", "interprets" or "host".
    """

    name: str
    role: str
    phone: str
    stops: tuple[int, ...]


@dataclass(frozen=True)
class Totals:
    """Sums over a plan; minutes of walking and waiting, numbers of stops."""

    visits: int
    stops: int
    new: int
    moved: int
    dropped: int
    left_out: int
    walk: int
    wait: int


@dataclass(frozen=True)
class Difference:
    """What a plan would change of its day."""

    exhibition: Exhibition
    run: PlanningRun
    visits: tuple[VisitChange, ...]
    told: tuple[Told, ...]
    totals: Totals

    @property
    def left_out(self) -> tuple[tuple[VisitChange, StopChange], ...]:
        """The stops without a time in the plan, each with its visit."""
        return tuple(
            (visit, stop)
            for visit in self.visits
            for stop in visit.stops
            if stop.after is None
        )
