"""The site drawn from the outlines of areas and stands, in metres."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from exhibitors.models import Area, Exhibit, Exhibition, PlanFeature, Stand
from exhibitors.queries.countries import CountryNames, country_names
from exhibitors.queries.exhibits import exhibit_cards
from exhibitors.queries.sources import Bibliography, bibliography
from exhibitors.queries.stands import stand_lines
from exhibitors.site.polygons import Box, Corner, box_around, label_point

_MARGIN = 1.0
# A gate so many metres from a side has its name beside it, this far away.
_NEAR, _NAME_GAP = 6.0, 1.8
_DECIMALS = 2


@dataclass(frozen=True)
class StandShape:
    """A stand on a plan: ``points`` for an SVG polygon and where its number goes."""

    stand: Stand
    points: str
    x: str
    y: str


@dataclass(frozen=True)
class FeatureShape:
    """A wall, door or gate on a plan; a gate is marked at a point, with its name.

    ``x`` and ``y`` are those of its first corner; ``anchor`` keeps the name inside.
    """

    feature: PlanFeature
    points: str
    x: str
    y: str
    text_x: str
    text_y: str
    anchor: str


@dataclass(frozen=True)
class AreaPlan:
    """The plan of one area; ``view_box`` in metres for an SVG picture."""

    area: Area
    points: str
    view_box: str
    shapes: tuple[StandShape, ...]
    features: tuple[FeatureShape, ...]

    @property
    def is_illustrative(self) -> bool:
        """Whether the drawing is made up for demonstration."""
        records = [self.area, *(shape.stand for shape in self.shapes)]
        features = [shape.feature for shape in self.features]
        return any(record.is_illustrative("outline") for record in records) or any(
            feature.is_illustrative("points") for feature in features
        )


@dataclass(frozen=True)
class AreaEntry:
    """An area with its plan, where it has an outline, and its stands by number."""

    area: Area
    plan: AreaPlan | None
    stands: tuple[Stand, ...]


@dataclass(frozen=True)
class SitePlan:
    """The plan of the site: drawings and, for those who read lists, the stands."""

    entries: tuple[AreaEntry, ...]
    elsewhere: tuple[Stand, ...]
    bibliography: Bibliography

    @property
    def is_illustrative(self) -> bool:
        """Whether a value on the page is made up for demonstration."""
        plans = any(entry.plan and entry.plan.is_illustrative for entry in self.entries)
        stands = [stand for entry in self.entries for stand in entry.stands]
        return plans or any(stand.illustrative for stand in [*stands, *self.elsewhere])


@dataclass(frozen=True)
class AreaPage:
    """An area: its plan, its stands by number, and what stands there on no stand."""

    entry: AreaEntry
    names: CountryNames
    exhibits: tuple[Exhibit, ...]
    bibliography: Bibliography

    @property
    def is_illustrative(self) -> bool:
        """Whether a value on the page is made up for demonstration."""
        is_drawing = bool(self.entry.plan and self.entry.plan.is_illustrative)
        shown = [self.entry.area, *self.entry.stands, *self.exhibits]
        return is_drawing or any(record.illustrative for record in shown)


def area_page(exhibition: Exhibition, area: Area) -> AreaPage:
    """Return the page of an area; a fixed number of queries."""
    stands = tuple(stand_lines(exhibition).filter(area=area))
    plan = next(iter(area_plans([area], stands)), None)
    exhibits = exhibit_cards(exhibition).filter(area=area, stand__isnull=True)
    return AreaPage(
        entry=AreaEntry(area, plan, stands),
        names=country_names(exhibition),
        exhibits=tuple(exhibits),
        bibliography=bibliography(area.sources.all()),
    )


def site_plan(exhibition: Exhibition) -> SitePlan:
    """Return the plan page of an exhibition; five queries at most."""
    areas = list(Area.objects.of(exhibition).prefetch_related("sources", "features"))
    stands = list(stand_lines(exhibition))
    plans = {plan.area.pk: plan for plan in area_plans(areas, stands)}
    return SitePlan(
        entries=tuple(
            AreaEntry(
                area,
                plans.get(area.pk),
                tuple(stand for stand in stands if stand.area_id == area.pk),
            )
            for area in areas
        ),
        elsewhere=tuple(stand for stand in stands if stand.area_id is None),
        bibliography=bibliography(*(area.sources.all() for area in areas)),
    )


def area_plans(areas: Iterable[Area], stands: Iterable[Stand]) -> tuple[AreaPlan, ...]:
    """Return a plan of each area that has an outline; no query if ``features`` came.

    A stand inside another comes after it, so that it is drawn above.
    """
    drawn = [stand for stand in stands if stand.outline and stand.area_id]
    return tuple(
        _plan(area, [stand for stand in drawn if stand.area_id == area.pk])
        for area in areas
        if area.outline
    )


def _plan(area: Area, stands: list[Stand]) -> AreaPlan:
    box = box_around(_corners(area))
    sizes = (
        box.left - _MARGIN,
        box.top - _MARGIN,
        box.width + 2 * _MARGIN,
        box.height + 2 * _MARGIN,
    )
    inner_last = sorted(stands, key=lambda stand: stand.parent_id is not None)
    return AreaPlan(
        area=area,
        points=_points(_corners(area)),
        view_box=" ".join(_number(size) for size in sizes),
        shapes=tuple(_shape(stand, stands) for stand in inner_last),
        features=tuple(
            _feature(feature, box)
            for feature in area.features.all()
            if feature.kind != PlanFeature.Kind.AISLE
        ),
    )


def _feature(feature: PlanFeature, box: Box) -> FeatureShape:
    """Return a feature with its name towards the middle of the area."""
    x, y = feature.points[0]
    left, right = x < box.left + _NEAR, x > box.left + box.width - _NEAR
    # Beside a mark at the sides, above or below one elsewhere.
    aside = _NAME_GAP * (left - right)
    below = y < box.top + box.height / 2
    down = 0.0 if aside else _NAME_GAP * (1 if below else -1)
    return FeatureShape(
        feature,
        points=_points([(x, y) for x, y in feature.points]),
        x=_number(x),
        y=_number(y),
        text_x=_number(x + aside),
        text_y=_number(y + down),
        anchor="start" if left else "end" if right else "middle",
    )


def _shape(stand: Stand, stands: list[Stand]) -> StandShape:
    children = [_corners(other) for other in stands if other.parent_id == stand.pk]
    x, y = label_point(_corners(stand), children)
    return StandShape(stand, _points(_corners(stand)), _number(x), _number(y))


def _corners(record: Area | Stand) -> Sequence[Corner]:
    return record.outline or ()


def _points(outline: Iterable[Corner]) -> str:
    return " ".join(f"{_number(x)},{_number(y)}" for x, y in outline)


def _number(value: float) -> str:
    """Return a number as SVG writes it, whatever the language of the page."""
    return f"{round(value, _DECIMALS):g}"
