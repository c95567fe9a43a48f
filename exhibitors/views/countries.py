"""The list of participating countries, and a country's page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exhibitors.models import Exhibition
from exhibitors.queries.countries import country_list as countries_of
from exhibitors.queries.pavilions import country_page
from exhibitors.views.editions import moved, of_published_exhibition


@require_safe
@of_published_exhibition
def country_list(request: HttpRequest, exhibition: Exhibition) -> HttpResponse:
    return render(
        request,
        "exhibitors/country_list.html",
        {"exhibition": exhibition, "page": countries_of(exhibition)},
    )


@require_safe
@of_published_exhibition
def country_detail(
    request: HttpRequest, exhibition: Exhibition, iso2: str
) -> HttpResponse:
    page = country_page(exhibition, iso2.upper())
    if page is None:
        raise Http404
    if iso2 != iso2.lower():
        return moved(request, iso2=iso2.lower())
    return render(
        request,
        "exhibitors/country_detail.html",
        {"exhibition": exhibition, "record": page.participation, "page": page},
    )
