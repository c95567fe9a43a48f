"""The edges of the ground, and points pinned to them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry, MultiPolygon, Point, Polygon

Numbers = NDArray[Any]
Corners = list[tuple[int, int]]

# On the edge, as whole millimetres tell it; and as far as a gate may be drawn off it.
TOUCH, _OFF = 5, 2_000
# Two places nearer to one another than this are the same.
_SAME = 20


class Pin(NamedTuple):
    """A point on the edge with this number, or on open ground (-1)."""

    x: int
    y: int
    edge: int


@dataclass(frozen=True, eq=False)
class Boundary:
    """The rings around a ground; whoever follows them has the ground on the left."""

    ground: MultiPolygon
    starts: Numbers
    ends: Numbers
    # The ring of each edge, and the polygon of each ring.
    rings: Numbers
    polygons: Numbers

    @classmethod
    def of(cls, ground: MultiPolygon) -> "Boundary":
        """Return the boundary of a ground, which may be empty."""
        turned = shapely.orient_polygons(ground)
        polygons: list[Polygon] = list(turned.geoms)
        rings = [
            (number, _corners(ring))
            for number, polygon in enumerate(polygons)
            for ring in (polygon.exterior, *polygon.interiors)
        ]
        none = np.empty((0, 2))
        return cls(
            MultiPolygon(polygons),
            np.vstack([none, *(corners[:-1] for _, corners in rings)]),
            np.vstack([none, *(corners[1:] for _, corners in rings)]),
            np.repeat(np.arange(len(rings)), [len(c) - 1 for _, c in rings]),
            np.array([number for number, _ in rings], dtype=int),
        )

    @cached_property
    def edges(self) -> Numbers:
        """Return the edges as lines."""
        return np.asarray(shapely.linestrings(np.stack([self.starts, self.ends], 1)))

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Return what finds the edges near something."""
        return shapely.STRtree(self.edges)

    @cached_property
    def normals(self) -> Numbers:
        """Return for each edge the direction into the ground, of length 1."""
        along = self.ends - self.starts
        left: Numbers = np.stack([-along[:, 1], along[:, 0]], 1)
        left /= np.hypot(left[:, :1], left[:, 1:])
        return left

    def pin(self, point: Geometry) -> Pin | None:
        """Return where a gate stands: on the nearest edge, or on open ground.

        None where the ground is more than two metres away.
        """
        if not len(self.starts):
            return None
        edge = int(self.tree.nearest(point))
        away = point.distance(self.edges[edge])
        if away > _SAME and self.ground.contains(point):
            return Pin(round(point.x), round(point.y), -1)
        return None if away > _OFF else self.pin_to(edge, point)

    def pin_to(self, edge: int, point: Geometry) -> Pin:
        """Return the nearest point of an edge."""
        line = self.edges[edge]
        found = line.interpolate(line.project(point))
        return Pin(round(found.x), round(found.y), edge)

    def polygon_of(self, pin: Pin) -> int:
        """Return the number of the polygon that a point is in."""
        if pin.edge >= 0:
            return int(self.polygons[self.rings[pin.edge]])
        inside = shapely.contains(list(self.ground.geoms), Point(pin.x, pin.y))
        return int(np.argmax(inside))


def pinned(boundary: Boundary, pins: Iterable[Pin]) -> list[Polygon]:
    """Return the ground's polygons with a corner at each point pinned.

    A point on open ground becomes a post of two millimetres.
    """
    by_edge: dict[int, set[tuple[int, int]]] = {}
    posts: dict[int, set[tuple[int, int]]] = {}
    for pin in pins:
        if pin.edge >= 0:
            by_edge.setdefault(pin.edge, set()).add((pin.x, pin.y))
        else:
            posts.setdefault(boundary.polygon_of(pin), set()).add((pin.x, pin.y))
    rings = _rings(boundary, by_edge)
    found = []
    for number in range(len(boundary.ground.geoms)):
        shell, *holes = (rings[n] for n in np.flatnonzero(boundary.polygons == number))
        holes += map(_post, sorted(posts.get(number, ())))
        found.append(Polygon(shell, holes))
    return found


def _rings(
    boundary: Boundary, by_edge: dict[int, set[tuple[int, int]]]
) -> list[Corners]:
    rings: list[Corners] = [[] for _ in boundary.polygons]
    starts: Sequence[Sequence[float]] = boundary.starts.tolist()
    for edge, (ring, (x, y)) in enumerate(
        zip(boundary.rings.tolist(), starts, strict=True)
    ):
        start = (int(x), int(y))
        rings[ring].append(start)
        along = sorted(
            by_edge.get(edge, ()),
            key=lambda at, start=start: abs(at[0] - start[0]) + abs(at[1] - start[1]),
        )
        rings[ring] += [at for at in along if at != start]
    return [_without_repeats(ring) for ring in rings]


def _without_repeats(ring: Corners) -> Corners:
    """Return a ring without corners that equal the next, as where pins hit an end."""
    return [
        at for at, after in zip(ring, [*ring[1:], ring[0]], strict=True) if at != after
    ]


def _post(at: tuple[int, int]) -> Corners:
    x, y = at
    return [(x, y), (x, y + 2), (x + 2, y)]


def _corners(ring: Any) -> Numbers:
    return np.asarray(ring.coords)[:, :2]
