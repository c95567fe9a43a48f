import pytest

from tests.exhibitors.views.pages import page
from tests.factories.exhibitors import (
    AreaFactory,
    ExhibitFactory,
    ExhibitionFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db
SQUARE = [[0, 0], [9, 0], [9, 9], [0, 9]]


@pytest.fixture
def hall():
    return AreaFactory(
        exhibition=ExhibitionFactory(slug="baku"),
        slug="hall",
        name="The hall",
        outline=SQUARE,
    )


def shown(client):
    response = client.get("/en/baku/plan/hall/")
    assert response.status_code == 200
    return page(response)


def test_an_area_shows_its_plan_its_stands_and_what_stands_there(client, hall):
    own = {"exhibition": hall.exhibition}
    StandFactory(**own, area=hall, slug="b1", number="B1", outline=SQUARE)
    StandFactory(**own, slug="elsewhere")
    ExhibitFactory(**own, area=hall, stand=None, slug="truck")

    got = shown(client)

    assert got.links.count("/en/baku/stands/b1/") == 2
    assert "/en/baku/exhibits/truck/" in got.links
    assert "/en/baku/stands/elsewhere/" not in got.links
    assert got.all("polygon")


def test_drafts_are_not_in_it(client, hall):
    own = {"exhibition": hall.exhibition, "area": hall, "is_published": False}
    StandFactory(**own, slug="b1", outline=SQUARE)
    ExhibitFactory(**own, stand=None, slug="truck")

    links = shown(client).links

    assert "/en/baku/stands/b1/" not in links
    assert "/en/baku/exhibits/truck/" not in links


def test_an_area_of_another_exhibition_is_not_found(client, hall):
    AreaFactory(slug="elsewhere")

    assert client.get("/en/baku/plan/elsewhere/").status_code == 404
