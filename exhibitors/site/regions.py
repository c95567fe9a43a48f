"""The site cut into regions, each walked on its own, and the points that join them.

A region is the ground of an area between the stands, or the ground within a stand
that holds others. Regions meet in single points only: at the doors between areas, and
at the front of the stand around. So a walk between two stands is never shorter by way
of a third, whatever is inside what.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import compress

import numpy as np
import shapely
from shapely import Geometry, Point

from exhibitors.site.boundaries import TOUCH, Boundary, Numbers, Pin
from exhibitors.site.drawings import AreaDrawing, Place, SiteDrawing
from exhibitors.site.fronts import fronts
from exhibitors.site.openings import Opening, joined, openings_of
from exhibitors.site.shapes import box_around_all, ground, line, surface, walls

# So much of a stand lies inside the one that it is said to be inside.
_INSIDE = 0.98

Join = tuple[tuple[int, Place], tuple[int, Place]]


@dataclass(eq=False)
class Region:
    """Ground to walk on: ``holder`` is the stand around it, None for an area's own."""

    area: int
    holder: int | None
    boundary: Boundary
    pins: dict[Place, Pin] = field(default_factory=dict)


@dataclass(frozen=True)
class Layout:
    """All regions; ``joins`` are pairs of (number of the region, place in it).

    ``points_of`` gives each place that is known the one whose point it has: mostly
    itself.
    """

    regions: list[Region]
    joins: list[Join]
    points_of: dict[Place, Place]


class Standing:
    """The stands that are drawn, and which one each lies inside."""

    def __init__(self, site: SiteDrawing) -> None:
        self.all = {stand.pk: stand for stand in site.stands}
        self.area = {pk: self._area(pk) for pk in self.all}
        drawn = {pk: surface(stand.outline) for pk, stand in self.all.items()}
        self.surfaces = {
            pk: shape
            for pk, shape in drawn.items()
            if shape is not None and self.area[pk] is not None
        }
        self._inside: dict[tuple[int | None, int | None], list[int]] = {}
        for pk in self.surfaces:
            self._inside.setdefault((self.area[pk], self._holder(pk)), []).append(pk)

    def above(self, pk: int) -> Iterator[int]:
        """Yield the stands around one, as it is said, from within outwards."""
        seen = {pk}
        parent = self.all[pk].parent
        while parent in self.all and parent not in seen:
            seen.add(parent)
            yield parent
            parent = self.all[parent].parent

    def inside(self, area: int, holder: int | None) -> list[int]:
        """Return the stands that lie in an area or stand and in none within it."""
        return self._inside.get((area, holder), [])

    def within(self, area: int, holder: int | None) -> list[Geometry]:
        """Return all that stands in an area, or reaches into a stand in it."""
        around = () if holder is None else (holder, *self.above(holder))
        shapes = [
            shape
            for pk, shape in self.surfaces.items()
            if self.area[pk] == area and pk not in around
        ]
        if holder is None or not shapes:
            return shapes
        reaches = shapely.intersects(shapes, self.surfaces[holder])
        return list(compress(shapes, reaches))

    def _area(self, pk: int) -> int | None:
        line = (self.all[one].area for one in (pk, *self.above(pk)))
        return next((area for area in line if area is not None), None)

    def _holder(self, pk: int) -> int | None:
        own = self.surfaces[pk]
        for other in self.above(pk):
            around = self.surfaces.get(other)
            if around is None or self.area[other] != self.area[pk]:
                continue
            if own.intersection(around).area >= _INSIDE * own.area:
                return other
        return None


def layout(site: SiteDrawing, plain: Layout | None = None) -> Layout:
    """Return the regions of a site with all places pinned and joined.

    Given the ``plain`` layout, return that of walks without steps: its places are at
    the same points, where no step is in the way.
    """
    standing = Standing(site)
    openings = [opening for area in site.areas for opening in openings_of(area)]
    passed = [o for o in openings if o.is_step_free or plain is None]
    shut = _with_steps(site, openings) if plain else set()
    regions = list(_regions(site, standing, shut))
    for number, region in enumerate(regions):
        if plain:
            _pin_again(region, plain.regions[number], passed)
        else:
            _pin(region, regions, standing, passed)
    joins = [*_door_joins(regions, openings), *_front_joins(regions)]
    points_of = plain.points_of if plain else _points_of(regions, openings, standing)
    return Layout(regions, joins, points_of)


def _with_steps(site: SiteDrawing, openings: list[Opening]) -> set[int]:
    """Return the features that a walk without steps does not lead through."""
    features = [feature for area in site.areas for feature in area.features]
    stepped = [feature for feature in features if not feature.is_step_free]
    # With a gate that has steps, the door drawn across it is shut as well.
    doors = [f for o in openings if not o.is_step_free for f in o.features]
    return {feature.pk for feature in [*stepped, *doors]}


def _regions(site: SiteDrawing, standing: Standing, shut: set[int]) -> Iterator[Region]:
    """Yield the region of each area and, after it, those within its stands."""
    for area in site.areas:
        stops = walls(area.features, shut)
        grounds: list[tuple[int | None, Geometry]] = [(None, _extent(area, standing))]
        for holder, around in grounds:
            inside = standing.inside(area.pk, holder)
            if holder is None or inside:
                free = ground(around, [*standing.within(area.pk, holder), *stops])
                yield Region(area.pk, holder, Boundary.of(free))
            grounds += [(pk, standing.surfaces[pk]) for pk in inside]


def _extent(area: AreaDrawing, standing: Standing) -> Geometry:
    """Return the surface of an area, else that of a box around all that is in it."""
    outline = surface(area.outline)
    if outline is not None:
        return outline
    lines = [line(feature.points) for feature in area.features]
    inside = [standing.surfaces[pk] for pk in standing.inside(area.pk, None)]
    return box_around_all([*inside, *(drawn for drawn in lines if drawn is not None)])


def _pin(
    region: Region, regions: list[Region], standing: Standing, openings: list[Opening]
) -> None:
    """Pin the openings of an area, or the way in from the ground around, and stands."""
    boundary = region.boundary
    if region.holder is None:
        ways = _opening_pins(region, openings)
    else:
        ways = _holder_pin(region, regions)
    region.pins.update(ways)
    is_open = _open(boundary, ways.values())
    inside = standing.inside(region.area, region.holder)
    own = {other.holder: other.boundary.ground for other in regions if other.holder}
    pins = fronts(
        boundary,
        [standing.surfaces[pk] for pk in inside],
        [own.get(pk) for pk in inside],
        is_open,
    )
    for pk, pin in zip(inside, pins, strict=True):
        # Where nobody gets to it within the stand around, it has that one's front.
        is_shut = region.holder and pin and not is_open[boundary.polygon_of(pin)]
        if pin and not is_shut:
            region.pins[Place.stand(pk)] = pin


def _opening_pins(region: Region, openings: list[Opening]) -> dict[Place, Pin]:
    found = {
        opening.place: region.boundary.pin(opening.point)
        for opening in openings
        if opening.area == region.area
    }
    return {place: pin for place, pin in found.items() if pin}


def _holder_pin(region: Region, regions: list[Region]) -> dict[Place, Pin]:
    """Return where one enters the ground within a stand: at its front."""
    place = Place.stand(region.holder or 0)
    outer = next((other.pins[place] for other in regions if place in other.pins), None)
    pin = outer and _pin_at(region.boundary, outer)
    return {place: pin} if pin else {}


def _pin_again(region: Region, plain: Region, openings: list[Opening]) -> None:
    """Pin what is pinned on the plain ground where there is ground without steps."""
    passed = {opening.place for opening in openings}
    for place, pin in plain.pins.items():
        if place.kind == "feature" and place not in passed:
            continue
        if found := _pin_at(region.boundary, pin):
            region.pins[place] = found


def _pin_at(boundary: Boundary, pin: Pin) -> Pin | None:
    """Return the pin of the same point on other ground, None where there is none."""
    point = Point(pin.x, pin.y)
    found = boundary.pin(point)
    is_there = found and point.distance(Point(found.x, found.y)) <= 2 * TOUCH
    return found if is_there else None


def _open(boundary: Boundary, ways: Iterable[Pin]) -> Numbers:
    """Return which polygons have a way in; the largest where none is drawn."""
    polygons = boundary.ground.geoms
    is_open = np.zeros(len(polygons), dtype=bool)
    is_open[[boundary.polygon_of(pin) for pin in ways]] = True
    if len(polygons) and not is_open.any():
        is_open[np.argmax(shapely.area(list(polygons)))] = True
    return is_open


def _door_joins(regions: list[Region], openings: list[Opening]) -> Iterator[Join]:
    at = {
        place: number
        for number, region in enumerate(regions)
        for place in region.pins
        if place.kind == "feature"
    }
    for one, other in joined(openings):
        if one.place in at and other.place in at:
            yield (at[one.place], one.place), (at[other.place], other.place)


def _front_joins(regions: list[Region]) -> Iterator[Join]:
    for number, region in enumerate(regions):
        place = Place.stand(region.holder or 0)
        if place not in region.pins:
            continue
        for outer, other in enumerate(regions):
            if outer != number and place in other.pins:
                yield (outer, place), (number, place)


def _points_of(
    regions: list[Region], openings: list[Opening], standing: Standing
) -> dict[Place, Place]:
    """Return each place with the one whose point it has, itself where it is pinned.

    A stand that is not drawn, or cannot be come to, has the front of the one around.
    """
    pinned = {place for region in regions for place in region.pins}
    found = {
        Place.feature(feature.pk): opening.place
        for opening in openings
        for feature in opening.features
        if opening.place in pinned
    }
    for pk in standing.all:
        line_of = map(Place.stand, (pk, *standing.above(pk)))
        place = next((one for one in line_of if one in pinned), None)
        if place:
            found[Place.stand(pk)] = place
    return found
