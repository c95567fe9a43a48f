"""The page behind a notice's secret address: the digest, and "I have read it"."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.http import require_http_methods

from delegations.models import Notice
from delegations.releases.notices import programme_of
from delegations.tours import tours
from delegations.views.secret_pages import secret
from exhibitors import clock


@require_http_methods(["GET", "HEAD", "POST"])
@secret
def notice(request: HttpRequest, token: str) -> HttpResponse:
    found = get_object_or_404(
        Notice.objects.select_related("release__exhibition", "person", "user").defer(
            "release__items"
        ),
        token=token,
    )
    if request.method == "POST":
        # Not by opening: programs that look for viruses open every link.
        Notice.objects.filter(pk=found.pk, read_at=None).update(read_at=clock.now())
        return redirect("notice", token)
    exhibition = found.release.exhibition
    with override(found.language), timezone.override(exhibition.zone):
        response = render(request, "delegations/notice.html", _context(found))
    response["Content-Language"] = found.language
    return response


def _context(found: Notice) -> dict[str, Any]:
    version, items = programme_of(found)
    return {
        "notice": found,
        "release": found.release,
        # Not “exhibition”: the page offers no way on but the one it is for.
        "edition": found.release.exhibition,
        "version": version,
        "tours": tours(items),
    }
