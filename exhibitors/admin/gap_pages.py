"""The records that lack something, each with a link to the field."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from exhibitors.admin.queue import field_address, gap_rows, narrowing, page_of
from exhibitors.guidance.gaps import gap_named

ON_A_PAGE = 50
# What tells rows of one name apart, where a model has it.
MOST_TOLD = 2
TOLD = ("country", "stand", "exhibit", "delegation", "area", "on")


def gap_list(request: HttpRequest, name: str) -> HttpResponse:
    """List the account's records with a gap, by 50."""
    gap = gap_named(name)
    if gap is None:
        raise Http404
    if not page_of(gap.model).has_change_permission(request):
        raise PermissionDenied
    known = {field.name: field for field in gap.model._meta.fields}
    told = [known[part] for part in TOLD if part in known]
    links = [field.name for field in told if field.is_relation]
    rows = gap_rows(request, gap).select_related(*links, "exhibition")
    narrowed = narrowing(request)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("p"))
    context = {
        **admin.site.each_context(request),
        "title": str(gap),
        "gap": gap,
        "names": gap.model._meta,
        "page": page,
        "narrowed": urlencode(narrowed),
        "rows": [
            (row, field_address(gap, row.pk, narrowed), _beside(row, told))
            for row in page
        ],
    }
    return render(request, "admin/guidance/gap.html", context)


def _beside(row: Any, told: list[Any]) -> str:
    values = [getattr(row, field.name) for field in told]
    return " · ".join([str(value) for value in values if value][:MOST_TOLD])


def addresses() -> list[Any]:
    """Return the addresses of these pages, below the exhibition's."""
    view = admin.site.admin_view(gap_list)
    return [path("missing/<slug:name>/", view, name="exhibitors_exhibition_gap")]
