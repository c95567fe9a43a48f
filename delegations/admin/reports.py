"""The published accounts of visits."""

from typing import Any, ClassVar

from django.contrib import admin

from delegations.admin.people import PLANNERS
from delegations.models import Report
from exhibitors.admin.records import TranslatedAdmin


@admin.register(Report)
class ReportAdmin(TranslatedAdmin):
    editors = PLANNERS
    list_display = ("title", "visit", "is_published", "published_at")
    list_select_related = ("visit__delegation",)
    list_filter = ("is_published",)
    search_fields = ("title_en", "title_ru", "title_az", "slug")
    prepopulated_fields: ClassVar[dict[str, Any]] = {"slug": ("title",)}
    fields_first = ("visit", "slug", ("is_published", "published_at"))
