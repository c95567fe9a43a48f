import pytest

from tests.exhibitors.views.pages import page
from tests.factories.exhibitors import (
    AreaFactory,
    ExhibitFactory,
    ExhibitionFactory,
    NamedPartFactory,
    OrganisationFactory,
    SectorFactory,
    SourceFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def exhibition():
    return ExhibitionFactory(slug="baku")


@pytest.fixture
def exhibit(exhibition):
    return ExhibitFactory(
        exhibition=exhibition,
        slug="coin",
        key="exhibit-coin",
        kind="coin",
        name="Gold coin",
        description="For the centenary.",
        country_id="AZ",
        quantity=11,
        quantity_note="As read in the report.",
        maker=OrganisationFactory(exhibition=exhibition, name="AzerGold"),
        maker_role="issuer",
        stand=StandFactory(exhibition=exhibition, slug="special", name="Special"),
        stand_basis="inferred",
        area=AreaFactory(exhibition=exhibition, name="Pavilion"),
    )


def shown(client, language="en"):
    response = client.get(f"/{language}/baku/exhibits/coin/")
    assert response.status_code == 200
    return page(response)


def test_it_shows_the_exhibit(client, exhibit):
    exhibit.sectors.add(
        SectorFactory(exhibition=exhibit.exhibition, name="Numismatics")
    )
    exhibit.sources.add(
        SourceFactory(exhibition=exhibit.exhibition, title="The report")
    )

    got = shown(client)

    for words in (
        "Coin",
        "Gold coin",
        "For the centenary.",
        "Azerbaijan",
        "11",
        "As read in the report.",
        "Issuer AzerGold",
        "inferred",
        "Pavilion",
        "Numismatics",
        "The report",
    ):
        assert words in got.text
    assert "/en/baku/stands/special/" in got.links


def test_an_unknown_quantity_is_said_to_be_unknown(client, exhibit):
    exhibit.quantity = None
    exhibit.save()

    assert "not reported" in shown(client).text


def test_it_leads_to_the_whole_and_to_its_parts(client, exhibition, exhibit):
    exhibit.part_of = ExhibitFactory(exhibition=exhibition, slug="whole")
    exhibit.save()
    ExhibitFactory(exhibition=exhibition, slug="part", part_of=exhibit)
    NamedPartFactory(
        exhibition=exhibition, exhibit=exhibit, name_as_in_source="Lake Zeyva"
    )

    got = shown(client)

    assert "/en/baku/exhibits/whole/" in got.links
    assert "/en/baku/exhibits/part/" in got.links
    assert "Lake Zeyva" in got.text


def test_unpublished_neighbours_appear_nowhere(client, exhibition, exhibit):
    exhibit.part_of = ExhibitFactory(
        exhibition=exhibition, name="Hid-1", is_published=False
    )
    exhibit.maker = OrganisationFactory(
        exhibition=exhibition, name="Hid-2", is_published=False
    )
    exhibit.save()
    ExhibitFactory(
        exhibition=exhibition, name="Hid-3", part_of=exhibit, is_published=False
    )

    assert "Hid-" not in shown(client).text


def test_a_missing_translation_is_marked_with_its_language(client, exhibit):
    got = shown(client, "az")

    assert "For the centenary." in got.text
    assert any(
        attributes.get("class") == "other-language" for attributes in got.all("small")
    )


def test_the_key_of_the_data_file_leads_to_the_address(client, exhibit):
    response = client.get("/az/baku/exhibits/exhibit-coin/")

    assert response.status_code == 301
    assert response["Location"] == "/az/baku/exhibits/coin/"


def test_an_exhibit_that_is_not_there_is_not_found(client, exhibition):
    assert client.get("/en/baku/exhibits/none/").status_code == 404


def test_an_unpublished_exhibit_is_not_found(client, exhibit):
    exhibit.is_published = False
    exhibit.save()

    for name in ("coin", "exhibit-coin"):
        assert client.get(f"/en/baku/exhibits/{name}/").status_code == 404


def test_an_exhibit_at_an_unpublished_stand_is_not_found(client, exhibit):
    exhibit.stand.is_published = False
    exhibit.stand.save()

    assert client.get("/en/baku/exhibits/coin/").status_code == 404


def test_it_is_only_read(client, exhibit):
    assert client.post("/en/baku/exhibits/coin/").status_code == 405
