"""Delegations with their members, languages and visits."""

from typing import Any, ClassVar
from urllib.parse import urlencode

from django import forms
from django.contrib import admin, messages
from django.db.models import F, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action

from delegations import schedule
from delegations.admin.calendars import WithCalendars
from delegations.admin.history import Told
from delegations.admin.members import (
    LanguagePairInline,
    MemberFormSet,
    MembershipInline,
)
from delegations.admin.people import PLANNERS
from delegations.admin.whole import ChangesWhole
from delegations.admin.written import WrittenBySchedule
from delegations.models import Delegation, Visit
from delegations.preparing.drafts import Draft
from delegations.preparing.whole import UP, resumed
from exhibitors.access import working_exhibition
from exhibitors.admin.forms import RecordForm
from exhibitors.admin.imports.entrance import Importable
from exhibitors.admin.inlines import RecordInline


class DelegationForm(RecordForm):
    """Refuses to overwrite what others changed, and to take hours that others have."""

    reader: Any = None
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = Draft("", [self.instance]).stamp

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        stored = Delegation.objects.filter(pk=self.instance.pk).first()
        if stored and cleaned.get("seen") not in ("", Draft("", [stored]).stamp):
            text = _("“%(row)s” was changed by someone else meanwhile. Reload it.")
            self.add_error(None, text % {"row": stored})
        if stored and stored.is_off and cleaned.get("status") in UP:
            found = resumed(stored, cleaned["status"]).problems(self.reader)
            if found:
                self.add_error("status", [clash.sentence for clash in found])
        return cleaned


class VisitInline(RecordInline):
    """The visits, each with a page of its own."""

    model = Visit
    fields = ("on", "hours", "status")
    readonly_fields = fields
    show_change_link = True

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=gettext_lazy("time"))
    def hours(self, visit: Visit) -> str:
        return hours_of(visit)


def hours_of(visit: Visit) -> str:
    """Return the planned tour as times of day, an en dash without one."""
    if visit.span is None:
        return "–"
    local = visit.delegation.exhibition.local
    return f"{local(visit.span.lower):%H:%M}–{local(visit.span.upper):%H:%M}"


@admin.register(Delegation)
class DelegationAdmin(Importable, ChangesWhole, WithCalendars, Told, WrittenBySchedule):
    import_kind = "delegations"
    feed_field = "delegation"
    editors = PLANNERS
    readers = ()
    form = DelegationForm
    list_display = ("name", "country", "kind", "rank", "size", "status")
    list_editable = ("rank",)
    list_select_related = ("country",)
    list_filter = (
        "kind",
        "status",
        ("country", admin.RelatedOnlyFieldListFilter),
    )
    search_fields = ("name_en", "name_ru", "name_az", "slug", "country__name_en")
    prepopulated_fields: ClassVar[dict[str, Any]] = {"slug": ("name",)}
    fields_first = (
        "slug",
        ("country", "organisation"),
        ("kind", "status"),
        ("rank", "size"),
        "visiting_on",
        "arrival",
        "wishes",
    )
    sections = ((gettext_lazy("More"), ("is_visit_reported", "note")),)
    inlines = (MembershipInline, LanguagePairInline, VisitInline)
    actions = ("renumber",)
    actions_detail = (*ChangesWhole.actions_detail, "calendar_address")
    actions_list = ("programmes", "read_in")

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return [inline for inline in self.inlines if obj or inline is not VisitInline]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.reader = request.user
        return form

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Keep a delegation whose stops calendars know: cancel it instead."""
        return super(WrittenBySchedule, self).get_deleted_objects(objs, request)

    def save_model(
        self, request: HttpRequest, obj: Any, form: Any, change: bool
    ) -> None:
        """Leave the writing to ``save_related``, which has the members too."""

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Any, change: bool
    ) -> None:
        """Write the delegation and its members at once, with their history."""
        rows = [form.instance] if form.has_changed() or not change else []
        removed: list[Any] = []
        members = [rows for rows in formsets if isinstance(rows, MemberFormSet)]
        for formset in members:
            changed, gone = formset.to_write()
            rows, removed = [*rows, *changed], [*removed, *gone]
        schedule.write(rows, removed=removed, reader=request.user)
        form.save_m2m()
        for formset in formsets:
            if formset not in members:
                formset.save()

    @admin.action(description=gettext_lazy("Number the ranks from 1 again"))
    def renumber(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Close the gaps in the order of precedence of the exhibition at work."""
        every = Delegation.objects.filter(
            self.changeable(request), self.at_work(request), rank__isnull=False
        )
        rows = list(every.order_by(F("rank"), "name", "pk"))
        for place, row in enumerate(rows, start=1):
            row.rank = place
        schedule.write(rows, reader=request.user)
        self.message_user(request, _("The ranks run from 1 again."), messages.SUCCESS)

    @action(  # type: ignore[untyped-decorator]
        description=gettext_lazy("Plan a visit"), url_path="plan-visit"
    )
    def plan_visit(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Begin a visit of this delegation."""
        delegation = self.get_object(request, str(object_id))
        if delegation is None:
            return self._get_obj_does_not_exist_redirect()
        chosen = {"delegation": delegation.pk, "on": delegation.visiting_on or ""}
        return redirect(f"{reverse('admin:delegations_visit_add')}?{urlencode(chosen)}")

    @action(  # type: ignore[untyped-decorator]
        description=gettext_lazy("Programme"), url_path="programme"
    )
    def programme(self, request: HttpRequest, object_id: int) -> HttpResponse:
        """Show the programme of this delegation, with its downloads."""
        delegation = self.get_object(request, str(object_id))
        if delegation is None:
            return self._get_obj_does_not_exist_redirect()
        names = [delegation.exhibition.slug, delegation.slug]
        return redirect("delegations:delegation_detail", *names)

    @action(  # type: ignore[untyped-decorator]
        description=gettext_lazy("Programme"), url_path="programmes"
    )
    def programmes(self, request: HttpRequest) -> HttpResponse:
        """Show the programme of the exhibition at work, with its downloads."""
        exhibition = working_exhibition(request)
        if exhibition is None:
            raise Http404
        return redirect("delegations:delegation_list", exhibition.slug)
