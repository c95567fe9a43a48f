"""The second factor: set up, renewed, taken off."""

from base64 import b32encode
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from expo.accounts import factors, sessions
from expo.accounts.forms import ConfirmForm, EnrolForm, not_right
from expo.accounts.guard import step_of
from expo.accounts.speaking import spoken
from expo.accounts.views.signing import onwards


@never_cache
@require_safe
@spoken
@login_required
def factor(request: HttpRequest) -> HttpResponse:
    """Show whether the account has a second factor, and what can be done."""
    user: Any = factors.known(request.user)
    context = {"account": user, "left": factors.spare_codes_left(user)}
    return render(request, "accounts/factor.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@spoken
def enrol(request: HttpRequest) -> HttpResponse:
    """Set up an authenticator app; the only page of an account that must have one."""
    account = request.account  # type: ignore[attr-defined]
    if not account.is_authenticated or step_of(request) == "code":
        return redirect("accounts:login")
    if account.factor is not None:
        return redirect("accounts:factor")
    device = factors.unconfirmed(account)
    form = EnrolForm(request, account, request.POST or None)
    if form.is_valid():
        taken = factors.confirm(account, form.cleaned_data["code"])
        if not isinstance(taken, int):
            key, codes = taken
            factors.pay(request, key)
            sessions.end_others(request, account)
            return _codes(request, codes)
        form.add_error("code", not_right(taken))
    context = {"form": form, "next": onwards(request), **_shown(device)}
    context["is_asked_for"] = account.must_have_factor
    return render(request, "accounts/enrol.html", context)


def _shown(device: Any) -> dict[str, Any]:
    """Return what an app reads, and what people type who cannot scan it."""
    secret = b32encode(device.bin_key).decode().rstrip("=")
    groups = [secret[place : place + 4] for place in range(0, len(secret), 4)]
    # Made by segno from our own text: there is nothing of anyone else's in it.
    picture = mark_safe(factors.picture(device))  # noqa: S308
    return {"picture": picture, "secret": " ".join(groups)}


def _codes(request: HttpRequest, codes: list[str]) -> HttpResponse:
    """Show spare codes, this once."""
    context = {"codes": codes, "next": onwards(request)}
    return render(request, "accounts/spare_codes.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@spoken
@login_required
def spare_codes(request: HttpRequest) -> HttpResponse:
    """Make new spare codes."""
    user: Any = factors.known(request.user)
    if user.factor is None:
        return redirect("accounts:factor")
    form = ConfirmForm(request, user, request.POST or None)
    if form.is_valid():
        return _codes(request, factors.renew_spare_codes(user))
    title, button = _("New spare codes"), _("Make new codes")
    text = _("The codes that you have now will not be taken any more.")
    return _ask(request, form=form, title=title, text=text, button=button)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@spoken
@login_required
def take_off(request: HttpRequest) -> HttpResponse:
    """Take the second factor off one's own account."""
    user: Any = request.user
    form = ConfirmForm(request, user, request.POST or None)
    if form.is_valid():
        factors.take_off(user)
        sessions.end_others(request, user)
        messages.success(request, _("Your account has no second factor any more."))
        return redirect("accounts:factor")
    title, button = _("Take off the second factor"), _("Take it off")
    text = _("Your password alone will then be enough to sign in.")
    return _ask(request, form=form, title=title, text=text, button=button)


def _ask(request: HttpRequest, **context: Any) -> HttpResponse:
    return render(request, "accounts/confirm.html", context)
