"""Standard tours with their stops."""

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.decorators import action

from delegations.admin.people import PLANNERS, plans_in
from delegations.admin.tour_forms import KeepForm
from delegations.models import StandardStop, StandardTour
from delegations.preparing.standard import usual_moments
from exhibitors.access import working_exhibition
from exhibitors.admin.inlines import RecordInline
from exhibitors.admin.records import TranslatedAdmin


class StandardStopInline(RecordInline):
    model = StandardStop
    editors = PLANNERS
    fields = ("position", "kind", "stand", "title_en", "minutes")
    new_rows = 6
    show_change_link = True


@admin.register(StandardTour)
class StandardTourAdmin(TranslatedAdmin):
    editors = PLANNERS
    readers = ()
    list_display = ("name", "note")
    search_fields = ("name_en", "name_ru", "name_az")
    fields_first = ("note",)
    inlines = (StandardStopInline,)
    actions_list = ("begin",)

    @action(  # type: ignore[untyped-decorator]
        description=gettext_lazy("Begin with the usual moments"), url_path="usual"
    )
    def begin(self, request: HttpRequest) -> HttpResponse:
        """Make a tour from arrival to departure, to put calls into."""
        exhibition = working_exhibition(request)
        if exhibition is None or not plans_in(request, exhibition):
            raise Http404
        form = KeepForm(request.POST or None, initial={"name": _("Usual moments")})
        if form.is_valid():
            tour = usual_moments(exhibition, form.cleaned_data["name"])
            change = "admin:delegations_standardtour_change"
            return redirect(reverse(change, args=[tour.pk]))
        context: dict[str, Any] = {
            **self.admin_site.each_context(request),
            "opts": self.model._meta,
            "title": _("Begin with the usual moments"),
            "button": _("Keep"),
            "back": reverse("admin:delegations_standardtour_changelist"),
            "form": form,
            "is_plain": True,
        }
        return render(request, "admin/delegations/draft.html", context)


@admin.register(StandardStop)
class StandardStopAdmin(TranslatedAdmin):
    """What a stop shows, and what is said at it; entered with its tour."""

    editors = PLANNERS
    readers = ()
    texts_first = False
    list_display = ("__str__", "tour", "kind", "minutes")
    list_display_links = ("__str__",)
    list_select_related = ("tour", "stand")
    fields_first = (
        "tour",
        ("kind", "minutes"),
        ("stand", "area"),
        "exhibits",
        "talking_points",
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
