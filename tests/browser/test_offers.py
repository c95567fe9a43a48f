"""Buttons that only a browser can press: offers of a clash, "I have read it"."""

import pytest
from playwright.sync_api import expect

from delegations.models import Notice
from exhibitors.models import OpeningHours
from tests.delegations.board.conftest import BOARD, hours
from tests.delegations.scene import scene
from tests.delegations.times import DAY
from tests.factories.delegations import NoticeFactory
from tests.factories.exhibitors import RoleAssignmentFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_free_time_beside_a_clash_is_taken_by_its_button(tab, sign_in):
    here = scene()
    OpeningHours.objects.create(
        exhibition=here.exhibition, on=DAY, opens_at="11:00", closes_at="18:00"
    )
    role = RoleAssignmentFactory(role="protocol_officer", exhibition=here.exhibition)
    sign_in(tab.context, role.user)
    tab.goto(BOARD)
    expect(tab.locator(".board.is-live")).to_be_visible()
    clash = tab.locator("[data-rail=clashes] .clash", has_text="B1").first

    offer = clash.locator("form[data-gesture] button").first
    wanted = offer.inner_text().replace("–", "-")
    offer.click()

    slot = tab.locator(f"#board .slot[data-stop='{here.stops[0].pk}']")
    expect(slot).not_to_have_attribute("data-plan", "600 620")
    assert hours(here.stops[0]) == wanted


def test_who_was_told_says_so_by_the_button(tab):
    notice = NoticeFactory()
    tab.goto(f"/notices/{notice.token}/")

    with tab.expect_navigation():
        tab.locator("main form button").click()

    assert Notice.objects.get().read_at is not None
