"""What an officer does to a delegation as a whole, each on a page of its own."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action

from delegations.admin.draft_page import Page, draft_page
from delegations.admin.tour_forms import TourForm
from delegations.admin.whole_forms import HeadForm, OffForm, ResumeForm
from delegations.preparing import whole


def of_record(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a page the record it is of, if the account may change it; else 404."""

    @wraps(view)
    def found(self: Any, request: HttpRequest, object_id: Any) -> HttpResponse:
        record = self.get_object(request, str(object_id))
        if record is None:
            answer: HttpResponse = self._get_obj_does_not_exist_redirect()
            return answer
        return view(self, request, record)

    return found


class ChangesWhole:
    """Pages to postpone, cancel, take up again, replace the head, apply a tour."""

    actions_detail: ClassVar[Any] = (
        "plan_visit",
        "programme",
        {
            "title": gettext_lazy("Whole delegation"),
            "items": ["apply_tour", "replace_head", "postpone", "cancel", "resume"],
        },
    )

    @action(  # type: ignore[untyped-decorator]
        description=gettext_lazy("Postpone"), url_path="postpone"
    )
    @of_record
    def postpone(self, request: HttpRequest, record: Any) -> HttpResponse:
        """Put it off, with all that is planned."""
        page = Page(
            self, record, _("Postpone %(name)s") % {"name": record}, _("Postpone")
        )
        return draft_page(
            request, page, OffForm, delegation=record, verb=whole.postponed
        )

    @action(  # type: ignore[untyped-decorator]
        description=gettext_lazy("Cancel it"), url_path="cancel"
    )
    @of_record
    def cancel(self, request: HttpRequest, record: Any) -> HttpResponse:
        """Cancel it, with all that is planned."""
        page = Page(
            self, record, _("Cancel %(name)s") % {"name": record}, _("Cancel it")
        )
        return draft_page(
            request, page, OffForm, delegation=record, verb=whole.cancelled
        )

    @action(  # type: ignore[untyped-decorator]
        description=gettext_lazy("Take up again"), url_path="resume"
    )
    @of_record
    def resume(self, request: HttpRequest, record: Any) -> HttpResponse:
        """Take it up again, at the times it had."""
        title = _("Take up %(name)s again") % {"name": record}
        page = Page(self, record, title, _("Take up again"))
        return draft_page(request, page, ResumeForm, delegation=record)

    @action(  # type: ignore[untyped-decorator]
        description=gettext_lazy("Replace the head"), url_path="head"
    )
    @of_record
    def replace_head(self, request: HttpRequest, record: Any) -> HttpResponse:
        """Let another person head it."""
        title = _("Another head of %(name)s") % {"name": record}
        page = Page(self, record, title, _("Replace the head"))
        return draft_page(request, page, HeadForm, delegation=record)

    @action(  # type: ignore[untyped-decorator]
        description=gettext_lazy("Apply a standard tour"), url_path="tour"
    )
    @of_record
    def apply_tour(self, request: HttpRequest, record: Any) -> HttpResponse:
        """Give it the stops of a standard tour."""
        title = _("A standard tour for %(name)s") % {"name": record}
        page = Page(self, record, title, _("Apply"))
        return draft_page(request, page, TourForm, delegation=record, visit=None)
