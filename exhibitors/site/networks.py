"""The network of straight walks through a site, and the shortest ways in it.

A shortest walk among stands is straight but for the corners that it turns at (D. T.
Lee, "Proximity and Reachability in the Plane", 1978; T. Lozano-Pérez, M. A. Wesley,
1979). So the network joins places and corners that see each other, and leaves out
what no shortest walk uses: where a walk would not bend around the corner. Its
distances are exact, whatever the size of the site.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from exhibitors.site.boundaries import Numbers, pinned
from exhibitors.site.drawings import Place
from exhibitors.site.meshes import Mesh, bends, mesh_of, sights
from exhibitors.site.regions import Layout, Region
from exhibitors.site.shapes import MILLIMETRES

# Rows worked out at a time: what bounds the memory.
_ROWS = 64


@dataclass(frozen=True, eq=False)
class Network:
    """Nodes and the straight walks between them, each way once.

    ``areas`` and ``regions`` tell where each node is, ``points`` its place on the plan
    in metres, ``passes`` if walks may lead through it. ``places`` gives the node of a
    place. A walk from one region to the next is a step through a door and has no length.
    """

    areas: Numbers
    regions: Numbers
    points: Numbers
    passes: Numbers
    walks: Numbers
    places: dict[Place, int]

    @cached_property
    def lengths(self) -> Numbers:
        """Return the metres of each straight walk."""
        start, end = self.walks.T
        metres = np.hypot(*(self.points[start] - self.points[end]).T)
        return np.where(self.regions[start] == self.regions[end], metres, 0.0)

    def metres(self, places: Sequence[Place]) -> Numbers:
        """Return the metres between all these places, infinite where no way leads."""
        known = [n for n, place in enumerate(places) if place in self.places]
        found = np.full((len(places), len(places)), np.inf)
        nodes = np.array([self.places[places[n]] for n in known], dtype=int)
        if len(nodes):
            found[np.ix_(known, known)] = self._between(nodes)
        np.fill_diagonal(found, 0.0)
        return found

    def _between(self, nodes: Numbers) -> Numbers:
        """Return the metres between nodes.

        Places that no walk leads through are ends only: walks to them go to a node of
        their own that none leaves, and those from one to another are added at last.
        """
        graph, ends = self._ends
        found = np.empty((len(nodes), len(nodes)))
        for first in range(0, len(nodes), _ROWS):
            rows = slice(first, first + _ROWS)
            found[rows] = dijkstra(graph, indices=nodes[rows])[:, ends[nodes]]
        start, end = self.walks.T
        direct = ~self.passes[start] & ~self.passes[end]
        number = np.full(len(self.points), -1)
        number[nodes] = np.arange(len(nodes))
        one, other = number[start[direct]], number[end[direct]]
        asked = (one >= 0) & (other >= 0)
        np.minimum.at(found, (one[asked], other[asked]), self.lengths[direct][asked])
        # The same sums in another order differ in their last digits.
        return np.minimum(found, found.T)[number[nodes]][:, number[nodes]]

    @cached_property
    def _ends(self) -> tuple[csr_array, Numbers]:
        """Return the graph whose walks end in nodes of their own, and these nodes."""
        count = len(self.points)
        ends = np.where(self.passes, np.arange(count), count + np.cumsum(~self.passes))
        start, end = self.walks.T
        used = self.passes[start] | self.passes[end]
        shape = (ends.max(initial=0) + 1,) * 2
        return csr_array(
            (self.lengths[used], (start[used], ends[end[used]])), shape=shape
        ), ends

    def way(self, start: Place, end: Place) -> list[int] | None:
        """Return the nodes of a shortest walk, None where there is none."""
        if start not in self.places or end not in self.places:
            return None
        first, last = self.places[start], self.places[end]
        count = len(self.points)
        graph = csr_array((self.lengths, tuple(self.walks.T)), shape=(count, count))
        metres, before = dijkstra(graph, indices=first, return_predecessors=True)
        if not np.isfinite(metres[last]):
            return None
        nodes = [last]
        while nodes[-1] != first:
            nodes.append(int(before[nodes[-1]]))
        return nodes[::-1]


def network_of(layout: Layout) -> Network:
    """Return the network of a site, which may be empty."""
    parts = list(_parts(layout))
    nodes = {
        (number, place): node
        for number, part in enumerate(parts)
        for place, node in part.places.items()
    }
    joins = np.array(
        [(nodes[one], nodes[other]) for one, other in layout.joins], dtype=np.int64
    ).reshape(-1, 2)
    passes = np.concatenate([np.zeros(0, bool), *(part.passes for part in parts)])
    passes[joins.reshape(-1)] = True
    both = [joins, joins[:, ::-1], *(part.walks for part in parts)]
    return Network(
        areas=_each(parts, [region.area for region in layout.regions]),
        regions=_each(parts, range(len(parts))),
        points=np.vstack([np.empty((0, 2)), *(part.points for part in parts)]),
        passes=passes,
        walks=np.unique(np.vstack(both), axis=0),
        # Of a stand with ground inside, the front on the ground around.
        places={place: node for (_, place), node in reversed(list(nodes.items()))},
    )


@dataclass(frozen=True, eq=False)
class _Part:
    points: Numbers
    passes: Numbers
    walks: Numbers
    places: dict[Place, int]


def _each(parts: Sequence[_Part], values: Sequence[int]) -> Numbers:
    return np.repeat(
        np.array(values, dtype=np.int64), [len(part.points) for part in parts]
    )


def _parts(layout: Layout) -> Iterator[_Part]:
    first = 0
    joined = {end for pair in layout.joins for end in pair}
    for number, region in enumerate(layout.regions):
        through = {place for n, place in joined if n == number}
        yield (part := _part(region, through, first))
        first += len(part.points)


def _part(region: Region, through: set[Place], first: int) -> _Part:
    """Return the nodes of a region, numbered on from ``first``."""
    mesh = mesh_of(pinned(region.boundary, region.pins.values()))
    numbers = mesh.number()
    corners = {place: numbers[pin.x, pin.y] for place, pin in region.pins.items()}
    turns, kept = bends(mesh), np.zeros(len(mesh.xs), dtype=bool)
    kept[list(corners.values())] = True
    # A walk turns at a corner as it bends; at a place it ends, or goes through a door.
    is_free = kept.copy()
    kept |= turns
    node = np.where(kept, np.cumsum(kept) - 1 + first, -1)
    pairs = sights(mesh, np.flatnonzero(kept).tolist(), kept.tolist(), turns.tolist())
    useful = [
        _touches(mesh, eye, seen, is_free) for eye, seen in (pairs.T, pairs.T[::-1])
    ]
    pairs = pairs[useful[0] & useful[1]]
    points = np.stack([mesh.xs, mesh.ys], axis=1).reshape(-1, 2)[kept] / MILLIMETRES
    return _Part(
        points,
        turns[kept],
        node[np.vstack([pairs, pairs[:, ::-1]])],
        {place: int(node[corner]) for place, corner in corners.items()},
    )


def _touches(mesh: Mesh, at: Numbers, to: Numbers, is_free: Numbers) -> Numbers:
    """Return where a straight walk only touches the corner, so that it may bend there.

    The two edges of the corner then lie on one side of the walk.
    """
    x, y = np.array(mesh.xs), np.array(mesh.ys)
    sides = []
    for other in (np.array(mesh.before, int)[at], np.array(mesh.after, int)[at]):
        sides.append(
            (x[to] - x[at]) * (y[other] - y[at]) - (y[to] - y[at]) * (x[other] - x[at])
        )
    # By their signs: the product of two such numbers is too large to be exact.
    return is_free[at] | (np.sign(sides[0]) * np.sign(sides[1]) >= 0)
