"""Events of the programme, and the files an exhibition was loaded from."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from exhibitors.admin.records import RecordAdmin, TranslatedAdmin
from exhibitors.models import Event, LoadedFile


@admin.register(Event)
class EventAdmin(TranslatedAdmin):
    list_display = ("name", "kind", "start_on", "start_time", "status")
    list_filter = ("kind", "status")
    search_fields = ("name_en", "name_ru", "name_az")
    date_hierarchy = "start_on"
    fields_first = (
        "kind",
        ("start_on", "end_on"),
        ("start_time", "end_time"),
        "status",
        "note",
    )


@admin.register(LoadedFile)
class LoadedFileAdmin(RecordAdmin):
    list_display = ("title", "schema_version")
    search_fields = ("title",)
    fields_first = ("title", "schema_version", "null_policy", "counts", "notes")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
