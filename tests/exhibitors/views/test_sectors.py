import pytest

from tests.exhibitors.views.pages import page
from tests.factories.exhibitors import (
    ExhibitFactory,
    ExhibitionFactory,
    SectorFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def exhibition():
    return ExhibitionFactory(slug="baku")


@pytest.fixture
def energy(exhibition):
    return SectorFactory(exhibition=exhibition, slug="energy", name="Energy")


def shown(client, address="sectors/", language="en"):
    response = client.get(f"/{language}/baku/{address}")
    assert response.status_code == 200
    return page(response)


def test_sectors_are_counted_and_come_by_the_alphabet(client, exhibition, energy):
    carpets = SectorFactory(exhibition=exhibition, name="Carpets")
    for _ in range(2):
        StandFactory(exhibition=exhibition).sectors.add(energy)
    ExhibitFactory(exhibition=exhibition).sectors.add(energy, carpets)

    text = shown(client).text

    assert "Energy 2 stands, 1 exhibit" in text
    assert text.index("Carpets 1 exhibit") < text.index("Energy")


def test_a_sector_of_nothing_shown_is_left_out(client, exhibition, energy):
    StandFactory(exhibition=exhibition, is_published=False).sectors.add(energy)
    hidden = StandFactory(exhibition=exhibition, is_published=False)
    ExhibitFactory(exhibition=exhibition, stand=hidden).sectors.add(energy)

    assert "Energy" not in shown(client).text
    assert "Nothing is shown of this sector." in shown(client, "sectors/energy/").text


def test_a_sector_shows_what_belongs_to_it(client, exhibition, energy):
    StandFactory(exhibition=exhibition, slug="b1").sectors.add(energy)
    StandFactory(exhibition=exhibition, slug="other")
    ExhibitFactory(exhibition=exhibition, slug="turbine").sectors.add(energy)

    got = shown(client, "sectors/energy/")
    links = got.links

    assert "Stands 1 " in got.text
    assert "Exhibits 1 " in got.text
    assert "/en/baku/stands/b1/" in links
    assert "/en/baku/exhibits/turbine/" in links
    assert "/en/baku/stands/other/" not in links


def test_more_than_a_page_leads_to_the_list(client, exhibition, energy):
    for exhibit in ExhibitFactory.create_batch(25, exhibition=exhibition):
        exhibit.sectors.add(energy)

    got = shown(client, "sectors/energy/")

    assert len([link for link in got.links if "/exhibits/exhibit-" in link]) == 24
    assert got.links.count("/en/baku/exhibits/?sector=energy") == 2


def test_a_former_address_leads_to_the_sector(client, energy):
    energy.slug = "power"
    energy.save()

    response = client.get("/en/baku/sectors/energy/")

    assert (response.status_code, response["Location"]) == (
        301,
        "/en/baku/sectors/power/",
    )
