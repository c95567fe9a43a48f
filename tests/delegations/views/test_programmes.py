"""The pages of the programme."""

import pytest

from delegations.exports.files import FORMATS
from tests.delegations.scene import scene
from tests.exhibitors.views.pages import page
from tests.factories.delegations import DelegationFactory, StopFactory, VisitFactory
from tests.factories.exhibitors import RoleAssignmentFactory, StandFactory

pytestmark = pytest.mark.django_db
DAY = "/en/baku/delegations/day/2023-11-24/"


@pytest.fixture
def here():
    return scene()


@pytest.fixture
def officer(client, here):
    given = RoleAssignmentFactory(role="protocol_officer", exhibition=here.exhibition)
    client.force_login(given.user)
    return client


def test_the_days_are_listed_with_their_delegations(officer, here):
    DelegationFactory(exhibition=here.exhibition, name="Delegation of Uzbekistan")

    shown = page(officer.get("/en/baku/delegations/"))

    assert "Friday 24 November 2023" in shown.text
    assert "10:00–10:50" in shown.text
    assert "2 stops" in shown.text
    assert "Without a planned stop announced Delegation of Uzbekistan" in shown.text
    assert DAY in shown.links


def test_a_day_shows_every_stop_in_the_order_of_time(officer, here):
    shown = page(officer.get(DAY))

    # In Baku, four hours ahead of universal time.
    places = [shown.text.index(text) for text in ("10:00", "10:30", "11:00")]
    assert places == sorted(places)
    assert "B1 Stand of Kazakhstan" in shown.text
    assert "The Host" in shown.text
    assert "/en/baku/delegations/schedule.ics?date=2023-11-24" in shown.links


def test_a_delegation_has_its_programme(officer, here):
    shown = page(officer.get("/en/baku/delegations/d/kazakhstan/"))

    assert "Delegation of Kazakhstan" in shown.text
    assert "Main entrance" in shown.text
    assert "Satellite" in shown.text
    assert "Tajik" not in shown.text.replace("Stand of Tajiks", "")


def test_what_is_off_is_not_on_the_programme(officer, here):
    here.stops[0].status = "cancelled"
    here.stops[0].save()

    assert "Stand of Kazakhstan" not in page(officer.get(DAY)).text


def test_an_empty_day_says_so(officer, here):
    shown = page(officer.get("/en/baku/delegations/day/2023-11-22/"))

    assert "No delegation comes on this day." in shown.text
    assert DAY in shown.links


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("/en/baku/delegations/", ""),
        ("/en/baku/delegations/d/kazakhstan/", "delegation=kazakhstan"),
        (DAY, "date=2023-11-24"),
    ],
)
def test_a_page_offers_its_files_in_every_format(officer, address, query):
    links = page(officer.get(address)).links

    files = [link for link in links if "/schedule." in link]
    assert {link.partition("?")[0].rpartition(".")[2] for link in files} == set(FORMATS)
    assert all(query in link for link in files)
    assert all(officer.get(link).status_code == 200 for link in files)


def test_an_empty_exhibition_says_so(officer, here):
    for stop in here.stops:
        stop.delete()

    shown = page(officer.get("/en/baku/delegations/"))

    assert "No stop has been planned yet." in shown.text


@pytest.mark.parametrize("day", ["2023-13-01", "2023-02-30", "0000-00-00", "tomorrow"])
def test_a_day_that_does_not_exist_has_no_page(officer, day):
    assert officer.get(f"/en/baku/delegations/day/{day}/").status_code == 404


@pytest.mark.parametrize("language", ["ru", "az"])
def test_the_programme_speaks_the_language_of_its_address(officer, language):
    text = page(officer.get(f"/{language}/baku/delegations/")).text

    # Azerbaijani falls back to Russian here: no name was entered in it.
    words = {"ru": "Пятница 24 ноября 2023", "az": "Cümə 24 Noyabr 2023"}
    assert words[language].casefold() in text.casefold()
    if language == "ru":
        assert "Делегация Казахстана" in text


def test_a_programme_runs_nothing_and_loads_nothing_foreign(officer):
    for address in (DAY, "/en/baku/delegations/", "/en/baku/delegations/d/kazakhstan/"):
        shown = page(officer.get(address))
        assert shown.inline_code == []
        assert shown.foreign_addresses == []


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/en/baku/delegations/", 16),
        ("/en/baku/delegations/d/kazakhstan/", 19),
        (DAY, 17),
    ],
)
def test_a_page_takes_a_fixed_number_of_queries(
    officer, here, django_assert_num_queries, address, queries
):
    for _ in range(2):
        with django_assert_num_queries(queries):
            officer.get(address)
        for _ in range(3):
            visit = VisitFactory(
                exhibition=here.exhibition,
                delegation=DelegationFactory(
                    exhibition=here.exhibition, country_id="UZ"
                ),
            )
            StopFactory(
                exhibition=here.exhibition,
                visit=visit,
                stand=StandFactory(exhibition=here.exhibition),
            )
            StopFactory(exhibition=here.exhibition, visit=here.visit)
