"""What an officer does to a visit as a whole, each on a page of its own."""

from typing import Any, ClassVar

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action

from delegations.admin.draft_page import Look, Page, draft_page, page_context
from delegations.admin.tour_forms import KeepForm, MergeForm, SplitForm, TourForm
from delegations.admin.whole import of_record
from delegations.preparing.standard import kept_as_tour


class JoinsVisits:
    """Pages to merge a visit with another, split it, apply or keep a standard tour."""

    actions_detail: ClassVar[Any] = (
        "visit_programme",
        {
            "title": gettext_lazy("Whole visit"),
            "items": ["apply_tour", "merge", "split", "keep_as_tour"],
        },
    )

    def change_view(
        self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """Say so where the delegation does not come."""
        record = self.get_object(request, object_id)  # type: ignore[attr-defined]
        if request.method == "GET" and record and record.delegation.is_off:
            text = _("Its delegation is %(status)s: it keeps all, and takes no time.")
            status = record.delegation.get_status_display()
            messages.warning(request, text % {"status": status})
        parent: Any = super()
        page: HttpResponse = parent.change_view(request, object_id, *args, **kwargs)
        return page

    @action(  # type: ignore[untyped-decorator]
        description=gettext_lazy("Programme"), url_path="programme"
    )
    @of_record
    def visit_programme(self, request: HttpRequest, record: Any) -> HttpResponse:
        """Show the programme of the visit's delegation."""
        names = [record.exhibition.slug, record.delegation.slug]
        return redirect("delegations:delegation_detail", *names)

    @action(  # type: ignore[untyped-decorator]
        description=gettext_lazy("Apply a standard tour"), url_path="tour"
    )
    @of_record
    def apply_tour(self, request: HttpRequest, record: Any) -> HttpResponse:
        """Give it the stops of a standard tour."""
        title = _("A standard tour for %(name)s") % {"name": record}
        page = Page(self, record, title, _("Apply"))
        return draft_page(
            request, page, TourForm, delegation=record.delegation, visit=record
        )

    @action(  # type: ignore[untyped-decorator]
        description=gettext_lazy("Take in another visit"), url_path="merge"
    )
    @of_record
    def merge(self, request: HttpRequest, record: Any) -> HttpResponse:
        """Make one visit of this and another."""
        title = _("Take another visit into %(name)s") % {"name": record}
        page = Page(self, record, title, _("Make them one"))
        return draft_page(request, page, MergeForm, visit=record)

    @action(  # type: ignore[untyped-decorator]
        description=gettext_lazy("Split"), url_path="split"
    )
    @of_record
    def split(self, request: HttpRequest, record: Any) -> HttpResponse:
        """Move some of its stops to a new visit."""
        title = _("Split %(name)s") % {"name": record}
        page = Page(self, record, title, _("Split"))
        return draft_page(request, page, SplitForm, visit=record)

    @action(  # type: ignore[untyped-decorator]
        description=gettext_lazy("Keep as a standard tour"), url_path="keep-as-tour"
    )
    @of_record
    def keep_as_tour(self, request: HttpRequest, record: Any) -> HttpResponse:
        """Make a standard tour of its stops."""
        form = KeepForm(request.POST or None)
        if form.is_valid():
            tour = kept_as_tour(record, form.cleaned_data["name"])
            messages.success(request, _("The standard tour is kept."))
            address = "admin:delegations_standardtour_change"
            return redirect(reverse(address, args=[tour.pk]))
        page = Page(self, record, _("Keep as a standard tour"), _("Keep"))
        context = page_context(request, page, form, Look()) | {"is_plain": True}
        return render(request, "admin/delegations/draft.html", context)
