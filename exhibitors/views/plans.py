"""The plan of the site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from exhibitors.models import Exhibition
from exhibitors.queries.plans import site_plan
from exhibitors.views.editions import of_published_exhibition


@require_safe
@of_published_exhibition
def plan(request: HttpRequest, exhibition: Exhibition) -> HttpResponse:
    return render(
        request,
        "exhibitors/plan.html",
        {"exhibition": exhibition, "page": site_plan(exhibition)},
    )
