"""Finding what an address names, among what visitors may see."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.db import models
from django.db.models import Q
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
)
from django.urls import reverse

from exhibitors.access import access_of
from exhibitors.models import Role
from exhibitors.models.scope import RecordQuerySet
from exhibitors.queries.exhibitions import exhibitions_where, named_exhibition
from exhibitors.views.drafts import wants_drafts
from exhibitors.views.page_cache import PRIVATE, PUBLIC

RecordT = TypeVar("RecordT", bound=models.Model)


def of_published_exhibition(
    view: Callable[..., HttpResponse],
) -> Callable[..., HttpResponse]:
    """Give a view the published exhibition that its address names, else 404.

    Those who organise it find it before it is published, and see drafts if they like.

    Its answer may be kept for all; that of someone signed in, for nobody.
    """

    @wraps(view)
    def found(request: HttpRequest, exhibition: str, **kwargs: Any) -> HttpResponse:
        organised = access_of(request).within(Role.ORGANISER, field="pk")
        edition = named_exhibition(
            exhibitions_where(Q(is_published=True) | organised), exhibition
        )
        if edition is None:
            raise Http404
        if edition.slug != exhibition:
            return moved(request, exhibition=edition.slug)
        if access_of(request).organises(edition):
            edition.may_preview = True
            edition.shows_drafts = wants_drafts(request) or not edition.is_published
        response = view(request, edition, **kwargs)
        readers = PRIVATE if request.user.is_authenticated else PUBLIC
        response.setdefault("Cache-Control", readers)
        return response

    return found


def named_or_404(rows: RecordQuerySet[RecordT], name: str) -> RecordT:
    """Return the row with this slug, or else with this key in the data file."""
    row = rows.named(name)
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
