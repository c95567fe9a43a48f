"""Nobody works here before the second factor that is asked of the account.

A session that still owes it is a stranger's everywhere: staff pages lead to the page
that asks for it, and public ones show what anyone sees.
"""

import re
from collections.abc import Callable
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from expo.accounts.factors import next_step
from expo.accounts.sessions import note_seen

STEPS = {"code": "accounts:code", "enrol": "accounts:enrol"}
_CODES = "|".join(code for code, _name in settings.LANGUAGES)
# The pages of staff; embassies register by a secret link, without an account.
_STAFF = re.compile(rf"/(?:{_CODES})/[^/]+/delegations/(?!register/)|/admin/")


def second_factor(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Show views the account of a request only where it owes nothing."""

    def answer(request: HttpRequest) -> HttpResponse:
        account = request.user
        request.account = account  # type: ignore[attr-defined]
        request.user = cast("Any", SimpleLazyObject(lambda: _trusted(request, account)))
        if _STAFF.match(request.path_info) and request.method != "OPTIONS":
            step = step_of(request)
            if step and not request.path_info.endswith("/logout/"):
                return redirect(address_of(step, request.get_full_path()))
        response = get_response(request)
        # Whether the session was read at all: pages for anyone read none.
        if request.session.accessed:
            note_seen(request)
        return response

    return answer


def _trusted(request: HttpRequest, account: Any) -> Any:
    """Return the account, or nobody for one that owes its second factor."""
    if not account.is_authenticated or not next_step(request, account):
        return account
    return AnonymousUser()


def step_of(request: HttpRequest) -> str:
    """Return what the account of a request still owes, "" for nothing."""
    account = request.account  # type: ignore[attr-defined]
    return next_step(request, account) if account.is_authenticated else ""


def address_of(step: str, onwards: str) -> str:
    """Return the page that asks for what is owed, and goes on from there."""
    query = f"?{urlencode({'next': onwards})}" if onwards else ""
    return reverse(STEPS[step]) + query
