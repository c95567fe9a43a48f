"""The reports that a page's facts come from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from exhibitors.models import (
    Area,
    Contradiction,
    Event,
    Exhibit,
    Exhibition,
    ReportedNumber,
    Source,
    Stand,
    Statement,
)


@dataclass(frozen=True)
class Bibliography:
    """The reports that a page cites, numbered from 1 in order of first mention."""

    sources: tuple[Source, ...]
    numbers: Mapping[int, int]

    def cited(self, sources: Iterable[Source]) -> list[int]:
        """Return the numbers of these reports on the page, in rising order."""
        return sorted(self.numbers[source.pk] for source in sources)


def bibliography(*groups: Iterable[Source]) -> Bibliography:
    """Return the reports of all groups, each once, in the order they come."""
    first: dict[int, Source] = {}
    for group in groups:
        for source in group:
            first.setdefault(source.pk, source)
    numbers = {pk: number for number, pk in enumerate(first, start=1)}
    return Bibliography(tuple(first.values()), numbers)


def _sources_shown(exhibition: Exhibition) -> QuerySet[Source]:
    """Return the reports that speak for something on the public pages."""
    shown = (
        Area.objects.of(exhibition),
        Event.objects.of(exhibition),
        Exhibit.objects.shown_in(exhibition),
        ReportedNumber.objects.of(exhibition),
        Stand.objects.shown_in(exhibition),
    )
    condition = Q(pk__in=exhibition.sources.order_by().values("pk"))
    for records in shown:
        condition |= Q(pk__in=records.order_by().values("sources"))
    return Source.objects.of(exhibition).filter(condition)


def public_contradictions(exhibition: Exhibition) -> QuerySet[Contradiction]:
    """Return the questions on which reports differ, in order, with their statements.

    A question is public when the report behind its first statement speaks for
    something that the public pages show. So questions about the movements of
    officials, which no public page touches, stay inside.
    """
    told = Statement.objects.filter(contradiction=OuterRef("contradiction"))
    first = Statement.objects.filter(
        contradiction=OuterRef("pk"),
        pk=Subquery(told.order_by("position", "pk").values("pk")[:1]),
        sources__in=_sources_shown(exhibition).order_by(),
    )
    statements = Statement.objects.prefetch_related("sources")
    return (
        Contradiction.objects.of(exhibition)
        .filter(Exists(first))
        .prefetch_related(Prefetch("statements", statements))
    )
