"""Searching lists by words, and narrowing them by facets."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from exhibitors.models import Country, Exhibition, Sector
from exhibitors.queries.countries import CountryNames
from exhibitors.queries.sorting import in_alphabet


@dataclass(frozen=True)
class Search:
    """What a visitor asked a list for."""

    text: str = ""
    countries: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the visitor asked for nothing in particular."""
        return not (self.text or self.countries or self.kinds or self.sectors)


@dataclass(frozen=True)
class Choice:
    """One value of a facet; ``count`` rows of the search have it."""

    value: str
    label: Any
    count: int
    is_on: bool


@dataclass(frozen=True)
class Facet:
    """A property by which a list can be narrowed; its name is that of the field."""

    name: str
    label: Any
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> tuple[Choice, ...]:
        """The values that the visitor chose."""
        return tuple(choice for choice in self.choices if choice.is_on)


def if_shown(exhibition: Exhibition, path: str) -> Q:
    """Return the condition that what this path leads to is on the pages."""
    return Q() if exhibition.shows_drafts else Q(**{f"{path}__is_published": True})


def in_every_language(*fields: str) -> list[str]:
    """Return the columns of translated fields: "name" gives name_en, name_ru, …"""
    return [f"{field}_{code}" for field in fields for code, _name in settings.LANGUAGES]


def mentions(word: str, columns: Iterable[str]) -> Q:
    """Return the condition that one of these columns contains a word."""
    condition = Q()
    for column in columns:
        condition |= Q(**{f"{column}__icontains": word})
    return condition


def counts(rows: QuerySet[Any], field: str, condition: Q) -> dict[Any, int]:
    """Return how many rows fulfil a condition, by each value of a field; one query.

    Values that only other rows have are there with 0.
    """
    counted = Count("pk", filter=condition, distinct=True)
    return dict(rows.order_by().values_list(field).annotate(rows=counted))


def choices(
    found: Mapping[Any, int], labels: Mapping[str, Any], chosen: Sequence[str]
) -> tuple[Choice, ...]:
    """Return a facet's values in the order of the labels; unknown ones are dropped."""
    return tuple(
        Choice(value, label, found[value], value in chosen)
        for value, label in labels.items()
        if value in found
    )


def narrowed(rows: QuerySet[Any], search: Search) -> QuerySet[Any]:
    """Return the rows that have one of the chosen values of each facet."""
    if search.countries:
        rows = rows.filter(country__in=search.countries)
    if search.kinds:
        rows = rows.filter(kind__in=search.kinds)
    if search.sectors:
        model: Any = rows.model
        links = model.sectors.through.objects.filter(
            sector__slug__in=search.sectors, **{model._meta.model_name: OuterRef("pk")}
        )
        rows = rows.filter(Exists(links))
    return rows


def country_facet(
    rows: QuerySet[Any], condition: Q, search: Search, names: CountryNames
) -> Facet:
    """Return the countries of these rows as the exhibition prints them; two queries."""
    found = counts(rows, "country", condition)
    countries = Country.objects.filter(pk__in=[key for key in found if key])
    labels = {country.pk: names.of(country) for country in countries}
    return Facet("country", _("Country"), choices(found, labels, search.countries))


def kind_facet(rows: QuerySet[Any], condition: Q, search: Search, label: Any) -> Facet:
    """Return the kinds of these rows, in the order they are declared; one query."""
    found = counts(rows, "kind", condition)
    labels = dict(rows.model.Kind.choices)
    return Facet("kind", label, choices(found, labels, search.kinds))


def sector_facet(
    exhibition: Exhibition, rows: QuerySet[Any], condition: Q, search: Search
) -> Facet:
    """Return the sectors of these rows by the alphabet; two queries."""
    found = counts(rows, "sectors__slug", condition)
    known = Sector.objects.of(exhibition).filter(slug__in=[key for key in found if key])
    labels = {sector.slug: sector for sector in known.order_by(in_alphabet("name"))}
    return Facet("sector", _("Topic"), choices(found, labels, search.sectors))
