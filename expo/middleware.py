"""Policies that browsers hold: those of every answer, and those of the admin."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from exhibitors.access import working_exhibition

# Unfold's pages compute (Alpine) and lay out by style attributes. They have no frames
# and no handlers in attributes; the rest is as strict as on public pages.
ADMIN_POLICY = {
    "script-src": [SELF, UNSAFE_EVAL],
    "script-src-attr": [NONE],
    "frame-src": [NONE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
}


# Nothing here asks for a device, or is part of another site.
POLICIES = {
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def with_policies(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Add the policies that no middleware of Django adds."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in POLICIES.items():
            response.setdefault(name, value)
        return response

    return answer


def clear_at_sign_out(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Have browsers forget at signing out what private pages left on them."""
    ways_out = {reverse("accounts:logout"), reverse("admin:logout")}

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method == "POST" and request.path_info in ways_out:
            response["Clear-Site-Data"] = '"storage"'
        return response

    return answer


def for_the_admin(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Give admin pages their own policy, and times in the exhibition's zone."""
    prefix = reverse("admin:index")

    def answer(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(prefix):
            return get_response(request)
        zone = None
        if request.user.is_authenticated and request.user.is_staff:
            exhibition = working_exhibition(request)
            zone = ZoneInfo(exhibition.timezone) if exhibition else None
        with timezone.override(zone):
            response = get_response(request)
        response._csp_update = ADMIN_POLICY  # type: ignore[attr-defined]
        response["Cache-Control"] = response.get("Cache-Control", "private, no-store")
        return response

    return answer
