"""The published accounts of visits."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from delegations.queries import shown_reports
from exhibitors.models import Exhibition
from exhibitors.queries.sources import bibliography
from exhibitors.views.editions import moved, named_or_404, of_published_exhibition


@require_safe
@of_published_exhibition
def report_list(request: HttpRequest, exhibition: Exhibition) -> HttpResponse:
    return render(
        request,
        "delegations/report_list.html",
        {
            "exhibition": exhibition,
            "here": _("Reports"),
            "reports": shown_reports(exhibition),
        },
    )


@require_safe
@of_published_exhibition
def report_detail(
    request: HttpRequest, exhibition: Exhibition, slug: str
) -> HttpResponse:
    report = named_or_404(shown_reports(exhibition), slug)
    if report.slug != slug:
        return moved(request, slug=report.slug)
    page = {"bibliography": bibliography(report.sources.all())}
    return render(
        request,
        "delegations/report_detail.html",
        {"exhibition": exhibition, "record": report, "page": page},
    )
