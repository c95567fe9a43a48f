"""How busy stands, officials and interpreters are, and what the crowd costs."""

from collections.abc import Iterable
from dataclasses import dataclass

from delegations.dayplans.explained import CrowdCost, Load
from delegations.dayplans.sentences import language_name
from delegations.dayplans.shown.names import Names, Where, Who


@dataclass(frozen=True, slots=True)
class LoadRow:
    """A load with its name; ``hours`` are from the first to the last, or empty."""

    load: Load
    name: str
    where: Where | None
    hours: str

    @property
    def width(self) -> str:
        """How long its bar is; what is not idle has one that can be seen."""
        least = 1 if self.load.busy else 0
        return f"{min(100, max(least, self.load.percent))}%"


def load_rows(names: Names, loads: Iterable[Load]) -> tuple[LoadRow, ...]:
    """Return loads with their names, in their order; only of what has one."""
    return tuple(_row(names, load) for load in loads if _is_real(names, load))


def _is_real(names: Names, load: Load) -> bool:
    """Return whether it is a stand or somebody, not what the problem makes do with."""
    if load.kind == "person":
        return load.key in names.people
    return load.kind == "language" or load.key in names.places


def _row(names: Names, load: Load) -> LoadRow:
    is_used = load.first is not None and load.last is not None
    hours = names.hours(load.first, load.last) if is_used else ""  # type: ignore[arg-type]
    if load.kind == "stand":
        where = names.where(load.key)
        return LoadRow(load, where.name, where, hours)
    if load.kind == "language":
        return LoadRow(load, language_name(load.key), None, hours)
    return LoadRow(load, names.people[load.key], None, hours)


@dataclass(frozen=True, slots=True)
class CrowdRow:
    """What the crowd costs a delegation; the widths of two bars on one scale."""

    who: Who
    cost: CrowdCost
    alone: str
    together: str


def crowd_rows(names: Names, costs: Iterable[CrowdCost]) -> tuple[CrowdRow, ...]:
    """Return costs with their names, in their order."""
    costs = [cost for cost in costs if cost.delegation in names.delegations]
    most = max((cost.together for cost in costs), default=0) or 1
    return tuple(
        CrowdRow(
            names.delegations[cost.delegation],
            cost,
            f"{100 * (cost.alone or 0) / most:.1f}%",
            f"{100 * cost.together / most:.1f}%",
        )
        for cost in costs
    )
