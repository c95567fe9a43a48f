"""The pages of the admin that organisers use most, before axe and on a phone."""

from pprint import pformat

import pytest

from exhibitors.models import Area, Exhibit, Exhibition, Stand
from tests.browser.test_accessibility import AXE, found_wrong
from tests.demonstration import load_demonstration
from tests.factories.exhibitors import RoleAssignmentFactory

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not AXE.exists(), reason="axe is not here: make tools."),
]
PAGES = (
    "",
    "completeness/countries/",
    "exhibitors/area/{area}/plan/",
    "exhibitors/area/{area}/plan/table/",
    "exhibitors/exhibit/",
    "exhibitors/exhibit/{exhibit}/change/",
    "exhibitors/exhibition/{exhibition}/next/",
    "exhibitors/historytransaction/",
    "exhibitors/importrun/",
    "exhibitors/importrun/add/",
    "exhibitors/photo/add-many/",
    "exhibitors/proposal/",
    "exhibitors/stand/",
    "exhibitors/stand/{stand}/change/",
    "exhibitors/stand/{stand}/history/",
)


def addresses(exhibition):
    """Return the address of each page."""
    kept = {
        "area": Area.objects.filter(outline__isnull=False).first().pk,
        "exhibit": Exhibit.objects.first().pk,
        "exhibition": exhibition.pk,
        "stand": Stand.objects.first().pk,
    }
    return [f"/admin/{page.format(**kept)}" for page in PAGES]


@pytest.mark.parametrize(
    ("language", "scheme", "width"), [("en", "light", 1440), ("ru", "dark", 390)]
)
def test_no_page_breaks_a_rule_or_is_too_wide(window, sign_in, language, scheme, width):
    exhibition = load_demonstration() or Exhibition.objects.get()
    context = window(width, scheme, language)
    sign_in(context, RoleAssignmentFactory(exhibition=exhibition).user)

    wrong = found_wrong(context.new_page(), addresses(exhibition))

    assert not wrong, pformat(wrong, width=160)


def test_no_cell_of_a_list_is_cut_off_on_a_phone(window, sign_in):
    exhibition = load_demonstration() or Exhibition.objects.get()
    context = window(390, "light")
    sign_in(context, RoleAssignmentFactory(exhibition=exhibition).user)
    tab = context.new_page()
    tab.goto("/admin/exhibitors/historytransaction/")

    cells = tab.locator("#result_list td")
    cut = "cells => cells.filter(cell => cell.scrollHeight > cell.clientHeight).length"

    assert cells.count() > 3
    assert cells.evaluate_all(cut) == 0
