"""The list of stands, and a stand's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exhibitors.models import Exhibition
from exhibitors.queries.countries import country_names
from exhibitors.queries.stands import (
    shown_stands,
    stand_cards,
    stand_facets,
    stand_page,
    stands_found,
)
from exhibitors.views.editions import moved, named_or_404, of_published_exhibition
from exhibitors.views.searches import page_of, search_of


@require_safe
@of_published_exhibition
def stand_list(request: HttpRequest, exhibition: Exhibition) -> HttpResponse:
    search = search_of(request)
    names = country_names(exhibition)
    found = page_of(request, stands_found(exhibition, search))
    return render(
        request,
        "exhibitors/stand_list.html",
        {
            "exhibition": exhibition,
            "here": _("Stands"),
            "search_label": _("Country, stand number, product"),
            "search": search,
            "names": names,
            "facets": stand_facets(exhibition, search, names),
            "found": found,
            "is_illustrative": any(stand.illustrative for stand in found),
            "total": stand_cards(exhibition).count(),
        },
    )


@require_safe
@of_published_exhibition
def stand_detail(
    request: HttpRequest, exhibition: Exhibition, slug: str
) -> HttpResponse:
    stand = named_or_404(shown_stands(exhibition), slug)
    if stand.slug != slug:
        return moved(request, slug=stand.slug)
    return render(
        request,
        "exhibitors/stand_detail.html",
        {
            "exhibition": exhibition,
            "record": stand,
            "page": stand_page(exhibition, stand),
        },
    )
