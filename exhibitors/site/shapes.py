"""Drawings made sound, and the ground that is left to walk on; in whole millimetres.

Millimetres as whole numbers make every later question of left and right exact.
"""

from collections.abc import Container, Iterable, Sequence
from typing import Any

import numpy as np
import shapely
from shapely import Geometry, LineString, MultiPolygon, Point, Polygon

from exhibitors.site.drawings import FeatureDrawing, Points

MILLIMETRES = 1000
# Nobody walks through a gap of less than half a metre.
_HALF_GAP = 250
# Beyond this a number is a slip of the pen and no place on a site: 100 km.
_FARTHEST = 100_000_000
# Where an area has no outline, the ground reaches so far beyond what is drawn.
_AROUND = 5_000
_WALL, _CUT = 10, 30
# A door drawn as a point opens a wall so far to either side of it.
DOOR_REACH = 1_000
# Steps in an aisle fill its usual width, 3 m.
_AISLE_REACH = 1_500
_FLAT: dict[str, Any] = {"cap_style": "flat", "join_style": "mitre"}


def surface(outline: Points | None) -> Geometry | None:
    """Return the surface of an outline, mended where it crosses itself.

    None where there is none: no outline, all corners on a line, or out of this world.
    """
    if not outline or len(outline) < 3 or not _is_near(outline):
        return None
    mended = _surfaces(Polygon(_corners(outline)))
    polygons = polygons_of(shapely.set_precision(mended, 1))
    return MultiPolygon(polygons) if polygons else None


def line(points: Points) -> Geometry | None:
    """Return a line in millimetres, a point where it has no length; None if far off."""
    if not points or not _is_near(points):
        return None
    corners = _corners(points)
    if len({tuple(corner) for corner in corners}) == 1:
        return Point(corners[0])
    return LineString(corners)


def polygons_of(shape: Geometry) -> list[Polygon]:
    """Return the polygons that a shape consists of, without its points and lines."""
    if isinstance(shape, Polygon):
        return [] if shape.is_empty else [shape]
    parts = getattr(shape, "geoms", ())
    return [polygon for part in parts for polygon in polygons_of(part)]


def walls(features: Iterable[FeatureDrawing], shut: Container[int]) -> list[Geometry]:
    """Return what stops a walk besides stands: walls, open where a door is in them.

    Doors and aisles whose keys are ``shut`` cannot be walked through.
    """
    solid, doors, steps = [], [], []
    for feature in features:
        drawn = line(feature.points)
        if drawn is None:
            continue
        if feature.kind == "wall":
            solid.append(drawn.buffer(_WALL, **_FLAT | {"cap_style": "square"}))
        elif feature.kind == "aisle":
            steps += [drawn.buffer(_AISLE_REACH)] if feature.pk in shut else []
        elif feature.pk in shut:
            steps.append(_reach(drawn, _WALL))
        else:
            doors.append(_reach(drawn, _CUT))
    opened = _without(shapely.union_all(solid, grid_size=1), doors)
    return [shape for shape in [opened, *steps] if not shape.is_empty]


def ground(around: Geometry, standing: Sequence[Geometry]) -> MultiPolygon:
    """Return where people walk: inside ``around``, on nothing that stands there.

    Gaps of less than half a metre are closed. Corners stay where they are drawn.
    """
    left = _without(around, standing)
    narrow: dict[str, Any] = {"join_style": "mitre", "mitre_limit": 5}
    wide = left.buffer(-_HALF_GAP, **narrow).buffer(_HALF_GAP, **narrow)
    sound = shapely.intersection(_surfaces(wide), left, grid_size=1)
    return MultiPolygon(polygons_of(sound))


def _without(shape: Geometry, others: Sequence[Geometry]) -> MultiPolygon:
    """Return what is left of a shape, in whole millimetres."""
    everything = _surfaces(shapely.union_all([*map(_surfaces, others)], grid_size=1))
    left = shapely.difference(_surfaces(shape), everything, grid_size=1)
    return MultiPolygon(polygons_of(left))


def _surfaces(shape: Geometry) -> MultiPolygon:
    """Return a shape mended, as the sharp corners of a buffer can cross each other."""
    return MultiPolygon(polygons_of(shapely.make_valid(shape)))


def box_around_all(shapes: Sequence[Geometry]) -> Geometry:
    """Return an upright rectangle that leaves five metres around all shapes."""
    if not shapes:
        return Polygon()
    return shapely.box(*shapely.total_bounds(shapes)).buffer(
        _AROUND, join_style="mitre"
    )


def _reach(door: Geometry, width: float) -> Geometry:
    if isinstance(door, Point) or door.length < DOOR_REACH:
        return door.centroid.buffer(DOOR_REACH)
    return door.buffer(width, **_FLAT)


def _corners(points: Points) -> list[tuple[int, int]]:
    return [(round(x * MILLIMETRES), round(y * MILLIMETRES)) for x, y in points]


def _is_near(points: Points) -> bool:
    # As objects: a whole number of a file may be too large for a machine's.
    return bool(np.all([abs(n) * MILLIMETRES < _FARTHEST for xy in points for n in xy]))
