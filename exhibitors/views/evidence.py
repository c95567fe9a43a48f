"""The reports that facts come from."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from exhibitors.models import Exhibition
from exhibitors.queries.evidence import public_sources, source_page, sources_page
from exhibitors.views.editions import of_published_exhibition


@require_safe
@of_published_exhibition
def source_list(request: HttpRequest, exhibition: Exhibition) -> HttpResponse:
    return render(
        request,
        "exhibitors/source_list.html",
        {
            "exhibition": exhibition,
            "here": _("Sources"),
            "page": sources_page(exhibition),
        },
    )


@require_safe
@of_published_exhibition
def source_detail(
    request: HttpRequest, exhibition: Exhibition, pk: int
) -> HttpResponse:
    source = get_object_or_404(public_sources(exhibition), pk=pk)
    return render(
        request,
        "exhibitors/source_detail.html",
        {
            "exhibition": exhibition,
            "record": source,
            "page": source_page(exhibition, source),
        },
    )
