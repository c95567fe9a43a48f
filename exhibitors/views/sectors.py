"""The list of sectors, and a sector's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exhibitors.models import Exhibition, Sector
from exhibitors.queries.sectors import sector_list as sectors_of
from exhibitors.queries.sectors import sector_page
from exhibitors.views.editions import moved, named_or_404, of_published_exhibition


@require_safe
@of_published_exhibition
def sector_list(request: HttpRequest, exhibition: Exhibition) -> HttpResponse:
    return render(
        request,
        "exhibitors/sector_list.html",
        {
            "exhibition": exhibition,
            "here": _("Sectors"),
            "sectors": sectors_of(exhibition),
        },
    )


@require_safe
@of_published_exhibition
def sector_detail(
    request: HttpRequest, exhibition: Exhibition, slug: str
) -> HttpResponse:
    sector = named_or_404(Sector.objects.of(exhibition), slug)
    if sector.slug != slug:
        return moved(request, slug=sector.slug)
    page = sector_page(exhibition, sector)
    return render(
        request,
        "exhibitors/sector_detail.html",
        {"exhibition": exhibition, "record": sector, "page": page},
    )
