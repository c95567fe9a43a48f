"""Pages behind secret addresses, for whoever was given them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.views.decorators.csrf import csrf_exempt


def secret(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Keep what a secret address answers out of caches, indexes and other sites' logs.

    Who knows the address may do everything there, and no cookie adds to it: so no
    token against forged requests is asked for. Browsers that are told to send no
    referrer name no origin either, and Django would refuse them all.
    """

    @csrf_exempt
    @wraps(view)
    def hidden(*args: Any, **kwargs: Any) -> HttpResponse:
        response = view(*args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return hidden
