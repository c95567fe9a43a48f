"""Plans to walk through: drawn by hand and by chance."""

from hypothesis import strategies as st

from exhibitors.site.drawings import (
    AreaDrawing,
    FeatureDrawing,
    Place,
    SiteDrawing,
    StandDrawing,
)

HALL, YARD = 1, 2
WIDTH, HEIGHT = 30, 20


def rectangle(x, y, width, height):
    return [[x, y], [x + width, y], [x + width, y + height], [x, y + height]]


def feature(pk, kind, *points, **about):
    return FeatureDrawing(pk, kind, [list(point) for point in points], **about)


def hall(*features, outline=None, **about):
    around = rectangle(0, 0, WIDTH, HEIGHT) if outline is None else outline
    return AreaDrawing(HALL, around, features, **about)


def site(*stands, features=(), outline=None):
    """Return a hall with stands, each an outline, numbered from 1."""
    return SiteDrawing(
        (hall(*features, outline=outline),),
        tuple(
            StandDrawing(number, HALL, outline)
            for number, outline in enumerate(stands, start=1)
        ),
    )


def stand(pk):
    return Place.stand(pk)


def gate(pk):
    return Place.feature(pk)


# Halves, so that stands often touch, overlap and stand in line.
_metres = st.integers(-4, 2 * WIDTH + 4).map(lambda n: n / 2)
_points = st.tuples(_metres, _metres).map(list)
_sizes = st.integers(1, 16).map(lambda n: n / 2)
_boxes = st.builds(rectangle, _metres, _metres, _sizes, _sizes)
_outlines = st.one_of(_boxes, _boxes, st.lists(_points, min_size=3, max_size=5))
_doors = st.builds(
    FeatureDrawing,
    st.integers(1, 99),
    st.sampled_from(["gate", "door"]),
    st.lists(_points, min_size=1, max_size=2),
    st.sampled_from([None, HALL, YARD]),
    st.booleans(),
    st.sampled_from(["", "East"]),
)
_walls = st.builds(
    FeatureDrawing,
    st.integers(100, 199),
    st.sampled_from(["wall", "aisle"]),
    st.lists(_points, min_size=2, max_size=4),
    st.none(),
    st.booleans(),
)


@st.composite
def areas(draw, pk):
    """Draw an area; its features have numbers that no other area's have."""
    features = draw(st.lists(st.one_of(_doors, _walls), max_size=5))
    numbered = tuple(
        FeatureDrawing(
            1000 * pk + number,
            feature.kind,
            feature.points,
            feature.leads_to,
            feature.is_step_free,
            feature.name,
        )
        for number, feature in enumerate(features)
    )
    outline = draw(st.one_of(st.none(), st.just(rectangle(0, 0, WIDTH, HEIGHT))))
    return AreaDrawing(pk, outline, numbered)


@st.composite
def sites(draw):
    """Draw a hall and a yard with stands, some said to be inside others."""
    stands = [
        StandDrawing(
            number,
            draw(st.sampled_from([HALL, HALL, YARD, None])),
            draw(st.one_of(_outlines, _outlines, st.none())),
            draw(st.one_of(st.none(), st.integers(1, 8))),
        )
        for number in range(1, draw(st.integers(1, 8)))
    ]
    return SiteDrawing((draw(areas(HALL)), draw(areas(YARD))), tuple(stands))
