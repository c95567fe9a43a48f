"""Reports that facts come from, and where they disagree."""

from django.contrib import admin

from exhibitors.admin.inlines import RecordInline
from exhibitors.admin.records import RecordAdmin
from exhibitors.models import Contradiction, Role, Source, Statement


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    readers = (Role.PROTOCOL_OFFICER, Role.PAVILION_MANAGER)
    list_display = ("publisher", "title", "published_on", "kind", "language")
    list_display_links = ("publisher", "title")
    list_filter = ("kind", "language")
    search_fields = ("publisher", "title", "key", "url")
    fields_first = (
        "publisher",
        "title",
        "published_on",
        ("kind", "language"),
        "url",
        "alternate_urls",
        "note",
    )


class StatementInline(RecordInline):
    model = Statement
    editors = (Role.ORGANISER,)
    fields = ("text", "sources", "position")


@admin.register(Contradiction)
class ContradictionAdmin(RecordAdmin):
    list_display = ("topic", "used_here", "position")
    search_fields = ("topic", "used_here")
    fields_first = ("topic", "used_here", "note", "position")
    inlines = (StatementInline,)
