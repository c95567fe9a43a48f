"""Exhibitors: organisations that show something."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from exhibitors.models import (
    Exhibit,
    Exhibition,
    Exhibitor,
    Organisation,
    Stand,
)
from exhibitors.models.scope import RecordQuerySet
from exhibitors.queries.countries import CountryNames, country_names
from exhibitors.queries.exhibits import exhibit_cards
from exhibitors.queries.facets import (
    Facet,
    Search,
    country_facet,
    in_every_language,
    kind_facet,
    mentions,
    narrowed,
)
from exhibitors.queries.sorting import in_alphabet
from exhibitors.queries.sources import Bibliography, bibliography
from exhibitors.queries.stands import stand_cards


def exhibiting(exhibition: Exhibition) -> RecordQuerySet[Organisation]:
    """Return the organisations at a stand, or behind an exhibit, that is shown."""
    stands = Stand.objects.shown_in(exhibition).order_by().values("pk")
    present = Exhibitor.objects.filter(organisation=OuterRef("pk"), stand__in=stands)
    made = Exhibit.objects.shown_in(exhibition).filter(maker=OuterRef("pk"))
    return (
        Organisation.objects.shown_in(exhibition)
        .filter(Exists(present) | Exists(made))
        .select_related("country")
    )


def _matches(exhibition: Exhibition, text: str) -> Q:
    """Return the condition that an exhibitor, or what it makes, has every word."""
    condition = Q()
    for word in text.split():
        products = Exhibit.objects.shown_in(exhibition)
        made = products.filter(
            mentions(word, in_every_language("name")), maker=OuterRef("pk")
        )
        own = mentions(word, in_every_language("name", "country__name"))
        condition &= own | Q(Exists(made))
    return condition


def exhibitors_found(exhibition: Exhibition, search: Search) -> QuerySet[Organisation]:
    """Return the exhibitors that a visitor asked for, by the alphabet."""
    found = exhibiting(exhibition).filter(_matches(exhibition, search.text))
    return narrowed(found, search).order_by(in_alphabet("name"), "pk")


def exhibitor_facets(
    exhibition: Exhibition, search: Search, names: CountryNames
) -> tuple[Facet, ...]:
    """Return kinds and countries with how many exhibitors of the words have them.

    Three queries, whatever the number of exhibitors.
    """
    rows = exhibiting(exhibition)
    condition = _matches(exhibition, search.text)
    return (
        country_facet(rows, condition, search, names),
        kind_facet(rows, condition, search, _("Kind of exhibitor")),
    )


@dataclass(frozen=True)
class ExhibitorPage:
    """An exhibitor with its stands and what it makes or issues."""

    names: CountryNames
    stands: tuple[Stand, ...]
    exhibits: tuple[Exhibit, ...]
    bibliography: Bibliography

    @property
    def is_illustrative(self) -> bool:
        """Whether a value on the page is made up for demonstration."""
        near = [exhibit.stand for exhibit in self.exhibits if exhibit.stand]
        return any(row.illustrative for row in [*self.stands, *self.exhibits, *near])


def exhibitor_page(exhibition: Exhibition, organisation: Organisation) -> ExhibitorPage:
    """Return the page of an exhibitor; a fixed number of queries."""
    present = organisation.presences.order_by().values("stand")
    return ExhibitorPage(
        names=country_names(exhibition),
        stands=tuple(stand_cards(exhibition).filter(pk__in=present)),
        exhibits=tuple(exhibit_cards(exhibition).filter(maker=organisation)),
        bibliography=bibliography(organisation.sources.all()),
    )
