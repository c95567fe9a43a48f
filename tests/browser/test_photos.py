"""Photos come in by drop, are matched, given texts, and get the point that matters."""

import sys
import time

import pytest

from exhibitors.models import Photo, WaitingPhoto
from tests.browser.test_entering import choose
from tests.exhibitors.uploads.files import jpeg, png_head
from tests.exhibitors.uploads.zips import zipped
from tests.factories.exhibitors import (
    AreaFactory,
    ExhibitFactory,
    ExhibitionFactory,
    PhotoFactory,
    RoleAssignmentFactory,
    StandFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/admin/exhibitors/photo/add-many/"
DROP = """([files, selector]) => {
  const carried = new DataTransfer();
  for (const [name, bytes] of files) {
    carried.items.add(new File([new Uint8Array(bytes)], name));
  }
  document.querySelector(selector).dispatchEvent(
    new DragEvent("drop", {dataTransfer: carried, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def exhibition():
    return ExhibitionFactory(name="Baku Expo")


@pytest.fixture
def organiser(tab, exhibition, sign_in):
    sign_in(tab.context, RoleAssignmentFactory(exhibition=exhibition).user)
    return tab


def picture(name, width=1200, colour="red"):
    return {
        "name": name,
        "mimeType": "image/jpeg",
        "buffer": jpeg(width, 900, colour=colour),
    }


def drop(tab, files):
    carried = [[name, list(content)] for name, content in files.items()]
    tab.evaluate(DROP, [carried, "[data-zone]"])


def test_what_is_dropped_is_matched_and_what_is_bad_is_named(organiser, exhibition):
    stand = StandFactory(exhibition=exhibition, number="B-14")
    carpet = ExhibitFactory(exhibition=exhibition, slug="carpet", name="Carpet")
    organiser.goto(PAGE)

    drop(
        organiser,
        {
            "B-14_1.jpg": jpeg(),
            "letter.jpg": b"Dear all",
            "huge.png": png_head(10_000, 10_000),
            "more.zip": zipped({"carpet/1.jpg": jpeg(colour="green")}),
        },
    )
    organiser.wait_for_function("document.querySelectorAll('[data-row]').length == 2")

    bad = organiser.locator(".photos-sent .is-wrong")
    bad.nth(1).wait_for()
    said = " ".join(bad.all_inner_texts())
    assert "“letter.jpg” is no photo" in said
    assert "“huge.png” has 100 megapixels" in said
    organiser.get_by_label("English").first.fill("The hall")
    organiser.get_by_role("button", name="Save photos").click()
    organiser.wait_for_url("**/admin/exhibitors/photo/")
    assert {(p.stand, p.exhibit) for p in Photo.objects.all()} == {
        (stand, None),
        (None, carpet),
    }


def test_what_is_being_typed_stays_when_more_comes_in(organiser, exhibition):
    StandFactory(exhibition=exhibition, number="B-14", name="Kazakhstan")
    organiser.goto(PAGE)
    drop(organiser, {"first.jpg": jpeg()})
    organiser.get_by_label("English").fill("Half of a sen")

    drop(organiser, {"second.jpg": jpeg(colour="green")})
    organiser.wait_for_function("document.querySelectorAll('[data-row]').length == 2")

    assert organiser.get_by_label("English").first.input_value() == "Half of a sen"
    shows = organiser.get_by_label("Shows", exact=True).first
    shows.fill("kaz")
    organiser.wait_for_function(
        "document.querySelector('#photo-targets option')?.value.includes('B-14')"
    )
    shows.fill("B-14")
    organiser.get_by_label("All without a stand or exhibit show").fill("B-14")
    organiser.get_by_role("button", name="Save photos").click()
    organiser.wait_for_url("**/admin/exhibitors/photo/")
    assert sorted(p.alt_en or "" for p in Photo.objects.all()) == ["", "Half of a sen"]


def test_without_a_script_files_are_sent_by_the_form(
    organiser, exhibition, chromium, live_server
):
    context = chromium.new_context(
        base_url=live_server.url,
        java_script_enabled=False,
        storage_state=organiser.context.storage_state(),
    )
    plain = context.new_page()
    plain.goto(PAGE)

    plain.set_input_files("#photos-files", [picture("a.jpg"), picture("b.jpg", 1000)])
    plain.get_by_role("button", name="Send").click()

    plain.get_by_text("2 files were taken.").wait_for()
    assert WaitingPhoto.objects.count() == 2
    context.close()


def test_what_is_chosen_while_the_page_still_loads_is_taken(organiser):
    held = []

    def hold(route):
        held.append(route)

    organiser.route("**/js/photos/main*.js", hold)
    organiser.goto(PAGE, wait_until="commit")

    organiser.set_input_files("#photos-files", [picture("a.jpg")])
    assert organiser.locator("[data-row]").count() == 0
    held[0].continue_()

    organiser.locator("[data-row]").wait_for()


def test_the_point_that_matters_is_clicked_and_moved_by_keys(organiser, exhibition):
    exhibit = ExhibitFactory(exhibition=exhibition)
    photo = PhotoFactory(
        exhibition=exhibition, exhibit=exhibit, image__width=800, image__height=600
    )
    organiser.goto(f"/admin/exhibitors/photo/{photo.pk}/change/")
    shown = organiser.locator("[data-focus-picture]")
    box = shown.bounding_box()

    shown.click(position={"x": box["width"] * 0.25, "y": box["height"] * 0.75})
    organiser.keyboard.press("ArrowRight")
    organiser.keyboard.press("Shift+ArrowUp")

    cut = organiser.locator("[data-focus-cut]").first
    at = cut.evaluate("image => getComputedStyle(image).objectPosition")
    assert at == "26% 65%"
    organiser.get_by_role("button", name="Save", exact=True).click()
    organiser.wait_for_url("**/admin/exhibitors/photo/")
    photo.refresh_from_db()
    assert (photo.focus_x, photo.focus_y) == (0.26, 0.65)


def test_a_stand_with_three_exhibits_and_four_photos(organiser, exhibition, capsys):
    """As a person would; prints the clicks and the seconds that typing leaves."""
    AreaFactory(exhibition=exhibition, name="Pavilion 1")
    began = time.perf_counter()
    organiser.goto("/admin/exhibitors/stand/add/")
    organiser.fill("[name=name_en]", "National stand of Kazakhstan")
    organiser.select_option("[name=kind]", "national")
    choose(organiser, "country", "Kazakhstan")
    choose(organiser, "area", "Pavilion 1")
    for place, name in enumerate(["Satellite", "Carpet", "Dombra"]):
        organiser.fill(f"[name=exhibits-{place}-name_en]", name)
    organiser.get_by_role("button", name="Save and continue editing").click()
    organiser.get_by_role("link", name="Add photos").click()
    files = ["satellite.jpg", "carpet.jpg", "dombra.jpg", "hall.jpg"]
    sent = [picture(name, 1200 + place) for place, name in enumerate(files)]
    organiser.set_input_files("#photos-files", sent)
    organiser.wait_for_function("document.querySelectorAll('[data-row]').length == 4")
    for place in range(4):
        organiser.get_by_label("English").nth(place).fill(f"Text {place}")
    organiser.get_by_role("button", name="Save photos").click()
    organiser.wait_for_url("**/admin/exhibitors/photo/")

    # The kind, two fields with their choices, two buttons, the files, all saved.
    clicks = 1 + 2 * 2 + 2 + 2 + 1
    with capsys.disabled():
        sys.stdout.write(f"{clicks} clicks, {time.perf_counter() - began:.1f} s ")
    shown = [photo.exhibit or photo.stand for photo in Photo.objects.all()]
    names = {"Satellite", "Carpet", "Dombra", "National stand of Kazakhstan"}
    assert {record.name for record in shown} == names
