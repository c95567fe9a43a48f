import pytest

from tests.exhibitors.views.pages import page
from tests.factories.exhibitors import (
    ExhibitFactory,
    ExhibitionFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def exhibition():
    return ExhibitionFactory(slug="baku")


def names(response):
    return [stand.name for stand in response.context["found"]]


def test_stands_come_by_number_as_people_count(client, exhibition):
    for number in ("B10", "B2", "A1"):
        StandFactory(exhibition=exhibition, number=number, name=number)

    assert names(client.get("/en/baku/stands/")) == ["A1", "B2", "B10"]


@pytest.mark.parametrize(
    "words", ["b-7", "Felt", "kazakh", "Казахстан", "ковёр", "felt kazakh"]
)
def test_a_stand_is_found_by_number_name_country_or_product(client, exhibition, words):
    StandFactory(exhibition=exhibition, number="A1", country_id="AZ")
    stand = StandFactory(
        exhibition=exhibition, number="B-7", name="Felt", country_id="KZ"
    )
    ExhibitFactory(
        exhibition=exhibition, stand=stand, name_en="Carpet", name_ru="Ковёр"
    )

    response = client.get("/en/baku/stands/", {"q": words})

    assert names(response) == ["Felt"]


def test_every_word_counts(client, exhibition):
    StandFactory(exhibition=exhibition, name="Felt", country_id="KZ")

    assert names(client.get("/en/baku/stands/", {"q": "felt baku"})) == []


def test_an_unpublished_product_finds_nothing(client, exhibition):
    stand = StandFactory(exhibition=exhibition)
    ExhibitFactory(
        exhibition=exhibition, stand=stand, name="Secret", is_published=False
    )

    assert names(client.get("/en/baku/stands/", {"q": "secret"})) == []


def test_stands_are_narrowed_by_country_and_kind(client, exhibition):
    for country in ("AZ", "KZ"):
        for kind in ("national", "thematic"):
            StandFactory(
                exhibition=exhibition,
                name=f"{country} {kind}",
                country_id=country,
                kind=kind,
            )

    response = client.get(
        "/en/baku/stands/", {"country": ["kz"], "kind": ["national", "thematic"]}
    )

    assert names(response) == ["KZ national", "KZ thematic"]


def test_chosen_filters_can_be_dropped_one_by_one(client, exhibition):
    StandFactory(exhibition=exhibition, country_id="KZ", kind="national")

    shown = page(client.get("/en/baku/stands/", {"country": "kz", "kind": "national"}))

    assert "?kind=national" in shown.links
    assert "?country=kz" in shown.links
    assert "/en/baku/stands/" in shown.links


@pytest.mark.parametrize(
    "query",
    ["q=%00", "page=0", "page=x", "country=%00", "kind=none", "q=" + "a+" * 500],
)
def test_strange_questions_get_an_answer(client, exhibition, query):
    StandFactory(exhibition=exhibition)

    assert client.get(f"/en/baku/stands/?{query}").status_code == 200


def test_when_nothing_is_found_it_says_so(client, exhibition):
    StandFactory(exhibition=exhibition)

    shown = page(client.get("/en/baku/stands/", {"q": "zeppelin"}))

    assert "No stand fits" in shown.text


def test_a_long_list_comes_in_pages(client, exhibition):
    StandFactory.create_batch(25, exhibition=exhibition)

    first = client.get("/en/baku/stands/", {"q": "stand"})
    second = client.get("/en/baku/stands/", {"q": "stand", "page": "2"})

    assert (len(names(first)), len(names(second))) == (24, 1)
    assert any("page=2" in link for link in page(first).links)


def test_only_published_stands_of_this_exhibition_are_listed(client, exhibition):
    StandFactory(exhibition=exhibition, name="Shown")
    StandFactory(exhibition=exhibition, name="Hidden", is_published=False)
    StandFactory(name="Elsewhere")

    assert names(client.get("/en/baku/stands/")) == ["Shown"]


def test_it_is_only_read(client, exhibition):
    assert client.post("/en/baku/stands/").status_code == 405
