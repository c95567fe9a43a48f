"""Signing in is throttled: what counts, for whom, and for how long.

Five wrong passwords for one account from one address, or thirty from one address for
any, and that address waits for a quarter of an hour. An account is never locked for
everybody: else anyone could lock out anyone.
"""

import math
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

# Wrong passwords for any account from one address that count as one for an account.
WEIGHT = 6


class Throttle(AxesDatabaseHandler):  # type: ignore[misc]
    """Counts failures for an account from an address, and from the address in all."""

    def get_failures(self, request: HttpRequest, credentials: Any = None) -> int:
        """Return how many count against the limit of one account."""
        pair, address = [
            sum(rows.values_list("failures_since_start", flat=True))
            for rows in self.get_user_attempts(request, credentials)
        ]
        found: int = max(pair, address // WEIGHT)
        return found

    def reset_user_attempts(self, request: HttpRequest, credentials: Any = None) -> int:
        """Forget those for the account that signed in, and nobody else's."""
        pair, _address = self.filter_user_attempts(request, credentials)
        found: int = pair.delete()[0]
        return found


def client_address(request: HttpRequest) -> str | None:
    """Return the address of the browser; of several proxies the last one's word."""
    if settings.BEHIND_PROXY:
        told = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        if told:
            return str(told)
    found: str | None = request.META.get("REMOTE_ADDR")
    return found


def account_of(request: HttpRequest | None, credentials: Any = None) -> str:
    """Return by what attempts for an account are counted; it names nobody."""
    typed = (credentials or {}).get("username") or ""
    return digest(str(typed))


def digest(email: str) -> str:
    """Return the name under which attempts for an e-mail address are counted."""
    folded = email.strip().casefold()
    return salted_hmac("expo.accounts.throttle", folded, algorithm="sha256").hexdigest()


def minutes_left(request: HttpRequest, email: str) -> int:
    """Return after how many minutes the account can be tried again from there."""
    credentials = {"username": email}
    AxesProxyHandler.update_request(request)
    handler: Any = AxesProxyHandler.get_implementation()
    times = [
        rows.order_by("-attempt_time").values_list("attempt_time", flat=True).first()
        for rows in handler.get_user_attempts(request, credentials)
    ]
    last = max((time for time in times if time), default=timezone.now())
    left = last + settings.AXES_COOLOFF_TIME - timezone.now()
    return max(1, math.ceil(left.total_seconds() / 60))


def is_locked(request: HttpRequest, email: str) -> bool:
    """Return whether no password for the account is looked at from there."""
    return not AxesProxyHandler.is_allowed(request, {"username": email})


def attempts_for(email: str) -> QuerySet[Any]:
    """Return the failures that count against an account, wherever they came from."""
    rows: QuerySet[Any] = AccessAttempt.objects.filter(username=digest(email))
    return rows


def lift(email: str) -> int:
    """Let an account be tried again at once; return how many places were waiting."""
    found: int = attempts_for(email).delete()[0]
    return found
