"""Sectors: the fields of the economy that stands and exhibits belong to."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from exhibitors.models import Exhibit, Exhibition, Sector, Stand
from exhibitors.queries.countries import CountryNames, country_names
from exhibitors.queries.exhibits import MOST_ON_A_PAGE, exhibit_cards
from exhibitors.queries.sorting import in_alphabet
from exhibitors.queries.sources import Bibliography, bibliography
from exhibitors.queries.stands import stand_cards


def _count(rows: QuerySet[Any]) -> Coalesce:
    """Return how many of these rows have the sector of the outer query."""
    of_sector = rows.filter(sectors=OuterRef("pk")).order_by()
    counted = of_sector.values("sectors").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def sector_list(exhibition: Exhibition) -> QuerySet[Sector]:
    """Return the sectors of anything shown, by the alphabet.

    Each with ``stand_count`` and ``exhibit_count``; one query.
    """
    return (
        Sector.objects.of(exhibition)
        .annotate(
            stand_count=_count(Stand.objects.shown_in(exhibition)),
            exhibit_count=_count(Exhibit.objects.shown_in(exhibition)),
            shown=F("stand_count") + F("exhibit_count"),
        )
        .filter(shown__gt=0)
        .order_by(in_alphabet("name"), "pk")
    )


@dataclass(frozen=True)
class SectorPage:
    """A sector with the stands and exhibits that belong to it."""

    names: CountryNames
    stands: tuple[Stand, ...]
    stand_count: int
    exhibits: tuple[Exhibit, ...]
    exhibit_count: int
    bibliography: Bibliography

    @property
    def is_illustrative(self) -> bool:
        """Whether a value on the page is made up for demonstration."""
        near = [exhibit.stand for exhibit in self.exhibits if exhibit.stand]
        return any(row.illustrative for row in [*self.stands, *self.exhibits, *near])


def sector_page(exhibition: Exhibition, sector: Sector) -> SectorPage:
    """Return the page of a sector; a fixed number of queries."""
    stands = stand_cards(exhibition).filter(sectors=sector)
    exhibits = exhibit_cards(exhibition).filter(sectors=sector)
    return SectorPage(
        names=country_names(exhibition),
        stands=tuple(stands[:MOST_ON_A_PAGE]),
        stand_count=stands.count(),
        exhibits=tuple(exhibits[:MOST_ON_A_PAGE]),
        exhibit_count=exhibits.count(),
        bibliography=bibliography(sector.sources.all()),
    )
