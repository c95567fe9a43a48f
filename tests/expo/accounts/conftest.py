"""People with passwords and roles, and what reaches their mail."""

import re
import time

import pytest
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from expo.accounts import factors
from expo.models import AccountLetter
from tests.factories.exhibitors import ExhibitionFactory, RoleAssignmentFactory
from tests.factories.expo import UserFactory

PASSWORD = "correct horse battery"


@pytest.fixture
def exhibition():
    return ExhibitionFactory(slug="baku", name="Baku")


@pytest.fixture
def person(exhibition):
    """An officer with a password."""
    account = UserFactory(email="person@example.org", name="Person")
    account.set_password(PASSWORD)
    account.save()
    RoleAssignmentFactory(user=account, role="protocol_officer", exhibition=exhibition)
    return account


@pytest.fixture
def organiser(client, exhibition):
    """The browser of somebody who organises the exhibition, and no other."""
    client.force_login(
        RoleAssignmentFactory(user=UserFactory(), exhibition=exhibition).user
    )
    return client


@pytest.fixture
def sign_in(client):
    """Return what types address and password."""

    def sign_in(email="person@example.org", password=PASSWORD, browser=None, **more):
        values = {"username": email, "password": password, **more}
        return (browser or client).post("/accounts/login/", values)

    return sign_in


@pytest.fixture
def link():
    """Return what finds the path of the link in the last letter of a kind."""

    def link(kind):
        letter = AccountLetter.objects.filter(kind=kind).latest("pk")
        return re.search(r"http://testserver(/\S+)", letter.text)[1]

    return link


def code_of(device, step=0):
    app = TOTP(device.bin_key, device.step, device.t0, device.digits)
    app.time = time.time() + step * device.step
    return f"{app.token():06d}"


@pytest.fixture
def device(person):
    """An app in use on the officer's phone, with spare codes beside it."""
    factors.renew_spare_codes(person)
    return TOTPDevice.objects.create(user=person, confirmed=True)
