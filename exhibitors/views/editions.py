"""Finding what an address names, among what visitors may see."""

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import models
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.urls import reverse

from exhibitors.models.scope import RecordQuerySet
from exhibitors.queries.exhibitions import named_exhibition, published_exhibitions

if TYPE_CHECKING:
    from exhibitors.models import Exhibition

RecordT = TypeVar("RecordT", bound=models.Model)


def of_published_exhibition(
    view: Callable[..., HttpResponse],
) -> Callable[..., HttpResponse]:
    """Give a view the published exhibition that its address names, else 404."""

    @wraps(view)
    def found(request: HttpRequest, exhibition: str, **kwargs: Any) -> HttpResponse:
        edition: Exhibition | None = named_exhibition(
            published_exhibitions(), exhibition
        )
        if edition is None:
            raise Http404
        if edition.slug != exhibition:
            return moved(request, exhibition=edition.slug)
        return view(request, edition, **kwargs)

    return found


def named_or_404(rows: RecordQuerySet[RecordT], name: str) -> RecordT:
    """Return the row with this slug, or else with this key in the data file."""
    row = rows.named(name).first()
    if row is None:
        raise Http404
    return row


def moved(request: HttpRequest, **names: str) -> HttpResponsePermanentRedirect:
    """Return a permanent redirect to this page under other names."""
    match = request.resolver_match
    if match is None:
        raise Http404
    address = reverse(match.view_name, kwargs={**match.kwargs, **names})
    query = request.GET.urlencode()
    return HttpResponsePermanentRedirect(f"{address}?{query}" if query else address)
