"""Triangles that cover the ground exactly, and what a corner of them sees.

Constrained Delaunay triangles by GEOS. To see, a corner looks through the edge opposite
to it in each of its triangles and on into the next, its view narrowed by each corner
passed, until the edge of the ground ends it: the triangular expansion of F. Bungiu,
M. Hemmer, J. Hershberger, K. Huang, A. Kröller, "Efficient Computation of Visibility
Polygons", 2014 (arXiv:1403.3905). It costs as much as there is to see.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely import Polygon

from exhibitors.site.boundaries import Numbers

# The edge looked through; the right side's direction and count, and the left side's.
View = tuple[int, int, int, int, int, int, int]


@dataclass(frozen=True, eq=False)
class Mesh:
    """Corners and directed edges; an edge has its triangle on the left.

    ``tips`` is the corner opposite to an edge, ``onward`` and ``back`` the two other
    edges of its triangle, ``twins`` the same edge as the next triangle has it, -1
    where the ground ends. ``spokes`` are the edges that begin at a corner. ``before``
    and ``after`` are the corners beside one on its ring, itself where it has no such.
    """

    xs: list[int]
    ys: list[int]
    tips: list[int]
    onward: list[int]
    back: list[int]
    twins: list[int]
    spokes: list[list[int]]
    before: list[int]
    after: list[int]

    def number(self) -> dict[tuple[int, int], int]:
        """Return the number of the corner at each point."""
        return {at: n for n, at in enumerate(zip(self.xs, self.ys, strict=True))}


def mesh_of(polygons: Sequence[Polygon]) -> Mesh:
    """Return the triangles of polygons whose corners are whole numbers."""
    pieces = shapely.get_parts(shapely.constrained_delaunay_triangles(list(polygons)))
    corners = shapely.get_coordinates(shapely.orient_polygons(pieces)).astype(np.int64)
    triangles = corners.reshape(-1, 4, 2)[:, :3].reshape(-1, 2)
    points, numbers = np.unique(triangles, axis=0, return_inverse=True)
    starts = numbers.reshape(-1)
    edges = np.arange(len(starts))
    onward = edges - edges % 3 + (edges + 1) % 3
    back = edges - edges % 3 + (edges + 2) % 3
    keys = list(zip(starts.tolist(), starts[onward].tolist(), strict=True))
    by_ends = {key: edge for edge, key in enumerate(keys)}
    spokes: list[list[int]] = [[] for _ in points]
    for edge, start in enumerate(starts.tolist()):
        spokes[start].append(edge)
    twins = [by_ends.get((end, start), -1) for start, end in keys]
    before, after = _neighbours(keys, twins, len(points))
    return Mesh(
        points[:, 0].tolist(),
        points[:, 1].tolist(),
        starts[back].tolist(),
        onward.tolist(),
        back.tolist(),
        twins,
        spokes,
        before,
        after,
    )


def _neighbours(
    keys: Iterable[tuple[int, int]], twins: list[int], count: int
) -> tuple[list[int], list[int]]:
    """Return the corners before and after each on its ring.

    A corner where rings touch has none: it counts as one that no ring bends at.
    """
    before, after, seen = list(range(count)), list(range(count)), [0] * count
    for (start, end), twin in zip(keys, twins, strict=True):
        if twin < 0:
            after[start], before[end] = end, start
            seen[start] += 1
    for corner, times in enumerate(seen):
        if times > 1:
            before[corner] = after[corner] = corner
    return before, after


def bends(mesh: Mesh) -> Numbers:
    """Return which corners stick out into the ground, so that a walk may turn there."""
    x, y = np.array(mesh.xs), np.array(mesh.ys)
    before, after = np.array(mesh.before, int), np.array(mesh.after, int)
    turn: Numbers = (x - x[before]) * (y[after] - y) - (y - y[before]) * (x[after] - x)
    # Where rings touch, a walk may turn as well.
    found: Numbers = (turn < 0) | (before == np.arange(len(x)))
    return found


def sights(mesh: Mesh, shown: Numbers, turns: Numbers, past: int = 0) -> Numbers:
    """Return pairs of the shown corners: each with those that it sees.

    Beyond so many corners to turn at on the same line none is told (``past``): it is
    reached by way of these. A pair may come twice.
    """
    view = _View(mesh, shown.tolist(), turns.astype(int).tolist(), past)
    found: list[int] = []
    counts = []
    eyes = np.flatnonzero(shown)
    for eye in eyes.tolist():
        before = len(found)
        view.add_seen_from(eye, found)
        counts.append(len(found) - before)
    return np.stack([np.repeat(eyes, counts), np.array(found, dtype=np.int64)], axis=1)


@dataclass(frozen=True, eq=False)
class _View:
    mesh: Mesh
    shown: list[bool]
    turns: list[int]
    past: int

    def add_seen_from(self, eye: int, found: list[int]) -> None:
        """Add the corners that one sees, each perhaps twice.

        A view through an edge goes from its right to its left: two directions, each
        with the number of corners to turn at that stand there.
        """
        mesh, shown, turns, past = self.mesh, self.shown, self.turns, self.past
        xs, ys, tips, twins = mesh.xs, mesh.ys, mesh.tips, mesh.twins
        onward, back = mesh.onward, mesh.back
        x0, y0 = xs[eye], ys[eye]
        views = self._first_views(eye, found)
        while views:
            edge, rx, ry, on_right, lx, ly, on_left = views.pop()
            if (edge := twins[edge]) < 0:
                continue
            tip = tips[edge]
            x, y = xs[tip] - x0, ys[tip] - y0
            if (from_right := rx * y - ry * x) < 0:
                views.append((back[edge], rx, ry, on_right, lx, ly, on_left))
                continue
            if (from_left := x * ly - y * lx) < 0:
                views.append((onward[edge], rx, ry, on_right, lx, ly, on_left))
                continue
            passed = on_right * (not from_right) + on_left * (not from_left)
            if shown[tip] and passed <= past:
                found.append(tip)
            passed += turns[tip]
            if from_right:
                views.append((onward[edge], rx, ry, on_right, x, y, passed))
            if from_left:
                views.append((back[edge], x, y, passed, lx, ly, on_left))

    def _first_views(self, eye: int, found: list[int]) -> list[View]:
        """Return what a corner sees of its own triangles, and add their corners."""
        mesh, turns = self.mesh, self.turns
        x0, y0 = mesh.xs[eye], mesh.ys[eye]
        views: list[View] = []
        for spoke in mesh.spokes[eye]:
            left, right = mesh.tips[spoke], mesh.tips[mesh.back[spoke]]
            found += [corner for corner in (right, left) if self.shown[corner]]
            rx, ry = mesh.xs[right] - x0, mesh.ys[right] - y0
            lx, ly = mesh.xs[left] - x0, mesh.ys[left] - y0
            views.append(
                (mesh.onward[spoke], rx, ry, turns[right], lx, ly, turns[left])
            )
        return views
