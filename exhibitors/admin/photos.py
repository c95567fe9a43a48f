"""Photographs, with small pictures that only those see who may see the row."""

import io
from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from exhibitors import images
from exhibitors.admin.adding_photos import AddsPhotos, OffersPhotos
from exhibitors.admin.forms import LANGUAGES
from exhibitors.admin.inlines import RecordInline
from exhibitors.admin.proposing import Proposing
from exhibitors.admin.publication import Publishable
from exhibitors.admin.records import LANGUAGE_NAMES, TranslatedAdmin
from exhibitors.models import Photo
from exhibitors.uploads.trash import bin_soon

SIDE = 96
_ON_PAGE = images.RENDITIONS["whole-960.jpg"]


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


class GivesUpFiles:
    """Has the files that photos give up put away, after what was saved is so.

    Comes before what saves or deletes in a way of its own.
    """

    def save_related(self, *args: Any, **kwargs: Any) -> None:
        super().save_related(*args, **kwargs)  # type: ignore[misc]
        bin_soon()

    def delete_model(self, *args: Any, **kwargs: Any) -> None:
        super().delete_model(*args, **kwargs)  # type: ignore[misc]
        bin_soon()

    def delete_queryset(self, *args: Any, **kwargs: Any) -> None:
        super().delete_queryset(*args, **kwargs)  # type: ignore[misc]
        bin_soon()


class Pictured(OffersPhotos, GivesUpFiles):
    """Shows the first photo of a row of a list."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: QuerySet[Any] = super().get_queryset(request)  # type: ignore[misc]
        return with_photos(rows)

    @admin.display(description=_("photo"))
    def picture(self, row: Any) -> SafeString | str:
        return thumbnail(next(iter(row.pictures), None))


def _page_picture(photo: Photo) -> str:
    """Return the address of a photo as large as on a page, "" without one."""
    if not photo.pk:
        return ""
    return reverse("picture", args=[photo.pk, images.stamp(photo), _ON_PAGE.file_name])


class PhotoInline(RecordInline):
    model = Photo
    fields = ("preview", "image", "alt_en", "alt_ru", "alt_az", "credit", "position")
    readonly_fields = ("preview",)

    @admin.display(description="")
    def preview(self, photo: Photo) -> SafeString | str:
        return thumbnail(photo)


class WithoutText(admin.SimpleListFilter):
    """Photos that say nothing to those who cannot see them."""

    title = _("alternative text")
    parameter_name = "text"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        missing = [
            (language, _("None in %s") % LANGUAGE_NAMES[language])
            for language in LANGUAGES
        ]
        return [("none", _("No text at all")), *missing]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        if value == "none":
            for language in LANGUAGES:
                queryset = queryset.filter(_no_text(language))
        elif value in LANGUAGES:
            queryset = queryset.filter(_no_text(value))
        return queryset


def _no_text(language: str) -> Q:
    column = f"alt_{language}"
    return Q(**{column: ""}) | Q(**{f"{column}__isnull": True})


@admin.register(Photo)
class PhotoAdmin(  # type: ignore[misc]
    AddsPhotos, Publishable, GivesUpFiles, Proposing, TranslatedAdmin
):
    list_display = ("preview", "text", "stand", "exhibit", "credit", "is_published")
    list_display_links = ("preview", "text")
    list_select_related = ("stand", "exhibit")
    list_filter = ("is_published", WithoutText)
    search_fields = ("alt_en", "alt_ru", "alt_az", "credit", "stand__name_en")
    fields_first = (
        "image",
        "stand",
        "exhibit",
        "credit",
        "focus",
        ("focus_x", "focus_y"),
        "position",
        "is_published",
    )
    readonly_fields = ("focus",)

    class Media:
        css = {"all": ("css/photo.css",)}
        js = ("js/photo-focus.js",)

    @admin.display(description=_("photo"))
    def preview(self, photo: Photo) -> SafeString | str:
        return thumbnail(photo)

    @admin.display(description=_("alternative text"), ordering="alt")
    def text(self, photo: Photo) -> SafeString | str:
        if photo.alt:
            return photo.alt
        missing = _("No text for those who cannot see it")
        return format_html('<span class="photo-mute">{}</span>', missing)

    @admin.display(description=_("what matters in it"))
    def focus(self, photo: Photo) -> SafeString | str:
        """Show the photo, to be clicked where it matters, and what is cut from it."""
        shown = {
            "address": _page_picture(photo),
            "alt": photo.alt,
            "width": photo.width,
            "height": photo.height,
        }
        return render_to_string("admin/exhibitors/photo/_focus.html", shown)

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
