import pytest

from tests.exhibitors.views.pages import page
from tests.factories.exhibitors import (
    ExhibitFactory,
    ExhibitionFactory,
    OrganisationFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def exhibition():
    return ExhibitionFactory(slug="baku")


def names(response):
    return [exhibit.name for exhibit in response.context["found"]]


def test_exhibits_come_in_their_order(client, exhibition):
    for position in (3, 1, 2):
        ExhibitFactory(exhibition=exhibition, name=f"No {position}", position=position)

    assert names(client.get("/en/baku/exhibits/")) == ["No 1", "No 2", "No 3"]


@pytest.mark.parametrize("words", ["carpet", "Ковёр", "B7", "workshop", "kazakh"])
def test_an_exhibit_is_found_by_name_stand_maker_or_country(client, exhibition, words):
    stand = StandFactory(exhibition=exhibition, number="B7")
    ExhibitFactory(
        exhibition=exhibition,
        stand=stand,
        name_en="Carpet",
        name_ru="Ковёр",
        country_id="KZ",
        maker=OrganisationFactory(exhibition=exhibition, name="Workshop"),
    )
    ExhibitFactory(exhibition=exhibition, name="Coin")

    assert names(client.get("/en/baku/exhibits/", {"q": words})) == ["Carpet"]


def test_an_unpublished_maker_finds_nothing(client, exhibition):
    maker = OrganisationFactory(
        exhibition=exhibition, name="Secret", is_published=False
    )
    ExhibitFactory(exhibition=exhibition, maker=maker)

    response = client.get("/en/baku/exhibits/", {"q": "secret"})

    assert names(response) == []


def test_exhibits_are_narrowed_by_kind_and_country(client, exhibition):
    for country in ("AZ", "KZ"):
        for kind in ("coin", "book"):
            ExhibitFactory(
                exhibition=exhibition,
                name=f"{country} {kind}",
                country_id=country,
                kind=kind,
            )

    response = client.get("/en/baku/exhibits/", {"country": "az", "kind": "book"})

    assert names(response) == ["AZ book"]


def test_only_published_exhibits_at_published_stands_are_listed(client, exhibition):
    hidden = StandFactory(exhibition=exhibition, is_published=False)
    ExhibitFactory(exhibition=exhibition, name="Shown")
    ExhibitFactory(exhibition=exhibition, name="Hidden", is_published=False)
    ExhibitFactory(exhibition=exhibition, name="At hidden stand", stand=hidden)
    ExhibitFactory(name="Elsewhere")

    assert names(client.get("/en/baku/exhibits/")) == ["Shown"]


def test_when_nothing_is_found_it_says_so(client, exhibition):
    shown = page(client.get("/en/baku/exhibits/", {"q": "zeppelin"}))

    assert "No exhibit fits" in shown.text


def test_it_is_only_read(client, exhibition):
    assert client.post("/en/baku/exhibits/").status_code == 405
