"""Outlines split, divided and merged; corners in metres, rounded to centimetres."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import atan2, degrees
from typing import Any

import shapely
from shapely import LineString, Polygon
from shapely.affinity import rotate

from exhibitors.site.drawings import Points
from exhibitors.site.judging import TOLERANCE
from exhibitors.site.polygons import Corner

Outline = list[list[float]]

MOST_PARTS = 100
_FAR = 1e6
# What rounding leaves between two edges, in square metres.
_SPECK = TOLERANCE**2
# The halvings that find a cut to a hundredth of a millimetre across a kilometre.
_HALVINGS = 40
_MITRE: dict[str, Any] = {"join_style": "mitre", "mitre_limit": 2}


def centimetres(points: Points) -> Outline:
    """Return points rounded to whole centimetres."""
    return [[round(float(x), 2) + 0.0, round(float(y), 2) + 0.0] for x, y in points]


def split(outline: Points, start: Corner, end: Corner) -> tuple[Outline, ...]:
    """Return the parts on both sides of a line through two points.

    The line goes on beyond them. One part, the whole, where it does not meet the
    outline or the two points are one. From west to east, then from north to south.
    """
    polygon = Polygon(outline)
    across, down = end[0] - start[0], end[1] - start[1]
    length = (across**2 + down**2) ** 0.5
    if not length:
        return (centimetres(outline),)
    across, down = across / length * _FAR, down / length * _FAR
    line = LineString(
        [(start[0] - across, start[1] - down), (start[0] + across, start[1] + down)]
    )
    noded = shapely.node(shapely.union_all([polygon.exterior, line]))
    pieces = shapely.polygonize([noded]).geoms
    parts = [
        piece for piece in pieces if polygon.contains(piece.representative_point())
    ]
    return _ordered(parts) if len(parts) > 1 else (centimetres(outline),)


def divide(outline: Points, count: int) -> tuple[Outline, ...]:
    """Return parts of one size, cut across the longer way of an outline.

    An outline with a bay may fall into more pieces than asked for.
    """
    polygon = Polygon(outline)
    turn = _turn(polygon)
    level = rotate(polygon, -turn, origin=(0, 0))
    left, top, right, bottom = level.bounds
    cuts = [_cut(level, level.area * number / count) for number in range(1, count)]
    edges = [left - 1, *cuts, right + 1]
    parts: list[Polygon] = []
    for start, end in pairwise(edges):
        piece = level.intersection(shapely.box(start, top - 1, end, bottom + 1))
        parts += [part for part in _polygons(piece) if part.area > _SPECK]
    return _ordered(rotate(part, turn, origin=(0, 0)) for part in parts)


def merged(outlines: Sequence[Points]) -> Outline | None:
    """Return the outline around stands that share an edge.

    None where they do not, or where they would go round a hole.
    """
    reach = TOLERANCE / 2
    wide = shapely.union_all(
        [Polygon(outline).buffer(reach, **_MITRE) for outline in outlines]
    )
    whole = _sizable(wide.buffer(-reach, **_MITRE))
    if len(whole) != 1:
        return None
    (shell,) = whole
    if any(Polygon(hole).area > _SPECK for hole in shell.interiors):
        return None
    # What joins at a corner alone falls apart when it is made a little smaller.
    if len(_sizable(shell.buffer(-2 * reach, **_MITRE))) > 1:
        return None
    return _corners(Polygon(shell.exterior).simplify(reach))


def _sizable(shape: Any) -> list[Polygon]:
    return [part for part in _polygons(shape) if part.area > _SPECK]


def _turn(polygon: Polygon) -> float:
    """Return by how many degrees the longer way of a shape is turned."""
    box = polygon.minimum_rotated_rectangle
    corners = list(box.exterior.coords)
    sides = [(LineString(pair).length, pair) for pair in pairwise(corners[:3])]
    # Of two of one length, the one that is drawn more level.
    _, ((x1, y1), (x2, y2)) = max(
        sides, key=lambda side: (round(side[0], 3), abs(side[1][1][0] - side[1][0][0]))
    )
    turned = degrees(atan2(y2 - y1, x2 - x1))
    return float((turned + 90) % 180 - 90)


def _cut(polygon: Polygon, size: float) -> float:
    """Return how far east a cut leaves this much of a shape to its west."""
    left, top, right, bottom = polygon.bounds
    start, low, high = left - 1, left, right
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        west = polygon.intersection(shapely.box(start, top - 1, middle, bottom + 1))
        low, high = (middle, high) if west.area < size else (low, middle)
    return float((low + high) / 2)


def _ordered(parts: Iterable[Polygon]) -> tuple[Outline, ...]:
    placed = sorted(
        parts,
        key=lambda part: (round(part.centroid.x, 2), round(part.centroid.y, 2)),
    )
    return tuple(_corners(part) for part in placed)


def _corners(polygon: Polygon) -> Outline:
    return centimetres(list(polygon.exterior.coords)[:-1])


def _polygons(shape: Any) -> list[Polygon]:
    if isinstance(shape, Polygon):
        return [] if shape.is_empty else [shape]
    return [part for each in getattr(shape, "geoms", ()) for part in _polygons(each)]
