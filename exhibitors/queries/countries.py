"""Countries as an exhibition prints them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from exhibitors.models import Country, Exhibit, Exhibition, Participation, Stand
from exhibitors.queries.sources import Bibliography, bibliography


@dataclass(frozen=True)
class CountryNames:
    """The names of countries in one exhibition: its own ones, else the usual ones."""

    printed: Mapping[str, Participation]

    def of(self, country: Country) -> Participation | Country:
        """Return the record that carries the name to print for a country."""
        return self.printed.get(country.pk, country)


def country_names(exhibition: Exhibition) -> CountryNames:
    """Return the names under which an exhibition prints its countries; one query."""
    rows = Participation.objects.of(exhibition).exclude(name="")
    return CountryNames({row.country_id: row for row in rows})


def participations(exhibition: Exhibition) -> QuerySet[Participation]:
    """Return the countries taking part in their order, with published stands only.

    ``stand`` may be unpublished: pages show it by ``shown_stands``, a list.
    """
    return (
        Participation.objects.of(exhibition)
        .select_related("country", "responsible_body")
        .prefetch_related("sources", "profile_sources")
        .order_by("position", "country_id")
    )


@dataclass(frozen=True)
class CountryEntry:
    """A participating country with what it shows."""

    participation: Participation
    stands: tuple[Stand, ...]
    exhibits: int


@dataclass(frozen=True)
class CountryList:
    """The page of participating countries."""

    names: CountryNames
    entries: tuple[CountryEntry, ...]
    bibliography: Bibliography

    @property
    def is_illustrative(self) -> bool:
        """Whether a value on the page is made up for demonstration."""
        shown = [stand for entry in self.entries for stand in entry.stands]
        rows = [entry.participation for entry in self.entries]
        return any(record.illustrative for record in [*rows, *shown])


def country_list(exhibition: Exhibition) -> CountryList:
    """Return the countries of an exhibition in its order, each with its stands."""
    rows = list(participations(exhibition))
    counts = dict(
        Exhibit.objects.shown_in(exhibition)
        .filter(country__isnull=False)
        .order_by()
        .values_list("country")
        .annotate(Count("pk"))
    )
    stands: dict[str, list[Stand]] = {}
    for stand in Stand.objects.shown_in(exhibition).filter(country__isnull=False):
        stands.setdefault(str(stand.country_id), []).append(stand)
    return CountryList(
        names=CountryNames({row.country_id: row for row in rows if row.name}),
        entries=tuple(
            CountryEntry(
                row,
                tuple(stands.get(row.country_id, ())),
                counts.get(row.country_id, 0),
            )
            for row in rows
        ),
        bibliography=bibliography(
            *(row.sources.all() for row in rows),
            *(row.profile_sources.all() for row in rows),
        ),
    )
