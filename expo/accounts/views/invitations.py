"""The page behind the link of an invitation."""

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from expo.accounts import invitations
from expo.accounts.forms import InvitedForm
from expo.accounts.homes import home_of
from expo.accounts.speaking import remember
from expo.models import Invitation


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Ask for a name and a password; or say that there is an account already."""
    found = invitations.found(secret)
    if found is None or not found.is_open:
        status = 404 if found is None else 410
        return render(request, "accounts/invitation_gone.html", status=status)
    language = request.GET.get("language", found.language)
    if language not in dict(settings.LANGUAGES):
        language = found.language
    with override(language):
        account = invitations.account_of(found)
        if account is not None and account.has_usable_password():
            return _of_account(request, found)
        return _new(request, found, language)


def _of_account(request: HttpRequest, found: Invitation) -> HttpResponse:
    """Lead somebody who has an account to sign in with it."""
    if request.method == "POST":
        try:
            invitations.take_up(found)
        except invitations.NotOpen:
            return render(request, "accounts/invitation_gone.html", status=410)
        return redirect("accounts:login")
    return render(request, "accounts/invitation.html", _context(found))


def _new(request: HttpRequest, found: Invitation, language: str) -> HttpResponse:
    form = InvitedForm(found, request.POST or None)
    if not form.is_valid():
        context = {**_context(found), "form": form}
        return render(request, "accounts/invitation.html", context)
    entered = form.cleaned_data
    try:
        account = invitations.take_up(
            found, name=entered["name"], password=entered["password1"]
        )
    except invitations.NotOpen:
        return render(request, "accounts/invitation_gone.html", status=410)
    login(request, account, backend=settings.AUTHENTICATION_BACKENDS[-1])
    return remember(redirect(home_of(account)), language)  # type: ignore[return-value]


def _context(found: Invitation) -> dict[str, object]:
    return {"invitation": found, "roles": invitations.roles_of(found)}
