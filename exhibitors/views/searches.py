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
    # PostgreSQL refuses text with a null character.
    words = request.GET.get("q", "").replace("\0", " ").split()
    return Search(
        text=" ".join(words)[:LONGEST_TEXT],
        countries=tuple(map(str.upper, request.GET.getlist("country"))),
        kinds=tuple(request.GET.getlist("kind")),
    )


def page_of(request: HttpRequest, rows: QuerySet[Any]) -> Page[Any]:
    """Return the page of a list that the address asks for, else the nearest."""
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
