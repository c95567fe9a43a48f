"""Calendar addresses: given out, followed, and revoked."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.widgets import UnfoldBooleanSwitchWidget

from delegations.admin.people import PLANNERS
from delegations.models import Feed
from exhibitors import clock
from exhibitors.admin.forms import RecordForm
from exhibitors.admin.records import RecordAdmin

MOST_READS = 20


class FeedForm(RecordForm):
    """Gives an address to one reader; who hosts a stand reads as its host."""

    is_revoked = forms.BooleanField(
        label=gettext_lazy("Revoke"),
        required=False,
        help_text=gettext_lazy("It answers nobody any more, for ever."),
        widget=UnfoldBooleanSwitchWidget,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("stand"):
            cleaned["view"] = Feed.View.STAND
        if cleaned.get("is_revoked") and self.instance.revoked_at is None:
            self.instance.revoked_at = clock.now()
        return cleaned


@admin.register(Feed)
class FeedAdmin(RecordAdmin):
    editors = PLANNERS
    readers = ()
    form = FeedForm
    list_display = (
        "__str__",
        "label",
        "view",
        "language",
        "read_count",
        "last_read",
        "revoked_at",
    )
    list_select_related = ("delegation", "stand", "person")
    list_filter = ("view", ("revoked_at", admin.EmptyFieldListFilter))
    search_fields = ("label", "delegation__name_en", "stand__name_en", "person__name")
    actions = ("revoke",)
    given = ("delegation", "stand", "person", "view", "language")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return [
                (
                    None,
                    {
                        "fields": [
                            "delegation",
                            "stand",
                            "person",
                            "label",
                            ("view", "language"),
                        ],
                        "description": _(
                            "Choose one: a delegation, a stand or a person. Whoever "
                            "has the address reads that one’s released programme."
                        ),
                    },
                )
            ]
        about = ["address", "label", "given_for", ("view", "language")]
        about.append(("created_at", "created_by"))
        about.append("revoked_at" if obj.revoked_at else "is_revoked")
        return [(None, {"fields": about}), (_("Readings"), {"fields": ["readings"]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return []
        shown = ("address", "given_for", "readings", "created_at", "created_by")
        return [*self.given, *shown, "revoked_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: Any = super().get_queryset(request)
        counted: QuerySet[Any] = rows.annotate(
            times=Count("reads"), last=Max("reads__read_at")
        )
        return counted

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # It is revoked instead: who read it stays known.
        return False

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Any:
        found = super().get_object(request, object_id, from_field)
        if found is not None:
            found.site = request.build_absolute_uri("/").rstrip("/")
        return found

    @admin.display(description=gettext_lazy("programme of"))
    def given_for(self, feed: Feed) -> str:
        return str(feed)

    @admin.display(description=gettext_lazy("address"))
    def address(self, feed: Any) -> SafeString:
        if feed.revoked_at:
            return format_html("{}", _("Revoked: it answers nobody any more."))
        return format_html(
            '<input class="calendar-address" type="text" readonly size="90" '
            'value="{}{}" aria-label="{}">',
            feed.site,
            reverse("feed", args=[feed.token]),
            _("Address"),
        )

    @admin.display(description=gettext_lazy("read"), ordering="times")
    def read_count(self, feed: Any) -> int:
        times: int = feed.times
        return times

    @admin.display(description=gettext_lazy("last read"), ordering="last")
    def last_read(self, feed: Any) -> Any:
        return feed.last

    @admin.display(description=gettext_lazy("latest readings"))
    def readings(self, feed: Feed) -> SafeString:
        lines = format_html_join(
            "",
            "<li>{} · {} · {} · {}</li>",
            (
                (
                    formats.date_format(timezone.localtime(read.read_at), "j E Y, H:i"),
                    read.status,
                    read.address or "–",
                    read.agent or "–",
                )
                for read in feed.reads.all()[:MOST_READS]
            ),
        )
        return format_html("<ul>{}</ul>", lines) if lines else SafeString("–")

    @admin.action(description=gettext_lazy("Revoke the chosen calendar addresses"))
    def revoke(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        keys = [feed.pk for feed in queryset]
        open_ones = Feed.objects.filter(
            self.changeable(request), pk__in=keys, revoked_at=None
        )
        count = open_ones.update(revoked_at=clock.now())
        sentence = ngettext(
            "%(count)d calendar address is revoked.",
            "%(count)d calendar addresses are revoked.",
            count,
        )
        self.message_user(request, sentence % {"count": count}, messages.SUCCESS)
