"""Where a stand is entered: the one point at which every walk to it ends."""

from collections.abc import Sequence

import numpy as np
import shapely
from shapely import Geometry

from exhibitors.site.boundaries import TOUCH, Boundary, Numbers, Pin

# Two abreast have room: no side is better for having more before it.
_ROOM, _VIEW = 2_000, 3_000
# Shorter pieces only where a stand has no longer one.
_SHORT = 300


def fronts(
    boundary: Boundary,
    surfaces: Sequence[Geometry],
    insides: Sequence[Geometry | None],
    open_polygons: Numbers,
) -> list[Pin | None]:
    """Return the front of each stand, None where the ground does not reach it.

    The middle of a side that people can come to: one on ground with a way in, with two
    metres of room before it, the longest such, then the one with the most room. The
    front of a stand with stands inside is where its own ground (``insides``) begins, if
    it can be. ``open_polygons`` tells of each polygon of the ground if it has a way in.
    """
    if not surfaces or not len(boundary.starts):
        return [None] * len(surfaces)
    stands, edges, pieces = _sides(boundary, surfaces, insides)
    middles = shapely.line_interpolate_point(pieces, 0.5, normalized=True)
    lengths = shapely.length(pieces)
    room = _room(boundary, edges, middles)
    is_open = open_polygons[boundary.polygons[boundary.rings[edges]]]
    merits = (
        lengths > _SHORT,
        is_open,
        np.minimum(room, _ROOM),
        np.round(lengths, -2),
        room,
        # Of sides that are alike the first from the west, then from the north.
        -np.round(shapely.get_x(middles), -2),
        -np.round(shapely.get_y(middles), -2),
    )
    found: list[Pin | None] = [None] * len(surfaces)
    for row in np.lexsort([*reversed(merits)]):
        found[stands[row]] = boundary.pin_to(edges[row], middles[row])
    return found


def _sides(
    boundary: Boundary, surfaces: Sequence[Geometry], insides: Sequence[Geometry | None]
) -> tuple[Numbers, Numbers, Numbers]:
    """Return the pieces of edges along the stands: stand, edge and line of each."""
    rims = shapely.buffer(np.array(surfaces, dtype=object), TOUCH)
    stands, edges = boundary.tree.query(rims, predicate="intersects")
    pieces = shapely.intersection(boundary.edges[edges], rims[stands])
    for stand in set(stands.tolist()):
        inside = insides[stand]
        if inside is None or inside.is_empty:
            continue
        own = np.flatnonzero(stands == stand)
        shared = shapely.intersection(pieces[own], inside.buffer(TOUCH))
        if np.any(shapely.length(shared) > _SHORT):
            pieces[own] = shared
    # An intersection with a stand that is not convex may have several parts.
    parts, of = shapely.get_parts(pieces, return_index=True)
    # An edge that only touches a corner is no side of the stand.
    is_side = shapely.length(parts) > 3 * TOUCH
    return stands[of][is_side], edges[of][is_side], parts[is_side]


def _room(boundary: Boundary, edges: Numbers, middles: Numbers) -> Numbers:
    """Return how far it is from each point to what stands opposite, at most 3 m."""
    points = shapely.get_coordinates(middles)
    normals = boundary.normals[edges]
    near, far = points + normals * 4 * TOUCH, points + normals * _VIEW
    views = shapely.linestrings(np.stack([near, far], axis=1))
    seen, hit = boundary.tree.query(views, predicate="intersects")
    away = shapely.distance(
        middles[seen], shapely.intersection(views[seen], boundary.edges[hit])
    )
    room = np.full(len(views), float(_VIEW))
    np.minimum.at(room, seen, away)
    # To ten centimetres: no side is the better for a rounded millimetre.
    return np.round(room, -2)
