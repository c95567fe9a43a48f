"""The language of the pages of accounts, whose addresses name none."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import get_language_from_path, override

View = Callable[..., HttpResponseBase]


def spoken(view: View) -> View:
    """Answer in the language asked for, else in that of the page to go on to.

    The one asked for is kept for the pages that follow.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        asked = request.GET.get("language", "")
        if asked not in dict(settings.LANGUAGES):
            asked = ""
        language = asked or get_language_from_path(request.GET.get("next", ""))
        if not language:
            return view(request, *args, **kwargs)
        with override(language):
            response = view(request, *args, **kwargs)
            render = getattr(response, "render", None)
            response = render() if render else response
        return remember(response, asked) if asked else response

    return answer


def remember(response: HttpResponseBase, language: str) -> HttpResponseBase:
    """Keep a language for all pages whose address names none; the admin is one."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=365 * 24 * 3600,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )
    return response
