"""A participating country with everything it shows."""

from dataclasses import dataclass

from exhibitors.models import Exhibit, Exhibition, Organisation, Participation, Stand
from exhibitors.queries.countries import CountryNames, country_names, participations
from exhibitors.queries.exhibits import MOST_ON_A_PAGE, exhibit_cards
from exhibitors.queries.organisations import exhibiting
from exhibitors.queries.sorting import in_alphabet
from exhibitors.queries.sources import Bibliography, bibliography
from exhibitors.queries.stands import stand_cards


@dataclass(frozen=True)
class CountryPage:
    """A country in an exhibition: its profile, stands, exhibits and organisations."""

    names: CountryNames
    participation: Participation
    stands: tuple[Stand, ...]
    exhibits: tuple[Exhibit, ...]
    exhibit_count: int
    organisations: tuple[Organisation, ...]
    bibliography: Bibliography

    @property
    def is_illustrative(self) -> bool:
        """Whether a value on the page is made up for demonstration."""
        near = [exhibit.stand for exhibit in self.exhibits if exhibit.stand]
        shown = [self.participation, *self.stands, *self.exhibits, *near]
        return any(record.illustrative for record in shown)


def country_page(exhibition: Exhibition, iso2: str) -> CountryPage | None:
    """Return the page of a country, None where it takes no part.

    ``iso2`` is its code in upper case. A fixed number of queries.
    """
    row = participations(exhibition).filter(country=iso2).first()
    if row is None:
        return None
    exhibits = exhibit_cards(exhibition).filter(country=iso2)
    organisations = tuple(
        exhibiting(exhibition)
        .filter(country=iso2)
        .order_by(in_alphabet("name"), "pk")
        .prefetch_related("sources")
    )
    return CountryPage(
        names=country_names(exhibition),
        participation=row,
        stands=tuple(stand_cards(exhibition).filter(country=iso2)),
        exhibits=tuple(exhibits[:MOST_ON_A_PAGE]),
        exhibit_count=exhibits.count(),
        organisations=organisations,
        bibliography=bibliography(
            row.sources.all(),
            row.profile_sources.all(),
            *(organisation.sources.all() for organisation in organisations),
        ),
    )
