"""Searching lists by words, and narrowing them by facets."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet


@dataclass(frozen=True)
class Search:
    """What a visitor asked a list for."""

    text: str = ""
    countries: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the visitor asked for nothing in particular."""
        return not (self.text or self.countries or self.kinds)


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
