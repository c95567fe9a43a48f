"""How strictly rules are taken, what they rest on, and what was left as it is."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import gettext_lazy, ngettext

from delegations.admin.people import PLANNERS, plans_in
from delegations.clashes import clashes_on, levels
from delegations.models import (
    AcceptedClash,
    Apart,
    ClashLevel,
    ClashRule,
    Embargo,
    Visit,
)
from exhibitors.access import working_exhibition
from exhibitors.admin.records import RecordAdmin, ScopedAdmin

MOST_TOLD = 8

MEANINGS = {
    ClashRule.WALKING: gettext_lazy(
        "Between two stops, or from the gate to the first, there is less time than "
        "the walk takes."
    ),
    ClashRule.OPENING: gettext_lazy(
        "A stop at a stand lies outside the opening hours of the day."
    ),
    ClashRule.WINDOW: gettext_lazy(
        "A stop or tour lies outside the time in which the delegation can come."
    ),
    ClashRule.UNCONFIRMED: gettext_lazy(
        "Whoever receives has not confirmed. A decline blocks a release even where the "
        "rule only warns."
    ),
    ClashRule.RECEIVING: gettext_lazy("Nobody receives at a call at a stand."),
    ClashRule.INTERPRETER: gettext_lazy(
        "A language pair of the delegation has no interpreter, its own counted."
    ),
    ClashRule.APART: gettext_lazy(
        "Two that must not meet are in one area at once, or within ten minutes at one "
        "stand or gate."
    ),
    ClashRule.PRECEDENCE: gettext_lazy(
        "At one stand or gate a higher rank comes less than five minutes after a "
        "lower one."
    ),
    ClashRule.EMBARGO: gettext_lazy(
        "A delegation is taken to a stand that is under embargo for it."
    ),
    ClashRule.CROWDING: gettext_lazy(
        "The delegations in an area are more people than its capacity; an unknown "
        "size counts as one."
    ),
}


@admin.register(ClashLevel)
class ClashLevelAdmin(ScopedAdmin):
    """One row a rule, changed in the list."""

    editors = PLANNERS
    readers = ()
    list_display = ("rule", "meaning", "level", "minutes")
    list_editable = ("level", "minutes")
    list_display_links = None
    ordering = ("pk",)
    fields = ("rule", "level", "minutes")
    readonly_fields = ("rule",)

    @admin.display(description=gettext_lazy("what it finds"))
    def meaning(self, row: ClashLevel) -> str:
        return str(MEANINGS[ClashRule(row.rule)])

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        exhibition = working_exhibition(request)
        if exhibition is not None and plans_in(request, exhibition):
            # What nobody set yet is stored with its default, to be changed in the
            # list: nothing that is judged comes out differently.
            rows = levels(exhibition).values()
            missing = [row for row in rows if row.pk is None]
            ClashLevel.objects.bulk_create(missing, ignore_conflicts=True)
        return super().changelist_view(request, *args, **kwargs)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Apart)
class ApartAdmin(RecordAdmin):
    editors = PLANNERS
    readers = ()
    list_display = ("first", "second", "note")
    list_display_links = ("first", "second")
    list_select_related = ("first", "second")
    search_fields = ("first__name_en", "second__name_en")
    fields_first = (("first", "second"), "note")


@admin.register(Embargo)
class EmbargoAdmin(RecordAdmin):
    editors = PLANNERS
    readers = ()
    list_display = ("stand", "delegation", "country", "note")
    list_select_related = ("stand", "delegation", "country")
    search_fields = ("stand__name_en", "stand__number", "delegation__name_en")
    fields_first = ("stand", ("delegation", "country"), "note")


@admin.register(AcceptedClash)
class AcceptedClashAdmin(ScopedAdmin):
    editors = PLANNERS
    readers = ()
    list_display = ("sentence", "on", "reason", "user", "accepted_at")
    list_select_related = ("user",)
    date_hierarchy = "on"
    search_fields = ("sentence", "reason")
    fields = ("sentence", "on", "reason", "user", "accepted_at")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def tell_clashes(request: HttpRequest, visit: Visit, stop: int | None = None) -> None:
    """Say what clashes in a visit that was saved, or at one stop; refuse nothing."""
    if visit.on is None:
        return
    found = [
        finding
        for finding in clashes_on(visit.exhibition, visit.on)
        if visit.pk in finding.visits
        and stop in (None, *finding.stops)
        and not finding.is_accepted
    ]
    for finding in found[:MOST_TOLD]:
        messages.warning(request, finding.sentence)
    more = len(found) - MOST_TOLD
    if more > 0:
        sentence = ngettext(
            "%(count)d more clash is in the list of the day.",
            "%(count)d more clashes are in the list of the day.",
            more,
        )
        messages.warning(request, sentence % {"count": more})
