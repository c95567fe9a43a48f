"""Who sends a request is who changes what it changes."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from exhibitors.history.acting import acting

_READING = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


def recorded(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Tell the database whose request it is, if it may write and is somebody's."""
    prefix = reverse("admin:index")

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method in _READING or not request.user.is_authenticated:
            return get_response(request)
        source = "admin" if request.path_info.startswith(prefix) else "site"
        with acting(user=request.user, source=source):
            return get_response(request)

    return answer
