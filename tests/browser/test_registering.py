"""An embassy registers its delegation on a phone, with and without scripts."""

import pytest

from delegations.models import Registration
from tests.factories.exhibitors import ExhibitionFactory, StandFactory
from tests.factories.registrations import RegistrationFactory

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 390, "height": 844}


@pytest.fixture
def registration():
    exhibition = ExhibitionFactory(name="Baku Expo")
    for number in range(12):
        StandFactory(exhibition=exhibition, number=f"B{number}")
    return RegistrationFactory(exhibition=exhibition, label="Embassy of Kazakhstan")


def address(registration):
    home = registration.exhibition.slug
    return f"/en/{home}/delegations/register/{registration.token}/"


def fill(page):
    """Enter a delegation with two members; the second row comes by the button."""
    page.get_by_label("Name of the delegation in English").fill("Kazakhstan")
    page.fill("[name=members-0-name]", "Serik Zhumangarin")
    page.select_option("[name=members-0-role]", "head")
    page.get_by_role("button", name="Add a member").click()
    page.fill("[name=members-1-name]", "Aida Balayeva")
    page.fill("[name=contact_phone]", "+994 12 104")
    page.get_by_label("B3").check()


def names(registration):
    registration.refresh_from_db()
    return [row["name"] for row in registration.sent["members"]]


def test_rows_are_added_in_place(tab, registration):
    tab.set_viewport_size(PHONE)
    tab.goto(address(registration))
    fill(tab)
    assert tab.evaluate("document.documentElement.scrollWidth") == 390

    tab.get_by_role("button", name="Send in").click()
    tab.get_by_text("Thank you").wait_for()

    assert names(registration) == ["Serik Zhumangarin", "Aida Balayeva"]


def test_rows_are_added_by_sending_the_form(chromium, live_server, registration):
    context = chromium.new_context(
        base_url=live_server.url, viewport=PHONE, java_script_enabled=False
    )
    page = context.new_page()
    page.goto(address(registration))
    fill(page)
    page.get_by_role("button", name="Send in").click()
    page.get_by_text("Thank you").wait_for()
    context.close()

    assert names(registration) == ["Serik Zhumangarin", "Aida Balayeva"]
    assert Registration.objects.get().status == "sent"
