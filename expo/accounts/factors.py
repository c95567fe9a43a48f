"""The second factor of an account: an authenticator app, and spare codes on paper.

django-otp judges the codes: it slows down whoever guesses, takes none twice, and uses
up spare ones. An account has one confirmed app at most.
"""

from typing import Any

import segno
from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, salted_hmac
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from expo.accounts import letters, sessions
from expo.accounts.backends import with_factors
from expo.models import User

SPARE_CODES = 10
VERIFIED = "factor"
# How long a session waits for the code after the password.
PATIENCE_SECONDS = 600
TRUST_COOKIE = "expo_trusted"
TRUST_SECONDS = 30 * 24 * 3600
_TRUST_SALT = "expo.accounts.trust"


def known(user: Any) -> Any:
    """Return an account that knows its second factor, as those of requests do."""
    if hasattr(user, "must_have_factor"):
        return user
    return with_factors(User.objects.filter(pk=user.pk)).get()


def next_step(request: HttpRequest, user: Any) -> str:
    """Return what a session owes before it may do anything: code, enrol or "".

    A session whose code was for a device since taken off owes the code of the new one.
    """
    account = known(user)
    if account.factor is not None:
        is_paid = request.session.get(VERIFIED) == account.factor
        return "" if is_paid else "code"
    return "enrol" if account.must_have_factor else ""


def pay(request: HttpRequest, factor: int) -> None:
    """Let the session go on as one that has given its second factor."""
    request.session[VERIFIED] = factor
    request.session.set_expiry(None)
    sessions.renew(request)


def unconfirmed(user: User) -> TOTPDevice:
    """Return the device that an account is setting up, begun where there is none."""
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=user.pk)
        device = TOTPDevice.objects.filter(user=user, confirmed=False).first()
        return device or TOTPDevice.objects.create(
            user=user, name="app", confirmed=False
        )


@transaction.atomic
def confirm(user: User, code: str) -> tuple[int, list[str]] | int:
    """Take the device being set up into use; return its key and the spare codes.

    Where the code is not right, or comes too soon after one that was not, or another
    device is in use already: after how many seconds to try again.
    """
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
    devices = TOTPDevice.objects.select_for_update().filter(user=user)
    device = devices.filter(confirmed=False).first()
    in_use = devices.filter(confirmed=True).exists()
    if device is None or in_use:
        return 1
    if not device.verify_token(plain(code)):
        return _wait(device)
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    return device.pk, renew_spare_codes(user)


def plain(code: str) -> str:
    """Return a code as it is compared: without the gaps people read it with."""
    return "".join(code.split()).replace("-", "").lower()


@transaction.atomic
def renew_spare_codes(user: User) -> list[str]:
    """Return ten new spare codes of an account; those it had are void."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="spare")
    codes = [StaticToken.random_token() for _number in range(SPARE_CODES)]
    StaticToken.objects.bulk_create(
        StaticToken(device=device, token=code) for code in codes
    )
    return codes


def spare_codes_left(user: User) -> int:
    """Return how many spare codes an account has not used."""
    left: int = StaticToken.objects.filter(device__user=user).count()
    return left


@transaction.atomic
def verify(user: User, code: str) -> int:
    """Judge a code; return 0 for a right one, else after how many seconds to try again.

    Six digits are the app's, anything else is a spare code: a wrong one slows down
    its own kind alone. The device is locked, so that one code opens one session.
    """
    typed = plain(code)
    is_of_app = len(typed) == 6 and typed.isdecimal()
    model = TOTPDevice if is_of_app else StaticDevice
    device = model.objects.select_for_update().filter(user=user, confirmed=True).first()
    if device is None:
        return 1
    return 0 if device.verify_token(typed) else _wait(device)


def _wait(device: Any) -> int:
    """Return after how many seconds a device looks at another code, 1 at least."""
    is_allowed, reason = device.verify_is_allowed()
    return 1 if is_allowed else max(1, _seconds(reason))


def _seconds(reason: Any) -> int:
    ends = (reason or {}).get("locked_until")
    if ends is None:
        return 1
    left = ends - type(ends).now(ends.tzinfo)
    return int(left.total_seconds()) + 1


@transaction.atomic
def take_off(user: User) -> bool:
    """Take the second factor off an account, and tell its owner; whether it had one.

    All its sessions end: one of them may be why.
    """
    apps = TOTPDevice.objects.filter(user=user)
    had_one: bool = apps.filter(confirmed=True).exists()
    apps.delete()
    StaticDevice.objects.filter(user=user).delete()
    if had_one:
        letters.write_to(user, "factor")
    return had_one


def picture(device: TOTPDevice) -> str:
    """Return the QR code that an authenticator app reads, as markup."""
    code = segno.make(device.config_url, error="m", micro=False)
    return code.svg_inline(scale=5, border=4, dark="#000", light="#fff", omitsize=True)


def _mark(user: User, factor: int) -> str:
    """Return what a browser's trust rests on: the password and the device of now."""
    key = TOTPDevice.objects.values_list("key", flat=True).get(pk=factor)
    value = f"{user.pk}:{factor}:{user.password}:{key}"
    return salted_hmac(_TRUST_SALT, value, algorithm="sha256").hexdigest()


def trust(response: HttpResponse, user: User, factor: int, *, is_secure: bool) -> None:
    """Let a browser do without the code for thirty days."""
    response.set_cookie(
        TRUST_COOKIE,
        signing.TimestampSigner(salt=_TRUST_SALT).sign(_mark(user, factor)),
        max_age=TRUST_SECONDS,
        path="/accounts/",
        secure=is_secure,
        httponly=True,
        samesite="Lax",
    )


def is_trusted(request: HttpRequest, user: User, factor: int) -> bool:
    """Return whether the browser was trusted with this account and device."""
    signer = signing.TimestampSigner(salt=_TRUST_SALT)
    try:
        mark = signer.unsign(
            request.COOKIES.get(TRUST_COOKIE, ""), max_age=TRUST_SECONDS
        )
    except signing.BadSignature:
        return False
    return constant_time_compare(mark, _mark(user, factor))
