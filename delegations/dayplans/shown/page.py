"""The page that explains the plan of a run."""

from dataclasses import dataclass
from functools import cached_property

from delegations.dayplans.drawn.axis import Axis
from delegations.dayplans.explained import Explained, explained
from delegations.dayplans.shown.floors import Floor, floors
from delegations.dayplans.shown.lanes import LaneRow, lane_rows
from delegations.dayplans.shown.loads import (
    CrowdRow,
    LoadRow,
    crowd_rows,
    load_rows,
)
from delegations.dayplans.shown.names import Names, Who
from delegations.models import PlanningRun

# So many tours can be told apart on one drawing.
_TOGETHER = 8


@dataclass(frozen=True, slots=True)
class Hour:
    """A line of the axis with its label, empty for half hours within."""

    x: str
    label: str
    is_first: bool = False


@dataclass(frozen=True)
class PlanPage:
    """A plan with its pictures; ``chosen`` is the one tour on the floor, or None."""

    names: Names
    whole: Explained
    chosen: Who | None

    @cached_property
    def axis(self) -> Axis:
        """The hours of the lanes."""
        ends = [
            end
            for line in self.whole.lines
            if line.delegation in self.names.delegations
            for end in (line.start, line.end)
            if end is not None
        ]
        return Axis.around(min(ends, default=0), max(ends, default=0))

    @cached_property
    def hours(self) -> tuple[Hour, ...]:
        """The lines of the axis."""
        axis, clock = self.axis, self.names.clock
        begin = Hour(axis.x(axis.first), clock(axis.first), is_first=True)
        rest = (
            Hour(tick.x, clock(tick.minute) if tick.is_hour else "")
            for tick in axis.ticks
        )
        return begin, *rest

    @cached_property
    def lanes(self) -> tuple[LaneRow, ...]:
        """A lane for each delegation."""
        return lane_rows(self.names, self.axis, self.whole.lines)

    @cached_property
    def floors(self) -> tuple[Floor, ...]:
        """The areas with the chosen tour, or with all."""
        key = self.chosen and self.chosen.key
        lines = [n for n in self.whole.lines if key in (None, n.delegation)]
        return floors(self.names, lines)

    @cached_property
    def tight(self) -> tuple[LoadRow, ...]:
        """What leaves the least room."""
        return load_rows(self.names, self.whole.tight)

    @cached_property
    def stands(self) -> tuple[LoadRow, ...]:
        """The loads of stands."""
        return load_rows(self.names, self.whole.stands)

    @cached_property
    def people(self) -> tuple[LoadRow, ...]:
        """The loads of officials."""
        return load_rows(self.names, self.whole.people)

    @cached_property
    def languages(self) -> tuple[LoadRow, ...]:
        """The loads of interpreters."""
        return load_rows(self.names, self.whole.languages)

    @cached_property
    def crowd(self) -> tuple[CrowdRow, ...]:
        """What the crowd costs."""
        return crowd_rows(self.names, self.whole.crowd)

    @property
    def is_crowd_known(self) -> bool:
        """Whether it is known of any tour what it would cost alone."""
        return any(row.cost.alone is not None for row in self.crowd)


def page_of(run: PlanningRun, chosen: str = "") -> PlanPage:
    """Return the page of a run that has a plan.

    ``chosen`` is the key of a visit, "all", or anything else for what can be read:
    all tours where they are few, else the first.
    """
    names = Names(run)
    whole = explained(run.problem, run.result or {})
    made = [n for n in whole.lines if n.legs and n.delegation in names.delegations]
    touring = [names.delegations[line.delegation] for line in made]
    by_visit = {str(who.visit): who for who in touring}
    only = by_visit.get(chosen)
    if only is None and chosen != "all" and len(touring) > _TOGETHER:
        only = touring[0]
    return PlanPage(names, whole, only)
