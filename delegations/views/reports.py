"""The published accounts of visits."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from delegations.confidentiality import Reader
from delegations.models import Report, Visit
from delegations.queries import shown_reports
from delegations.reporting import (
    AlreadyDrafted,
    NotFinished,
    draft_report,
    is_finished,
)
from delegations.views.readers import for_readers
from exhibitors.models import Exhibit, Exhibition, Stand
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
    page = {
        "bibliography": bibliography(report.sources.all()),
        "stands": Stand.objects.shown_in(exhibition).filter(reports=report),
        "exhibits": Exhibit.objects.shown_in(exhibition).filter(reports=report),
    }
    return render(
        request,
        "delegations/report_detail.html",
        {"exhibition": exhibition, "record": report, "page": page},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
def draft(
    request: HttpRequest, exhibition: Exhibition, reader: Reader, visit: int
) -> HttpResponse:
    """Draft the report of a visit, and again only where that was asked for."""
    rows = Visit.objects.of(exhibition).select_related("delegation", "exhibition")
    found = rows.filter(pk=visit).first() if reader.is_planner else None
    if found is None:
        raise Http404
    report = Report.objects.filter(visit=found).first()
    if request.method == "POST":
        try:
            report = draft_report(found, anew="anew" in request.POST)
        except (NotFinished, AlreadyDrafted) as refused:
            messages.warning(request, " ".join(refused.messages))
            return redirect(request.path)
        messages.success(request, _("The report is drafted. Nobody else sees it yet."))
        return redirect("admin:delegations_report_change", report.pk)
    context = {
        "exhibition": exhibition,
        "visit": found,
        "report": report,
        "is_finished": is_finished(found),
    }
    return render(request, "delegations/draft.html", context)
