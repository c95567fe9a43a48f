"""Partnership requests of visitors."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from exhibitors.admin.erasing import Erasable
from exhibitors.admin.records import RecordAdmin
from exhibitors.models import Inquiry


@admin.register(Inquiry)
class InquiryAdmin(Erasable, RecordAdmin):
    actions_detail = ("erase_personal_data",)
    list_display = ("name", "organisation", "stand", "exhibit", "status", "created_at")
    list_select_related = ("stand", "exhibit")
    list_filter = ("status",)
    search_fields = ("name", "organisation", "email", "message")
    date_hierarchy = "created_at"
    fields_first = (
        "status",
        ("stand", "exhibit"),
        ("name", "organisation"),
        ("email", "phone"),
        ("country", "language"),
        "message",
        "created_at",
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [
            name
            for line in self.fields_first
            for name in ([line] if isinstance(line, str) else line)
            if name != "status"
        ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
