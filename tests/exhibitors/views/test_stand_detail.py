from datetime import timedelta

import pytest
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils import timezone

from exhibitors.models import StandAreaReport, StandNotice
from tests.exhibitors.views.pages import page
from tests.factories.exhibitors import (
    AreaFactory,
    ExhibitFactory,
    ExhibitionFactory,
    ExhibitorFactory,
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
def stand(exhibition):
    return StandFactory(
        exhibition=exhibition,
        slug="kazakhstan",
        key="stand-kazakhstan",
        name="National stand",
        number="B1",
        kind="national",
        country_id="KZ",
        area=AreaFactory(exhibition=exhibition, name="Pavilion"),
        area_m2=253,
        place="east side",
        description="Wheat and metals.",
        note="Opens later.",
    )


def shown(client, language="en"):
    response = client.get(f"/{language}/baku/stands/kazakhstan/")
    assert response.status_code == 200
    return page(response)


def test_it_shows_the_stand(client, stand):
    stand.sectors.add(SectorFactory(exhibition=stand.exhibition, name="Agriculture"))

    text = shown(client).text

    for words in (
        "B1",
        "Kazakhstan",
        "National stand",
        "Pavilion",
        "253 m²",
        "east side",
        "Wheat and metals.",
        "Opens later.",
        "Agriculture",
    ):
        assert words in text


def test_it_shows_what_and_who_is_there(client, exhibition, stand):
    ExhibitFactory(exhibition=exhibition, stand=stand, name="Flour", slug="flour")
    mill = OrganisationFactory(exhibition=exhibition, name="Mill")
    mill.sources.add(SourceFactory(exhibition=exhibition, title="About the mill"))
    ExhibitorFactory(exhibition=exhibition, stand=stand, organisation=mill)

    text = shown(client)

    assert "/en/baku/exhibits/flour/" in text.links
    assert "Mill" in text.text
    assert "About the mill" in text.text


def test_it_leads_to_the_stands_around_and_inside_it(client, exhibition, stand):
    stand.parent = StandFactory(exhibition=exhibition, slug="outer")
    stand.save()
    StandFactory(exhibition=exhibition, slug="inner", parent=stand)

    links = shown(client).links

    assert "/en/baku/stands/outer/" in links
    assert "/en/baku/stands/inner/" in links


def test_it_shows_other_reported_sizes_with_their_reports(client, exhibition, stand):
    report = StandAreaReport.objects.create(
        exhibition=exhibition, stand=stand, value=250
    )
    report.sources.add(SourceFactory(exhibition=exhibition, title="The other count"))

    text = shown(client).text

    assert "250 m²" in text
    assert "The other count" in text


def test_sources_tell_publisher_title_date_language_and_address(
    client, exhibition, stand
):
    stand.sources.add(
        SourceFactory(
            exhibition=exhibition,
            publisher="Trend",
            title="It began",
            published_on="2023-11-22",
            language="de",
            url="https://example.org/began",
        )
    )

    got = shown(client)

    for words in ("Trend", "It began", "22 November 2023", "German"):
        assert words in got.text
    assert "https://example.org/began" in got.links


def test_a_made_up_number_is_marked_and_explained(client, stand):
    stand.illustrative = ["number"]
    stand.save()

    assert shown(client).text.count("llustrative") >= 2


def test_nothing_is_marked_that_reports_give(client, stand):
    assert "llustrative" not in shown(client).text


def test_a_missing_translation_is_marked_with_its_language(client, stand):
    stand.description_ru = stand.description_az = ""
    stand.save()

    got = shown(client, "ru")

    assert "Wheat and metals." in got.text
    assert any(attributes.get("lang") == "en" for attributes in got.all("div"))
    assert any(
        attributes.get("class") == "other-language" for attributes in got.all("small")
    )


def test_a_translation_is_not_marked(client, exhibition):
    StandFactory(
        exhibition=exhibition, slug="kazakhstan", name_en="Stand", name_ru="Стенд"
    )

    got = shown(client, "ru")

    assert "Стенд" in got.text
    assert not any(
        attributes.get("class") == "other-language" for attributes in got.all("small")
    )


def test_unpublished_neighbours_appear_nowhere(client, exhibition, stand):
    stand.parent = StandFactory(exhibition=exhibition, name="Hid-1", is_published=False)
    stand.save()
    StandFactory(exhibition=exhibition, name="Hid-2", parent=stand, is_published=False)
    ExhibitFactory(exhibition=exhibition, stand=stand, name="Hid-3", is_published=False)
    ghost = OrganisationFactory(exhibition=exhibition, name="Hid-4", is_published=False)
    ExhibitorFactory(exhibition=exhibition, stand=stand, organisation=ghost)

    assert "Hid-" not in shown(client).text


def notice(stand, text, *, starts, ends, is_published=True):
    now = timezone.now()
    StandNotice.objects.create(
        exhibition=stand.exhibition,
        stand=stand,
        text=text,
        is_published=is_published,
        during=DateTimeTZRange(
            now + timedelta(hours=starts), now + timedelta(hours=ends)
        ),
    )


def test_released_notices_that_are_not_over_are_shown(client, stand):
    notice(stand, "may be crowded", starts=1, ends=2)
    notice(stand, "kept back", starts=1, ends=2, is_published=False)
    notice(stand, "long past", starts=-2, ends=-1)

    text = shown(client).text

    assert "may be crowded" in text
    assert "kept back" not in text
    assert "long past" not in text


def test_the_key_of_the_data_file_leads_to_the_address(client, stand):
    response = client.get("/ru/baku/stands/stand-kazakhstan/?from=x")

    assert response.status_code == 301
    assert response["Location"] == "/ru/baku/stands/kazakhstan/?from=x"


def test_the_key_of_the_exhibition_leads_on_as_well(client, exhibition, stand):
    exhibition.key = "baku-2023"
    exhibition.save()

    response = client.get("/en/baku-2023/stands/kazakhstan/")

    assert response.status_code == 301
    assert response["Location"] == "/en/baku/stands/kazakhstan/"


@pytest.mark.parametrize("address", ["/en/baku/stands/none/", "/en/none/stands/"])
def test_what_is_not_there_is_not_found(client, stand, address):
    assert client.get(address).status_code == 404


def test_an_unpublished_stand_is_not_found(client, stand):
    stand.is_published = False
    stand.save()

    for name in ("kazakhstan", "stand-kazakhstan"):
        assert client.get(f"/en/baku/stands/{name}/").status_code == 404


def test_a_stand_of_an_unpublished_exhibition_is_not_found(client, exhibition, stand):
    exhibition.is_published = False
    exhibition.save()

    assert client.get("/en/baku/stands/kazakhstan/").status_code == 404


def test_it_is_only_read(client, stand):
    assert client.post("/en/baku/stands/kazakhstan/").status_code == 405
