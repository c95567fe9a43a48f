import pytest

from tests.exhibitors.views.pages import page
from tests.factories.exhibitors import (
    ExhibitFactory,
    ExhibitionFactory,
    ExhibitorFactory,
    OrganisationFactory,
    ParticipationFactory,
    SourceFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db
ADDRESS = "/en/baku/countries/kz/"


@pytest.fixture
def exhibition():
    return ExhibitionFactory(slug="baku")


@pytest.fixture
def kazakhstan(exhibition):
    return ParticipationFactory(
        exhibition=exhibition,
        country_id="KZ",
        profile="A large country.",
        capital="Astana",
        industries=["oil", "metals"],
    )


def show(exhibition, number=1):
    for _ in range(number):
        stand = StandFactory(exhibition=exhibition, country_id="KZ")
        ExhibitFactory(exhibition=exhibition, stand=stand, country_id="KZ")
        company = OrganisationFactory(exhibition=exhibition, country_id="KZ")
        ExhibitorFactory(exhibition=exhibition, stand=stand, organisation=company)
        company.sources.add(SourceFactory(exhibition=exhibition))
    return stand


def test_a_country_is_shown_with_all_it_shows(client, exhibition, kazakhstan):
    stand = show(exhibition)

    shown = page(client.get(ADDRESS))

    for text in ("Kazakhstan", "A large country.", "Astana", "oil, metals"):
        assert text in shown.text
    assert f"/en/baku/stands/{stand.slug}/" in shown.links
    assert f"/en/baku/exhibits/{stand.exhibits.get().slug}/" in shown.links
    assert stand.exhibitors.get().organisation.name in shown.text


def test_what_is_not_published_is_nowhere(client, exhibition, kazakhstan):
    hidden = show(exhibition)
    hidden.is_published = False
    hidden.save()
    company = OrganisationFactory(
        exhibition=exhibition, country_id="KZ", name="Secret", is_published=False
    )
    open_stand = StandFactory(exhibition=exhibition, country_id="KZ")
    ExhibitorFactory(exhibition=exhibition, stand=open_stand, organisation=company)

    shown = page(client.get(ADDRESS))

    assert hidden.name not in shown.text
    assert hidden.exhibits.get().name not in shown.text
    assert hidden.exhibitors.get().organisation.name not in shown.text
    assert "Secret" not in shown.text
    assert shown.text.count(open_stand.name) >= 1


def test_many_exhibits_lead_to_the_list(client, exhibition, kazakhstan):
    for _ in range(25):
        ExhibitFactory(exhibition=exhibition, country_id="KZ")

    shown = page(client.get(ADDRESS))

    assert "Exhibits 25" in shown.text
    assert "/en/baku/exhibits/?country=KZ" in shown.links


def test_a_country_without_a_stand_says_so(client, kazakhstan):
    assert "no stand of its own" in page(client.get(ADDRESS)).text


@pytest.mark.parametrize("code", ["tj", "xx", "kazakhstan", "k"])
def test_a_country_that_takes_no_part_has_no_page(client, kazakhstan, code):
    assert client.get(f"/en/baku/countries/{code}/").status_code == 404


def test_capitals_lead_to_the_one_address(client, kazakhstan):
    answer = client.get("/en/baku/countries/KZ/?a=1")

    assert (answer.status_code, answer["Location"]) == (301, f"{ADDRESS}?a=1")


def test_an_unpublished_exhibition_has_no_countries(client, exhibition, kazakhstan):
    exhibition.is_published = False
    exhibition.save()

    assert client.get(ADDRESS).status_code == 404


def test_the_list_leads_to_the_country(client, kazakhstan):
    assert ADDRESS in page(client.get("/en/baku/countries/")).links


def test_a_country_takes_a_fixed_number_of_queries(
    client, exhibition, kazakhstan, django_assert_num_queries
):
    for more in (1, 2):
        show(exhibition, more)
        with django_assert_num_queries(14):
            client.get(ADDRESS)
