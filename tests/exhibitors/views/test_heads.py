"""What crawlers, link previews and other machines read."""

import io
import json
import re

import pytest
from PIL import Image

from exhibitors.models import Exhibit
from tests.exhibitors.views.pages import page
from tests.factories.exhibitors import (
    AreaFactory,
    ExhibitFactory,
    ExhibitionFactory,
    ExhibitorFactory,
    OrganisationFactory,
    ParticipationFactory,
    PhotoFactory,
    RoleAssignmentFactory,
    SectorFactory,
    StandFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db
BASE = "http://testserver"


@pytest.fixture
def exhibition():
    exhibition = ExhibitionFactory(slug="baku", name="SPECA", theme="")
    VenueFactory(exhibition=exhibition, name="Baku Expo Center")
    return exhibition


def head(client, path):
    response = client.get(path)
    assert response.status_code == 200
    return page(response)


def structured(client, path):
    text = client.get(path).content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text)
    return json.loads(found[1])


def links(got, rel):
    return [row["href"] for row in got.all("link") if row["rel"] == rel]


def test_a_page_has_one_address_and_its_other_languages(client, exhibition):
    got = head(client, "/ru/baku/stands/?q=kaz&country=kz")

    assert links(got, "canonical") == [f"{BASE}/ru/baku/stands/"]
    alternates = {
        row["hreflang"]: row["href"] for row in got.all("link") if "hreflang" in row
    }
    assert alternates == {
        "en": f"{BASE}/en/baku/stands/",
        "ru": f"{BASE}/ru/baku/stands/",
        "az": f"{BASE}/az/baku/stands/",
        "x-default": f"{BASE}/baku/stands/",
    }


@pytest.mark.parametrize(
    ("query", "end"), [("page=2", "?page=2"), ("page=1", ""), ("page=<x>", "")]
)
def test_pages_of_a_list_have_addresses_of_their_own(client, exhibition, query, end):
    got = head(client, f"/en/baku/stands/?{query}")

    assert links(got, "canonical") == [f"{BASE}/en/baku/stands/{end}"]


def test_the_exhibition_is_told_as_an_event(client, exhibition):
    told = structured(client, "/en/baku/")

    assert told["@type"] == "ExhibitionEvent"
    assert told["startDate"] == exhibition.start_on.isoformat()
    assert told["location"]["name"] == "Baku Expo Center"
    assert told["inLanguage"] == "en"


def test_an_exhibit_is_told_as_a_product_with_its_maker(client, exhibition):
    maker = OrganisationFactory(exhibition=exhibition, name="AzerGold")
    ExhibitFactory(
        exhibition=exhibition, slug="coin", name="Gold coin", kind="coin", maker=maker
    )

    told = structured(client, "/en/baku/exhibits/coin/")

    assert (told["@type"], told["name"]) == ("Product", "Gold coin")
    assert told["manufacturer"]["name"] == "AzerGold"


def test_a_maker_that_is_a_draft_is_not_told(client, exhibition):
    maker = OrganisationFactory(exhibition=exhibition, is_published=False)
    ExhibitFactory(exhibition=exhibition, slug="coin", maker=maker)

    assert "manufacturer" not in structured(client, "/en/baku/exhibits/coin/")


def test_a_text_cannot_leave_its_script(client, exhibition):
    wicked = "</script><script src=//evil.example>&"
    Exhibit.objects.filter(
        pk=ExhibitFactory(exhibition=exhibition, slug="coin").pk
    ).update(name_en=wicked)

    text = client.get("/en/baku/exhibits/coin/").content.decode()

    assert wicked not in text
    assert structured(client, "/en/baku/exhibits/coin/")["name"] == wicked


@pytest.mark.parametrize(
    "path",
    [
        "share.png",
        "share/stand/b1.png",
        "share/exhibit/coin.png",
        "share/organisation/azergold.png",
        "share/sector/energy.png",
        "share/area/hall.png",
        "share/participation/kz.png",
    ],
)
def test_pictures_for_links(client, exhibition, path):
    own = {"exhibition": exhibition}
    stand = StandFactory(**own, slug="b1", number="B1", name="Миллий павильон " * 9)
    ExhibitFactory(**own, slug="coin", name="Həqiqi qızıl sikkə", stand=stand)
    company = OrganisationFactory(**own, slug="azergold")
    ExhibitorFactory(**own, stand=stand, organisation=company)
    SectorFactory(**own, slug="energy")
    AreaFactory(**own, slug="hall")
    ParticipationFactory(**own, country_id="KZ")

    response = client.get(f"/az/baku/{path}")

    assert response.status_code == 200
    image = Image.open(io.BytesIO(response.content))
    assert (image.format, image.size) == ("PNG", (1200, 630))
    assert len(response.content) < 100_000


@pytest.mark.parametrize(
    "path", ["share/stand/none.png", "share/user/1.png", "share/participation/xx.png"]
)
def test_there_is_no_picture_of_anything_else(client, exhibition, path):
    assert client.get(f"/en/baku/{path}").status_code == 404


def test_a_draft_has_no_picture_for_visitors(client, exhibition):
    StandFactory(exhibition=exhibition, slug="b1", is_published=False)
    path = "/en/baku/share/stand/b1.png"
    assert client.get(path).status_code == 404

    role = RoleAssignmentFactory(role="organiser", exhibition=exhibition)
    client.force_login(role.user)
    seen = client.get(f"{path}?drafts=on")
    assert (seen.status_code, seen["Cache-Control"]) == (200, "private, no-store")


def test_a_photo_goes_with_a_link_to_its_exhibit(client, exhibition):
    exhibit = ExhibitFactory(exhibition=exhibition, slug="coin")
    PhotoFactory(exhibition=exhibition, exhibit=exhibit)

    got = head(client, "/en/baku/exhibits/coin/")

    shown = [row["content"] for row in got.all("meta") if row.get("property")]
    assert shown[-1].startswith(f"{BASE}/media/pictures/")
    assert client.get(shown[-1].removeprefix(BASE)).status_code == 200


def test_the_map_names_every_public_page_and_no_draft(client, exhibition):
    own = {"exhibition": exhibition}
    for slug, is_published in (("b1", True), ("hidden", False)):
        stand = StandFactory(**own, slug=slug, is_published=is_published)
        ExhibitFactory(**own, slug=f"at-{slug}", stand=stand)
        company = OrganisationFactory(**own, slug=f"from-{slug}")
        ExhibitorFactory(**own, stand=stand, organisation=company)
    ExhibitionFactory(slug="secret", is_published=False)
    maps = re.findall(r"<loc>(.*?)</loc>", client.get("/sitemap.xml").content.decode())

    assert len(maps) == len(set(maps)) == 45
    named = set()
    for address in maps:
        text = client.get(address.removeprefix(BASE)).content.decode()
        named |= set(re.findall(r"<loc>(.*?)</loc>", text))

    for path in ("", "stands/b1/", "exhibits/at-b1/", "exhibitors/from-b1/", "plan/"):
        for language in ("en", "ru", "az"):
            assert f"{BASE}/{language}/baku/{path}" in named
    assert not [address for address in named if re.search("hidden|secret", address)]
    for address in named:
        assert client.get(address.removeprefix(BASE)).status_code == 200


def test_crawlers_are_led_to_the_map_and_away_from_facets(client):
    text = client.get("/robots.txt").content.decode()

    assert f"Sitemap: {BASE}/sitemap.xml" in text
    for rule in ("Disallow: /admin/", "Disallow: /*/delegations/", "Disallow: /*?"):
        assert rule in text
