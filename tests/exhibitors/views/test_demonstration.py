"""The real exhibition, on every public page, in every language."""

import pytest

from exhibitors.models import Exhibit, Stand
from tests.demonstration import load_demonstration
from tests.exhibitors.views.pages import page

SHOWING = ("az", "kg", "kz", "tj", "tm", "uz")

pytestmark = pytest.mark.django_db


@pytest.fixture
def speca():
    load_demonstration()


@pytest.mark.parametrize("language", ["en", "ru", "az"])
def test_every_page_of_it_is_whole(client, speca, language):
    home = f"/{language}/speca-2023/"
    stands = [f"{home}stands/{stand.slug}/" for stand in Stand.objects.all()]
    exhibits = [f"{home}exhibits/{exhibit.slug}/" for exhibit in Exhibit.objects.all()]
    assert (len(stands), len(exhibits)) == (10, 48)

    countries = [f"{home}countries/{code}/" for code in SHOWING]
    names = ("", "stands/", "exhibits/", "exhibitors/", "countries/", "plan/")
    lists = [f"{home}{name}" for name in names]
    for address in [*lists, *countries, *stands, *exhibits]:
        answer = client.get(address)
        assert answer.status_code == 200, address
        shown = page(answer)
        assert shown.all("html")[0]["lang"] == language
        assert shown.inline_code == [], address
        assert shown.foreign_addresses == [], address
        assert len(shown.all("h1")) == 1, address


def test_the_reference_event_is_told(client, speca):
    def text(address):
        return page(client.get(f"/en/speca-2023/{address}")).text

    home = text("")
    assert "22–25 November 2023" in home
    assert "4,032 m²" in home
    special = text("stands/heydar-aliyev/")
    assert "11 pieces" in special
    assert "AzerGold" in special
    assert "Vehicles" in home


def test_the_plan_is_drawn_from_the_outlines(client, speca):
    shown = page(client.get("/en/speca-2023/"))

    polygons = [shape["points"] for shape in shown.all("polygon") if "points" in shape]
    assert len(polygons) >= 10


def test_each_fact_leads_to_its_report(client, speca):
    shown = page(client.get("/en/speca-2023/stands/kazakhstan/"))

    cited = {link for link in shown.links if link.startswith("#source")}
    targets = {f"#{item['id']}" for item in shown.all("li") if "id" in item}
    assert cited
    assert cited <= targets
    assert any(link.startswith("https://") for link in shown.links)


def test_a_search_finds_it_in_every_language(client, speca):
    for language, word in [("en", "carpet"), ("ru", "ковры"), ("az", "xalça")]:
        found = client.get(f"/{language}/speca-2023/exhibits/", {"q": word})
        assert found.context["found"].paginator.count, word
