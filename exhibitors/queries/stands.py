"""Stands that visitors may see."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from exhibitors.clock import now
from exhibitors.models import (
    Exhibit,
    Exhibition,
    Exhibitor,
    Organisation,
    Photo,
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
    if_shown,
    in_every_language,
    kind_facet,
    mentions,
    narrowed,
    sector_facet,
)
from exhibitors.queries.photos import pictures_of, with_pictures
from exhibitors.queries.sources import Bibliography, bibliography


def stand_lines(exhibition: Exhibition) -> QuerySet[Stand]:
    """Return the stands shown, by number, each with ``exhibit_count``."""
    return (
        Stand.objects.shown_in(exhibition)
        .select_related("country", "area")
        .annotate(
            exhibit_count=Count("exhibits", filter=if_shown(exhibition, "exhibits"))
        )
    )


def stand_cards(exhibition: Exhibition) -> QuerySet[Stand]:
    """Return the stands shown, by number, with ``exhibit_count`` and ``pictures``."""
    return with_pictures(stand_lines(exhibition), exhibition)


def _matches(exhibition: Exhibition, text: str) -> Q:
    """Return the condition that a stand, or a thing shown at it, has every word."""
    own = ["number", *in_every_language("name", "country__name")]
    condition = Q()
    for word in text.split():
        products = Exhibit.objects.shown_in(exhibition)
        shown = products.filter(
            mentions(word, in_every_language("name")), stand=OuterRef("pk")
        )
        present = Exhibitor.objects.of(exhibition).filter(
            mentions(word, in_every_language("organisation__name")),
            if_shown(exhibition, "organisation"),
            stand=OuterRef("pk"),
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
    rows = Stand.objects.shown_in(exhibition)
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
    organisations: tuple[Organisation, ...]
    photos: tuple[Photo, ...]
    area_reports: tuple[StandAreaReport, ...]
    notices: tuple[StandNotice, ...]
    bibliography: Bibliography

    @property
    def is_illustrative(self) -> bool:
        """Whether a value on the page is made up for demonstration."""
        near = [self.parent] if self.parent else []
        shown = [self.stand, *near, *self.children, *self.exhibits, *self.area_reports]
        return any(record.illustrative for record in shown)


def stand_page(exhibition: Exhibition, stand: Stand) -> StandPage:
    """Return the page of a stand; its exhibits in order, its children by number."""
    children = tuple(stand_cards(exhibition).filter(parent=stand))
    exhibits = tuple(exhibit_cards(exhibition).filter(stand=stand))
    reports = tuple(stand.area_reports.prefetch_related("sources"))
    present = (
        stand.exhibitors.filter(if_shown(exhibition, "organisation"))
        .select_related("organisation__country")
        .prefetch_related("organisation__sources")
    )
    organisations = tuple(presence.organisation for presence in present)
    return StandPage(
        stand=stand,
        names=country_names(exhibition),
        parent=_parent(exhibition, stand),
        children=children,
        exhibits=exhibits,
        organisations=organisations,
        photos=pictures_of(stand),
        area_reports=reports,
        notices=_current_notices(stand),
        bibliography=bibliography(
            stand.sources.all(),
            *(report.sources.all() for report in reports),
            *(organisation.sources.all() for organisation in organisations),
        ),
    )


def _parent(exhibition: Exhibition, stand: Stand) -> Stand | None:
    if stand.parent_id is None:
        return None
    return stand_cards(exhibition).filter(pk=stand.parent_id).first()


def _current_notices(stand: Stand) -> tuple[StandNotice, ...]:
    """Return the released notices that are not over, the next first."""
    return tuple(stand.notices.filter(is_published=True, during__endswith__gt=now()))


def shown_stands(exhibition: Exhibition) -> RecordQuerySet[Stand]:
    """Return the stands that have a page, with what their heads show."""
    rows = Stand.objects.shown_in(exhibition).select_related("country", "area")
    return with_pictures(rows.prefetch_related("sources", "sectors"), exhibition)
