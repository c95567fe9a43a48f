"""The plan of the site, and an area's page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exhibitors.models import Area, Exhibition
from exhibitors.queries.plans import area_page, site_plan
from exhibitors.views.editions import moved, named_or_404, of_published_exhibition


@require_safe
@of_published_exhibition
def plan(request: HttpRequest, exhibition: Exhibition) -> HttpResponse:
    return render(
        request,
        "exhibitors/plan.html",
        {"exhibition": exhibition, "page": site_plan(exhibition)},
    )


@require_safe
@of_published_exhibition
def area_detail(
    request: HttpRequest, exhibition: Exhibition, slug: str
) -> HttpResponse:
    area = named_or_404(Area.objects.of(exhibition), slug)
    if area.slug != slug:
        return moved(request, slug=area.slug)
    return render(
        request,
        "exhibitors/area_detail.html",
        {
            "exhibition": exhibition,
            "record": area,
            "page": area_page(exhibition, area),
        },
    )
