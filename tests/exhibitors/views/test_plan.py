import pytest

from tests.exhibitors.views.pages import page
from tests.factories.exhibitors import (
    AreaFactory,
    ExhibitionFactory,
    PlanFeatureFactory,
    SourceFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/en/baku/plan/"
SQUARE = [[0, 0], [10, 0], [10, 10], [0, 10]]


@pytest.fixture
def exhibition():
    return ExhibitionFactory(slug="baku")


@pytest.fixture
def hall(exhibition):
    return AreaFactory(exhibition=exhibition, name="Hall 1", outline=SQUARE)


def test_a_stand_is_on_the_drawing_and_in_the_list(client, exhibition, hall):
    stand = StandFactory(
        exhibition=exhibition,
        area=hall,
        number="B1",
        name="Kazakhstan",
        outline=[[1, 1], [3, 1], [3, 4], [1, 4]],
    )

    shown = page(client.get(ADDRESS))

    assert shown.links.count(f"/en/baku/stands/{stand.slug}/") == 2
    assert "1,1 3,1 3,4 1,4" in [shape["points"] for shape in shown.all("polygon")]
    labels = [drawing.get("aria-label") for drawing in shown.all("svg")]
    assert "Plan: Hall 1" in labels


def test_a_stand_without_an_outline_is_in_the_list(client, exhibition, hall):
    inside = StandFactory(exhibition=exhibition, area=hall, name="Somewhere inside")
    nowhere = StandFactory(exhibition=exhibition, name="Nowhere")

    shown = page(client.get(ADDRESS))

    for stand in (inside, nowhere):
        assert f"/en/baku/stands/{stand.slug}/" in shown.links
    assert "In no area yet" in shown.text


def test_an_unpublished_stand_is_on_neither(client, exhibition, hall):
    StandFactory(
        exhibition=exhibition,
        area=hall,
        name="Secret",
        outline=SQUARE,
        is_published=False,
    )

    shown = page(client.get(ADDRESS))

    assert "Secret" not in shown.text
    assert len(shown.all("polygon")) == 1


def test_an_empty_site_says_so(client, exhibition):
    assert "No stand has a place yet." in page(client.get(ADDRESS)).text


def test_the_plan_takes_a_fixed_number_of_queries(
    client, exhibition, hall, django_assert_num_queries
):
    hall.sources.add(SourceFactory(exhibition=exhibition))
    for _ in range(2):
        StandFactory(exhibition=exhibition, area=hall, outline=SQUARE)
        AreaFactory(exhibition=exhibition, outline=SQUARE)
        with django_assert_num_queries(7):
            client.get(ADDRESS)


def test_walls_doors_and_gates_are_drawn_and_gates_named(client, exhibition, hall):
    own = {"exhibition": exhibition, "area": hall}
    PlanFeatureFactory(**own, kind="wall", points=[[0, 0], [9, 0]])
    PlanFeatureFactory(**own, kind="door", points=[[3, 0], [5, 0]])
    PlanFeatureFactory(**own, kind="aisle", points=[[4, 0], [4, 9]])
    PlanFeatureFactory(**own, kind="gate", points=[[4, 0]], name="Main entrance")

    got = page(client.get("/en/baku/plan/"))

    lines = [(row["class"], row["points"]) for row in got.all("polyline")]
    assert lines == [("pl-door", "3,0 5,0"), ("pl-wall", "0,0 9,0")]
    assert [(row["cx"], row["cy"]) for row in got.all("circle")] == [("4", "0")]
    assert got.text.count("Main entrance") == 2


@pytest.mark.parametrize(
    ("x", "anchor"), [(0, "pl-start"), (45, "pl-middle"), (90, "pl-end")]
)
def test_the_name_of_a_gate_stays_inside(client, exhibition, hall, x, anchor):
    hall.outline = [[0, 0], [90, 0], [90, 50], [0, 50]]
    hall.save()
    PlanFeatureFactory(exhibition=exhibition, area=hall, kind="gate", points=[[x, 50]])

    got = page(client.get("/en/baku/plan/"))

    shown = [row["class"] for row in got.all("text") if "pl-gate" in row["class"]]
    assert shown == [f"pl-gate {anchor}"]
