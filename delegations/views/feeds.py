"""Calendars at secret addresses, which calendar programs read again and again."""

from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from delegations.exports.feeds import edition_of, write
from delegations.models import Feed, FeedRead

LONGEST_AGENT = 200


@csrf_exempt
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponseBase:
    found = Feed.objects.filter(token=token).select_related(
        "exhibition", "delegation", "stand", "person"
    )
    chosen = found.first()
    if chosen is None:
        return _nothing()
    with override(chosen.language):
        response = _nothing() if chosen.revoked_at else _answer(request, chosen)
    FeedRead.objects.create(
        feed=chosen,
        status=response.status_code,
        agent=request.headers.get("User-Agent", "").replace("\0", "")[:LONGEST_AGENT],
        address=_address(request),
    )
    return response


def _nothing() -> HttpResponse:
    """Return the same for an address that is revoked and one that never was."""
    response = HttpResponse(status=404, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    return response


def _answer(request: HttpRequest, chosen: Feed) -> HttpResponseBase:
    edition = edition_of(chosen)
    etag, changed = quote_etag(edition.tag), int(edition.changed_at.timestamp())
    response = get_conditional_response(request, etag=etag, last_modified=changed)
    if response is None:
        response = HttpResponse(
            write(chosen), content_type="text/calendar; charset=utf-8"
        )
        response["Content-Disposition"] = 'inline; filename="expo.ics"'
    response["ETag"] = etag
    response["Last-Modified"] = http_date(changed)
    # Asked about each time: it may have been revoked, or released anew.
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    return response


def _address(request: HttpRequest) -> str | None:
    """Return where a request comes from, as a proxy that we trust says."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        forwarded = request.headers.get("X-Forwarded-For", "")
        address = forwarded.rpartition(",")[2].strip() or address
    try:
        return str(ip_address(address))
    except ValueError:
        return None
