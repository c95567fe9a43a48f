"""A new organiser enters a stand, and a delegation with its visit, unaided."""

import re

import pytest

from delegations.models import Delegation, Visit
from exhibitors.models import Stand
from tests.factories.delegations import PersonFactory
from tests.factories.exhibitors import (
    AreaFactory,
    ExhibitionFactory,
    RoleAssignmentFactory,
    StandFactory,
)
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def exhibition():
    return ExhibitionFactory(name="Baku Expo", start_on="2023-11-22")


@pytest.fixture
def organiser(tab, exhibition):
    user = UserFactory(email="new@example.org", password="entering-stands")
    RoleAssignmentFactory(user=user, exhibition=exhibition)
    tab.goto("/admin/")
    tab.get_by_label(re.compile("e-mail", re.IGNORECASE)).fill("new@example.org")
    tab.get_by_label(re.compile("password", re.IGNORECASE)).fill("entering-stands")
    tab.get_by_role("button", name="Sign in").click()
    tab.get_by_text("Begin here").wait_for()
    return tab


def choose(tab, name, text):
    """Choose from the suggestions of a field, as one types."""
    tab.locator(f"[name={name}]").locator("xpath=..").locator(".select2").click()
    tab.locator(".select2-search__field").last.fill(text)
    tab.locator(".select2-results__option--highlighted", has_text=text).click()


def test_a_stand_with_three_exhibits(organiser, exhibition):
    AreaFactory(exhibition=exhibition, name="Pavilion 1")
    organiser.get_by_role("link", name="Enter the first stand").click()
    organiser.fill("[name=name_en]", "National stand of Kazakhstan")
    organiser.get_by_text("Русский", exact=True).first.click()
    organiser.fill("[name=name_ru]", "Национальный стенд Казахстана")
    organiser.select_option("[name=kind]", "national")
    choose(organiser, "country", "Kazakhstan")
    choose(organiser, "area", "Pavilion 1")
    for place, name in enumerate(["Satellite", "Carpet", "Dombra"]):
        organiser.fill(f"[name=exhibits-{place}-name_en]", name)
    organiser.get_by_role("button", name="Save", exact=True).click()
    organiser.wait_for_url("**/admin/exhibitors/stand/")

    stand = Stand.objects.get()
    assert stand.country_id == "KZ"
    assert stand.name_ru == "Национальный стенд Казахстана"
    assert stand.exhibits.count() == 3
    organiser.goto(f"/ru/{exhibition.slug}/stands/{stand.slug}/")
    assert "Национальный стенд Казахстана" in organiser.inner_text("h1")


def test_a_delegation_with_a_visit_of_four_stops(organiser, exhibition):
    names = ["Azerbaijan", "Kyrgyzstan", "Tajikistan", "Uzbekistan"]
    for name in names:
        StandFactory(exhibition=exhibition, name=name)
    PersonFactory(exhibition=exhibition, name="Serik Zhumangarin")
    organiser.get_by_role("link", name="Enter the first delegation").click()
    organiser.fill("[name=name_en]", "Delegation of Kazakhstan")
    choose(organiser, "country", "Kazakhstan")
    choose(organiser, "memberships-0-person", "Serik")
    organiser.select_option("[name=memberships-0-role]", "head")
    organiser.get_by_role("button", name="Save and continue editing").click()
    organiser.get_by_role("link", name="Plan a visit").click()

    organiser.fill("[name=on]", "2023-11-24")
    for place, name in enumerate(names):
        organiser.fill(f"[name=stops-{place}-starts]", f"1{place}:00")
        organiser.fill(f"[name=stops-{place}-ends]", f"1{place}:20")
        choose(organiser, f"stops-{place}-stand", name)
    # One slip: the second stop begins before the first has ended.
    organiser.fill("[name=stops-1-starts]", "10:10")
    organiser.get_by_role("button", name="Save", exact=True).click()
    row = organiser.locator("td", has=organiser.locator("[name=stops-1-starts]"))
    assert "10:20" in row.locator(".text-red-600").inner_text()
    organiser.fill("[name=stops-1-starts]", "11:00")
    organiser.get_by_role("button", name="Save", exact=True).click()
    organiser.wait_for_url("**/admin/delegations/visit/")

    visit = Visit.objects.get()
    assert visit.delegation == Delegation.objects.get()
    assert [stop.stand.name for stop in visit.stops.order_by("position")] == names
