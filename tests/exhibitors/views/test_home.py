from datetime import date, time

import pytest

from tests.exhibitors.views.pages import page
from tests.factories.exhibitors import (
    AreaFactory,
    ContradictionFactory,
    EventFactory,
    ExhibitFactory,
    ExhibitionFactory,
    FrameworkFactory,
    OpeningHoursFactory,
    OrganisationFactory,
    ParticipationFactory,
    ReportedNumberFactory,
    SourceFactory,
    StandFactory,
    StatementFactory,
    VenueFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def exhibition():
    return ExhibitionFactory(
        slug="baku",
        key="baku-2023",
        name="SPECA: One region",
        theme="One region",
        description="Six countries in one hall.",
        purpose="To find partners.",
        occasion="25 years",
    )


def shown(client, language="en"):
    response = client.get(f"/{language}/baku/")
    assert response.status_code == 200
    return page(response)


def test_it_tells_what_when_and_where(client, exhibition):
    VenueFactory(exhibition=exhibition, name="Expo Center", city="Baku")

    text = shown(client).text

    for words in (
        "SPECA",
        "One region",
        "22–25 November 2023",
        "Expo Center",
        "Baku",
        "Six countries in one hall.",
        "To find partners.",
        "25 years",
    ):
        assert words in text


def test_dates_are_written_in_the_language_of_the_page(client, exhibition):
    assert "22–25 ноября 2023" in shown(client, "ru").text
    assert "22–25 noyabr 2023" in shown(client, "az").text.casefold()


def test_it_shows_the_framework_and_its_members(client, exhibition):
    framework = FrameworkFactory(
        exhibition=exhibition,
        name="Special Programme",
        chair_id="AZ",
        week_start_on=date(2023, 11, 20),
        week_end_on=date(2023, 11, 24),
    )
    framework.member_countries.set(["KZ", "TJ"])
    framework.supporting_organisations.add(
        OrganisationFactory(exhibition=exhibition, name="UNECE")
    )

    text = shown(client).text

    for words in (
        "Special Programme",
        "20–24 November 2023",
        "Kazakhstan, Tajikistan",
        "UNECE",
    ):
        assert words in text


def test_it_shows_hours_areas_numbers_and_events(client, exhibition):
    OpeningHoursFactory(exhibition=exhibition, opens_at=time(9, 30))
    AreaFactory(exhibition=exhibition, name="Pavilion", area_m2=4032)
    ReportedNumberFactory(
        exhibition=exhibition, label="Companies", value=50, qualifier="more-than"
    )
    EventFactory(exhibition=exhibition, name="Forum", place="Hall 2")

    text = shown(client).text

    for words in (
        "09:30–18:00",
        "Pavilion",
        "4,032",
        "more than 50",
        "Forum",
        "Hall 2",
    ):
        assert words in text


def test_it_leads_to_countries_and_stands(client, exhibition):
    ParticipationFactory(exhibition=exhibition, country_id="KZ")
    for kind in ("national", "special", "programme", "open-air"):
        stand = StandFactory(exhibition=exhibition, kind=kind, slug=kind)
        ExhibitFactory(exhibition=exhibition, stand=stand, slug=f"at-{kind}")

    links = shown(client).links

    for address in (
        "stands/national/",
        "stands/special/",
        "stands/programme/",
        "exhibits/at-open-air/",
        "stands/",
        "exhibits/",
    ):
        assert f"/en/baku/{address}" in links


def test_it_leads_to_where_reports_differ(client, exhibition):
    source = SourceFactory(exhibition=exhibition)
    exhibition.sources.add(source)
    question = ContradictionFactory(exhibition=exhibition)
    StatementFactory(exhibition=exhibition, contradiction=question).sources.add(source)

    got = shown(client)

    assert "Reports differ on one question." in got.text
    assert "/en/baku/sources/" in got.links


def test_made_up_hours_are_marked_and_explained(client, exhibition):
    OpeningHoursFactory(exhibition=exhibition, illustrative=["opens_at", "closes_at"])

    got = shown(client)

    assert "#illustrative" in got.links
    assert {"illustrative"} <= {
        attributes.get("id") for _tag, attributes in got.elements
    }


def test_what_is_not_published_appears_nowhere(client, exhibition):
    exhibition.organiser = OrganisationFactory(
        exhibition=exhibition, name="Hid-1", is_published=False
    )
    exhibition.save()
    for kind in ("national", "special", "open-air"):
        stand = StandFactory(
            exhibition=exhibition, name="Hid-2", kind=kind, is_published=False
        )
        ExhibitFactory(exhibition=exhibition, name="Hid-3", stand=stand)
    ExhibitFactory(exhibition=exhibition, name="Hid-4", is_published=False)

    assert "Hid-" not in shown(client).text


def test_the_key_of_the_data_file_leads_to_the_address(client, exhibition):
    response = client.get("/az/baku-2023/")

    assert (response.status_code, response["Location"]) == (301, "/az/baku/")


def test_an_address_without_language_gets_one(client, exhibition):
    response = client.get("/baku/", headers={"accept-language": "ru"})

    assert (response.status_code, response["Location"]) == (302, "/ru/baku/")


@pytest.mark.parametrize("address", ["/en/none/", "/xx/baku/", "/en/baku/none/"])
def test_what_is_not_there_is_not_found(client, exhibition, address):
    assert client.get(address).status_code == 404


def test_an_unpublished_exhibition_is_not_found(client, exhibition):
    exhibition.is_published = False
    exhibition.save()

    for name in ("baku", "baku-2023"):
        assert client.get(f"/en/{name}/").status_code == 404


def test_it_is_only_read(client, exhibition):
    assert client.post("/en/baku/").status_code == 405
