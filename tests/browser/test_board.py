"""The board of a day in a real browser: mouse, finger, keys, forms, two officers."""

import re

import pytest
from playwright.sync_api import expect

from delegations.models import Stop, Visit
from delegations.schedule import write
from tests.browser.test_accessibility import AXE, violations
from tests.delegations.board.conftest import BOARD, hours
from tests.delegations.scene import scene
from tests.delegations.times import stretch
from tests.factories.delegations import StopFactory
from tests.factories.exhibitors import RoleAssignmentFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def here():
    return scene()


@pytest.fixture
def signed_in(here, sign_in):
    """Return what signs a window in as an officer."""
    given = RoleAssignmentFactory(role="protocol_officer", exhibition=here.exhibition)
    return lambda context: sign_in(context, given.user)


@pytest.fixture
def board(chromium, live_server, signed_in):
    """The board in a window; a script's error fails the test, a refusal does not."""
    context = chromium.new_context(
        base_url=live_server.url,
        viewport={"width": 1440, "height": 900},
        reduced_motion="reduce",
    )
    signed_in(context)
    page = context.new_page()
    page.set_default_timeout(8_000)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(BOARD)
    expect(page.locator(".board.is-live")).to_be_visible()
    yield page
    context.close()
    assert wrong == []


def card(page, stop):
    return page.locator(f"#board .slot[data-stop='{stop.pk}']:not(.is-held)")


def drag(page, stop, minutes, *, at=0.5):
    """Drag a card so many minutes, taken at a part of its width; let go."""
    box = card(page, stop).bounding_box()
    x, y = box["x"] + box["width"] * at, box["y"] + 30
    page.mouse.move(x, y)
    page.mouse.down()
    for step in (0.3, 0.7, 1):
        page.mouse.move(x + minutes * 4 * step, y + 2)
    page.wait_for_timeout(60)
    page.mouse.up()


def expect_plan(page, stop, plan):
    expect(card(page, stop)).to_have_attribute("data-plan", plan)


def test_a_card_is_dragged_and_stretched_and_taken_back(board, here):
    stop = here.stops[1]

    drag(board, stop, 10)
    expect_plan(board, stop, "640 660")
    drag(board, stop, -5, at=0.98)
    expect_plan(board, stop, "640 655")
    assert hours(stop) == "10:40-10:55"
    board.keyboard.press("Control+z")
    expect_plan(board, stop, "640 660")
    board.locator("[data-undo] button").first.click()
    expect_plan(board, stop, "630 650")
    board.keyboard.press("Control+Shift+z")
    expect_plan(board, stop, "640 660")
    assert hours(stop) == "10:40-11:00"


def test_a_refused_drop_goes_back_and_an_offer_is_taken(board, here):
    stop = here.stops[2]

    drag(board, stop, -20)
    toast = board.locator(".board-toast")
    expect(toast).to_contain_text("is taken by Delegation of Kazakhstan until 10:50.")
    expect_plan(board, stop, "660 680")
    toast.get_by_role("button", name="11:20–11:40").click()

    expect_plan(board, stop, "680 700")
    assert hours(stop) == "11:20-11:40"


def test_clashes_are_shown_while_dragging(board, here):
    stop = here.stops[0]
    box = card(board, stop).bounding_box()
    board.mouse.move(box["x"] + 30, box["y"] + 30)
    board.mouse.down()
    board.mouse.move(box["x"] + 150, box["y"] + 30, steps=4)

    expect(board.locator(".is-held .stop-conflict")).to_be_visible()
    expect(board.locator(".tip")).to_contain_text("The visit is at B2 until 10:50.")
    board.keyboard.press("Escape")
    expect(board.locator(".is-held")).to_have_count(0)
    board.mouse.up()
    assert hours(stop) == "10:00-10:20"


def test_a_stop_is_moved_by_keys_alone(board, here):
    stop = here.stops[1]
    card(board, stop).locator(".stop").focus()

    for key in (
        "m",
        "ArrowRight",
        "Shift+ArrowRight",
        "BracketRight",
        "Shift+BracketLeft",
    ):
        board.keyboard.press(key)
    expect(board.locator("#board-live")).to_contain_text("10:36–10:52, 16 minutes")
    board.keyboard.press("Enter")

    expect_plan(board, stop, "636 652")
    expect(card(board, stop).locator(".stop")).to_be_focused()
    board.keyboard.press("m")
    board.keyboard.press("ArrowLeft")
    board.keyboard.press("Escape")
    expect(board.locator("#board-live")).to_contain_text("back at its place")
    board.keyboard.press("ArrowLeft")
    expect(card(board, here.stops[0]).locator(".stop")).to_be_focused()
    board.keyboard.press("ArrowDown")
    expect(card(board, here.stops[2]).locator(".stop")).to_be_focused()
    assert hours(stop) == "10:36-10:52"


def test_a_stop_of_the_tray_is_placed_and_goes_back(board, here):
    stop = StopFactory(
        exhibition=here.exhibition, visit=here.visit, stand=here.stands[0], duration=20
    )
    board.reload()
    waiting = board.locator(f"[data-tray] .slot[data-stop='{stop.pk}']")
    from_box = waiting.locator(".grip").bounding_box()
    row = board.locator(f"[data-lane='d{here.kazakhstan.pk}'] .b-lane").bounding_box()
    board.mouse.move(from_box["x"] + 5, from_box["y"] + 8)
    board.mouse.down()
    board.mouse.move(row["x"] + 220, row["y"] + 30, steps=6)
    board.wait_for_timeout(60)
    board.mouse.up()

    expect_plan(board, stop, "655 675")
    expect(waiting).to_have_count(0)
    card(board, stop).locator(".stop").focus()
    board.keyboard.press("m")
    board.keyboard.press("Delete")
    expect(waiting).to_have_count(1)
    assert hours(stop) is None


def test_what_another_officer_does_appears_within_three_seconds(board, here):
    row = Stop.objects.get(pk=here.stops[1].pk)
    row.planned = stretch("06:40-07:00")
    write([row], reader=UserFactory(name="Aygün"), action="move")

    expect(card(board, row)).to_have_attribute("data-plan", "640 660", timeout=3_000)
    expect(board.locator("[data-rail=history]")).to_contain_text(
        "Aygün moved B2 for Kazakhstan to 10:40"
    )


def test_a_visit_that_is_called_off_leaves_the_board(board, here):
    visit = Visit.objects.get(pk=here.visit.pk)
    visit.status = "cancelled"
    write([visit], action="cancel")

    expect(board.locator(f"[data-lane='d{here.kazakhstan.pk}']")).to_have_count(0)
    expect_plan(board, here.stops[2], "660 680")


def test_nobody_overwrites_unknowingly(board, here):
    stop = here.stops[1]
    # The board looks away while the other officer works.
    board.route("**/state/**", lambda route: route.abort())
    row = Stop.objects.get(pk=stop.pk)
    row.planned = stretch("06:35-06:55")
    write([row], reader=UserFactory(name="Aygün"), action="move")

    drag(board, stop, 10)
    dialog = board.locator("#board-dialog")
    expect(dialog).to_contain_text("Aygün changed")
    cells = [dialog.locator("td").nth(place).text_content() for place in range(3)]
    assert cells == ["10:30–10:50", "10:40–11:00", "10:35–10:55"]
    assert hours(stop) == "10:35-10:55"
    board.unroute("**/state/**")
    dialog.get_by_role("button", name="Put mine on top").click()

    expect_plan(board, stop, "640 660")
    assert hours(stop) == "10:40-11:00"


def test_a_form_opens_over_the_board(board, here):
    card(board, here.stops[1]).locator(".stop").click()
    dialog = board.locator("#board-dialog")
    dialog.get_by_label("Start").fill("1045")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).not_to_be_visible()

    expect_plan(board, here.stops[1], "645 650")
    assert hours(here.stops[1]) == "10:45-10:50"


def test_without_a_script_the_board_is_a_list_with_forms(
    chromium, live_server, signed_in, here
):
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    signed_in(context)
    page = context.new_page()
    page.goto(BOARD)
    expect(page.locator(".b-lane li")).to_have_count(3)
    page.get_by_role("link", name=re.compile("B2.*10:30–10:50")).click()
    page.get_by_label("End").fill("10:55")
    page.get_by_role("button", name="Save").click()

    page.wait_for_url(re.compile("/board/2023-11-24/$"))
    page.get_by_role("button", name=re.compile("^Undo")).click()
    expect(page.get_by_role("link", name=re.compile("B2.*10:30–10:50"))).to_be_visible()
    context.close()
    assert hours(here.stops[1]) == "10:30-10:50"


def test_a_finger_scrolls_and_held_long_it_drags(
    chromium, live_server, signed_in, here
):
    context = chromium.new_context(
        base_url=live_server.url,
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
    )
    signed_in(context)
    page = context.new_page()
    page.goto(BOARD)
    expect(page.locator(".board.is-live")).to_be_visible()
    width = page.evaluate("document.documentElement.scrollWidth")
    stop = here.stops[0]
    card(page, stop).scroll_into_view_if_needed()
    box = card(page, stop).bounding_box()
    finger = context.new_cdp_session(page)
    x, y = box["x"] + box["width"] / 2, box["y"] + 30

    def touch(kind, *points):
        places = [{"x": x + by, "y": y} for by in points]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    touch("touchStart", 0)
    page.wait_for_timeout(450)
    touch("touchMove", 10)
    touch("touchMove", 20)
    page.wait_for_timeout(80)
    touch("touchEnd")
    expect_plan(page, stop, "605 625")
    context.close()

    assert width == 390
    assert hours(stop) == "10:05-10:25"


@pytest.mark.skipif(not AXE.exists(), reason="axe is not here: make tools.")
@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1440, "light")])
def test_the_board_breaks_no_rule(window, signed_in, here, width, scheme):
    context = window(width, scheme)
    signed_in(context)
    page = context.new_page()
    wrong = {}
    edit = f"{BOARD}../stops/{here.stops[0].pk}/edit/"
    for address in (BOARD, f"{BOARD}?by=stand", f"{BOARD}?by=person", edit):
        page.goto(address)
        if found := violations(page):
            wrong[address] = found

    assert wrong == {}
