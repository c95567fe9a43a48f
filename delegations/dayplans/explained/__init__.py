"""A plan of a day explained: a pure computation from the problem and the plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from delegations.dayplans.explained.costs import (
    CrowdCost,
    Quality,
    crowd_costs,
    quality_of,
)
from delegations.dayplans.explained.ground import Ground
from delegations.dayplans.explained.loads import (
    Load,
    bottlenecks,
    language_loads,
    person_loads,
    stand_loads,
)
from delegations.dayplans.explained.tours import Cause, Leg, TourLine, tour_lines

__all__ = ["Cause", "CrowdCost", "Explained", "Leg", "Load", "Quality", "TourLine"]
__all__ += ["explained", "quality_of"]


@dataclass(frozen=True)
class Explained:
    """What a plan comes to; names are the ids of the problem, times its minutes."""

    quality: Quality
    lines: tuple[TourLine, ...]
    stands: tuple[Load, ...]
    people: tuple[Load, ...]
    languages: tuple[Load, ...]
    tight: tuple[Load, ...]
    crowd: tuple[CrowdCost, ...]


def explained(problem: Mapping[str, Any], plan: Mapping[str, Any]) -> Explained:
    """Return the explanation of a plan, both as the planner reads and writes them."""
    ground = Ground(problem, plan)
    lines = tour_lines(ground)
    stands, people = stand_loads(ground), person_loads(ground, lines)
    languages = language_loads(ground, lines)
    return Explained(
        quality=quality_of(plan["status"], plan.get("gap")),
        lines=lines,
        stands=stands,
        people=people,
        languages=languages,
        tight=bottlenecks([*stands, *people, *languages]),
        crowd=crowd_costs(ground),
    )
