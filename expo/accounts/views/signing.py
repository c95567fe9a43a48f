"""Signing in: the password, then the code where the account has a second factor."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.views import LoginView
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from expo.accounts import factors
from expo.accounts.forms import CodeForm, SignInForm
from expo.accounts.guard import address_of, step_of
from expo.accounts.homes import home_of
from expo.accounts.speaking import spoken


class SignInView(LoginView):
    """The sign-in page of everyone with an account."""

    template_name = "accounts/login.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Lead on whoever has given the password already."""
        step = step_of(request)
        if step:
            return redirect(address_of(step, self.get_redirect_url()))
        return super().dispatch(request, *args, **kwargs)

    def get_default_redirect_url(self) -> str:
        """Return where the account works."""
        return home_of(self.request.user)

    def form_valid(self, form: Any) -> HttpResponseRedirect:
        """Sign in; what the session still owes is asked for next."""
        request, user = self.request, factors.known(form.get_user())
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[-1])
        if user.factor is not None and factors.is_trusted(request, user, user.factor):
            request.session[factors.VERIFIED] = user.factor
        step = factors.next_step(request, user)
        if not step:
            return HttpResponseRedirect(self.get_success_url())
        request.session.set_expiry(factors.PATIENCE_SECONDS)
        return HttpResponseRedirect(address_of(step, self.get_redirect_url()))

    def form_invalid(self, form: Any) -> HttpResponse:
        """Say what is wrong; an address that has to wait learns it by its status."""
        response = super().form_invalid(form)
        if form.has_error("__all__", "locked"):
            response.status_code = 429
        return response


sign_in = spoken(SignInView.as_view())


def onwards(request: HttpRequest) -> str:
    """Return the page to go on to: the one asked for, if it is ours."""
    asked = request.POST.get("next", request.GET.get("next", ""))
    is_ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    account = request.account  # type: ignore[attr-defined]
    return resolve_url(asked) if asked and is_ours else home_of(account)


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@spoken
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the second factor."""
    account = request.account  # type: ignore[attr-defined]
    if step_of(request) != "code":
        return redirect(onwards(request) if account.is_authenticated else "/")
    form = CodeForm(account, request.POST or None)
    if not form.is_valid():
        context = {"form": form, "next": onwards(request)}
        return render(request, "accounts/code.html", context)
    factors.pay(request, account.factor)
    response = redirect(onwards(request))
    if form.cleaned_data["is_trusted"]:
        is_secure = settings.SESSION_COOKIE_SECURE
        factors.trust(response, account, account.factor, is_secure=is_secure)
    return response


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """Lead to the one page to sign in, whoever is not signed in."""
    if request.user.is_authenticated:
        if not request.user.is_staff:
            raise PermissionDenied
        return redirect("admin:index")
    query = {"next": request.GET.get("next") or reverse("admin:index")}
    return redirect(f"{reverse('accounts:login')}?{urlencode(query)}")


def to_password(request: HttpRequest) -> HttpResponse:
    """Lead to the one page that changes a password."""
    return redirect("accounts:password")
