"""The first page of the admin."""

from datetime import UTC, date, datetime

import pytest
from psycopg2.extras import DateTimeTZRange

from delegations.clashes import clashes_on
from tests.exhibitors.views.pages import page
from tests.factories.delegations import (
    DelegationFactory,
    RegistrationFactory,
    StopFactory,
    VisitFactory,
)
from tests.factories.exhibitors import (
    ExhibitFactory,
    ExhibitionFactory,
    RoleAssignmentFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db


def told(client):
    """Return what the first page says is missing: kind, label, number."""
    sections = client.get("/admin/").context["attention"]
    return {
        str(section["title"]): {
            line["label"]: line["count"] for line in section["lines"]
        }
        for section in sections
    }


@pytest.fixture
def exhibition():
    return ExhibitionFactory(name="Baku Expo")


@pytest.fixture
def organiser(client, exhibition):
    client.force_login(RoleAssignmentFactory(exhibition=exhibition).user)
    return client


def test_an_empty_exhibition_says_where_to_begin(organiser):
    shown = page(organiser.get("/admin/"))

    assert "Baku Expo" in shown.text
    assert "Enter the first stand" in shown.text
    assert "/admin/exhibitors/stand/add/" in shown.links


def test_what_is_missing_is_counted(organiser, exhibition):
    StandFactory(exhibition=exhibition, name_ru="Стенд", name_az="Stend", number="A1")
    StandFactory(exhibition=exhibition, is_published=False)
    ExhibitFactory(exhibition=exhibition)
    ExhibitFactory()

    assert told(organiser) == {
        "stands": {
            "Name missing: Russian": 1,
            "Name missing: Azerbaijani": 1,
            "No description in any language": 2,
            "No photo": 2,
            "No number": 1,
            "No area": 2,
            "Not drawn on the plan": 2,
            "Visitors cannot see it yet": 1,
        },
        "exhibits": {
            "Name missing: Russian": 1,
            "Name missing: Azerbaijani": 1,
            "No description in any language": 1,
            "No photo": 1,
            "Neither stand nor area": 1,
        },
    }


def test_what_is_missing_opens_as_a_list_and_at_the_first_field(organiser, exhibition):
    first, _second = (StandFactory(exhibition=exhibition) for _ in range(2))

    shown = page(organiser.get("/admin/"))

    assert "/admin/exhibitors/exhibition/missing/stand-number/" in shown.links
    form = f"/admin/exhibitors/stand/{first.pk}/change/?gap=stand-number"
    assert form in shown.links


def test_a_protocol_officer_is_told_of_delegations_and_of_nothing_else(
    client, exhibition
):
    role = RoleAssignmentFactory(role="protocol_officer", exhibition=exhibition)
    client.force_login(role.user)
    StandFactory(exhibition=exhibition)
    VisitFactory(
        exhibition=exhibition,
        on=None,
        delegation=DelegationFactory(
            exhibition=exhibition, name_ru="Делегация", name_az="Heyət", size=4
        ),
    )
    RegistrationFactory(exhibition=exhibition, status="sent", sent={})

    assert told(client) == {
        "delegations": {"Not confirmed": 1, "No head": 1},
        "visits": {"No day": 1},
        "registrations": {"Sent in, waits for a decision": 1},
    }


def test_a_pavilion_is_told_of_its_own_gaps_alone(client, exhibition):
    role = RoleAssignmentFactory(
        role="pavilion_manager", country_id="KZ", exhibition=exhibition
    )
    client.force_login(role.user)
    StandFactory(exhibition=exhibition, country_id="KZ")
    for _ in range(3):
        StandFactory(exhibition=exhibition, country_id="UZ")
    DelegationFactory(exhibition=exhibition, country_id="KZ")

    found = told(client)

    assert set(found) == {"stands"}
    assert found["stands"]["No number"] == 1


def test_clashes_of_the_coming_days_are_counted(organiser, exhibition, monkeypatch):
    now = datetime(2023, 11, 23, 8, tzinfo=UTC)
    monkeypatch.setattr("exhibitors.clock.now", lambda: now)
    for day in (22, 24):
        hours = DateTimeTZRange(
            datetime(2023, 11, day, 8, tzinfo=UTC),
            datetime(2023, 11, day, 9, tzinfo=UTC),
        )
        visit = VisitFactory(exhibition=exhibition, on=hours.lower.date(), span=hours)
        StopFactory(
            exhibition=exhibition,
            visit=visit,
            stand=StandFactory(exhibition=exhibition),
            planned=hours,
        )

    answer = organiser.get("/admin/")

    (told_day,) = answer.context["clashes"]
    link = f"/en/{exhibition.slug}/delegations/clashes/2023-11-24/"
    assert (told_day["on"], told_day["link"]) == (date(2023, 11, 24), link)
    assert told_day["count"] == len(clashes_on(exhibition, date(2023, 11, 24)))
    assert link in page(answer).links


def test_a_pavilion_sees_no_delegations_there(client, exhibition):
    role = RoleAssignmentFactory(
        role="pavilion_manager", country_id="KZ", exhibition=exhibition
    )
    client.force_login(role.user)

    counters = client.get("/admin/").context["counters"]

    assert [counter["label"] for counter in counters] == ["stands", "exhibits"]


def test_the_first_page_takes_a_fixed_number_of_queries(
    organiser, exhibition, django_assert_num_queries
):
    for _ in range(2):
        StandFactory(exhibition=exhibition)
        with django_assert_num_queries(26):
            organiser.get("/admin/")


def test_the_pages_of_the_admin_are_not_kept_by_caches(organiser):
    answer = organiser.get("/admin/exhibitors/stand/")

    assert "no-store" in answer["Cache-Control"]


def test_the_admin_may_compute_and_the_public_pages_may_not(organiser, exhibition):
    inside = organiser.get("/admin/")["Content-Security-Policy"]
    outside = organiser.get(f"/en/{exhibition.slug}/")["Content-Security-Policy"]

    assert "'unsafe-eval'" in inside
    assert "unsafe" not in outside


@pytest.mark.parametrize("language", ["en", "ru", "az"])
def test_the_admin_speaks_three_languages(organiser, language):
    organiser.post("/language/", {"language": language, "next": "/admin/"})

    shown = page(organiser.get("/admin/"))

    assert {"lang": language}.items() <= shown.all("html")[0].items()
    words = {"en": "Needs attention", "ru": "Требует внимания", "az": "Diqqət tələb"}
    assert words[language] in shown.text
    assert ("On show" in shown.text) == (language == "en")
