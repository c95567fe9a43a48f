"""Going through the records that lack something, one form after the other."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from exhibitors.access import working_exhibition
from exhibitors.guidance import on_show  # noqa: F401
from exhibitors.guidance.counting import place_of
from exhibitors.guidance.gaps import Gap, every_gap, gap_named

# The name of a gap in the address of a form, and of the button that goes on.
ASKED = "gap"
GO_ON = "_next_gap"


def page_of(model: Any) -> Any:
    """Return the admin page of a model."""
    return admin.site._registry[model]


def own_rows(request: HttpRequest, model: Any) -> QuerySet[Any]:
    """Return the rows of the exhibition at work that the account may change."""
    page = page_of(model)
    rows: QuerySet[Any] = model._default_manager.filter(
        page.changeable(request), exhibition=working_exhibition(request)
    )
    return rows


def gap_rows(request: HttpRequest, gap: Gap) -> QuerySet[Any]:
    """Return the account's rows that have a gap, in the order of the queue."""
    return own_rows(request, gap.model).filter(gap.condition).order_by("pk")


def own_gaps(request: HttpRequest) -> dict[Any, list[Gap]]:
    """Return the gaps that the account may mend, by model."""
    found: dict[Any, list[Gap]] = {}
    for gap in every_gap():
        if page_of(gap.model).has_change_permission(request):
            found.setdefault(gap.model, []).append(gap)
    return found


def list_address(gap: Gap) -> str:
    """Return where the records with a gap are listed."""
    return reverse("admin:exhibitors_exhibition_gap", args=[gap.name])


def field_address(gap: Gap, key: int) -> str:
    """Return where a record's form opens at the field of a gap."""
    names = gap.model._meta
    form = reverse(f"admin:{names.app_label}_{names.model_name}_change", args=[key])
    return f"{form}?{urlencode({ASKED: gap.name})}"


class Queued:
    """Tells on a form opened for a gap which one of how many it is, and goes on."""

    model: type[Any]

    def _gap(self, request: HttpRequest) -> Gap | None:
        gap = gap_named(request.GET.get(ASKED, ""))
        return gap if gap and gap.model is self.model else None

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], **kwargs: Any
    ) -> Any:
        """Show the form, below the place of its record in the queue."""
        gap, record = self._gap(request), kwargs.get("obj")
        if gap and record is not None:
            place = place_of(gap_rows(request, gap), record.pk)
            following = place.following
            context["queue"] = {
                "gap": gap,
                "place": place,
                "next": following and field_address(gap, following),
                "saves": bool(gap.field),
                "list": list_address(gap),
                "model": gap.model._meta,
                "button": GO_ON,
            }
        return super().render_change_form(request, context, **kwargs)  # type: ignore[misc]

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Go on to the next record of the queue, or back to the list of its gap."""
        gap = self._gap(request)
        if gap is None:
            answer: HttpResponse = super().response_post_save_change(request, obj)  # type: ignore[misc]
            return answer
        if GO_ON in request.POST:
            following = place_of(gap_rows(request, gap), obj.pk).following
            if following is not None:
                return redirect(field_address(gap, following))
        return redirect(list_address(gap))
