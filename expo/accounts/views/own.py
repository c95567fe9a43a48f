"""One's own account: name and language, and where one is signed in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from exhibitors import clock
from exhibitors.access import working_exhibition
from exhibitors.models import Exhibition
from expo.accounts import browsers, sessions
from expo.accounts.forms import ProfileForm
from expo.accounts.speaking import remember, spoken


@dataclass(frozen=True)
class Shown:
    """A browser in which somebody is signed in, as it is shown."""

    pk: int
    browser: str
    started_at: datetime
    seen_at: datetime
    is_this_one: bool


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@spoken
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Show and change name and language."""
    user: Any = request.user
    form = ProfileForm(request.POST or None, instance=user)
    if form.is_valid():
        form.instance.save(update_fields=["name", "language"])
        with override(user.language):
            messages.success(request, _("Saved."))
        return remember(redirect("accounts:profile"), user.language)  # type: ignore[return-value]
    return render(request, "accounts/profile.html", {"form": form})


@never_cache
@require_safe
@spoken
@login_required
def signed_in(request: HttpRequest) -> HttpResponse:
    """Show where the account is signed in."""
    user: Any = request.user
    shown = [
        Shown(
            row.pk,
            browsers.in_words(row.browser),
            clock.shown(row.started_at),
            clock.shown(row.seen_at),
            row.session_key == request.session.session_key,
        )
        for row in sessions.open_of(user)
    ]
    zone = _zone_of(request)
    with timezone.override(ZoneInfo(zone)):
        context = {"shown": shown, "zone": zone}
        return render(request, "accounts/sessions.html", context)


def _zone_of(request: HttpRequest) -> str:
    """Return the zone of the exhibition that the account works in, else UTC."""
    exhibition = working_exhibition(request)
    if exhibition is None:
        hosted = Exhibition.objects.filter(roleassignments__user=request.user.pk)
        exhibition = hosted.first()
    return exhibition.timezone if exhibition else "UTC"


@require_POST
@login_required
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's own sessions."""
    user: Any = request.user
    row = get_object_or_404(user.sign_ins, pk=pk)
    sessions.end(user.sign_ins.filter(pk=row.pk))
    messages.success(request, _("The session has ended."))
    return redirect("accounts:sessions")


@require_POST
@login_required
def end_others(request: HttpRequest) -> HttpResponse:
    """End all of one's sessions but this one."""
    user: Any = request.user
    number = sessions.end_others(request, user)
    text = ngettext(
        "%(number)d session has ended.", "%(number)d sessions have ended.", number
    )
    messages.success(request, text % {"number": number})
    return redirect("accounts:sessions")
