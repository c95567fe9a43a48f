"""Walks through a site: metres, minutes and routes between its stands and gates.

Every place is one point: a stand its front (``fronts``), a gate or door its middle. The
ground consists of regions that meet in single points (``regions``), and a walk is a
shortest way in it (``sightlines``). So distances are a metric: symmetric, and never
longer directly than by way of a third place.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from exhibitors.site.boundaries import Numbers
from exhibitors.site.drawings import Place, SiteDrawing
from exhibitors.site.networks import Network
from exhibitors.site.pace import minutes_of
from exhibitors.site.regions import layout
from exhibitors.site.sightlines import network_of


@dataclass(frozen=True)
class Leg:
    """A part of a route in one area: points on its plan in metres.

    ``door`` is the key of the gate or door by which it leaves, None for the last leg.
    """

    area: int
    points: tuple[tuple[float, float], ...]
    door: int | None


@dataclass(frozen=True)
class Route:
    """A walk from one place to another."""

    metres: float
    minutes: int
    legs: tuple[Leg, ...]


@dataclass(frozen=True, eq=False)
class Networks:
    """The network of all walks, and that of those without steps: perhaps the same."""

    plain: Network
    step_free: Network


@dataclass(frozen=True, eq=False)
class Walks:
    """All walks of a site.

    ``places`` are the rows of the two tables of metres, infinite where no way leads;
    ``points_of`` gives each place that is known the one whose point it has.
    ``networks`` is called when a route is asked for.
    """

    places: tuple[Place, ...]
    points_of: dict[Place, Place]
    plain: Numbers
    step_free: Numbers
    networks: Callable[[], Networks]

    def __contains__(self, place: Place) -> bool:
        """Return whether a place is on a plan."""
        return place in self.points_of

    def metres(
        self, start: Place, end: Place, *, step_free: bool = False
    ) -> float | None:
        """Return the metres of the shortest walk, None where none is known."""
        if start not in self or end not in self:
            return None
        table = self.step_free if step_free else self.plain
        metres = float(table[self._row(start), self._row(end)])
        return metres if np.isfinite(metres) else None

    def minutes(
        self, start: Place, end: Place, *, step_free: bool = False
    ) -> int | None:
        """Return the whole minutes of a walk, rounded up; None where none is known."""
        metres = self.metres(start, end, step_free=step_free)
        return None if metres is None else minutes_of(metres)

    def matrix(
        self, places: Sequence[Place], *, step_free: bool = False
    ) -> list[list[int | None]]:
        """Return the ``minutes`` between all these places, a row for each."""
        return [
            [self.minutes(start, end, step_free=step_free) for end in places]
            for start in places
        ]

    def route(
        self, start: Place, end: Place, *, step_free: bool = False
    ) -> Route | None:
        """Return a shortest walk, None where none is known."""
        metres = self.metres(start, end, step_free=step_free)
        if metres is None:
            return None
        networks = self.networks()
        network = networks.step_free if step_free else networks.plain
        way = network.way(self.points_of[start], self.points_of[end])
        if way is None:
            return None
        return Route(metres, minutes_of(metres), tuple(_legs(network, way)))

    @cached_property
    def _rows(self) -> dict[Place, int]:
        return {place: row for row, place in enumerate(self.places)}

    def _row(self, place: Place) -> int:
        return self._rows[self.points_of[place]]


def walks_of(site: SiteDrawing) -> Walks:
    """Return the walks of a site, worked out anew.

    About 0.2 s for 150 stands, 10 s for 2,000.
    """
    plain = layout(site)
    network = network_of(plain)
    places = tuple(sorted(set(plain.points_of.values())))
    metres = network.metres(places).astype(np.float32)
    features = [feature for area in site.areas for feature in area.features]
    if all(feature.is_step_free for feature in features):
        networks, without_steps = Networks(network, network), metres
    else:
        networks = Networks(network, network_of(layout(site, plain)))
        # Never shorter, not even by a rounded millimetre.
        longer = networks.step_free.metres(places).astype(np.float32)
        without_steps = np.maximum(metres, longer)
    return Walks(places, plain.points_of, metres, without_steps, lambda: networks)


def _legs(network: Network, way: Sequence[int]) -> Iterator[Leg]:
    """Yield the parts of a way, one for each area that it leads through."""
    doors = {
        node: place.pk
        for place, node in network.places.items()
        if place.kind == "feature"
    }
    nodes: list[int] = []
    for node, following in zip(way, [*way[1:], None], strict=False):
        nodes.append(node)
        area = int(network.areas[node])
        is_last = following is None
        if is_last or int(network.areas[following]) != area:
            points = (tuple(map(float, network.points[node])) for node in nodes)
            distinct = tuple(dict.fromkeys((x, y) for x, y in points))
            yield Leg(area, distinct, None if is_last else doors[node])
            nodes = []
