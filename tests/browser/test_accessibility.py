"""Every public page, light and dark, on a phone and at a desk, before axe."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.demonstration import addresses, load_demonstration

AXE = Path(settings.BASE_DIR) / ".tools/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not AXE.exists(), reason="axe is not here: make tools."),
]


def violations(page):
    """Return what axe finds on a page, as the rule and the elements."""
    page.add_script_tag(path=AXE)
    found = page.evaluate(
        "rules => axe.run({runOnly: {type: 'tag', values: rules}})", RULES
    )
    return [
        (row["id"], [node["html"][:160] for node in row["nodes"][:3]])
        for row in found["violations"]
    ]


def found_wrong(tab, addresses):
    """Return by address what is wrong: its answer, what axe finds, and its width."""
    wrong = {}
    for address in addresses:
        answer = tab.goto(address)
        found = [] if answer.ok else [answer.status]
        found += violations(tab)
        width = tab.evaluate("document.documentElement.scrollWidth")
        if width > tab.viewport_size["width"]:
            found.append("wider than its window")
        if found:
            wrong[address] = found
    return wrong


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_breaks_a_rule(window, scheme, width):
    load_demonstration()
    page = window(width, scheme).new_page()
    language = "ru" if scheme == "dark" else "en"
    wrong = {}
    for address in addresses(language):
        page.goto(address)
        if found := violations(page):
            wrong[address] = found

    assert wrong == {}


def test_axe_finds_what_is_wrong(chromium):
    page = chromium.new_page()
    page.set_content("<html lang=en><title>x</title><main><h1>x</h1><img src=x>")

    assert "image-alt" in [rule for rule, _nodes in violations(page)]
    page.close()
