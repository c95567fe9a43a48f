"""Gates and doors as people use them, and which two are the sides of one door."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from shapely import Geometry, Point

from exhibitors.site.drawings import AreaDrawing, FeatureDrawing, Place
from exhibitors.site.shapes import DOOR_REACH, line


@dataclass(frozen=True)
class Opening:
    """A gate or door of an area; a gate and the door drawn across it are one."""

    area: int
    features: tuple[FeatureDrawing, ...]
    drawn: Geometry
    leads_to: int | None

    @property
    def place(self) -> Place:
        """Return the place that stands for all its features."""
        return Place.feature(self.features[0].pk)

    @property
    def point(self) -> Point:
        """Return the middle of the door, in millimetres."""
        if isinstance(self.drawn, Point):
            return self.drawn
        return Point(self.drawn.interpolate(0.5, normalized=True))

    @property
    def is_step_free(self) -> bool:
        """Whether one passes it without a step."""
        return all(feature.is_step_free for feature in self.features)

    @property
    def names(self) -> set[str]:
        """Return what it is called."""
        return {name for f in self.features if (name := f.name.strip().casefold())}


def openings_of(area: AreaDrawing) -> list[Opening]:
    """Return the gates and doors of an area, in the order they were drawn.

    A gate or door drawn as a point is the same as another within a metre, unless the
    two lead to different areas.
    """
    found: list[Opening] = []
    doors = [feature for feature in area.features if feature.kind in ("gate", "door")]
    for feature in sorted(doors, key=lambda door: (len(door.points) == 1, door.pk)):
        drawn = line(feature.points)
        if drawn is None:
            continue
        opening = Opening(area.pk, (feature,), drawn, feature.leads_to)
        for number, other in enumerate(found):
            if _is_same(opening, other):
                leads_to = other.leads_to or opening.leads_to
                features = (*other.features, feature)
                found[number] = Opening(area.pk, features, other.drawn, leads_to)
                break
        else:
            found.append(opening)
    return sorted(found, key=lambda opening: min(f.pk for f in opening.features))


def _is_same(opening: Opening, other: Opening) -> bool:
    is_point = isinstance(opening.drawn, Point)
    led = {opening.leads_to, other.leads_to} - {None}
    return (
        is_point and len(led) < 2 and opening.drawn.distance(other.drawn) <= DOOR_REACH
    )


def joined(openings: Sequence[Opening]) -> Iterator[tuple[Opening, Opening]]:
    """Yield the two sides of each door between areas.

    Of the doors by which two areas lead to one another, those of the same name belong
    together, the others in the order they were drawn. A door without a counterpart
    arrives at what leads nowhere in the other area: that of its name, or the only one.
    One that is left over is not passed: where it comes out is not known, and to guess
    would make walks too short.
    """
    areas = sorted({opening.area for opening in openings})
    for one, other in combinations(areas, 2):
        there = [o for o in openings if o.area == one and o.leads_to == other]
        back = [o for o in openings if o.area == other and o.leads_to == one]
        if there and back:
            yield from _paired(there, back)
        elif there:
            yield from _arriving(there, _outer(openings, other))
        elif back:
            yield from _arriving(back, _outer(openings, one))


def _outer(openings: Iterable[Opening], area: int) -> list[Opening]:
    return [o for o in openings if o.area == area and o.leads_to is None]


def _paired(
    there: list[Opening], back: list[Opening]
) -> Iterator[tuple[Opening, Opening]]:
    named = list(_named(there, back))
    taken = [opening for pair in named for opening in pair]
    yield from named
    yield from zip(
        [opening for opening in there if opening not in taken],
        [opening for opening in back if opening not in taken],
        strict=False,
    )


def _arriving(
    doors: list[Opening], outer: list[Opening]
) -> Iterator[tuple[Opening, Opening]]:
    named = list(_named(doors, outer))
    if named:
        yield from named
    elif len(outer) == 1:
        yield doors[0], outer[0]


def _named(
    there: list[Opening], back: list[Opening]
) -> Iterator[tuple[Opening, Opening]]:
    left = list(back)
    for opening in there:
        match = next((other for other in left if opening.names & other.names), None)
        if match:
            left.remove(match)
            yield opening, match
