"""From what is missing to its field, and from a word to its record, by keyboard."""

import pytest

from exhibitors.models import Stand
from tests.factories.exhibitors import (
    ExhibitionFactory,
    RoleAssignmentFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def exhibition():
    return ExhibitionFactory(name="Baku Expo")


@pytest.fixture
def organiser(tab, sign_in, exhibition):
    sign_in(tab.context, RoleAssignmentFactory(exhibition=exhibition).user)
    return tab


def focused(tab):
    tab.wait_for_function("document.activeElement !== document.body")
    return tab.evaluate("document.activeElement.id")


def test_a_gap_opens_its_tab_and_field_and_goes_on_after_saving(organiser, exhibition):
    first, second = (
        StandFactory(exhibition=exhibition, name=name, description_en="About")
        for name in ("First", "Second")
    )
    organiser.goto("/admin/exhibitors/exhibition/missing/stand-description-az/")
    organiser.get_by_role("link", name="Go through them").click()
    organiser.wait_for_load_state("load")
    assert focused(organiser) == "id_description_az"
    assert "1 of 2" in organiser.locator(".expo-queue").inner_text()

    organiser.locator("#id_description_az").fill("Haqqında")
    organiser.get_by_role("button", name="Save and next").click()
    organiser.wait_for_url(f"**/stand/{second.pk}/change/**")
    assert focused(organiser) == "id_description_az"
    organiser.locator("#id_description_az").fill("İkinci")
    organiser.get_by_role("button", name="Save and finish").click()
    organiser.get_by_text("Nothing is missing.").wait_for()

    assert Stand.objects.get(pk=first.pk).description_az == "Haqqında"


@pytest.mark.parametrize(
    ("gap", "field"), [("stand-outline", "id_outline"), ("stand-number", "id_number")]
)
def test_a_field_in_a_closed_section_is_opened_too(organiser, exhibition, gap, field):
    stand = StandFactory(exhibition=exhibition)

    organiser.goto(f"/admin/exhibitors/stand/{stand.pk}/change/?gap={gap}")
    organiser.wait_for_load_state("load")

    assert focused(organiser) == field
    assert organiser.locator(f"#{field}").is_visible()


@pytest.mark.parametrize(("keys", "width"), [("Control+k", 1440), ("/", 390)])
def test_a_record_is_found_and_opened_by_keyboard(organiser, exhibition, keys, width):
    StandFactory(exhibition=exhibition, name="Caspian one")
    wanted = StandFactory(exhibition=exhibition, name="Caspian two")
    organiser.set_viewport_size({"width": width, "height": 800})
    organiser.goto("/admin/")
    organiser.keyboard.press(keys)
    organiser.keyboard.type("caspian")
    organiser.get_by_role("option", name="Caspian two").wait_for()

    organiser.keyboard.press("ArrowDown")
    organiser.keyboard.press("Enter")

    organiser.wait_for_url(f"**/stand/{wanted.pk}/change/")


def test_the_search_closes_and_leaves_the_page_as_it_was(organiser, exhibition):
    organiser.goto("/admin/")
    organiser.get_by_role("button", name="Search").click()
    organiser.keyboard.type("nothing at all")
    organiser.get_by_text("Nothing has these words.").wait_for()

    organiser.keyboard.press("Escape")
    organiser.keyboard.press("Escape")

    organiser.locator("dialog.expo-search").wait_for(state="hidden")
    assert organiser.url.endswith("/admin/")
