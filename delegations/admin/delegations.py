"""Delegations with their members, languages and visits."""

from typing import Any, ClassVar
from urllib.parse import urlencode

from django.contrib import admin
from django.db import IntegrityError, connection, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action

from delegations.admin.calendars import WithCalendars
from delegations.admin.people import PLANNERS
from delegations.conflicts import explain
from delegations.models import (
    Delegation,
    LanguagePair,
    Membership,
    Stop,
    Visit,
)
from exhibitors.access import working_exhibition
from exhibitors.admin.forms import RecordForm, RecordFormSet, at_row, judged_together
from exhibitors.admin.inlines import RecordInline
from exhibitors.admin.records import TranslatedAdmin
from exhibitors.refusals import constraint_of


class DelegationForm(RecordForm):
    """Refuses to take up again a delegation whose hours others have got meanwhile."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.instance.pk and self.instance.is_off and "status" in cleaned:
            self._take_up(cleaned["status"])
        return cleaned

    def _take_up(self, status: str) -> None:
        rows = Delegation.objects.filter(pk=self.instance.pk)
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                rows.update(status=status)
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                transaction.set_rollback(True)
        except IntegrityError as error:
            delegation = rows.get()
            delegation.status = status
            stops = list(Stop.objects.filter(visit__delegation=delegation))
            for stop in stops:
                stop.visit.delegation = delegation
            clashes = explain(constraint_of(error), stops, [], None)
            self.add_error("status", [clash.sentence for clash in clashes])


class MemberFormSet(RecordFormSet):
    """Members, of whom one is the head; the head may change in one go."""

    def _construct_form(self, index: int, **kwargs: Any) -> Any:
        form = super()._construct_form(index, **kwargs)
        # Judged for all rows together: the old head may step back in the same form.
        judged_together(form.instance, lambda rule: rule.name == "membership_one_head")
        return form

    def clean(self) -> None:
        """Refuse a second head."""
        super().clean()
        gone = set(map(id, self.deleted_forms))
        heads = [
            form
            for form in self.forms
            if id(form) not in gone
            and form.cleaned_data.get("role") == Membership.Role.HEAD
        ]
        for form in heads[1:]:
            at_row(form, "role", _("The delegation has a head already."))

    def save(self, commit: bool = True) -> Any:
        """Let the old head step back before the new one takes the place."""
        if commit and self.instance.pk:
            rows = Membership.objects.filter(delegation=self.instance)
            heads = [
                form.instance.pk
                for form in self.initial_forms
                if form.instance.role == Membership.Role.HEAD
            ]
            former = rows.filter(role=Membership.Role.HEAD).exclude(pk__in=heads)
            former.update(role=Membership.Role.MEMBER)
        return super().save(commit)


class MembershipInline(RecordInline):
    model = Membership
    formset = MemberFormSet
    editors = PLANNERS
    fields = ("person", "role", "position")
    new_rows = 2


class LanguagePairInline(RecordInline):
    model = LanguagePair
    editors = PLANNERS
    fields = ("spoken", "understood")


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
class DelegationAdmin(WithCalendars, TranslatedAdmin):
    feed_field = "delegation"
    editors = PLANNERS
    readers = ()
    form = DelegationForm
    list_display = ("name", "country", "kind", "rank", "size", "status")
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
    )
    sections = ((gettext_lazy("More"), ("is_visit_reported", "note")),)
    inlines = (MembershipInline, LanguagePairInline, VisitInline)
    actions_detail = ("plan_visit", "programme", "calendar_address")
    actions_list = ("programmes",)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        return [inline for inline in self.inlines if obj or inline is not VisitInline]

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
