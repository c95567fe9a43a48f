import pytest

from tests.exhibitors.views.pages import page
from tests.factories.exhibitors import ExhibitionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/", "/en/", "/ru/", "/az/"])
def test_several_exhibitions_are_listed(client, address):
    first = ExhibitionFactory(name="First", name_en="First")
    second = ExhibitionFactory(name="Second", name_en="Second")

    shown = page(client.get(address))

    links = [link for link in shown.links if link.endswith((first.slug + "/",))]
    assert links
    assert "First" in shown.text
    assert "Second" in shown.text
    assert any(link.endswith(f"/{second.slug}/") for link in shown.links)


@pytest.mark.parametrize(
    ("address", "target"),
    [("/", "/en/baku/"), ("/en/", "/en/baku/"), ("/ru/", "/ru/baku/")],
)
def test_a_single_exhibition_is_gone_to_at_once(client, address, target):
    ExhibitionFactory(slug="baku")

    response = client.get(address)

    assert (response.status_code, response["Location"]) == (302, target)


def test_the_bare_address_answers_in_the_browsers_language(client):
    ExhibitionFactory(slug="baku")

    response = client.get("/", headers={"accept-language": "az,en;q=0.5"})

    assert response["Location"] == "/az/baku/"


def test_unpublished_exhibitions_are_not_listed(client):
    ExhibitionFactory(name="Open")
    ExhibitionFactory(name="Also open")
    ExhibitionFactory(name="Secret", is_published=False)

    assert "Secret" not in page(client.get("/en/")).text


def test_without_exhibitions_it_says_so(client):
    response = client.get("/en/")

    assert response.status_code == 200
    assert "No exhibition" in page(response).text


def test_it_is_only_read(client):
    assert client.post("/en/").status_code == 405
