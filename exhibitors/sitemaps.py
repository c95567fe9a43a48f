"""Every public page, a map a kind and language."""

from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation

from exhibitors.models import (
    Area,
    Exhibit,
    Exhibitor,
    Organisation,
    Participation,
    Sector,
    Stand,
)
from exhibitors.queries.exhibitions import published_exhibitions

LISTS = (
    "home",
    "stand_list",
    "exhibit_list",
    "country_list",
    "exhibitor_list",
    "sector_list",
    "plan",
    "event_list",
    "source_list",
)


class Pages(Sitemap):  # type: ignore[type-arg]
    """The pages of one kind in one language; an item is the arguments of an address."""

    limit = 10_000

    def __init__(self, name: str, rows: Any, fields: tuple[str, ...], language: str):
        self.name, self.rows = name, rows
        self.fields, self.language = fields, language

    def items(self) -> QuerySet[Any, Any]:
        """Return the pages that visitors may see, in a fixed order."""
        rows: QuerySet[Any, Any] = self.rows().order_by("pk")
        return rows.values_list(*self.fields)

    def location(self, item: tuple[str, ...]) -> str:
        """Return the address of a page."""
        with translation.override(self.language):
            names = [name.lower() for name in item]
            return reverse(f"exhibitors:{self.name}", args=names)


def _of_published(model: Any) -> Any:
    return lambda: model.objects.filter(exhibition__is_published=True)


def _present() -> QuerySet[Organisation]:
    at_stands = Exhibitor.objects.filter(stand__in=Stand.objects.published())
    made = Exhibit.objects.published().filter(maker__isnull=False)
    present = at_stands.values("organisation").union(made.values("maker"))
    return Organisation.objects.published().filter(pk__in=present)


_SLUGS = ("exhibition__slug", "slug")
_KINDS: dict[str, tuple[str, Any, tuple[str, ...]]] = {
    "stands": ("stand_detail", Stand.objects.published, _SLUGS),
    "exhibits": ("exhibit_detail", Exhibit.objects.published, _SLUGS),
    "exhibitors": ("exhibitor_detail", _present, _SLUGS),
    "sectors": ("sector_detail", _of_published(Sector), _SLUGS),
    "areas": ("area_detail", _of_published(Area), _SLUGS),
    "countries": (
        "country_detail",
        _of_published(Participation),
        ("exhibition__slug", "country_id"),
    ),
    **{name: (name, published_exhibitions, ("slug",)) for name in LISTS},
}


SITEMAPS: dict[str, Pages] = {
    f"{kind.replace('_', '-')}-{language}": Pages(name, rows, fields, language)
    for kind, (name, rows, fields) in _KINDS.items()
    for language, _name in settings.LANGUAGES
}
