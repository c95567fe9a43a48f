"""Passwords: forgotten, and changed."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import PasswordResetConfirmView, PasswordResetView
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from expo.accounts import passwords, sessions
from expo.accounts.forms import ChosenPasswordForm, NewPasswordForm, ResetForm
from expo.accounts.speaking import spoken


class ResetView(PasswordResetView):
    """Asks for the address; the answer is the same whether it has an account."""

    template_name = "accounts/reset.html"
    form_class = ResetForm
    success_url = reverse_lazy("accounts:reset_asked")

    def form_valid(self, form: Any) -> HttpResponse:
        """Write the letter, unless this browser asked too often."""
        if not passwords.may_ask(self.request):
            form.add_error(None, _("Too many requests. Try again in an hour."))
            response = self.form_invalid(form)
            response.status_code = 429
            return response
        with transaction.atomic():
            return super().form_valid(form)


class ChooseView(PasswordResetConfirmView):
    """Takes the new password of whoever has the link."""

    template_name = "accounts/reset_password.html"
    form_class = ChosenPasswordForm
    success_url = reverse_lazy("accounts:login")

    def form_valid(self, form: Any) -> HttpResponseRedirect:
        """Keep the password; its owner signs in with it."""
        with transaction.atomic():
            response: Any = super().form_valid(form)
        messages.success(self.request, _("Your password is set. Sign in with it."))
        return HttpResponseRedirect(response["Location"])


reset = spoken(ResetView.as_view())
choose = never_cache(spoken(ChooseView.as_view()))


@require_safe
@spoken
def reset_asked(request: HttpRequest) -> HttpResponse:
    """Say that a letter is on its way, if there is an account."""
    return render(request, "accounts/reset_asked.html")


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@spoken
@login_required
def password(request: HttpRequest) -> HttpResponse:
    """Change the password; all other sessions end."""
    user: Any = request.user
    form = NewPasswordForm(request, user, request.POST or None)
    if form.is_valid():
        before = request.session.session_key
        with transaction.atomic():
            form.save()
            update_session_auth_hash(request, user)
            sessions.moved(request, before)
            passwords.changed(user, request)
        messages.success(
            request, _("Your password is changed. All other sessions have ended.")
        )
        return redirect("accounts:profile")
    return render(request, "accounts/password.html", {"form": form})
