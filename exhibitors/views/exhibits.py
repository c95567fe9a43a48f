"""The list of exhibits, and an exhibit's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exhibitors.models import Exhibition
from exhibitors.queries.countries import country_names
from exhibitors.queries.exhibits import (
    exhibit_cards,
    exhibit_facets,
    exhibit_page,
    exhibits_found,
    shown_exhibits,
)
from exhibitors.views.editions import moved, named_or_404, of_published_exhibition
from exhibitors.views.searches import page_of, search_of


@require_safe
@of_published_exhibition
def exhibit_list(request: HttpRequest, exhibition: Exhibition) -> HttpResponse:
    search = search_of(request)
    names = country_names(exhibition)
    found = page_of(request, exhibits_found(exhibition, search))
    stands = [exhibit.stand for exhibit in found if exhibit.stand]
    return render(
        request,
        "exhibitors/exhibit_list.html",
        {
            "exhibition": exhibition,
            "here": _("Exhibits"),
            "search_label": _("Product, maker, country, stand"),
            "search": search,
            "names": names,
            "facets": exhibit_facets(exhibition, search, names),
            "found": found,
            "is_illustrative": any(stand.illustrative for stand in stands),
            "total": exhibit_cards(exhibition).count(),
        },
    )


@require_safe
@of_published_exhibition
def exhibit_detail(
    request: HttpRequest, exhibition: Exhibition, slug: str
) -> HttpResponse:
    exhibit = named_or_404(shown_exhibits(exhibition), slug)
    if exhibit.slug != slug:
        return moved(request, slug=exhibit.slug)
    return render(
        request,
        "exhibitors/exhibit_detail.html",
        {
            "exhibition": exhibition,
            "record": exhibit,
            "page": exhibit_page(exhibition, exhibit),
        },
    )
