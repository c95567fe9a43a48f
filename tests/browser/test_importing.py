"""A messy list is dragged in, mapped, looked at, applied and undone in a browser."""

import pytest

from exhibitors.models import ImportRun, Stand
from tests.factories.exhibitors import (
    AreaFactory,
    ExhibitionFactory,
    RoleAssignmentFactory,
    StandFactory,
)
from tests.processes import on_this_database

pytestmark = pytest.mark.django_db(transaction=True)

# Semicolons, a title above the headings, a blank line, a country that there is not.
MESSY = """List of stands, as of Monday;;;

Stand no.;Name;Country;Remarks of ours
A-1;Pavilion of Kazakhstan;Казахстан;
A-2;Books;;by the door

A-3;Coins;Atlantis;
"""


@pytest.fixture
def organiser(tab, sign_in, monkeypatch):
    """A window of an organiser, at the upload; processes are begun for real."""
    on_this_database(monkeypatch)
    exhibition = ExhibitionFactory()
    AreaFactory(exhibition=exhibition, name="Hall 1")
    StandFactory(exhibition=exhibition, number="A-1", name="Kazakhstan")
    sign_in(tab.context, RoleAssignmentFactory(exhibition=exhibition).user)
    tab.set_default_timeout(60_000)
    tab.goto("/admin/exhibitors/stand/")
    tab.get_by_role("link", name="Import", exact=True).click()
    # Loaded whole: what is dropped before its script runs is lost.
    tab.wait_for_url("**/importrun/add/**")
    return tab


def drop(tab, text, name="stands.csv"):
    """Drop a file on the page, as from a folder."""
    moved = tab.evaluate_handle(
        """([text, name]) => {
            const moved = new DataTransfer();
            moved.items.add(new File([text], name, { type: "text/csv" }));
            return moved;
        }""",
        [text, name],
    )
    tab.dispatch_event("[data-drop]", "drop", {"dataTransfer": moved})


def test_a_messy_list_is_read_in_and_taken_back(organiser):
    drop(organiser, MESSY)
    organiser.get_by_role("button", name="Go on").click()

    organiser.get_by_role("heading", name="What do the columns mean?").wait_for()
    assert organiser.get_by_label("Stand no.").input_value() == "number"
    assert organiser.get_by_label("Remarks of ours").input_value() == ""
    organiser.get_by_label("Remarks of ours").select_option("name_en")
    organiser.get_by_label("Name", exact=True).select_option("name_en")
    organiser.get_by_text("Chosen for two columns:").wait_for()
    organiser.get_by_label("Remarks of ours").select_option("note")
    organiser.get_by_role("button", name="Check the list").click()

    organiser.get_by_text("Nothing is written yet. Applying it will:").wait_for()
    organiser.get_by_role("link", name="Changed 1").click()
    assert organiser.locator(".imports-lines del").first.inner_text() != ""
    organiser.get_by_role("link", name="Refused 1").click()
    assert "Atlantis" in organiser.locator(".imports-problems").inner_text()
    organiser.get_by_role("button", name="Apply").click()

    organiser.get_by_text("The list is written.").wait_for()
    numbers = Stand.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == ["A-1", "A-2"]
    organiser.get_by_role("link", name="Undo this import…").click()
    organiser.get_by_role("button", name="Undo this import").click()
    organiser.get_by_text("This import was undone").wait_for()
    assert Stand.objects.get().name == "Kazakhstan"


def test_a_refusal_leaves_the_file_chosen(organiser):
    drop(organiser, "PK\x03\x04 no spreadsheet", name="list.xlsx")
    organiser.get_by_role("button", name="Go on").click()

    organiser.locator("[data-errors] p").wait_for()

    chosen = organiser.locator("#id_file")
    assert chosen.evaluate("input => input.files[0].name") == "list.xlsx"
    assert not ImportRun.objects.exists()


def test_the_columns_are_chosen_by_keyboard_on_a_telephone(organiser):
    organiser.set_viewport_size({"width": 390, "height": 844})
    drop(organiser, MESSY)
    organiser.get_by_role("button", name="Go on").click()
    organiser.get_by_role("heading", name="What do the columns mean?").wait_for()

    organiser.get_by_label("Remarks of ours").focus()
    organiser.keyboard.type("No")
    width = "document.documentElement.scrollWidth"
    assert organiser.get_by_label("Remarks of ours").input_value() == "note"
    assert organiser.evaluate(width) <= 390
