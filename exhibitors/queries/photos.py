"""Photos that visitors may see."""

from typing import Any, TypeVar

from django.db.models import Prefetch, Q, QuerySet

from exhibitors.models import Exhibit, Exhibition, Photo, Stand

RowsT = TypeVar("RowsT", bound=QuerySet[Any])


def with_pictures(rows: RowsT, exhibition: Exhibition) -> RowsT:
    """Return rows with ``pictures``, the photos shown of each; in one more query."""
    photos = Photo.objects.shown_in(exhibition).order_by("position", "pk")
    return rows.prefetch_related(Prefetch("photos", photos, to_attr="pictures"))


def pictures_of(record: Any) -> tuple[Photo, ...]:
    """Return the photos that a row was read with, in order."""
    return tuple(record.pictures)


def published_photos() -> QuerySet[Photo]:
    """Return the published photos of published stands and exhibits."""
    shown = Q(stand__in=Stand.objects.published()) | Q(
        exhibit__in=Exhibit.objects.published()
    )
    return Photo.objects.filter(shown, is_published=True)
