"""What is drawn of a site, as the walks through it need it: lengths in metres.

Each area has a system of coordinates of its own. A stand lies in one area, and inside
another stand where its ``parent`` says so and holds it on the drawing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from exhibitors.site.polygons import Corner

Points = Sequence[Corner]


class Place(NamedTuple):
    """Where a walk begins or ends: ``kind`` is "stand" or "feature"."""

    kind: str
    pk: int

    @classmethod
    def stand(cls, pk: int) -> "Place":
        """Return the front of a stand."""
        return cls("stand", pk)

    @classmethod
    def feature(cls, pk: int) -> "Place":
        """Return a gate or door."""
        return cls("feature", pk)


@dataclass(frozen=True)
class StandDrawing:
    """A stand; without an outline, or without an area, it has no place of its own."""

    pk: int
    area: int | None
    outline: Points | None = None
    parent: int | None = None


@dataclass(frozen=True)
class FeatureDrawing:
    """A gate, door, wall or aisle: one point, a line or an outline."""

    pk: int
    kind: str
    points: Points
    leads_to: int | None = None
    is_step_free: bool = True
    name: str = ""


@dataclass(frozen=True)
class AreaDrawing:
    """An area; without an outline, the ground reaches a little beyond what is drawn."""

    pk: int
    outline: Points | None = None
    features: tuple[FeatureDrawing, ...] = ()


@dataclass(frozen=True)
class SiteDrawing:
    """All areas of a site and the stands in them."""

    areas: tuple[AreaDrawing, ...] = ()
    stands: tuple[StandDrawing, ...] = ()
