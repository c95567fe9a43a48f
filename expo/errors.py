"""Pages for when the site cannot answer."""

import sys
from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

ALWAYS_OPEN = ("/healthz", "/readyz")
RETRY_AFTER_SECONDS = "120"


def not_there(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer an address that has nothing, whatever follows."""
    raise Http404


def maintenance(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Close the site, for all but health checks, while the operator's file is there.

    It needs no restart. The page cache looks for the same file.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path_info in ALWAYS_OPEN or not settings.MAINTENANCE_SIGN.exists():
            return get_response(request)
        return _unavailable(request, "maintenance.html")

    return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer an error nobody foresaw; one of the database is told as passing."""
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return _unavailable(request, "503.html")
    return render(request, "500.html", status=500)


def _unavailable(request: HttpRequest, template: str) -> HttpResponse:
    # Before or after the middleware that finds the language of the address.
    language = translation.get_language_from_request(request, check_path=True)
    with translation.override(language):
        response = render(request, template, status=503)
    response["Retry-After"] = RETRY_AFTER_SECONDS
    response["Cache-Control"] = "no-store"
    return response
