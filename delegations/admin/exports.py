"""Who exported what."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from delegations.admin.people import PLANNERS
from delegations.models import ExportLog
from exhibitors.admin.records import ScopedAdmin


@admin.register(ExportLog)
class ExportLogAdmin(ScopedAdmin):
    editors = PLANNERS
    list_display = ("taken_at", "user", "format", "stop_count", "filters")
    list_select_related = ("user",)
    list_filter = ("format",)
    date_hierarchy = "taken_at"
    search_fields = ("user__email",)
    fields = ("taken_at", "user", "format", "filters", "stop_count")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
