"""Photographs, with small pictures that only those see who may see the row."""

import io
from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from exhibitors.admin.inlines import RecordInline
from exhibitors.admin.proposing import Proposing
from exhibitors.admin.records import TranslatedAdmin
from exhibitors.models import Photo

SIDE = 96


def with_photos(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return rows that bring their photos along, in one more query."""
    photos = Photo.objects.order_by("position", "pk")
    return rows.prefetch_related(Prefetch("photos", photos, to_attr="pictures"))


def thumbnail(photo: Photo | None) -> SafeString | str:
    """Return a small picture of a photo, an en dash without one."""
    if photo is None or not photo.pk:
        return "–"
    address = reverse("admin:exhibitors_photo_thumbnail", args=[photo.pk])
    return format_html(
        '<img src="{}" alt="{}" class="expo-thumbnail" width="48" height="48"'
        ' loading="lazy">',
        address,
        photo.alt,
    )


class Pictured:
    """Shows the first photo of a row of a list."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)  # type: ignore[misc]
        return with_photos(rows)

    @admin.display(description=_("photo"))
    def picture(self, row: Any) -> SafeString | str:
        return thumbnail(next(iter(row.pictures), None))


class PhotoInline(RecordInline):
    model = Photo
    fields = ("preview", "image", "alt_en", "alt_ru", "alt_az", "credit", "position")
    readonly_fields = ("preview",)

    @admin.display(description="")
    def preview(self, photo: Photo) -> SafeString | str:
        return thumbnail(photo)


@admin.register(Photo)
class PhotoAdmin(Proposing, TranslatedAdmin):  # type: ignore[misc]
    list_display = ("preview", "__str__", "stand", "exhibit", "credit", "is_published")
    list_display_links = ("preview", "__str__")
    list_select_related = ("stand", "exhibit")
    list_filter = ("is_published",)
    search_fields = ("alt_en", "alt_ru", "alt_az", "credit", "stand__name_en")
    fields_first = (
        "image",
        "stand",
        "exhibit",
        "credit",
        ("focus_x", "focus_y"),
        "position",
        "is_published",
    )

    @admin.display(description=_("photo"))
    def preview(self, photo: Photo) -> SafeString | str:
        return thumbnail(photo)

    def get_urls(self) -> Any:
        address = path(
            "<int:pk>/thumbnail/",
            self.admin_site.admin_view(self.thumbnail, cacheable=True),
            name="exhibitors_photo_thumbnail",
        )
        return [address, *super().get_urls()]

    def thumbnail(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Answer with a small square picture, made afresh."""
        photo = self.get_queryset(request).filter(pk=pk).first()
        if photo is None or not photo.image.storage.exists(photo.image.name):
            raise Http404
        small = io.BytesIO()
        with photo.image.open() as file, Image.open(file) as image:
            image.draft("RGB", (2 * SIDE, 2 * SIDE))
            upright = ImageOps.exif_transpose(image).convert("RGB")
            centre = (photo.focus_x, photo.focus_y)
            ImageOps.fit(upright, (SIDE, SIDE), centering=centre).save(small, "WEBP")
        response = HttpResponse(small.getvalue(), content_type="image/webp")
        response["Cache-Control"] = "private, max-age=86400"
        return response
