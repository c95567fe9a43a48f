"""Stands that visitors may see."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from exhibitors.clock import now
from exhibitors.models import (
    Exhibit,
    Exhibition,
    Exhibitor,
    Stand,
    StandAreaReport,
    StandNotice,
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
    sector_facet,
)
from exhibitors.queries.sources import Bibliography, bibliography


def stand_cards(exhibition: Exhibition) -> QuerySet[Stand]:
    """Return the published stands by number, each with ``exhibit_count``."""
    return (
        Stand.objects.published()
        .of(exhibition)
        .select_related("country", "area")
        .annotate(
            exhibit_count=Count("exhibits", filter=Q(exhibits__is_published=True))
        )
    )


def _matches(exhibition: Exhibition, text: str) -> Q:
    """Return the condition that a stand, or a thing shown at it, has every word."""
    own = ["number", *in_every_language("name", "country__name")]
    condition = Q()
    for word in text.split():
        products = Exhibit.objects.published().of(exhibition)
        shown = products.filter(
            mentions(word, in_every_language("name")), stand=OuterRef("pk")
        )
        present = Exhibitor.objects.of(exhibition).filter(
            mentions(word, in_every_language("organisation__name")),
            stand=OuterRef("pk"),
            organisation__is_published=True,
        )
        condition &= mentions(word, own) | Q(Exists(shown)) | Q(Exists(present))
    return condition


def stands_found(exhibition: Exhibition, search: Search) -> QuerySet[Stand]:
    """Return the stands that a visitor asked for, by number."""
    found = stand_cards(exhibition).filter(_matches(exhibition, search.text))
    return narrowed(found, search)


def stand_facets(
    exhibition: Exhibition, search: Search, names: CountryNames
) -> tuple[Facet, ...]:
    """Return countries, kinds, topics with how many stands of the words have them.

    Six queries at most, whatever the number of stands.
    """
    rows = Stand.objects.published().of(exhibition)
    condition = _matches(exhibition, search.text)
    return (
        country_facet(rows, condition, search, names),
        kind_facet(rows, condition, search, _("Kind of stand")),
        sector_facet(exhibition, rows, condition, search),
    )


@dataclass(frozen=True)
class StandPage:
    """A stand with everything its page shows."""

    stand: Stand
    names: CountryNames
    parent: Stand | None
    children: tuple[Stand, ...]
    exhibits: tuple[Exhibit, ...]
    exhibitors: tuple[Exhibitor, ...]
    area_reports: tuple[StandAreaReport, ...]
    notices: tuple[StandNotice, ...]
    bibliography: Bibliography

    @property
    def is_illustrative(self) -> bool:
        """Whether a value on the page is made up for demonstration."""
        near = [self.parent] if self.parent else []
        shown = [self.stand, *near, *self.children, *self.exhibits, *self.area_reports]
        return any(record.illustrative for record in shown)


def stand_page(stand: Stand) -> StandPage:
    """Return the page of a stand; its exhibits in order, its children by number."""
    exhibition = stand.exhibition
    children = tuple(stand_cards(exhibition).filter(parent=stand))
    exhibits = tuple(exhibit_cards(exhibition).filter(stand=stand))
    reports = tuple(stand.area_reports.prefetch_related("sources"))
    exhibitors = tuple(
        stand.exhibitors.filter(organisation__is_published=True)
        .select_related("organisation__country")
        .prefetch_related("organisation__sources")
    )
    return StandPage(
        stand=stand,
        names=country_names(exhibition),
        parent=_published_parent(stand),
        children=children,
        exhibits=exhibits,
        exhibitors=exhibitors,
        area_reports=reports,
        notices=_current_notices(stand),
        bibliography=bibliography(
            stand.sources.all(),
            *(report.sources.all() for report in reports),
            *(exhibitor.organisation.sources.all() for exhibitor in exhibitors),
        ),
    )


def _published_parent(stand: Stand) -> Stand | None:
    if stand.parent_id is None:
        return None
    return stand_cards(stand.exhibition).filter(pk=stand.parent_id).first()


def _current_notices(stand: Stand) -> tuple[StandNotice, ...]:
    """Return the released notices that are not over, the next first."""
    return tuple(stand.notices.filter(is_published=True, during__endswith__gt=now()))


def published_stands(exhibition: Exhibition) -> RecordQuerySet[Stand]:
    """Return the stands that have a page, with what their heads show."""
    return (
        Stand.objects.published()
        .of(exhibition)
        .select_related("exhibition", "country", "area")
        .prefetch_related("sources", "sectors")
    )
