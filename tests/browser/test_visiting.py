"""A visitor finds things, in each language, on a phone and at a desk."""

import re

import pytest
from playwright.sync_api import expect

from tests.demonstration import addresses, load_demonstration

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = {
    "en": {
        "explore": "Explore the stands",
        "stand": "National stand of Kazakhstan",
        "stands": "Stands",
        "found": "1 stand",
        "skip": "Skip to the content",
        "filters": "Filters",
    },
    "ru": {
        "explore": "Смотреть стенды",
        "stand": "Национальный стенд Казахстана",
        "stands": "Стенды",
        "found": "1 стенд",
        "skip": "К содержанию",
        "filters": "Фильтры",
    },
    "az": {
        "explore": "Stendlərə bax",
        "stand": "Qazaxıstanın milli stendi",
        "stands": "Stendlər",
        "found": "1 stend",
        "skip": "Məzmuna keç",
        "filters": "Filtrlər",
    },
}
LANGUAGES = list(WORDS)


@pytest.fixture
def speca():
    return load_demonstration()


@pytest.fixture
def phone(tab):
    tab.set_viewport_size({"width": 390, "height": 844})
    return tab


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_home_to_an_exhibit_and_back(tab, speca, language):
    words = WORDS[language]
    tab.goto(f"/{language}/speca-2023/")
    tab.get_by_role("link", name=words["explore"]).click()
    tab.get_by_role("searchbox").fill("Kazakhstan")
    tab.get_by_role("searchbox").press("Enter")
    expect(tab.get_by_role("status").first).to_contain_text(words["found"])
    tab.get_by_role("link", name=words["stand"]).click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text(words["stand"])
    tab.locator(".card-x h3 a").first.click()
    tab.wait_for_url(re.compile(r"/exhibits/"))
    tab.locator(".crumbs a").first.click()
    tab.wait_for_url(re.compile(rf"/{language}/speca-2023/$"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_filters_fold_on_a_phone_and_narrow(phone, speca, language):
    phone.goto(f"/{language}/speca-2023/stands/")
    box = phone.locator("input[name=country][value=kz]")
    expect(box).not_to_be_visible()
    phone.locator("summary", has_text=WORDS[language]["filters"]).click()
    box.check()
    phone.locator(".filters button[type=submit]").first.click()
    phone.wait_for_url(re.compile("country=kz"))
    expect(phone.locator(".card-x")).to_have_count(1)
    phone.locator(".chips a").first.click()
    expect(phone.locator(".card-x")).to_have_count(10)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_changes_and_the_page_stays(tab, speca, language):
    tab.goto("/en/speca-2023/exhibits/?q=coin&kind=coin")
    tab.locator(f".langs-desk a[lang={language}]").click()
    tab.wait_for_url(f"**/{language}/speca-2023/exhibits/?q=coin&kind=coin")
    expect(tab.locator("html")).to_have_attribute("lang", language)
    expect(tab.locator(".card-x")).to_have_count(1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stand_is_chosen_on_the_drawing(tab, speca, language):
    tab.goto(f"/{language}/speca-2023/plan/")
    tab.locator(".planbox a", has_text="B1").click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text(
        WORDS[language]["stand"]
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_keyboard_skips_to_the_content(tab, speca, language):
    tab.goto(f"/{language}/speca-2023/stands/")
    tab.keyboard.press("Tab")
    skip = tab.get_by_role("link", name=WORDS[language]["skip"])
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    tab.keyboard.press("Enter")
    assert tab.url.endswith("#main")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('main') !== null")


def test_the_menu_of_a_phone_opens_by_keyboard(phone, speca):
    phone.goto("/en/speca-2023/")
    menu = phone.locator(".menu summary")
    menu.focus()
    menu.press("Enter")
    phone.locator(".menu-panel").get_by_role("link", name="Exhibitors").click()
    phone.wait_for_url("**/exhibitors/")


def test_what_is_focused_is_seen(tab, speca):
    tab.goto("/en/speca-2023/stands/")
    for _step in range(40):
        tab.keyboard.press("Tab")
        ring = tab.evaluate(
            """() => {
              const at = document.activeElement;
              const around = [at, at.parentElement, at.closest('li, label, .facet')];
              return at === document.body || around.filter(Boolean).some(element => {
                const style = getComputedStyle(element);
                return style.outlineStyle !== 'none' || style.boxShadow !== 'none';
              });
            }"""
        )
        assert ring, tab.evaluate("document.activeElement.outerHTML")


@pytest.mark.parametrize("width", [360, 390, 768, 1024, 1440])
def test_no_page_is_wider_than_its_window(tab, speca, width):
    tab.set_viewport_size({"width": width, "height": 800})
    wide = []
    for address in addresses("ru"):
        tab.goto(address, wait_until="load")
        if tab.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(address)
    assert wide == []


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_moves_while_a_page_loads(tab, speca, width):
    tab.set_viewport_size({"width": width, "height": 900})
    tab.add_init_script(
        """window.moved = 0;
        new PerformanceObserver(list => {
          for (const entry of list.getEntries()) window.moved += entry.value;
        }).observe({type: 'layout-shift', buffered: true});"""
    )
    moved = {}
    for address in addresses("en"):
        tab.goto(address, wait_until="networkidle")
        shift = tab.evaluate("window.moved")
        if shift > 0.02:
            moved[address] = shift
    assert moved == {}


def test_print_leaves_out_what_paper_cannot_use(tab, speca):
    tab.goto("/en/speca-2023/stands/kazakhstan/")
    tab.emulate_media(media="print")
    for name in (".site-header nav", ".thumbbar", ".skip"):
        expect(tab.locator(name).first).not_to_be_visible()
    expect(tab.get_by_role("heading", level=1)).to_be_visible()


def test_a_citation_opens_the_folded_sources(tab, speca):
    tab.goto("/en/speca-2023/")
    source = tab.locator("#source-1")
    expect(source).not_to_be_visible()
    tab.locator("a[href='#source-1']").first.click()
    expect(source).to_be_visible()
    expect(source).to_be_in_viewport()


def test_folded_sources_are_on_paper(tab, speca):
    tab.goto("/en/speca-2023/")
    tab.emulate_media(media="print")
    expect(tab.locator("#source-1")).to_be_visible()
