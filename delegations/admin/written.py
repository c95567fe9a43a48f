"""What the pages of rows share that are written through the schedule alone."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from delegations import schedule
from delegations.admin.people import PLANNERS
from delegations.models import Report, Visit
from delegations.schedule import ScheduleConflict
from exhibitors.admin.records import TranslatedAdmin


class WrittenBySchedule(TranslatedAdmin):
    """A page whose rows are written through ``delegations.schedule`` alone."""

    editors = PLANNERS
    readers = ()

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Show what only the writing refused: someone else was a moment faster."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except ScheduleConflict as conflict:
            request._refusal = " ".join(conflict.messages)  # type: ignore[attr-defined]
        return super().changeform_view(request, *args, **kwargs)

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Say above the list why nothing of it was written."""
        try:
            return super().changelist_view(request, *args, **kwargs)
        except ScheduleConflict as conflict:
            for sentence in conflict.messages:
                self.message_user(request, sentence, messages.ERROR)
        return redirect(request.get_full_path())

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Let only reports stand in the way: what was exported is cancelled instead."""
        named, counts, forbidden, _protected = super().get_deleted_objects(
            objs, request
        )
        visits = [row.pk for row in objs if isinstance(row, Visit)]
        reports = Report.objects.filter(visit__in=visits)
        return named, counts, forbidden, [str(report) for report in reports]

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self.delete_queryset(request, self.model._default_manager.filter(pk=obj.pk))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        rows = list(queryset)
        keys = [row.pk for row in rows]
        schedule.write([], removed=rows, reader=request.user)
        if self.model._default_manager.filter(pk__in=keys).exists():
            self.message_user(
                request,
                _("What calendars know already was cancelled instead, so they learn."),
                messages.WARNING,
            )
