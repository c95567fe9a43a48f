"""Public pages kept, compressed, until what they show changes."""

import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers

from exhibitors.queries.revisions import shown_state

# Anyone may keep it, and asks each time whether it is still so.
PUBLIC = "public, no-cache"
PRIVATE = "private, no-store"
LONGEST_QUERY = 300
_ADDRESS = re.compile(
    rf"/(?:{'|'.join(code for code, _name in settings.LANGUAGES)})/([a-z0-9-]+)/"
)
_PERSONAL = (settings.SESSION_COOKIE_NAME, "messages")


@dataclass(frozen=True)
class Kept:
    """A page as it was first answered: compressed, with its headers."""

    body: bytes
    etag: str
    headers: tuple[tuple[str, str], ...]


def page_cache(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answer anonymous visitors from the pages kept, else keep what is answered.

    A page is kept under the state of its exhibition, read before the page is made:
    so a change that is committed is on the very next answer, in every process.
    """
    pages = caches["pages"]

    def answer(request: HttpRequest) -> HttpResponseBase:
        key = _key(request)
        if key is None:
            return get_response(request)
        kept = pages.get(key)
        if kept is None:
            response = get_response(request)
            if response.get("Cache-Control") != PUBLIC or response.status_code != 200:
                return response
            kept = _keep(response)
            pages.set(key, kept, timeout=None)
        return _answer(request, kept)

    return answer


def _key(request: HttpRequest) -> str | None:
    """Return what a page is kept under, None for a request that is not for all."""
    query = request.META.get("QUERY_STRING", "")
    path = _ADDRESS.match(request.path_info)
    if (
        path is None
        or request.method not in ("GET", "HEAD")
        or len(query) > LONGEST_QUERY
        or any(name in request.COOKIES for name in _PERSONAL)
        or settings.MAINTENANCE_SIGN.exists()
    ):
        return None
    state = shown_state(path[1])
    if state is None:
        return None
    # Pages name their own host, in the addresses of their other languages.
    where = f"{request.scheme}://{request.get_host()}{request.path_info}?{query}"
    parts = [*map(str, state), blake2b(where.encode(), digest_size=16).hexdigest()]
    return "-".join(parts)


def _keep(response: HttpResponse) -> Kept:
    patch_vary_headers(response, ["Accept-Encoding", "Cookie"])
    body = gzip.compress(response.content, 6, mtime=0)
    headers = response.headers.items()
    return Kept(
        body,
        # The page is the same however it is packed.
        f'W/"{blake2b(response.content, digest_size=12).hexdigest()}"',
        tuple((name, value) for name, value in headers if name != "Content-Length"),
    )


def _answer(request: HttpRequest, kept: Kept) -> HttpResponseBase:
    is_packed = "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    body = kept.body if is_packed else gzip.decompress(kept.body)
    response = HttpResponse(body, headers=dict(kept.headers))
    if is_packed:
        response["Content-Encoding"] = "gzip"
    response["ETag"] = kept.etag
    response["Content-Length"] = str(len(body))
    # A head is asked for its answer as a page is: only the server leaves out its body.
    return get_conditional_response(request, etag=kept.etag, response=response) or (
        response
    )
