"""The pages of one's own account and of invitations, before axe and on a phone."""

import time

import pytest
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from expo.accounts import factors
from expo.accounts.invitations import digest_of
from tests.browser.test_accessibility import AXE, found_wrong
from tests.factories.exhibitors import ExhibitionFactory, RoleAssignmentFactory
from tests.factories.expo import InvitedRoleFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
OPEN = ("login/", "reset/", "reset/asked/", "reset/MQ/none/", "invitation/{secret}/")
OWN = ("", "password/", "second-factor/", "second-factor/set-up/", "sessions/")
SECRET = "s" * 43


@pytest.fixture
def organiser():
    account = UserFactory(email="organiser@example.org")
    account.set_password("correct horse battery")
    account.save()
    RoleAssignmentFactory(user=account, exhibition=ExhibitionFactory(slug="baku"))
    return account


def addresses(pages):
    return [f"/accounts/{page.format(secret=SECRET)}" for page in pages]


@pytest.mark.skipif(not AXE.exists(), reason="axe is not here: make tools.")
@pytest.mark.parametrize(
    ("language", "scheme", "width"), [("en", "light", 1440), ("ru", "dark", 390)]
)
def test_no_page_breaks_a_rule_or_is_too_wide(
    window, sign_in, organiser, language, scheme, width
):
    role = organiser.roles.get()
    InvitedRoleFactory(
        exhibition=role.exhibition,
        invitation__digest=digest_of(SECRET),
        invitation__language=language,
    )
    context = window(width, scheme, language)
    tab = context.new_page()
    wrong = found_wrong(tab, addresses(OPEN))
    sign_in(context, organiser)
    wrong |= found_wrong(tab, addresses(OWN))

    assert wrong == {}


def test_one_signs_in_with_a_code_and_prints_spare_ones(tab, live_server, organiser):
    device = TOTPDevice.objects.create(user=organiser)
    factors.renew_spare_codes(organiser)
    tab.goto("/accounts/login/?next=/accounts/second-factor/")
    tab.fill("[name=username]", organiser.email)
    tab.fill("[name=password]", "correct horse battery")
    tab.click("main [type=submit]")
    app = TOTP(device.bin_key)
    app.time = time.time()
    tab.fill("[name=code]", f"{app.token():06d}")
    tab.click("main .btn-primary")
    tab.click("text=New spare codes")
    tab.fill("[name=password]", "correct horse battery")
    tab.click("main .btn-primary")

    assert tab.locator(".account-codes li").count() == 10
    tab.locator("[data-print]").wait_for()
