"""What is wrong with the drawing of an area; lengths in metres.

Nobody draws to the millimetre: up to one centimetre, stands that share an edge do not
overlap, and one at the wall is not outside.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, NamedTuple

import shapely
from shapely import Geometry, LineString, Point, Polygon

from exhibitors.site.drawings import Points

TOLERANCE = 0.01
# As far as a gate may be drawn off the ground, and a door off its wall.
GATE_REACH, DOOR_REACH = 2.0, 0.5
# An aisle may touch the corner of a stand.
_GRAZE = 0.1
AREA = "area"

REFUSED = frozenset({"crossing", "flat", "overlap", "outside", "beyond", "far-gate"})


class Finding(NamedTuple):
    """A rule that a drawing breaks: by what, and by how many metres or square metres.

    ``keys`` names the drawings, the one to mend first.
    """

    rule: str
    keys: tuple[str, ...]
    amount: float = 0.0

    @property
    def is_refused(self) -> bool:
        """Whether a drawing with it is not saved; else it is only told."""
        return self.rule in REFUSED


@dataclass(frozen=True)
class StandShape:
    """A stand on the drawing, by key, inside the stand with the key ``parent``."""

    key: str
    outline: Points
    parent: str | None = None


@dataclass(frozen=True)
class FeatureShape:
    """A gate, door, wall or aisle on the drawing, by key."""

    key: str
    kind: str
    points: Points


@dataclass(frozen=True)
class Drawing:
    """All that is drawn of an area."""

    outline: Points | None = None
    stands: tuple[StandShape, ...] = ()
    features: tuple[FeatureShape, ...] = ()


@dataclass(frozen=True)
class _Sound:
    """The surfaces of a drawing that can be compared, by key."""

    area: Polygon | None
    stands: dict[str, Polygon] = field(default_factory=dict)


def findings(drawing: Drawing) -> tuple[Finding, ...]:
    """Return what is wrong with a drawing, the same for the same drawing."""
    broken = list(_broken(drawing))
    unsound = {finding.keys[0] for finding in broken}
    sound = _Sound(
        Polygon(drawing.outline) if drawing.outline and AREA not in unsound else None,
        {
            stand.key: Polygon(stand.outline)
            for stand in drawing.stands
            if stand.key not in unsound
        },
    )
    return (
        *broken,
        *_overlaps(drawing.stands, sound),
        *_outside(sound),
        *_beyond(drawing.stands, sound),
        *_openings(drawing, sound),
        *_blocked(drawing.features, sound),
    )


def surface_m2(outline: Points | None) -> float:
    """Return how large an outline is, in square metres; 0 without one."""
    return float(Polygon(outline).area) if outline and len(outline) > 2 else 0.0


def _broken(drawing: Drawing) -> Iterator[Finding]:
    outlines = [(stand.key, stand.outline) for stand in drawing.stands]
    if drawing.outline:
        outlines.insert(0, (AREA, drawing.outline))
    for key, outline in outlines:
        if len({tuple(corner) for corner in outline}) < 3:
            yield Finding("flat", (key,))
            continue
        polygon = Polygon(outline)
        if not polygon.is_valid:
            yield Finding("crossing", (key,))
        elif polygon.buffer(-TOLERANCE / 2).is_empty:
            yield Finding("flat", (key,))


def _overlaps(stands: Sequence[StandShape], sound: _Sound) -> Iterator[Finding]:
    keys = list(sound.stands)
    shapes = [sound.stands[key] for key in keys]
    parents = {stand.key: stand.parent for stand in stands}
    if not shapes:
        return
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    pairs = zip(first.tolist(), second.tolist(), strict=True)
    for one, other in sorted(pair for pair in pairs if pair[0] < pair[1]):
        a, b = keys[one], keys[other]
        if a in _around(b, parents) or b in _around(a, parents):
            continue
        shared = shapes[one].intersection(shapes[other])
        if _is_wide(shared):
            yield Finding("overlap", (a, b), shared.area)


def _around(key: str, parents: dict[str, str | None]) -> set[str]:
    """Return the stands that a stand lies inside of; ends where they go in a circle."""
    found: set[str] = set()
    step = parents.get(key)
    while step is not None and step not in found:
        found.add(step)
        step = parents.get(step)
    return found


def _outside(sound: _Sound) -> Iterator[Finding]:
    if sound.area is None:
        return
    shapely.prepare(sound.area)
    for key, shape in sound.stands.items():
        if sound.area.covers(shape):
            continue
        rest = shape.difference(sound.area)
        if _is_wide(rest):
            yield Finding("outside", (key, AREA), rest.area)


def _beyond(stands: Iterable[StandShape], sound: _Sound) -> Iterator[Finding]:
    """Find what reaches out of the stand that it lies inside of."""
    for stand in stands:
        parent = sound.stands.get(stand.parent or "")
        if parent is None or stand.key not in sound.stands:
            continue
        rest = sound.stands[stand.key].difference(parent)
        if _is_wide(rest):
            yield Finding("beyond", (stand.key, str(stand.parent)), rest.area)


def _openings(drawing: Drawing, sound: _Sound) -> Iterator[Finding]:
    walls: list[Geometry] = [
        _line(feature.points) for feature in drawing.features if feature.kind == "wall"
    ]
    if sound.area is not None:
        walls.append(sound.area.exterior)
    walled = shapely.union_all(walls)
    for feature in drawing.features:
        drawn = _line(feature.points)
        if feature.kind == "gate" and sound.area is not None:
            away = drawn.distance(sound.area)
            if away > GATE_REACH:
                yield Finding("far-gate", (feature.key, AREA), away)
        elif feature.kind == "door" and not walled.is_empty:
            away = drawn.distance(walled)
            if away > DOOR_REACH:
                yield Finding("off-wall", (feature.key,), away)


def _blocked(features: Iterable[FeatureShape], sound: _Sound) -> Iterator[Finding]:
    keys = list(sound.stands)
    shapes = [sound.stands[key] for key in keys]
    tree = shapely.STRtree(shapes)
    for feature in features:
        if feature.kind != "aisle":
            continue
        drawn = _line(feature.points)
        for place in sorted(tree.query(drawn, predicate="intersects").tolist()):
            across = drawn.intersection(shapes[place].buffer(-TOLERANCE)).length
            if across > _GRAZE:
                yield Finding("blocked", (feature.key, keys[place]), across)


def _is_wide(shape: Geometry) -> bool:
    """Return whether something is wider than what nobody can draw away."""
    return not shape.is_empty and not shape.buffer(-TOLERANCE / 2).is_empty


def _line(points: Points) -> Any:
    distinct = {tuple(point) for point in points}
    return Point(points[0]) if len(distinct) == 1 else LineString(points)


def touching(found: Iterable[Finding], keys: Iterable[str]) -> tuple[Finding, ...]:
    """Return the findings that have to do with one of these drawings."""
    meant = set(keys)
    return tuple(finding for finding in found if meant & set(chain(finding.keys)))
