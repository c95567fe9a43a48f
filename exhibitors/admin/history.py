"""All that was changed in the exhibition at work: a transaction an entry."""

from abc import ABC, abstractmethod
from typing import Any, ClassVar

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth import get_user_model
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exhibitors.access import NO_ROW, access_of, exhibitions_of, working_exhibition
from exhibitors.admin.records import ScopedAdmin
from exhibitors.admin.restoring import Restores
from exhibitors.history.scope import may_restore, name_of, readable
from exhibitors.history.tables import SCHEDULE, model_of, tables_of
from exhibitors.models import HistoryEvent, HistoryTransaction, Role
from exhibitors.queries.history import summaries, told

PER_PAGE = 50
READERS = (Role.ORGANISER, Role.PROTOCOL_OFFICER, Role.PAVILION_MANAGER)


def readable_events(request: HttpRequest) -> Q:
    """Return the events that the account may read, of the exhibition at work."""
    exhibition = working_exhibition(request)
    return readable(access_of(request), exhibition) if exhibition else NO_ROW


class ByEvents(admin.SimpleListFilter, ABC):
    """Keeps the entries that have such an event among those that one may read."""

    @abstractmethod
    def wanted(self) -> Q:
        """Return which events the chosen value asks for."""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.value():
            return queryset
        events = HistoryEvent.objects.filter(
            readable_events(request), self.wanted(), transaction=OuterRef("pk")
        )
        return queryset.filter(Exists(events))


class KindFilter(ByEvents):
    title = gettext_lazy("model")
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        shown = [
            (model._meta.db_table, str(capfirst(model._meta.verbose_name)))
            for model, page in model_admin.admin_site._registry.items()
            if page.has_view_permission(request) and model is not HistoryTransaction
        ]
        return sorted(shown, key=lambda choice: choice[1])

    def wanted(self) -> Q:
        model = model_of(self.value() or "")
        return Q(kind__in=tables_of(model)) if model else NO_ROW


class ActionFilter(ByEvents):
    title = gettext_lazy("what was done")
    parameter_name = "action"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return HistoryEvent.Action.choices

    def wanted(self) -> Q:
        return Q(action=self.value())


class WhoFilter(admin.SimpleListFilter):
    title = gettext_lazy("who")
    parameter_name = "who"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        rows = model_admin.get_queryset(request).order_by().values("actor_id")
        users: Any = get_user_model()._default_manager.filter(pk__in=rows.distinct())
        access, home = access_of(request), working_exhibition(request)
        is_told = home is not None and access.organises(home)
        unnamed = _("an account without a name")
        return [
            (str(user.pk), str(user) if is_told else user.name or unnamed)
            for user in users.order_by("name")
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        who = self.value() or ""
        return queryset.filter(actor_id=int(who)) if who.isdecimal() else queryset


class SummedList(ChangeList):
    """A list of entries, each with what it did to the rows in scope."""

    def get_results(self, request: HttpRequest) -> None:
        """Sum up all entries of the page at once."""
        super().get_results(request)
        self.result_list = list(self.result_list)
        found = summaries(self.result_list, readable_events(request))
        for entry in self.result_list:
            entry.summary = found.get(entry.pk, [])
            entry.teller = name_of(access_of(request), entry)


@admin.register(HistoryTransaction)
class HistoryAdmin(Restores, ScopedAdmin):
    """Every change of the exhibition, to be read; whole entries taken back."""

    editors = ()
    readers = READERS
    list_display = ("when", "who", "source", "what")
    list_display_links = ("when", "what")
    list_filter: ClassVar[Any] = (WhoFilter, KindFilter, ActionFilter, "at")
    ordering = ("-number",)

    class Media:
        css: ClassVar[dict[str, list[str]]] = {"all": ["css/history.css"]}

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> Any:
        return SummedList

    def visible(self, request: HttpRequest) -> Q:
        """Return the entries that touched what the account may read."""
        exhibition = working_exhibition(request)
        if exhibition is None:
            return NO_ROW
        if access_of(request).organises(exhibition):
            return Q(exhibitions__contains=[exhibition.pk])
        events = HistoryEvent.objects.filter(
            readable_events(request), transaction=OuterRef("pk")
        )
        return Q(Exists(events))

    def at_work(self, request: HttpRequest) -> Q:
        return self.visible(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if not (access_of(request).has(*READERS) and exhibitions_of(request)):
            return access_of(request).has(*READERS) and obj is None
        return obj is None or self._holds(self.visible(request), obj)

    @admin.display(description=gettext_lazy("at"), ordering="at")
    def when(self, entry: HistoryTransaction) -> str:
        moment = date_format(timezone.localtime(entry.at), "j E Y, H:i")
        return format_html('<span class="history-at">{}</span>', moment)

    @admin.display(description=gettext_lazy("who"))
    def who(self, entry: Any) -> str:
        return str(entry.teller)

    @admin.display(description=gettext_lazy("what"))
    def what(self, entry: Any) -> str:
        return "; ".join(entry.summary)

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """Show the rows of one entry, before and after, a page at a time."""
        entry = self.get_object(request, object_id)
        if entry is None:
            return self._get_obj_does_not_exist_redirect()
        events = entry.events.filter(readable_events(request)).order_by("pk")
        page = Paginator(events, PER_PAGE).get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Change %(number)d") % {"number": entry.number},
            "opts": self.opts,
            "entry": entry,
            "who": name_of(access_of(request), entry),
            "back": reverse("admin:exhibitors_historytransaction_changelist"),
            "page": page,
            "entries": told(page.object_list),
            "summary": summaries([entry], readable_events(request)).get(entry.pk, []),
            "may_restore": may_restore(access_of(request), entry.events.all()),
            "is_schedule": bool(SCHEDULE & set(entry.counts)),
        }
        return render(request, "admin/exhibitors/history_entry.html", context)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
