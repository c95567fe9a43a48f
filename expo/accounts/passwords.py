"""Passwords: asked for anew by mail, and changed."""

from datetime import timedelta

from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from exhibitors import clock
from expo.accounts import letters, sessions, throttle
from expo.models import AccountLetter, User

LETTERS_AN_HOUR = 3
ASKED_AN_HOUR = 20


def may_ask(request: HttpRequest) -> bool:
    """Count a request for a new password; return whether the browser's address may.

    Counted by each process on its own: a brake, beside the limit of each account.
    """
    key = f"reset:{throttle.client_address(request)}"
    cache.add(key, 0, timeout=3600)
    return cache.incr(key) <= ASKED_AN_HOUR


def may_be_written(account: User) -> bool:
    """Return whether the account was sent few enough links within the hour."""
    since = clock.shown(timezone.now()) - timedelta(hours=1)
    written = account.account_letters.filter(
        kind=AccountLetter.Kind.RESET, written_at__gt=since
    )
    return written.count() < LETTERS_AN_HOUR


def changed(account: User, request: HttpRequest | None = None) -> None:
    """Tell the owner of an account that its password was changed; end its sessions.

    The session of the request goes on, if it is the account's own.
    """
    mine = request is not None and request.user == account
    if mine and request is not None:
        sessions.end_others(request, account)
    else:
        sessions.end(account.sign_ins.all())
    throttle.lift(account.email)
    letters.write_to(account, "changed")
