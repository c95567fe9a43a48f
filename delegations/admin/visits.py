"""Visits with their stops and the people who have duties in them."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from unfold.decorators import action

from delegations import schedule
from delegations.admin.clashes import tell_clashes
from delegations.admin.delegations import hours_of
from delegations.admin.forms import (
    EngagementForm,
    StopDetailForm,
    StopForm,
    VisitForm,
)
from delegations.admin.history import Told
from delegations.admin.joins import JoinsVisits
from delegations.admin.people import PLANNERS
from delegations.admin.rehearsal import Rehearsal
from delegations.admin.written import WrittenBySchedule
from delegations.models import Engagement, Stop, Visit
from exhibitors.admin.inlines import RecordInline


class StopInline(RecordInline):
    model = Stop
    form = StopForm
    editors = PLANNERS
    fields = (
        "seen_version",
        "position",
        "starts",
        "ends",
        "stand",
        "kind",
        "title_en",
        "status",
        "more",
    )
    readonly_fields = ("more",)
    new_rows = 4
    show_change_link = True
    verbose_name_plural = _("stops, in order")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: Any = super().get_queryset(request)
        shown: QuerySet[Any] = rows.annotate(shown=Count("exhibits"))
        return shown

    @admin.display(description=_("shows"))
    def more(self, stop: Any) -> str:
        """Return the link to what is shown and said at a stop, with how much it is."""
        if stop.pk is None:
            return "–"
        number = getattr(stop, "shown", 0)
        texts = [ngettext("%d exhibit", "%d exhibits", number) % number]
        texts += [gettext("talking points")] if stop.talking_points else []
        address = reverse("admin:delegations_stop_change", args=[stop.pk])
        lines = format_html_join(mark_safe("<br>"), "{}", ((text,) for text in texts))
        return format_html('<a href="{}" class="expo-secret">{}</a>', address, lines)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        # A stop that calendars know is cancelled when its row is taken out.
        formset.form.hand_clean_DELETE = lambda form: None
        return formset


class EngagementInline(RecordInline):
    model = Engagement
    form = EngagementForm
    editors = PLANNERS
    fields = ("person", "role", "at", "duty", "languages", "reply")
    new_rows = 1
    verbose_name = _("duty")
    verbose_name_plural = _("who accompanies, receives, interprets")


@admin.register(Visit)
class VisitAdmin(JoinsVisits, Told, WrittenBySchedule):
    form = VisitForm
    texts_first = False
    list_display = ("__str__", "on", "hours", "delegation", "stop_count", "status")
    list_display_links = ("__str__",)
    list_select_related = ("delegation__exhibition",)
    list_filter = ("status", "on", ("delegation", admin.RelatedOnlyFieldListFilter))
    search_fields = (
        "name_en",
        "name_ru",
        "name_az",
        "delegation__name_en",
        "delegation__name_ru",
        "delegation__name_az",
    )
    date_hierarchy = "on"
    fields_first = (
        "delegation",
        ("on", "status"),
        ("span_from", "span_to"),
        ("window_from", "window_to"),
    )
    sections = (
        (_("Arrival"), (("gate", "duty_phone"), ("parking", "cars"))),
        (_("As reported"), ("order_basis", "note")),
    )
    inlines = (StopInline, EngagementInline)
    actions_detail = (*JoinsVisits.actions_detail, "report")

    @action(  # type: ignore[untyped-decorator]
        description=_("Report of the visit"), url_path="report"
    )
    def report(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Go to where the report of this visit is drafted."""
        visit = self.get_object(request, str(object_id))
        if visit is None:
            return self._get_obj_does_not_exist_redirect()
        return redirect("delegations:draft", visit.exhibition.slug, visit.pk)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows: Any = super().get_queryset(request)
        counted: QuerySet[Any] = rows.annotate(calls=Count("stops"))
        return counted

    @admin.display(description=_("time"), ordering="span")
    def hours(self, visit: Visit) -> str:
        return hours_of(visit)

    @admin.display(description=_("stops"), ordering="calls")
    def stop_count(self, visit: Any) -> int:
        count: int = visit.calls
        return count

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fields = list(super().get_readonly_fields(request, obj))
        return [*fields, "delegation"] if obj else fields

    def _create_formsets(self, request: HttpRequest, obj: Any, change: bool) -> Any:
        formsets, inlines = super()._create_formsets(request, obj, change)
        obj.formsets = formsets
        return formsets, inlines

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        visit = super().save_form(request, form, change)
        # Only a visit that is right in itself can be tried with its stops.
        stops, duties = visit.formsets
        visit.rehearsal = Rehearsal(
            visit,
            stops,
            duties,
            is_changed=form.has_changed() or not change,
            reader=request.user,
        )
        visit.rehearsal.refuse_clashes()
        return visit

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        """Leave the writing to ``save_related``, which has the stops too."""

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        for formset in formsets:
            formset.save(commit=False)
        form.instance.rehearsal.write()
        tell_clashes(request, form.instance)
        form.save_m2m()
        for formset in formsets:
            formset.save_m2m()


@admin.register(Stop)
class StopAdmin(WrittenBySchedule):
    """What a stop has beside its time, which is set with the whole visit."""

    form = StopDetailForm
    list_display = ("__str__", "visit", "planned", "stand", "status")
    list_display_links = ("__str__",)
    list_select_related = ("visit__delegation", "stand")
    list_filter = ("status", "kind")
    search_fields = ("title_en", "title_ru", "title_az", "stand__name_en")
    fields_first = (
        "visit",
        ("kind", "status"),
        ("stand", "bay"),
        ("is_locked", "is_optional", "value"),
        "area",
        "exhibits",
        "talking_points",
        "note",
    )
    sections = ((_("As it was"), ("basis", "duration")),)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [*super().get_readonly_fields(request, obj), "visit"]

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        schedule.write([obj], reader=request.user)
        tell_clashes(request, obj.visit, stop=obj.pk)
