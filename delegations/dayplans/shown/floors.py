"""Tours on the drawings of the areas: the routes that are really walked."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from delegations.dayplans.explained import TourLine
from delegations.dayplans.shown.names import Names, Who
from exhibitors.models import Area, Exhibition, Stand
from exhibitors.queries.plans import AreaPlan, area_plans
from exhibitors.queries.walking import walks
from exhibitors.site.walking import Walks

# Tours in one aisle lie beside each other, so many of them, so many metres apart.
_BESIDE, _APART = 5, 0.45

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Pin:
    """The number of a stop in a tour, where it is on the drawing."""

    number: int
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Path:
    """A tour's ways through one area; ``shift`` moves them beside those of others."""

    who: Who
    lines: tuple[str, ...]
    pins: tuple[Pin, ...]
    shift: str


@dataclass(frozen=True)
class Floor:
    """The drawing of an area with the tours that lead through it.

    ``busy`` are the keys of the stands that are called at.
    """

    plan: AreaPlan
    paths: tuple[Path, ...]
    busy: frozenset[int]


def floors(names: Names, lines: Iterable[TourLine]) -> tuple[Floor, ...]:
    """Return the areas that tours lead through, with their routes; six queries."""
    lines = [n for n in lines if n.legs and n.delegation in names.delegations]
    exhibition = names.run.exhibition
    ways = walks(exhibition)
    found: dict[int, list[Path]] = defaultdict(list)
    for index, line in enumerate(lines):
        _trace(names, ways, line, index, found)
    places = (names.where(leg.end_place).place for n in lines for leg in n.stops)
    busy = frozenset(place.pk for place in places if place)
    return tuple(
        Floor(plan, tuple(found[plan.area.pk]), busy)
        for plan in _plans(exhibition)
        if plan.area.pk in found
    )


def _plans(exhibition: Exhibition) -> Iterable[AreaPlan]:
    areas = Area.objects.filter(exhibition=exhibition).prefetch_related("features")
    stands = Stand.objects.filter(exhibition=exhibition).select_related("country")
    return area_plans(areas, stands)


def _trace(
    names: Names,
    ways: Walks,
    line: TourLine,
    index: int,
    found: dict[int, list[Path]],
) -> None:
    """Add a tour to the areas that it leads through."""
    routes, pins = _routes(names, ways, line), _pins(names, ways, line)
    who = names.delegations[line.delegation]
    for area in dict.fromkeys((*routes, *pins)):
        path = Path(who, tuple(routes[area]), tuple(pins[area]), _shift(index))
        found[area].append(path)


def _routes(names: Names, ways: Walks, line: TourLine) -> dict[int, list[str]]:
    """Return the ways of a tour by area; those that no plan knows are left out."""
    found: dict[int, list[str]] = defaultdict(list)
    for leg in line.legs:
        start, end = (
            names.where(key).place for key in (leg.start_place, leg.end_place)
        )
        route = ways.route(start, end) if start and end and start != end else None
        for part in route.legs if route else ():
            found[part.area].append(" ".join(",".join(_xy(p)) for p in part.points))
    return found


def _pins(names: Names, ways: Walks, line: TourLine) -> dict[int, list[Pin]]:
    """Return the numbers of a tour's stops by area."""
    found: dict[int, list[Pin]] = defaultdict(list)
    for number, leg in enumerate(line.stops, start=1):
        place = names.where(leg.end_place).place
        here = ways.route(place, place) if place else None
        if here is not None:
            found[here.legs[0].area].append(Pin(number, *_xy(here.legs[0].points[0])))
    return found


def _shift(index: int) -> str:
    step = (index % _BESIDE) - _BESIDE // 2
    return f"translate({step * _APART:g} {step * _APART:g})"


def _xy(point: Point) -> tuple[str, str]:
    return f"{round(point[0], 2):g}", f"{round(point[1], 2):g}"
