"""Pages that only those read who have a role in an exhibition's schedule."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from delegations.confidentiality import Reader, reader_of
from exhibitors.models import Exhibition
from exhibitors.queries.exhibitions import named_exhibition
from exhibitors.views.editions import moved


def for_readers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the exhibition and how far the account may read it.

    Nobody learns what exists: without an account every address asks to sign in,
    and out of scope none of them is there. Times are those of the exhibition, and
    no cache keeps the answer.
    """

    @wraps(view)
    def found(request: HttpRequest, exhibition: str, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        edition = named_exhibition(Exhibition.objects.all(), exhibition)
        reader = reader_of(request.user, edition) if edition else None
        if edition is None or reader is None:
            raise Http404
        if edition.slug == exhibition:
            # For the bar above every page, which differs by reader.
            request.reader = reader  # type: ignore[attr-defined]
            with timezone.override(edition.zone):
                response = view(request, edition, reader, **kwargs)
        else:
            response = moved(request, exhibition=edition.slug)
        response["Cache-Control"] = "private, no-store"
        return response

    return found


def for_planners(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the exhibition, for those who plan in it; others do not find it."""

    def planned(
        request: HttpRequest, exhibition: Exhibition, reader: Reader, **kwargs: Any
    ) -> HttpResponse:
        if not reader.is_planner:
            raise Http404
        return view(request, exhibition, **kwargs)

    return for_readers(wraps(view)(planned))
