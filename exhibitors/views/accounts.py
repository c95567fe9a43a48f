"""Signing in, in the language of the page that the visitor comes from."""

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import (
    check_for_language,
    get_language_from_path,
    override,
)


class SignInView(LoginView):
    """The sign-in page of everyone with an account."""

    template_name = "accounts/login.html"
    authentication_form = AuthenticationForm
    redirect_authenticated_user = True

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Answer in the language asked for, else that of the page to go on to."""
        asked = request.GET.get("language", "")
        language = asked if check_for_language(asked) else None
        language = language or get_language_from_path(request.GET.get("next", ""))
        if language is None:
            return super().dispatch(request, *args, **kwargs)
        with override(language):
            response = super().dispatch(request, *args, **kwargs)
            render = getattr(response, "render", None)
            return render() if render else response
