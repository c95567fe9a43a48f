"""The list of exhibitions, and an exhibition's home page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from exhibitors.models import Exhibition
from exhibitors.queries.exhibitions import published_exhibitions
from exhibitors.queries.homes import home_page
from exhibitors.views.editions import of_published_exhibition


@require_safe
def exhibition_list(request: HttpRequest) -> HttpResponse:
    exhibitions = list(published_exhibitions())
    if len(exhibitions) == 1:
        return redirect("exhibitors:home", exhibitions[0].slug)
    return render(
        request, "exhibitors/exhibition_list.html", {"exhibitions": exhibitions}
    )


@require_safe
@of_published_exhibition
def exhibition_detail(request: HttpRequest, exhibition: Exhibition) -> HttpResponse:
    return render(
        request,
        "exhibitors/exhibition_detail.html",
        {"exhibition": exhibition, "page": home_page(exhibition)},
    )
