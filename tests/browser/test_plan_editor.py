"""An organiser draws a plan: two stands, a row, an overlap taken back, saved."""

import pytest
from django.urls import reverse

from exhibitors.models import Stand
from tests.factories.exhibitors import (
    AreaFactory,
    ExhibitFactory,
    ExhibitionFactory,
    RoleAssignmentFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

HALL = [[0, 0], [40, 0], [40, 20], [0, 20]]
PIXEL = """([x, y]) => {
  const canvas = document.getElementById("pe-canvas");
  const [view, frame] = [canvas.viewBox.baseVal, canvas.getBoundingClientRect()];
  const scale = frame.width / view.width;
  return [frame.left + (x - view.x) * scale, frame.top + (y - view.y) * scale];
}"""


@pytest.fixture
def hall():
    exhibition = ExhibitionFactory(name="Baku Expo")
    return AreaFactory(exhibition=exhibition, name="Hall 1", outline=HALL)


@pytest.fixture
def editor(tab, sign_in, hall):
    sign_in(tab.context, RoleAssignmentFactory(exhibition=hall.exhibition).user)
    return opened(tab, hall)


def opened(tab, hall):
    tab.goto(reverse("admin:exhibitors_area_plan", args=[hall.pk]))
    tab.locator("#pe-canvas[data-ready=yes]").wait_for()
    return tab


def drag(tab, start, end):
    tab.mouse.move(*tab.evaluate(PIXEL, start))
    tab.mouse.down()
    tab.mouse.move(*tab.evaluate(PIXEL, end), steps=3)
    tab.mouse.up()


def draw(tab, start, end):
    tab.locator("[data-tool=stand]").click()
    drag(tab, start, end)
    tab.locator("[data-tool=select]").click()


def save(tab):
    tab.locator("[data-do=save]").click()


def is_saved(tab):
    tab.locator("#pe-unsaved", has_text="All is saved.").wait_for()


def find(tab, number):
    tab.fill("#pe-find-text", number)
    tab.keyboard.press("Enter")


def test_two_stands_and_a_numbered_row_are_drawn_and_saved(editor, hall):
    draw(editor, [2, 2], [5, 5])
    editor.fill("#pe-fields [name=number]", "B-14")
    draw(editor, [2, 10], [6, 14])

    find(editor, "B-14")
    editor.locator("[data-do=row]").click()
    editor.fill("#pe-row [name=count]", "3")
    preview = editor.locator("#pe-row-preview")
    assert preview.inner_text() == "B-15, B-16, B-17"
    editor.locator("#pe-row [value=yes]").click()
    save(editor)
    is_saved(editor)

    drawn = dict(Stand.objects.values_list("number", "outline"))
    assert drawn == {
        "B-14": [[2, 2], [5, 2], [5, 5], [2, 5]],
        "2": [[2, 10], [6, 10], [6, 14], [2, 14]],
        "B-15": [[5, 2], [8, 2], [8, 5], [5, 5]],
        "B-16": [[8, 2], [11, 2], [11, 5], [8, 5]],
        "B-17": [[11, 2], [14, 2], [14, 5], [11, 5]],
    }
    editor.get_by_role("link", name="The same plan as a table").click()
    assert editor.locator("[name=stands-1-number]").input_value() == "B-14"
    assert editor.locator("[name=stands-1-width]").input_value() == "3"


def test_an_overlap_is_refused_naming_both_and_taken_back(editor, hall, tab):
    draw(editor, [2, 2], [5, 5])
    draw(editor, [10, 2], [13, 5])
    save(editor)
    is_saved(editor)

    drag(editor, [11.5, 4.5], [4.5, 4.5])
    assert editor.locator("#pe-found .is-refused").count() == 1
    save(editor)
    editor.locator("#pe-notes p").first.wait_for()
    refused = editor.locator("#pe-notes p").first.inner_text()
    assert refused.startswith("Stand “1” and stand “2” overlap by")

    editor.locator("#pe-canvas").focus()
    editor.keyboard.press("Control+z")
    is_saved(editor)
    assert editor.locator("#pe-found .is-refused").count() == 0
    assert Stand.objects.get(number="2").outline[0] == [10, 2]


def test_everything_is_done_by_keys(editor, hall):
    canvas = editor.locator("#pe-canvas")
    canvas.focus()
    for key in ("r", "Enter", "v", "n", "Shift+ArrowLeft", "ArrowUp"):
        editor.keyboard.press(key)
    editor.keyboard.press("Control+s")
    is_saved(editor)
    (x, y), *_others = Stand.objects.get().outline
    # Drawn in the middle of what is seen, in whole metres.
    assert (x % 1, round(y % 1, 2)) == (0, 0.9)

    editor.keyboard.press("Delete")
    editor.keyboard.press("Control+s")
    is_saved(editor)
    assert Stand.objects.get().outline is None
    assert editor.locator("#pe-waiting").is_visible()


def test_what_is_not_saved_is_kept_on_the_computer(editor, hall, tab):
    draw(editor, [2, 2], [5, 5])
    tab.wait_for_function("Object.keys(localStorage).some(k => k.startsWith('plan-'))")
    tab.once("dialog", lambda dialog: dialog.accept())
    opened(tab, hall)

    tab.get_by_role("button", name="Go on with it").click()
    save(tab)
    is_saved(tab)

    assert Stand.objects.get().outline[0] == [2, 2]


def test_a_plan_saved_elsewhere_is_put_under_mine(editor, hall, tab):
    draw(editor, [2, 2], [5, 5])
    StandFactory(
        exhibition=hall.exhibition,
        area=hall,
        number="C",
        outline=[[20, 2], [23, 2], [23, 5], [20, 5]],
    )
    with tab.expect_response("**/plan/save/") as answer:
        save(tab)
    assert answer.value.status == 409

    tab.get_by_role("button", name="Put mine on top of theirs").click()
    save(tab)
    is_saved(tab)

    assert set(Stand.objects.values_list("number", flat=True)) == {"1", "C"}


def test_a_stand_is_split_and_merged_again(editor, hall):
    draw(editor, [2, 2], [8, 5])
    editor.locator("[data-do=split]").click()
    editor.fill("#pe-split [name=count]", "3")
    editor.locator("#pe-split [value=parts]").click()
    editor.locator("#pe-about", has_text="3 selected").wait_for()
    save(editor)
    is_saved(editor)
    kept = Stand.objects.get(number="1")
    exhibit = ExhibitFactory(
        exhibition=hall.exhibition, stand=Stand.objects.get(number="1b")
    )
    assert Stand.objects.count() == 3

    editor.locator("[data-do=merge]").click()
    editor.locator("#pe-sure[open]").wait_for()
    told = editor.locator("#pe-sure-told").inner_text()
    assert "Exhibits (1) of stand “1b” go over to stand “1”." in told
    editor.locator("#pe-sure-yes").click()
    save(editor)
    is_saved(editor)

    exhibit.refresh_from_db()
    assert (Stand.objects.get(), exhibit.stand) == (kept, kept)
    assert sorted(Stand.objects.get().outline) == [[2, 2], [2, 5], [8, 2], [8, 5]]
