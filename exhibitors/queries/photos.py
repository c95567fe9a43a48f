"""Photos that visitors may see."""

from django.db.models import Q, QuerySet

from exhibitors.models import Exhibit, Photo, Stand


def published_photos() -> QuerySet[Photo]:
    """Return the published photos of published stands and exhibits."""
    shown = Q(stand__in=Stand.objects.published()) | Q(
        exhibit__in=Exhibit.objects.published()
    )
    return Photo.objects.filter(shown, is_published=True)
