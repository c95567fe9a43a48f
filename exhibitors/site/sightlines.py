"""The network of a site: straight walks between places and corners that see each other.

A shortest walk among stands is straight but for the corners that it turns at (T.
Lozano-Pérez, M. A. Wesley, "An Algorithm for Planning Collision-Free Paths Among
Polyhedral Obstacles", 1979). Left out is what no shortest walk uses: a straight walk
that meets a corner without room to bend around it. So distances are exact; on ground
with more than ``EXACT`` corners to turn at, they are up to 0.5 % longer.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from exhibitors.site.boundaries import Numbers, pinned
from exhibitors.site.drawings import Place
from exhibitors.site.meshes import Mesh, bends, mesh_of, sights
from exhibitors.site.networks import Network
from exhibitors.site.regions import Layout, Region
from exhibitors.site.shapes import MILLIMETRES

EXACT = 3_000
DETOUR = 1.005
# Without the next corner but one on a line, hardly a walk could be spared.
_PAST = 1


@dataclass(frozen=True, eq=False)
class _Part:
    """The nodes of a region: ``walks`` name them by their number in the region."""

    points: Numbers
    passes: Numbers
    walks: Numbers
    places: dict[Place, int]


def network_of(layout: Layout) -> Network:
    """Return the network of a site, which may be empty."""
    parts = [_part(region) for region in layout.regions]
    sizes = [len(part.points) for part in parts]
    first = np.cumsum([0, *sizes]).tolist()
    nodes = [
        {place: node + start for place, node in part.places.items()}
        for start, part in zip(first, parts, strict=False)
    ]
    joins = np.array(
        [(nodes[n][one], nodes[m][other]) for (n, one), (m, other) in layout.joins],
        dtype=np.int64,
    ).reshape(-1, 2)
    walks = [part.walks + start for start, part in zip(first, parts, strict=False)]
    once = np.vstack([joins, *walks])
    passes = np.concatenate([np.zeros(0, dtype=bool), *(part.passes for part in parts)])
    passes[joins.reshape(-1)] = True
    return Network(
        areas=np.repeat([region.area for region in layout.regions], sizes),
        regions=np.repeat(np.arange(len(parts)), sizes),
        points=np.vstack([np.empty((0, 2)), *(part.points for part in parts)]),
        passes=passes,
        walks=np.vstack([once, once[:, ::-1]]),
        places=_places(nodes),
    )


def _places(nodes: Sequence[dict[Place, int]]) -> dict[Place, int]:
    """Return the node of each place: on the ground around, where it is within too."""
    found: dict[Place, int] = {}
    for own in reversed(nodes):
        found.update(own)
    return found


def _part(region: Region) -> _Part:
    mesh = mesh_of(pinned(region.boundary, region.pins.values()))
    numbers = mesh.number()
    corners = {place: numbers[pin.x, pin.y] for place, pin in region.pins.items()}
    turns, kept = bends(mesh), np.zeros(len(mesh.xs), dtype=bool)
    kept[list(corners.values())] = True
    # A walk turns at a corner as it bends; at a place it ends, or goes through a door.
    is_free = kept.copy()
    kept |= turns
    is_large = np.count_nonzero(turns) > EXACT
    pairs = sights(mesh, kept, turns, _PAST if is_large else 0)
    eyes, seen = pairs.T
    useful = _bends_at(mesh, eyes, seen, is_free) & _bends_at(mesh, seen, eyes, is_free)
    node = np.cumsum(kept) - 1
    walks = np.unique(node[np.sort(pairs[useful], axis=1)], axis=0)
    points = np.stack([mesh.xs, mesh.ys], axis=1).reshape(-1, 2)[kept] / MILLIMETRES
    if is_large:
        walks = _thinned(points, turns[kept], walks)
    places = {place: int(node[corner]) for place, corner in corners.items()}
    # Where walks may be longer than they need be, none is left out by way of a place:
    # else one by way of a third place might be shorter.
    return _Part(points, turns[kept] | is_large, walks, places)


def _bends_at(mesh: Mesh, at: Numbers, to: Numbers, is_free: Numbers) -> Numbers:
    """Return where a straight walk only touches the corner, so that it may bend there.

    The two edges of the corner then lie on one side of the walk.
    """
    x, y = np.array(mesh.xs), np.array(mesh.ys)
    one, other = (
        (x[to] - x[at]) * (y[by] - y[at]) - (y[to] - y[at]) * (x[by] - x[at])
        for by in (np.array(mesh.before, int)[at], np.array(mesh.after, int)[at])
    )
    # By their signs: the product of two such numbers is too large to be exact.
    touches: Numbers = np.sign(one) * np.sign(other) >= 0
    return is_free[at] | touches


def _thinned(points: Numbers, turns: Numbers, walks: Numbers) -> Numbers:
    """Return the walks without those that two shorter ones nearly make up for.

    ``near`` has for each node the lengths that remain to its neighbours, so that what
    is left out for two others which are left out themselves is never made longer than
    by ``DETOUR`` in all: a greedy spanner (I. Althöfer and others, "On Sparse Spanners
    of Weighted Graphs", 1993) that tries ways by one other node only.
    """
    lengths = np.hypot(*(points[walks[:, 0]] - points[walks[:, 1]]).T)
    is_turn = turns.tolist()
    near: list[dict[int, float]] = [{} for _ in points]
    kept: list[int] = []
    order = np.argsort(lengths, kind="stable").tolist()
    ends, metres = walks.tolist(), lengths.tolist()
    for number in order:
        (one, other), length = ends[number], metres[number]
        if not (is_turn[one] or is_turn[other]):
            kept.append(number)
            continue
        by_one, by_other = near[one], near[other]
        around = _around(by_one, by_other, is_turn, length * DETOUR)
        if around is None:
            kept.append(number)
        by_one[other] = by_other[one] = around or length
    return np.take(walks, np.array(sorted(kept), dtype=int), axis=0)


def _around(
    by_one: dict[int, float],
    by_other: dict[int, float],
    is_turn: list[bool],
    most: float,
) -> float | None:
    """Return the length of a way by some node that is no longer than this."""
    for node in by_one.keys() & by_other.keys():
        if is_turn[node] and (length := by_one[node] + by_other[node]) <= most:
            return length
    return None
