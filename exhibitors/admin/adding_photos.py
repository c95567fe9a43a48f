"""The pages and buttons through which many photos come in at once."""

import io
from typing import Any

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps
from unfold.decorators import action

from exhibitors.access import access_of, working_exhibition
from exhibitors.admin import photo_page
from exhibitors.models import Role

SIDE = 192


class AddsPhotos:
    """The page “Add photos”, and what it shows of those that wait."""

    model: type[models.Model]
    admin_site: Any
    actions_list = ("add_many",)

    def has_add_many_permission(
        self, request: HttpRequest, object_id: Any = None
    ) -> bool:
        """Return whether the account adds photos in the exhibition at work."""
        return photo_page.may_add(request, working_exhibition(request))

    @action(  # type: ignore[untyped-decorator]
        description=_("Add photos"), url_path="add-many", permissions=["add_many"]
    )
    def add_many(self, request: HttpRequest) -> HttpResponse:
        """Take in photos, and give them their texts."""
        context = {
            **self.admin_site.each_context(request),
            "opts": self.model._meta,
        }
        if request.method == "POST":
            return photo_page.answer(request, context)
        return photo_page.show(request, context)

    def get_urls(self) -> Any:
        view = self.admin_site.admin_view
        return [
            path(
                "waiting/<int:pk>/",
                view(self.waiting_picture, cacheable=True),
                name="exhibitors_photo_waiting",
            ),
            path("targets/", view(self.targets), name="exhibitors_photo_targets"),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def waiting_picture(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Answer with a small picture of a photo that waits for this account."""
        place = photo_page.place_of(request)
        row = place.photos.filter(pk=pk).first() if pk < 2**63 else None
        if row is None or not row.file.storage.exists(row.file.name):
            raise Http404
        small = io.BytesIO()
        with row.file.open() as file, Image.open(file) as image:
            image.draft("RGB", (2 * SIDE, 2 * SIDE))
            ImageOps.contain(image.convert("RGB"), (SIDE, SIDE)).save(small, "WEBP")
        response = HttpResponse(small.getvalue(), content_type="image/webp")
        response["Cache-Control"] = "private, max-age=3600"
        return response

    def targets(self, request: HttpRequest) -> HttpResponse:
        """Answer with the stands and exhibits that somebody may mean."""
        place = photo_page.place_of(request)
        term = request.GET.get("term", "")[:100]
        found = photo_page.scope_of(request, place.exhibition).suggested(term)
        return JsonResponse({"values": [target.value for target in found]})


class OffersPhotos:
    """The button “Add photos” on the page of a stand or an exhibit."""

    actions_detail: tuple[str, ...] = ("add_photos",)

    def has_add_photos_permission(
        self, request: HttpRequest, object_id: Any = None
    ) -> bool:
        """Return whether the account adds photos to this record, if to any."""
        access = access_of(request)
        if object_id is None:
            return access.has(Role.ORGANISER, Role.PAVILION_MANAGER)
        page: Any = self
        record = page.get_object(request, str(object_id))
        return record is not None and page.has_change_permission(request, record)

    @action(  # type: ignore[untyped-decorator]
        description=_("Add photos"), url_path="add-photos", permissions=["add_photos"]
    )
    def add_photos(self, request: HttpRequest, object_id: Any) -> HttpResponse:
        """Go on to the page where photos come in, for this record."""
        page: Any = self
        record = page.get_object(request, str(object_id))
        if record is None:
            raise Http404
        return redirect(
            reverse("admin:exhibitors_photo_add_many") + f"?of={record.code}"
        )
