"""Exhibits that visitors may see."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from exhibitors.models import Exhibit, Exhibition, NamedPart, Photo
from exhibitors.models.scope import RecordQuerySet
from exhibitors.queries.countries import CountryNames, country_names
from exhibitors.queries.facets import (
    Facet,
    Search,
    country_facet,
    if_shown,
    in_every_language,
    kind_facet,
    mentions,
    narrowed,
    sector_facet,
)
from exhibitors.queries.photos import pictures_of, with_pictures
from exhibitors.queries.sources import Bibliography, bibliography

# A page of another record shows so many; the list, narrowed to it, has all of them.
MOST_ON_A_PAGE = 24


def exhibit_cards(exhibition: Exhibition) -> RecordQuerySet[Exhibit]:
    """Return the exhibits shown, in their order, with what a card shows."""
    rows = Exhibit.objects.shown_in(exhibition).order_by("position", "pk")
    return with_pictures(
        rows.select_related("country", "maker", "stand__country"), exhibition
    )


def highlights(exhibition: Exhibition, most: int) -> list[Exhibit]:
    """Return the first exhibit of each stand, by number, ``most`` of them at most."""
    first = (
        exhibit_cards(exhibition)
        .filter(stand__isnull=False)
        .order_by("stand__number_key", "stand_id", "position", "pk")
        .distinct("stand__number_key", "stand_id")
    )
    return list(first[:most])


def _matches(exhibition: Exhibition, text: str) -> Q:
    """Return the condition that an exhibit, its maker or its stand has every word."""
    columns = in_every_language("name", "country__name", "stand__name")
    condition = Q()
    for word in text.split():
        made = mentions(word, in_every_language("maker__name"))
        made &= if_shown(exhibition, "maker")
        condition &= mentions(word, [*columns, "stand__number"]) | made
    return condition


def exhibits_found(exhibition: Exhibition, search: Search) -> QuerySet[Exhibit]:
    """Return the exhibits that a visitor asked for, in their order."""
    found: QuerySet[Exhibit] = exhibit_cards(exhibition)
    return narrowed(found.filter(_matches(exhibition, search.text)), search)


def exhibit_facets(
    exhibition: Exhibition, search: Search, names: CountryNames
) -> tuple[Facet, ...]:
    """Return kinds, countries, topics with how many exhibits of the words have them.

    Five queries, whatever the number of exhibits.
    """
    rows = Exhibit.objects.shown_in(exhibition)
    condition = _matches(exhibition, search.text)
    return (
        kind_facet(rows, condition, search, _("Kind of exhibit")),
        country_facet(rows, condition, search, names),
        sector_facet(exhibition, rows, condition, search),
    )


@dataclass(frozen=True)
class ExhibitPage:
    """An exhibit with everything its page shows."""

    exhibit: Exhibit
    names: CountryNames
    whole: Exhibit | None
    parts: tuple[Exhibit, ...]
    named_parts: tuple[NamedPart, ...]
    photos: tuple[Photo, ...]
    bibliography: Bibliography

    @property
    def is_illustrative(self) -> bool:
        """Whether a value on the page is made up for demonstration."""
        stand = [self.exhibit.stand] if self.exhibit.stand else []
        shown = [self.exhibit, *self.parts, *self.named_parts, *stand]
        return any(record.illustrative for record in shown)


def shown_exhibits(exhibition: Exhibition) -> RecordQuerySet[Exhibit]:
    """Return the exhibits that have a page, with what their heads show."""
    return (
        exhibit_cards(exhibition)
        .select_related("area")
        .prefetch_related("sources", "sectors")
    )


def exhibit_page(exhibition: Exhibition, exhibit: Exhibit) -> ExhibitPage:
    """Return the page of an exhibit; only published wholes and parts are on it."""
    whole = None
    if exhibit.part_of_id:
        whole = exhibit_cards(exhibition).filter(pk=exhibit.part_of_id).first()
    return ExhibitPage(
        exhibit=exhibit,
        names=country_names(exhibition),
        whole=whole,
        parts=tuple(exhibit_cards(exhibition).filter(part_of=exhibit)),
        named_parts=tuple(exhibit.named_parts.all()),
        photos=pictures_of(exhibit),
        bibliography=bibliography(exhibit.sources.all()),
    )
