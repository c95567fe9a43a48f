"""A phone that loses the network on the day: nothing that was tapped is lost."""

import re

import pytest
from playwright.sync_api import expect

from delegations.models import Mark, Stop
from exhibitors import clock
from tests.delegations.scene import scene
from tests.delegations.times import at
from tests.factories.exhibitors import RoleAssignmentFactory
from tests.factories.expo import UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

DAY = "/en/baku/delegations/today/2023-11-24/"


@pytest.fixture
def phone(chromium, live_server, monkeypatch):
    """A phone of an officer who is signed in, on the page of the day."""
    monkeypatch.setattr(clock, "now", lambda: at("06:05"))
    here = scene()
    user = UserFactory(email="aysel@example.org", password="marking-the-day")
    RoleAssignmentFactory(
        user=user, role="protocol_officer", exhibition=here.exhibition
    )
    context = chromium.new_context(
        base_url=live_server.url, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto(f"/accounts/login/?next={DAY}")
    page.fill("[name=username]", user.email)
    page.fill("[name=password]", "marking-the-day")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "login" not in address)
    page.evaluate("navigator.serviceWorker.ready.then(() => null)")
    yield page
    context.close()


def kept(page):
    """Wait until the page of the day is kept on the phone."""
    page.evaluate(
        """async () => {
          const has = (keys, part) => keys.some(key => key.url.includes(part));
          for (;;) {
            const keys = await (await caches.open('expo-today')).keys();
            if (has(keys, '/today/2023') && has(keys, 'today.js')) return;
            await new Promise(done => setTimeout(done, 20));
          }
        }"""
    )


def first(page):
    return page.locator(".call").first


def test_a_tap_without_a_network_is_kept_and_sent_once(phone):
    kept(phone)
    phone.context.set_offline(True)
    first(phone).get_by_role("button", name="Arrived").click()
    expect(first(phone)).to_have_attribute("data-state", "here")
    expect(first(phone)).to_contain_text("arrived 10:05 · waiting to be sent")
    expect(phone.locator("#waiting")).to_contain_text("1 tap is waiting")
    assert not Mark.objects.exists()

    phone.reload()
    expect(first(phone)).to_have_attribute("data-state", "here")
    first(phone).get_by_role("button", name=re.compile("^Left")).click()
    expect(phone.locator("#waiting")).to_contain_text("2")

    phone.context.set_offline(False)
    expect(phone.locator("#waiting")).not_to_be_visible()
    expect(first(phone)).to_have_attribute("data-state", "done")
    assert list(Mark.objects.values_list("kind", flat=True)) == ["arrived", "left"]
    assert Stop.objects.order_by("position").first().status == "done"


def test_after_a_lost_session_taps_wait_for_signing_in(phone):
    phone.context.clear_cookies(name="sessionid")
    first(phone).get_by_role("button", name="Arrived").click()
    link = phone.get_by_role("link", name="Sign in to send them")
    expect(link).to_be_visible()
    link.click()
    phone.fill("[name=username]", "aysel@example.org")
    phone.fill("[name=password]", "marking-the-day")
    phone.keyboard.press("Enter")
    phone.wait_for_url(lambda address: "login" not in address)
    expect(phone.locator("#waiting")).not_to_be_visible()
    expect(first(phone)).to_have_attribute("data-state", "here")
    assert Mark.objects.get().user.email == "aysel@example.org"


def test_signing_out_leaves_nothing_on_the_phone(phone):
    kept(phone)
    phone.get_by_role("button", name="Sign out").click()
    phone.wait_for_url(lambda address: "delegations" not in address)
    assert phone.evaluate("caches.keys()") == []
    phone.context.set_offline(True)
    with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
        phone.goto(DAY)


def test_signing_out_asks_while_taps_wait(phone):
    phone.route("**/marks/", lambda route: route.abort())
    first(phone).get_by_role("button", name="Arrived").click()
    expect(phone.locator("#waiting")).to_contain_text("1 tap is waiting")
    asked = []
    phone.on("dialog", lambda box: (asked.append(box.message), box.dismiss()))
    phone.get_by_role("button", name="Sign out").click()
    phone.goto("/admin/")
    phone.evaluate("document.getElementById('logout-form').requestSubmit()")
    assert len(asked) == 2
    assert "Signing out deletes them" in asked[0]

    phone.unroute("**/marks/")
    phone.goto(DAY)
    expect(phone.locator("#waiting")).not_to_be_visible()
    phone.get_by_role("button", name="Sign out").click()
    phone.wait_for_url(lambda address: "delegations" not in address)
    assert len(asked) == 2
    assert Mark.objects.get().kind == "arrived"
