"""The release of a day: what differs, what blocks, whom it concerns, who has read."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from delegations.clashes import blocking
from delegations.confidentiality import Reader
from delegations.releases.concerned import concerned
from delegations.releases.drafts import draft_of
from delegations.releases.history import version_named, versions
from delegations.releases.releasing import Telling, release
from delegations.views.readers import for_readers
from exhibitors.models import Exhibition


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
def release_day(
    request: HttpRequest, exhibition: Exhibition, reader: Reader, on: date
) -> HttpResponse:
    if not reader.is_planner:
        raise Http404
    problems: list[str] = []
    if request.method == "POST":
        try:
            released = _release(request, exhibition, on)
        except ValidationError as error:
            problems = error.messages
        else:
            sentence = _("Version %(number)d is released.")
            messages.success(request, sentence % {"number": released.version})
            return redirect("delegations:release", exhibition.slug, on)
    return render(
        request,
        "delegations/release.html",
        _context(request, exhibition, on) | {"problems": problems, "reader": reader},
        status=409 if problems else 200,
    )


def _release(request: HttpRequest, exhibition: Exhibition, on: date) -> Any:
    sent = request.POST
    return release(
        exhibition,
        on,
        request.user,
        # No text in PostgreSQL has a zero character.
        sent.get("note", "").replace("\0", "").strip(),
        seen=sent.get("seen", "") or "nothing",
        telling=Telling(
            site=request.build_absolute_uri("/"),
            language=get_language() or "en",
            only=frozenset(sent.getlist("told")),
        ),
    )


def _context(request: HttpRequest, exhibition: Exhibition, on: date) -> dict[str, Any]:
    language = get_language() or "en"
    draft = draft_of(exhibition, on)
    known = versions(exhibition, on)
    return {
        "exhibition": exhibition,
        "on": on,
        "draft": draft,
        "is_changed": draft.is_changed,
        "sentences": draft.difference(language),
        "findings": blocking(exhibition, on),
        "concerned": concerned(draft, language),
        "versions": known,
        "shown": version_named(known, request.GET.get("version", ""), language),
        "note": request.POST.get("note", ""),
    }
