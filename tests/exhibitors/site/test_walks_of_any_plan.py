"""What holds of the walks of every plan, however it is drawn."""

from itertools import pairwise

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from shapely import LineString

from exhibitors.site import sightlines
from exhibitors.site.regions import Standing, layout
from exhibitors.site.shapes import MILLIMETRES, walls
from exhibitors.site.walking import walks_of
from tests.exhibitors.site.plans import rectangle, site, sites

# A ground in whole millimetres may cut into what is drawn by less than one.
ROUNDED = 2


def routes(walks, *, step_free=False):
    """Yield all routes with their ends."""
    for start in walks.places:
        for end in walks.places:
            if route := walks.route(start, end, step_free=step_free):
                yield start, end, route


def steps(route):
    """Yield the area of each straight walk of a route, and its line in millimetres."""
    for leg in route.legs:
        points = [(x * MILLIMETRES, y * MILLIMETRES) for x, y in leg.points]
        for pair in pairwise(points):
            yield leg.area, LineString(pair)


def assert_metric(metres):
    assert (metres == metres.T).all()
    assert (np.diag(metres) == 0).all()
    by_way = metres[:, :, None] + metres[None, :, :]
    assert (metres[:, None, :] <= by_way + 0.001).all()


@given(sites())
@settings(max_examples=40, deadline=None)
def test_walks_are_a_metric(plan):
    walks = walks_of(plan)

    assert_metric(walks.plain.astype(float))
    assert_metric(walks.step_free.astype(float))


@given(sites())
@settings(max_examples=40, deadline=None)
def test_walks_without_steps_are_never_shorter(plan):
    walks = walks_of(plan)

    assert (walks.step_free >= walks.plain).all()


@given(sites())
@settings(max_examples=40, deadline=None)
def test_a_route_is_as_long_as_the_walk(plan):
    walks = walks_of(plan)

    for step_free in (False, True):
        for start, end, route in routes(walks, step_free=step_free):
            length = sum(line.length for _, line in steps(route)) / MILLIMETRES
            expected = walks.metres(start, end, step_free=step_free)
            assert length == pytest.approx(expected, abs=0.005)


@given(sites())
@settings(max_examples=40, deadline=None)
def test_no_route_leads_through_a_stand_or_wall(plan):
    walks, standing = walks_of(plan), Standing(plan)
    stops = {area.pk: walls(area.features, ()) for area in plan.areas}

    for start, end, route in routes(walks):
        around = {
            pk
            for place in (start, end)
            if place.kind == "stand"
            for pk in standing.above(place.pk)
        }
        for area, line in steps(route):
            passed = [
                shape
                for pk, shape in standing.surfaces.items()
                if standing.area[pk] == area and pk not in around
            ]
            closed = shapely.buffer([*passed, *stops[area]], -ROUNDED)
            assert not shapely.intersects(line, closed).any()


@given(sites())
@settings(max_examples=40, deadline=None)
def test_no_walk_could_be_shorter(plan):
    """Compare with the plain method: all corners, and all straight walks between."""
    laid_out = layout(plan)
    network = sightlines.network_of(laid_out)

    for region in laid_out.regions:
        places = [place for place in region.pins if place in network.places]
        ground = region.boundary.ground.buffer(ROUNDED)
        pins = [(region.pins[place].x, region.pins[place].y) for place in places]
        points = np.array([*pins, *map(tuple, region.boundary.starts)]).reshape(-1, 2)
        pairs = [[one, other] for one in points for other in points]
        lines = shapely.linestrings(np.reshape(pairs, (-1, 2, 2)))
        lengths = np.where(shapely.covers(ground, lines), shapely.length(lines), np.inf)
        shortest = lengths.reshape(len(points), len(points))
        for by in range(len(points)):
            shortest = np.minimum(shortest, shortest[:, [by]] + shortest[[by]])
        expected = shortest[: len(pins), : len(pins)] / MILLIMETRES
        found = network.metres(places)
        # Other regions join these in single points: no way by them is shorter.
        assert (found <= expected + 0.02).all()


@given(sites())
@settings(max_examples=40, deadline=None)
def test_on_large_ground_walks_are_at_most_half_a_percent_longer(plan):
    exact = walks_of(plan).plain
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sightlines, "EXACT", 0)
        thinned = walks_of(plan).plain

    assert_metric(thinned.astype(float))
    assert (thinned >= exact - 0.001).all()
    assert (thinned <= exact * sightlines.DETOUR + 0.001).all()


def test_large_ground_has_far_fewer_straight_walks(monkeypatch):
    stands = [rectangle(3 + 7 * x, 3 + 7 * y, 4, 4) for x in range(9) for y in range(9)]
    plan = layout(site(*stands, outline=rectangle(0, 0, 66, 66)))
    exact = sightlines.network_of(plan)
    monkeypatch.setattr(sightlines, "EXACT", 0)
    thinned = sightlines.network_of(plan)

    assert len(thinned.walks) < len(exact.walks) * 0.7
    places = sorted(exact.places)
    metres, longer = exact.metres(places), thinned.metres(places)
    assert_metric(longer)
    assert (longer >= metres - 1e-9).all()
    assert (longer <= metres * sightlines.DETOUR + 1e-9).all()


@given(sites())
@settings(max_examples=40, deadline=None)
def test_a_stand_has_no_place_or_one_on_its_own_edge(plan):
    pinned, standing = layout(plan), Standing(plan)

    for region in pinned.regions:
        for place, pin in region.pins.items():
            if place.kind == "stand":
                rim = standing.surfaces[place.pk].boundary
                assert rim.distance(shapely.Point(pin.x, pin.y)) <= 10
    assert all(pinned.points_of[p] == p for p in pinned.points_of.values())
