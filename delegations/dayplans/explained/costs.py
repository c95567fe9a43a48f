"""What the crowd costs each delegation, and how good a plan is proven to be."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any, Literal

from delegations.dayplans.explained.ground import Ground


@dataclass(frozen=True, slots=True)
class CrowdCost:
    """What a tour costs in the plan, and what it would cost with nobody else about.

    Both in minutes of the objective: walking, waiting, values left out and, where the
    end of the day counts, the minutes from the beginning of its window to its own end,
    the first three for each unit of the delegation's weight. ``alone`` is None where
    nobody worked it out. ``walk`` and ``wait`` are plain minutes, ``lost`` is the part
    of the cost for what is left out.
    """

    delegation: str
    weight: int
    together: int
    alone: int | None
    walk: int
    wait: int
    lost: int

    @property
    def more(self) -> int | None:
        """What the others cost it; never below 0."""
        return None if self.alone is None else max(0, self.together - self.alone)


def crowd_costs(ground: Ground) -> tuple[CrowdCost, ...]:
    """Return the costs of all delegations, dearest crowd first."""
    found = [_cost(ground, row) for row in ground.plan["tours"]]
    return tuple(sorted(found, key=lambda cost: -(cost.more or 0)))


def _cost(ground: Ground, tour: Mapping[str, Any]) -> CrowdCost:
    row, objective = ground.delegations[tour["delegation"]], ground.problem["objective"]
    weight, opens = row.get("weight", 1), row["window"][0]
    walk, wait, lost = tour["walk"] or 0, tour["wait"] or 0, tour["value_lost"] or 0
    own = (
        objective["walk"] * walk + objective["wait"] * wait + objective["value"] * lost
    )
    late, alone = objective["last_end"], tour.get("alone")
    together = weight * own + late * (tour["end"] or 0)
    # The time of day would hide the minutes that differ.
    idle = late * opens if tour["end"] is not None else 0
    if alone is not None:
        idle = min(idle, alone)
        alone -= idle
    return CrowdCost(
        row["id"],
        weight,
        together - idle,
        alone,
        walk,
        wait,
        weight * objective["value"] * lost,
    )


@dataclass(frozen=True, slots=True)
class Quality:
    """How good a plan is known to be.

    ``kind`` is "best" (nothing better exists), "within" (``percent`` of the best
    possible at most, rounded up) or "unproven" (no bound, or one that says nothing).
    """

    kind: Literal["best", "within", "unproven"]
    percent: int = 0


def quality_of(status: str, gap: float | None) -> Quality:
    """Return the quality of a plan by its status and gap, 0.04 for 4 per cent."""
    if status == "optimal":
        return Quality("best")
    if gap is None or gap >= 1:
        return Quality("unproven")
    return Quality("within", max(1, ceil(round(100 * gap, 6))))
