"""Walks of an exhibition: those of the demonstration, and what is kept."""

from math import hypot

import pytest

from exhibitors.models import PlanFeature, SiteWalks, Stand
from exhibitors.queries import walking
from exhibitors.queries.walking import Place, walks
from tests.demonstration import load_demonstration
from tests.factories.exhibitors import (
    AreaFactory,
    ExhibitFactory,
    ExhibitionFactory,
    PlanFeatureFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db

HALL = [[0, 0], [30, 0], [30, 20], [0, 20]]
# From the other side of the hall around the block to its front.
AROUND = hypot(10, 5) + 10 + 5
BLOCK = [[10, 5], [20, 5], [20, 15], [10, 15]]


@pytest.fixture(autouse=True)
def _forget():
    """Begin as a process that has just started."""
    walking._MEMO.clear()


@pytest.fixture
def exhibition():
    return ExhibitionFactory()


@pytest.fixture
def hall(exhibition):
    return AreaFactory(exhibition=exhibition, outline=HALL)


@pytest.fixture
def gate(exhibition, hall):
    return PlanFeatureFactory(exhibition=exhibition, area=hall, points=[[0, 10]])


@pytest.fixture
def stand(exhibition, hall):
    return StandFactory(exhibition=exhibition, area=hall, outline=BLOCK)


def place(record):
    kind = "stand" if isinstance(record, Stand) else "feature"
    return Place(kind, record.pk)


def metres(exhibition, start, end, **how):
    return walks(exhibition).metres(place(start), place(end), **how)


def numbered(number):
    return Stand.objects.get(number=number)


def named(name):
    return PlanFeature.objects.get(name_en=name)


def test_the_walks_of_the_demonstration():
    speca = load_demonstration()

    # From the main entrance past a corner of the stand of Heydar Aliyev and around the
    # stand of SPECA to the middle of the side of Kazakhstan's that faces it.
    corners = [(42, 48), (38.5, 37), (32, 27.75), (32, 20.25), (37, 15.25), (40, 12.5)]
    length = hypot(3.5, 11) + hypot(6.5, 9.25) + 7.5 + hypot(5, 5) + hypot(3, 2.75)
    entrance, kazakhstan = named("Main entrance"), numbered("B1")
    assert metres(speca, entrance, kazakhstan) == pytest.approx(length, abs=0.001)
    (leg,) = walks(speca).route(place(entrance), place(kazakhstan)).legs
    assert leg.points == tuple(corners)
    assert walks(speca).minutes(place(entrance), place(kazakhstan)) == 1
    # From its front, on the aisle between, to what is inside Azerbaijan's stand.
    assert metres(speca, numbered("A1"), numbered("A1.1")) == pytest.approx(
        hypot(7, 7) + 5.5, abs=0.001
    )
    # Straight on from the gate of the hall; and out to the open-air display.
    east = named("East gate")
    assert metres(speca, east, numbered("B3")) == metres(speca, east, numbered("B4"))
    assert metres(speca, east, named("Way into the pavilion")) == 0
    assert metres(speca, east, numbered("O1")) == pytest.approx(4)


def test_every_stand_and_gate_of_the_demonstration_can_be_walked_to():
    speca = load_demonstration()
    doors = PlanFeature.objects.filter(kind__in=["gate", "door"])
    places = [place(record) for record in [*Stand.objects.all(), *doors]]

    assert all(None not in row for row in walks(speca).matrix(places))


def test_walks_are_kept_in_the_process(
    exhibition, gate, stand, django_assert_num_queries
):
    walks(exhibition)

    with django_assert_num_queries(1):
        assert metres(exhibition, gate, stand) == pytest.approx(10)


def test_walks_are_kept_for_other_processes(
    exhibition, gate, stand, django_assert_num_queries
):
    walks(exhibition)
    walking._MEMO.clear()

    with django_assert_num_queries(2):
        found = walks(exhibition)
    assert found.metres(place(gate), place(stand)) == pytest.approx(10)
    with django_assert_num_queries(1):
        assert found.route(place(gate), place(stand)).minutes == 1
    with django_assert_num_queries(0):
        assert found.route(place(stand), place(gate)).minutes == 1


@pytest.mark.parametrize("others", [0, 3])
def test_walks_are_worked_out_with_four_queries(
    exhibition, gate, hall, others, django_assert_num_queries
):
    for number in range(others):
        StandFactory(
            exhibition=exhibition,
            area=hall,
            outline=[[3 * number, 0], [3 * number + 2, 0], [3 * number, 2]],
        )

    with django_assert_num_queries(4):
        walks(exhibition)


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        (lambda stand, gate: Stand.objects.update(outline=HALL), None),
        (lambda stand, gate: stand.delete(), None),
        (lambda stand, gate: PlanFeature.objects.update(points=[[30, 10]]), AROUND),
        (lambda stand, gate: PlanFeature.objects.update(is_step_free=False), 10),
        (
            lambda stand, gate: type(stand.area).objects.update(
                outline=[[-9, 0], [30, 0], [30, 20], [-9, 20]]
            ),
            10,
        ),
    ],
    ids=["outline", "stand", "gate", "steps", "area"],
)
def test_a_change_of_the_plan_counts_at_once(exhibition, gate, stand, act, expected):
    before = walks(exhibition)
    start, end = place(gate), place(stand)

    act(stand, gate)

    after = walks(exhibition)
    assert after is not before
    found = after.metres(start, end)
    assert found == (expected and pytest.approx(expected))
    assert SiteWalks.objects.count() == 1


def test_other_changes_leave_the_walks_as_they_are(
    exhibition, gate, stand, django_assert_num_queries
):
    before = walks(exhibition)
    ExhibitFactory(exhibition=exhibition, stand=stand)
    Stand.objects.update(name_en="Renamed", note="Nearer to the door", number="C7")
    StandFactory(outline=BLOCK)

    with django_assert_num_queries(1):
        assert walks(exhibition) is before


def test_a_draft_stands_in_the_way_too(exhibition, hall, gate, stand):
    other = PlanFeatureFactory(exhibition=exhibition, area=hall, points=[[30, 10]])
    Stand.objects.update(is_published=False)

    expected = 2 * hypot(10, 5) + 10
    assert metres(exhibition, gate, other) == pytest.approx(expected)


def test_places_of_another_exhibition_are_not_known(exhibition, gate, stand):
    stranger = StandFactory(area=None, outline=BLOCK)

    assert metres(exhibition, gate, stranger) is None
    assert walks(stranger.exhibition).places == ()


def test_a_stand_without_an_outline_or_area_has_no_walks(exhibition, hall, gate):
    nowhere = StandFactory(exhibition=exhibition, outline=None)
    somewhere = StandFactory(exhibition=exhibition, area=hall, outline=None)

    assert metres(exhibition, gate, nowhere) is None
    assert metres(exhibition, gate, somewhere) is None


def test_a_stand_without_an_outline_is_where_the_one_around_it_is(
    exhibition, gate, stand
):
    inner = StandFactory(exhibition=exhibition, parent=stand)

    assert metres(exhibition, gate, inner) == pytest.approx(10)


def test_walks_before_a_change_still_have_routes(exhibition, gate, stand):
    walks(exhibition)
    walking._MEMO.clear()
    before = walks(exhibition)
    PlanFeature.objects.update(name_en="North")
    walks(exhibition)

    assert before.route(place(gate), place(stand)).minutes == 1


def test_a_process_keeps_few_exhibitions(monkeypatch):
    monkeypatch.setattr(walking, "_MOST", 2)
    exhibitions = [ExhibitionFactory() for _ in range(3)]
    for exhibition in exhibitions:
        walks(exhibition)

    assert list(walking._MEMO) == [exhibition.pk for exhibition in exhibitions[1:]]


def test_names_tell_which_doors_belong_together_in_any_language(exhibition, hall):
    yard = AreaFactory(exhibition=exhibition, outline=HALL)
    doors = [
        PlanFeatureFactory(
            exhibition=exhibition,
            area=area,
            leads_to=other,
            points=[[x, 0]],
            name_en="",
            name_ru=name,
        )
        for area, other, x, name in [
            (hall, yard, 0, "Запад"),
            (hall, yard, 30, "Восток"),
            (yard, hall, 0, "Восток"),
        ]
    ]

    assert metres(exhibition, doors[1], doors[2]) == 0
    assert metres(exhibition, doors[0], doors[2]) == 30
