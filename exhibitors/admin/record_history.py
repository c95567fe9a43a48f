"""The history of a record, behind the button of its page."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from exhibitors.access import access_of
from exhibitors.history.scope import may_restore, name_of
from exhibitors.history.tables import SCHEDULE
from exhibitors.models import HistoryEvent
from exhibitors.queries.history import events_of, grouped

PER_PAGE = 25


class WithHistory:
    """The page of a record that tells who changed it, and brings it back."""

    def history_view(
        self: Any, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """Show what happened to a record to those who may change it."""
        record = self.get_object(request, object_id)
        if record is None:
            missing: HttpResponse = self._get_obj_does_not_exist_redirect()
            return missing
        rows = events_of(record)
        if not self.has_change_permission(request, record):
            rows = rows.none()
        page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
        entries = grouped(page.object_list)
        for told in entries:
            entry: Any = told.event.transaction
            entry.teller = name_of(access_of(request), entry)
        context = {
            **self.admin_site.each_context(request),
            "title": _("History of %(name)s") % {"name": record},
            "opts": record._meta,
            "original": record,
            "back": page_of(record),
            "page": page,
            "entries": entries,
            "may_restore": self.restores(request, record),
        }
        return render(request, "admin/exhibitors/history.html", context)

    def restores(self: Any, request: HttpRequest, record: Any) -> bool:
        """Return whether the account brings this record back as it was."""
        events = HistoryEvent.objects.filter(
            kind=record._meta.db_table, row_key=str(record.pk)
        )
        return record._meta.db_table not in SCHEDULE and may_restore(
            access_of(request), events
        )


def page_of(record: Any) -> str:
    """Return the address of a record's page in the admin."""
    names = record._meta
    return reverse(
        f"admin:{names.app_label}_{names.model_name}_change", args=[record.pk]
    )
