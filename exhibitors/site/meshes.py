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
    turn = (x - x[before]) * (y[after] - y) - (y - y[before]) * (x[after] - x)
    # Where rings touch, a walk may turn as well.
    return (turn < 0) | (before == np.arange(len(x)))


def sights(
    mesh: Mesh, eyes: Iterable[int], shown: Sequence[bool], turns: Sequence[bool]
) -> Numbers:
    """Return pairs: from each of these corners, those of the shown that it sees.

    One beyond another that a walk may turn at, on the same line, is left out: it is
    reached by way of that one. A pair may come twice.
    """
    found: list[tuple[int, int]] = []
    for eye in eyes:
        found += [(eye, seen) for seen in _seen_from(mesh, eye, shown, turns)]
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def _seen_from(
    mesh: Mesh, eye: int, shown: Sequence[bool], turns: Sequence[bool]
) -> list[int]:
    """Return the corners that one sees, each perhaps twice.

    A view goes from its right to its left; ``hides`` tells that a corner on that side
    stands before what is on the same line.
    """
    xs, ys, tips, twins = mesh.xs, mesh.ys, mesh.tips, mesh.twins
    onward, back = mesh.onward, mesh.back
    x0, y0 = xs[eye], ys[eye]
    found, views = [], []
    for spoke in mesh.spokes[eye]:
        opposite = onward[spoke]
        right, left = tips[back[spoke]], tips[spoke]
        found += [corner for corner in (right, left) if shown[corner]]
        views.append(
            (
                opposite,
                xs[right] - x0,
                ys[right] - y0,
                turns[right],
                xs[left] - x0,
                ys[left] - y0,
                turns[left],
            )
        )
    while views:
        edge, rx, ry, right_hides, lx, ly, left_hides = views.pop()
        beyond = twins[edge]
        if beyond < 0:
            continue
        tip = tips[beyond]
        x, y = xs[tip] - x0, ys[tip] - y0
        from_right, from_left = rx * y - ry * x, x * ly - y * lx
        if from_right < 0:
            views.append((back[beyond], rx, ry, right_hides, lx, ly, left_hides))
            continue
        if from_left < 0:
            views.append((onward[beyond], rx, ry, right_hides, lx, ly, left_hides))
            continue
        hidden = (right_hides and not from_right) or (left_hides and not from_left)
        if shown[tip] and not hidden:
            found.append(tip)
        hides = hidden or turns[tip]
        if from_right:
            views.append((onward[beyond], rx, ry, right_hides, x, y, hides))
        if from_left:
            views.append((back[beyond], x, y, hides, lx, ly, left_hides))
    return found
