"""What was released, and the letters that tell of it: to be read, not changed."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.template.defaultfilters import linebreaksbr, urlize
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegations.admin.people import PLANNERS
from delegations.models import Letter, Release
from exhibitors.admin.records import ScopedAdmin


class ReadOnly(ScopedAdmin):
    """Rows that only the program writes."""

    editors = PLANNERS
    readers = ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Release)
class ReleaseAdmin(ReadOnly):
    list_display = ("on", "number", "released_at", "user", "have_read")
    list_select_related = ("user", "exhibition")
    list_filter = ("on",)
    fields = ("on", "version", "released_at", "user", "note", "page")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: Any = super().get_queryset(request)
        counted: QuerySet[Any] = rows.defer("items").annotate(
            told=Count("notices"),
            read=Count("notices", filter=Q(notices__read_at__isnull=False)),
        )
        return counted

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fields

    @admin.display(description=gettext_lazy("version"), ordering="version")
    def number(self, release: Release) -> str:
        return _("Version %(number)d") % {"number": release.version}

    @admin.display(description=gettext_lazy("have read it"))
    def have_read(self, release: Any) -> str:
        return _("%(read)d of %(told)d") % {"read": release.read, "told": release.told}

    @admin.display(description=gettext_lazy("what differs, and who has read it"))
    def page(self, release: Release) -> SafeString:
        names = [release.exhibition.slug, release.on]
        address = reverse("delegations:release", args=names)
        return format_html(
            '<a href="{}?version={}#version">{}</a>',
            address,
            release.version,
            _("Open the page of the release"),
        )


@admin.register(Letter)
class LetterAdmin(ReadOnly):
    """The outgoing mail; where none leaves the house, it is read here."""

    list_display = ("written_at", "to", "subject", "sent_at", "attempts")
    list_display_links = ("subject",)
    list_filter = (("sent_at", admin.EmptyFieldListFilter), "language")
    search_fields = ("to", "subject", "text")
    date_hierarchy = "written_at"
    fields = (
        ("to", "language"),
        "subject",
        "as_written",
        ("written_at", "sent_at", "attempts"),
        "error",
    )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ("as_written",)

    @admin.display(description=gettext_lazy("text"))
    def as_written(self, letter: Letter) -> SafeString:
        return linebreaksbr(urlize(letter.text))
