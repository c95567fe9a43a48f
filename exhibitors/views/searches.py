"""What a visitor asks a list for, read from the address."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest

from exhibitors.queries.facets import Search

PAGE_SIZE = 24
LONGEST_TEXT = 100


def search_of(request: HttpRequest) -> Search:
    """Return the search that the address of a list asks for."""
    return Search(
        text=" ".join(_clean(request.GET.get("q", "")).split())[:LONGEST_TEXT],
        countries=tuple(
            _clean(code).upper() for code in request.GET.getlist("country")
        ),
        kinds=tuple(_clean(kind) for kind in request.GET.getlist("kind")),
        sectors=tuple(_clean(slug) for slug in request.GET.getlist("sector")),
    )


def _clean(text: str) -> str:
    """Return a text without the null characters that PostgreSQL refuses."""
    return text.replace("\0", " ")


def page_of(request: HttpRequest, rows: QuerySet[Any]) -> Page[Any]:
    """Return the page of a list that the address asks for, else the nearest."""
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
