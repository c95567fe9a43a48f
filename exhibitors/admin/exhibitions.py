"""Exhibitions, their venue and framework."""

from typing import Any, ClassVar
from zoneinfo import available_timezones

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget

from exhibitors.access import EVERY_ROW, access_of, work_in
from exhibitors.admin import gap_pages
from exhibitors.admin.editions import Editions
from exhibitors.admin.inlines import RecordInline
from exhibitors.admin.records import TranslatedAdmin
from exhibitors.models import (
    Exhibition,
    Framework,
    OpeningHours,
    ReportedNumber,
    Role,
    Venue,
)


class OpeningHoursInline(RecordInline):
    model = OpeningHours
    editors = (Role.ORGANISER,)
    fields = ("on", "opens_at", "closes_at")
    new_rows = 1


class ReportedNumberInline(RecordInline):
    model = ReportedNumber
    editors = (Role.ORGANISER,)
    fields = (
        "label_en",
        "label_ru",
        "label_az",
        "qualifier",
        "value",
        "unit",
        "position",
        "sources",
    )


@admin.register(Exhibition)
class ExhibitionAdmin(Editions, TranslatedAdmin):  # type: ignore[misc]
    readers = (Role.PROTOCOL_OFFICER, Role.PAVILION_MANAGER)
    exhibition_field = "pk"
    list_display = ("name", "start_on", "end_on", "timezone", "is_published")
    search_fields = ("name_en", "name_ru", "name_az", "slug")
    prepopulated_fields: ClassVar[dict[str, Any]] = {"slug": ("name",)}
    fields_first = (
        "slug",
        ("start_on", "end_on"),
        "opening_on",
        "timezone",
        "is_published",
    )
    sections = (
        (
            _("Organisation"),
            ("organiser", "initiator", ("visitor_count", "exhibitor_count")),
        ),
        (_("Reported areas"), ("number_sources",)),
    )
    inlines = (OpeningHoursInline, ReportedNumberInline)

    def at_work(self, request: HttpRequest) -> Any:
        return EVERY_ROW

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        parts = super().get_fieldsets(request, obj)
        if obj is not None:
            return parts
        # Its organisations and sources can be entered once it exists.
        return [part for part in parts if part[0] not in self._later()]

    def _later(self) -> list[Any]:
        return [*(name for name, _fields in self.sections), _("Origin")]

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        found = super().get_object(request, object_id, from_field)
        if found is not None:
            work_in(request, found.pk)
        return found

    def has_add_permission(self, request: HttpRequest) -> bool:
        return access_of(request).is_everywhere

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return access_of(request).is_everywhere

    def formfield_for_dbfield(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "timezone" and field:
            names = [(name, name) for name in sorted(available_timezones())]
            choices = [("", _("Select value")), *names]
            field.widget = UnfoldAdminSelectWidget(choices=choices)
        return field

    def get_urls(self) -> Any:
        address = path(
            "<int:pk>/choose/",
            self.admin_site.admin_view(self.work),
            name="exhibitors_exhibition_work",
        )
        return [address, *gap_pages.addresses(), *super().get_urls()]

    def work(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Go on with another exhibition."""
        if self.get_queryset(request).filter(pk=pk).exists():
            work_in(request, pk)
        return redirect("admin:index")


@admin.register(Venue)
class VenueAdmin(TranslatedAdmin):
    list_display = ("name", "city", "country")
    list_select_related = ("country",)
    search_fields = ("name_en", "name_ru", "name_az")
    fields_first = ("organisation", "country", ("latitude", "longitude"))
    sections = (
        (
            _("Building"),
            (
                "indoor_halls",
                ("ceiling_height_m", "floor_load_t_per_m2"),
                ("gate_height_m", "gate_width_m"),
            ),
        ),
        (_("As reported"), ("address_as_in_source", "position_sources")),
    )


@admin.register(Framework)
class FrameworkAdmin(TranslatedAdmin):
    list_display = ("name", "acronym", "week_start_on", "week_end_on")
    search_fields = ("name_en", "name_ru", "name_az")
    fields_first = (
        ("week_start_on", "week_end_on"),
        "chair",
        "founding_countries",
        "member_countries",
        "supporting_organisations",
        ("established_on", "anniversary_years"),
    )
