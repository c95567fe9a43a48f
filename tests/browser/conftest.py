"""A real Chromium, where the machine has one."""

import shutil

import pytest
from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")
EXPECTED = ("/no-such-page/", "/plan/save/")
CHROMIUM = next((path for name in NAMES if (path := shutil.which(name))), None)


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.browser)
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="There is no Chromium here."))


@pytest.fixture(scope="module")
def chromium():
    # Playwright keeps an event loop in this thread; the tests ask the database
    # between its calls, never during one. Ends with the module, for the others' sake.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium, live_server):
    """A fresh window; the test fails on an error of a script or the server."""
    context = chromium.new_context(
        base_url=live_server.url, viewport={"width": 1440, "height": 900}
    )
    page = context.new_page()
    page.set_default_timeout(15_000)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "console",
        lambda message: (
            message.type == "error"
            # A page that is not there is looked at too, and a plan refused.
            and not message.location.get("url", "").endswith(EXPECTED)
            and wrong.append(message.text)
        ),
    )
    page.on(
        "response",
        lambda answer: answer.status >= 500 and wrong.append(answer.url),
    )
    yield page
    context.close()
    assert wrong == []


@pytest.fixture
def window(chromium, live_server):
    """Return what opens a window for axe, which a page's policy would keep out."""
    opened = []

    def window(width, scheme, language=None):
        context = chromium.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            reduced_motion="reduce",
            bypass_csp=True,
        )
        opened.append(context)
        if language:
            context.add_cookies(
                [{"name": "django_language", "value": language, "url": live_server.url}]
            )
        return context

    yield window
    for context in opened:
        context.close()


@pytest.fixture
def sign_in(client, live_server):
    """Return what signs a window in with an account, past the form."""

    def sign_in(context, user):
        client.force_login(user)
        value = client.cookies["sessionid"].value
        context.add_cookies(
            [{"name": "sessionid", "value": value, "url": live_server.url}]
        )

    return sign_in
