import pytest

from tests.exhibitors.views.pages import page
from tests.factories.exhibitors import (
    ExhibitFactory,
    ExhibitionFactory,
    ExhibitorFactory,
    OrganisationFactory,
    SourceFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db
LIST = "/en/baku/exhibitors/"


@pytest.fixture
def exhibition():
    return ExhibitionFactory(slug="baku")


def present(exhibition, name, **fields):
    """Return an organisation at a stand of its own."""
    company = OrganisationFactory(exhibition=exhibition, name=name, **fields)
    stand = StandFactory(exhibition=exhibition, name=f"Stand of {name}")
    ExhibitorFactory(exhibition=exhibition, organisation=company, stand=stand)
    return company


def names(response):
    return [row.name for row in response.context["found"]]


def test_who_is_at_a_stand_or_behind_an_exhibit_is_listed(client, exhibition):
    present(exhibition, "Beta")
    maker = OrganisationFactory(exhibition=exhibition, name="Alpha")
    ExhibitFactory(exhibition=exhibition, maker=maker)
    OrganisationFactory(exhibition=exhibition, name="Ministry that only organises")

    assert names(client.get(LIST)) == ["Alpha", "Beta"]


def test_what_is_not_published_is_not_listed(client, exhibition):
    hidden = present(exhibition, "Hidden", is_published=False)
    at_hidden_stand = present(exhibition, "At a hidden stand")
    stand = at_hidden_stand.presences.get().stand
    stand.is_published = False
    stand.save()
    maker = OrganisationFactory(exhibition=exhibition, name="Of a hidden exhibit")
    ExhibitFactory(exhibition=exhibition, maker=maker, is_published=False)

    assert names(client.get(LIST)) == []
    for company in (hidden, at_hidden_stand, maker):
        assert client.get(f"{LIST}{company.slug}/").status_code == 404


@pytest.mark.parametrize("words", ["gold", "алтын", "kazakh", "coin", "gold coin"])
def test_an_exhibitor_is_found_by_name_country_or_product(client, exhibition, words):
    company = present(exhibition, "Gold Ltd", name_ru="Алтын", country_id="KZ")
    ExhibitFactory(exhibition=exhibition, maker=company, name="Coin")
    present(exhibition, "Other", country_id="TJ")

    assert names(client.get(LIST, {"q": words})) == ["Gold Ltd"]


def test_facets_narrow_the_list(client, exhibition):
    present(exhibition, "One", country_id="KZ", kind="ministry")
    present(exhibition, "Two", country_id="TJ")

    assert names(client.get(LIST, {"country": "kz"})) == ["One"]
    assert names(client.get(LIST, {"kind": "company"})) == ["Two"]
    assert names(client.get(LIST, {"kind": "company", "country": "kz"})) == []


def test_an_empty_list_says_so(client, exhibition):
    shown = page(client.get(LIST, {"q": "nothing"}))

    assert "No exhibitor fits." in shown.text


def test_an_exhibitor_has_a_page(client, exhibition):
    company = present(
        exhibition,
        "AzerGold",
        description="Issues coins.",
        country_id="AZ",
        website="https://azergold.example",
        member_count=33,
    )
    exhibit = ExhibitFactory(exhibition=exhibition, maker=company, name="Gold coin")

    shown = page(client.get(f"{LIST}{company.slug}/"))

    for text in ("AzerGold", "Issues coins.", "Azerbaijan", "33 members", "Gold coin"):
        assert text in shown.text
    assert "https://azergold.example" in shown.links
    assert f"/en/baku/exhibits/{exhibit.slug}/" in shown.links
    assert shown.inline_code == []
    assert shown.foreign_addresses == []


def test_a_hidden_stand_is_not_on_the_page(client, exhibition):
    company = present(exhibition, "AzerGold")
    hidden = StandFactory(exhibition=exhibition, name="Secret", is_published=False)
    ExhibitorFactory(exhibition=exhibition, organisation=company, stand=hidden)

    assert "Secret" not in page(client.get(f"{LIST}{company.slug}/")).text


@pytest.mark.parametrize("place", ["list", "page"])
def test_a_fixed_number_of_queries(
    client, exhibition, django_assert_num_queries, place
):
    company = present(exhibition, "AzerGold", country_id="AZ")
    ExhibitFactory(exhibition=exhibition, maker=company)
    address = LIST if place == "list" else f"{LIST}{company.slug}/"
    for _ in range(2):
        with django_assert_num_queries({"list": 10, "page": 10}[place]):
            client.get(address)
        for _ in range(2):
            stand = StandFactory(exhibition=exhibition)
            other = present(exhibition, "Another", country_id="KZ")
            other.sources.add(SourceFactory(exhibition=exhibition))
            company.sources.add(SourceFactory(exhibition=exhibition))
            ExhibitorFactory(exhibition=exhibition, organisation=company, stand=stand)
            ExhibitFactory(exhibition=exhibition, maker=company, stand=stand)
