"""The reports behind the public pages, and what each of them says."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from exhibitors.models import (
    Area,
    Contradiction,
    Event,
    Exhibit,
    Exhibition,
    Framework,
    Participation,
    ReportedNumber,
    Source,
    Stand,
    Statement,
    Venue,
)
from exhibitors.queries.organisations import exhibiting
from exhibitors.queries.sources import Bibliography, bibliography, public_contradictions


def _records(exhibition: Exhibition) -> dict[str, QuerySet[Any]]:
    """Return the records that public pages show, by what a reader calls them."""
    return {
        "stands": Stand.objects.shown_in(exhibition),
        "exhibits": Exhibit.objects.shown_in(exhibition).order_by("position", "pk"),
        "exhibitors": exhibiting(exhibition),
        "countries": Participation.objects.of(exhibition).select_related("country"),
        "areas": Area.objects.of(exhibition),
        "events": Event.objects.of(exhibition),
        "numbers": ReportedNumber.objects.of(exhibition),
        "venues": Venue.objects.of(exhibition),
        "frameworks": Framework.objects.of(exhibition),
    }


def public_sources(exhibition: Exhibition) -> QuerySet[Source]:
    """Return the reports that speak for something on the public pages, by date.

    Reports of officials' movements alone are not among them.
    """
    condition = Q(pk__in=exhibition.sources.order_by().values("pk"))
    for records in _records(exhibition).values():
        condition |= Q(pk__in=records.order_by().values("sources"))
    questions = public_contradictions(exhibition).order_by()
    for other in (
        Participation.objects.of(exhibition).order_by().values("profile_sources"),
        Venue.objects.of(exhibition).order_by().values("position_sources"),
        Statement.objects.filter(contradiction__in=questions.values("pk"))
        .order_by()
        .values("sources"),
    ):
        condition |= Q(pk__in=other)
    return Source.objects.of(exhibition).filter(condition)


@dataclass(frozen=True)
class SourcesPage:
    """All reports, and the questions on which they differ."""

    bibliography: Bibliography
    contradictions: tuple[Contradiction, ...]


def sources_page(exhibition: Exhibition) -> SourcesPage:
    """Return the page of reports; a fixed number of queries."""
    return SourcesPage(
        bibliography(public_sources(exhibition)),
        tuple(public_contradictions(exhibition)),
    )


@dataclass(frozen=True)
class SourcePage:
    """A report with the records whose facts come from it, by kind."""

    records: Mapping[str, tuple[Any, ...]]

    @property
    def count(self) -> int:
        """How many records rest on it."""
        return sum(len(rows) for rows in self.records.values())


def source_page(exhibition: Exhibition, source: Source) -> SourcePage:
    """Return what a report speaks for on the public pages; a query a kind."""
    return SourcePage(
        {
            name: tuple(rows.filter(sources=source))
            for name, rows in _records(exhibition).items()
        }
    )
