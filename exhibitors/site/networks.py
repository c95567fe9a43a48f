"""The network of straight walks through a site, and the shortest ways in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from exhibitors.site.boundaries import Numbers
from exhibitors.site.drawings import Place

# Rows worked out at a time: what bounds the memory.
_ROWS = 64


@dataclass(frozen=True, eq=False)
class Network:
    """Nodes and the straight walks between them, each way once.

    ``areas`` and ``regions`` tell where each node is, ``points`` its place on the plan
    in metres, ``passes`` if walks may lead on from it. ``places`` gives the node of a
    place. A walk from one region to another is a step through a door, of no length.
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
        least: Numbers = np.minimum(found, found.T)
        np.fill_diagonal(least, 0.0)
        # Places at the same point have one row.
        row_of = number[nodes]
        return np.take(np.take(least, row_of, axis=0), row_of, axis=1)

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

    @cached_property
    def _graph(self) -> csr_array:
        count = len(self.points)
        return csr_array((self.lengths, tuple(self.walks.T)), shape=(count, count))

    def way(self, start: Place, end: Place) -> list[int] | None:
        """Return the nodes of a shortest walk, None where there is none."""
        if start not in self.places or end not in self.places:
            return None
        first, last = self.places[start], self.places[end]
        metres, before = dijkstra(self._graph, indices=first, return_predecessors=True)
        if not np.isfinite(metres[last]):
            return None
        nodes = [last]
        while nodes[-1] != first:
            nodes.append(int(before[nodes[-1]]))
        return nodes[::-1]
