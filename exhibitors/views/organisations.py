"""The list of exhibitors, and an exhibitor's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exhibitors.models import Exhibition
from exhibitors.queries.countries import country_names
from exhibitors.queries.organisations import (
    exhibiting,
    exhibitor_facets,
    exhibitor_page,
    exhibitors_found,
)
from exhibitors.views.editions import moved, named_or_404, of_published_exhibition
from exhibitors.views.searches import page_of, search_of


@require_safe
@of_published_exhibition
def exhibitor_list(request: HttpRequest, exhibition: Exhibition) -> HttpResponse:
    search = search_of(request)
    names = country_names(exhibition)
    return render(
        request,
        "exhibitors/exhibitor_list.html",
        {
            "exhibition": exhibition,
            "here": _("Exhibitors"),
            "search_label": _("Name, country, product"),
            "search": search,
            "names": names,
            "facets": exhibitor_facets(exhibition, search, names),
            "found": page_of(request, exhibitors_found(exhibition, search)),
            "total": exhibiting(exhibition).count(),
        },
    )


@require_safe
@of_published_exhibition
def exhibitor_detail(
    request: HttpRequest, exhibition: Exhibition, slug: str
) -> HttpResponse:
    organisation = named_or_404(exhibiting(exhibition), slug)
    if organisation.slug != slug:
        return moved(request, slug=organisation.slug)
    return render(
        request,
        "exhibitors/exhibitor_detail.html",
        {
            "exhibition": exhibition,
            "record": organisation,
            "page": exhibitor_page(exhibition, organisation),
        },
    )
