"""Where an account is signed in: noted, shown, ended."""

import time
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from expo.models import SignIn, User

SEEN = "seen"
# How often a session in use is noted as seen.
SEEN_EVERY_SECONDS = 300


def note_sign_in(sender: Any, request: Any, user: User, **_rest: Any) -> None:
    """Keep that somebody signed in, and from what browser."""
    session = getattr(request, "session", None)
    if session is None:
        return
    if session.session_key is None:
        session.create()
    keys = Session.objects.values("session_key")
    SignIn.objects.filter(user=user).exclude(session_key__in=keys).delete()
    SignIn.objects.update_or_create(
        session_key=session.session_key,
        defaults={
            "user": user,
            "browser": request.META.get("HTTP_USER_AGENT", "")[:300],
        },
    )
    session[SEEN] = int(time.time())


def note_sign_out(sender: Any, request: Any, user: Any, **_rest: Any) -> None:
    """Forget a browser that was signed out."""
    SignIn.objects.filter(session_key=request.session.session_key or "").delete()


def note_seen(request: HttpRequest) -> None:
    """Note that a session is in use, every few minutes at most."""
    seen = request.session.get(SEEN)
    if seen is None or time.time() - seen < SEEN_EVERY_SECONDS:
        return
    request.session[SEEN] = int(time.time())
    SignIn.objects.filter(session_key=request.session.session_key).update(
        seen_at=timezone.now()
    )


def renew(request: HttpRequest) -> None:
    """Give the session another key, as whenever it may do more than before."""
    before = request.session.session_key
    request.session.cycle_key()
    moved(request, before)


def moved(request: HttpRequest, before: str | None) -> None:
    """Note that a session goes on under another key."""
    SignIn.objects.filter(session_key=before or "").update(
        session_key=request.session.session_key
    )


def open_of(user: User) -> QuerySet[SignIn]:
    """Return where an account is signed in, the browser last seen first."""
    going_on = Session.objects.filter(expire_date__gt=timezone.now())
    return user.sign_ins.filter(session_key__in=going_on.values("session_key"))


def end(rows: QuerySet[SignIn]) -> int:
    """End sessions, whose next request is a stranger's; return how many there were."""
    keys = list(rows.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    SignIn.objects.filter(session_key__in=keys).delete()
    return len(keys)


def end_others(request: HttpRequest, user: User) -> int:
    """End all sessions of an account but this one; return how many there were."""
    return end(user.sign_ins.exclude(session_key=request.session.session_key or ""))
