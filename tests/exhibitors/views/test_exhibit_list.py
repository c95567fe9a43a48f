import pytest

from tests.exhibitors.views.pages import page
from tests.factories.exhibitors import (
    ExhibitFactory,
    ExhibitionFactory,
    OrganisationFactory,
    SectorFactory,
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


@pytest.mark.parametrize("kind", ["exhibits", "stands"])
def test_a_list_is_narrowed_by_topic(client, exhibition, kind):
    factory = {"exhibits": ExhibitFactory, "stands": StandFactory}[kind]
    textile, food, unused = (
        SectorFactory(exhibition=exhibition, slug=name, name=name.title())
        for name in ("textile", "food", "unused")
    )
    for name, sectors in {"Both": [textile, food], "Food": [food], "None": []}.items():
        factory(exhibition=exhibition, name=name).sectors.set(sectors)

    address = f"/en/baku/{kind}/"
    both = client.get(address, {"sector": ["textile", "food"]})

    assert sorted(names(client.get(address, {"sector": "textile"}))) == ["Both"]
    assert sorted(names(both)) == ["Both", "Food"]
    facet = both.context["facets"][-1]
    assert [(c.value, c.count, c.is_on) for c in facet.choices] == [
        ("food", 2, True),
        ("textile", 1, True),
    ]
    assert unused.name not in page(both).text
    assert names(client.get(address, {"sector": "nothing"})) == []


def test_a_topic_leads_to_what_belongs_to_it(client, exhibition):
    exhibit = ExhibitFactory(exhibition=exhibition)
    exhibit.sectors.add(SectorFactory(exhibition=exhibition, slug="textile"))

    shown = page(client.get(f"/en/baku/exhibits/{exhibit.slug}/"))

    assert "/en/baku/sectors/textile/" in shown.links
