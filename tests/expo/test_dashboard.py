"""The first page of the admin."""

import pytest

from tests.exhibitors.views.pages import page
from tests.factories.exhibitors import (
    ExhibitFactory,
    ExhibitionFactory,
    RoleAssignmentFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db


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

    found = organiser.get("/admin/").context["attention"]

    assert {check["label"]: check["count"] for check in found} == {
        "Stands without a Russian or Azerbaijani name": 1,
        "Stands without a number": 1,
        "Stands that visitors cannot see yet": 1,
        "Exhibits without a photo": 1,
    }


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
        with django_assert_num_queries(19):
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
