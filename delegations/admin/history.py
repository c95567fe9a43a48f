"""Who changed what of the schedule, and when; one's own last changes taken back."""

from typing import Any, ClassVar

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.html import format_html_join
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from delegations.admin.people import PLANNERS
from delegations.history import accounts
from delegations.models import Change, Delegation, Visit
from delegations.schedule import ScheduleConflict
from delegations.undo import undo, undoable
from exhibitors.admin.records import ScopedAdmin

PER_PAGE = 25


def changes_of(record: Any) -> "QuerySet[Change]":
    """Return the changes of a visit, or of a delegation with all that is its own.

    The latest first, those of removed rows among them.
    """
    rows = Change.objects.filter(exhibition=record.exhibition_id)
    if isinstance(record, Visit):
        return rows.filter(visits__contains=[record.pk]).order_by("-pk")
    found = Q(entries__contains=[{"model": "delegation", "pk": record.pk}])
    for key in record.memberships.values_list("pk", flat=True):
        found |= Q(entries__contains=[{"model": "membership", "pk": key}])
    found |= _made_or_removed("membership", record)
    visits = set(record.visits.values_list("pk", flat=True))
    for change in rows.filter(_made_or_removed("visit", record)):
        visits |= set(change.visits)
    return rows.filter(found | Q(visits__overlap=list(visits))).order_by("-pk")


def _made_or_removed(model: str, delegation: Delegation) -> Q:
    """Return the changes that made or removed a row of a delegation's."""
    own = {"delegation_id": delegation.pk}
    return Q(entries__contains=[{"model": model, "before": own}]) | Q(
        entries__contains=[{"model": model, "after": own}]
    )


class Told:
    """The page of a record whose history is that of the schedule."""

    def history_view(
        self: Any, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Show who changed the record and what is its own, and when."""
        record = self.get_object(request, object_id)
        if record is None:
            answer: HttpResponse = self._get_obj_does_not_exist_redirect()
            return answer
        rows = changes_of(record).select_related("user")
        page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
        mine = undoable(record.exhibition, request.user).values_list("pk", flat=True)
        names = record._meta
        change = reverse(
            f"admin:{names.app_label}_{names.model_name}_change", args=[record.pk]
        )
        return render(
            request,
            "admin/delegations/history.html",
            {
                **self.admin_site.each_context(request),
                "title": _("History of %(name)s") % {"name": record},
                "opts": names,
                "original": record,
                "back": change,
                "page": page,
                "accounts": accounts(page.object_list),
                "mine": set(mine),
            },
        )


class ToldList(ChangeList):
    """A list of changes, each with its account."""

    def get_results(self, request: HttpRequest) -> None:
        """Tell all changes of the page at once."""
        super().get_results(request)
        self.result_list = list(self.result_list)
        for account in accounts(self.result_list):
            account.change.told = account.summary  # type: ignore[attr-defined]


@admin.register(Change)
class ChangeAdmin(ScopedAdmin):
    """Every change of the schedule, to be read."""

    editors = PLANNERS
    readers: ClassVar[tuple[str, ...]] = ()
    list_display = ("written_at", "user", "told")
    list_display_links = ("told",)
    list_select_related = ("user",)
    list_filter = ("action", ("user", admin.RelatedOnlyFieldListFilter))
    date_hierarchy = "written_at"
    fields = ("written_at", "user", "action", "sentences", "undoes")
    readonly_fields = fields

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        return ToldList

    @admin.display(description=gettext_lazy("what"))
    def told(self, change: Any) -> str:
        return str(change.told)

    @admin.display(description=gettext_lazy("what"))
    def sentences(self, change: Change) -> str:
        (account,) = accounts([change])
        return format_html_join("", "<p>{}</p>", ((s,) for s in account.sentences))

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(self.take_back)
        name = "delegations_change_take_back"
        return [path("<int:pk>/take-back/", view, name=name), *super().get_urls()]

    def take_back(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take back one of one's own last changes, and go on where it was asked."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        change = self.get_object(request, str(pk))
        if change is None:
            return self._get_obj_does_not_exist_redirect()
        mine = undoable(change.exhibition, request.user)
        if change.pk not in list(mine.values_list("pk", flat=True)):
            messages.error(request, _("Only one's own last changes are taken back."))
        else:
            _taken_back(request, change)
        return redirect(_next(request))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _taken_back(request: HttpRequest, change: Change) -> None:
    try:
        undo(change, request.user)
    except ScheduleConflict as conflict:
        for sentence in conflict.messages:
            messages.error(request, sentence)
    else:
        messages.success(request, _("It was taken back."))


def _next(request: HttpRequest) -> str:
    """Return the address to go on at, of this site only."""
    wanted = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
        return wanted
    return reverse("admin:delegations_change_changelist")
