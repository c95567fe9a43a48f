"""Going through the records that lack something, one form after the other."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse

from exhibitors.access import working_exhibition
from exhibitors.guidance import on_show  # noqa: F401
from exhibitors.guidance.counting import place_of
from exhibitors.guidance.gaps import Gap, every_gap, gap_named
from exhibitors.models import Organisation, Photo

# The name of a gap in the address of a form, and of the button that goes on.
ASKED = "gap"
GO_ON = "_next_gap"
NARROWED = ("country", "maker")


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
    rows = own_rows(request, gap.model).filter(gap.condition, _narrow(request, gap))
    return rows.order_by("pk")


def narrowing(request: HttpRequest) -> dict[str, str]:
    """Return what a queue is narrowed to: a country's records, or a maker's."""
    asked = {name: request.GET.get(name, "") for name in NARROWED}
    known = {"country": asked["country"].isalpha(), "maker": asked["maker"].isdecimal()}
    return {
        name: text for name, text in asked.items() if known[name] and len(text) < 19
    }


def _narrow(request: HttpRequest, gap: Gap) -> Q:
    condition = Q()
    for name, text in narrowing(request).items():
        if gap.model is Photo:
            of_stand = Q(stand__country=text) if name == "country" else Q()
            condition &= Q(**{f"exhibit__{name}": text}) | of_stand
        elif gap.model is Organisation and name == "maker":
            condition &= Q(pk=text)
        elif any(field.name == name for field in gap.model._meta.fields):
            condition &= Q(**{name: text})
    return condition


def own_gaps(request: HttpRequest) -> dict[Any, list[Gap]]:
    """Return the gaps that the account may mend, by model."""
    found: dict[Any, list[Gap]] = {}
    for gap in every_gap():
        if gap.is_told and page_of(gap.model).has_change_permission(request):
            found.setdefault(gap.model, []).append(gap)
    return found


def list_address(gap: Gap, narrowed: Mapping[str, str] | None = None) -> str:
    """Return where the records with a gap are listed, all or those of somebody."""
    address = reverse("admin:exhibitors_exhibition_gap", args=[gap.name])
    return f"{address}?{urlencode(narrowed)}" if narrowed else address


def field_address(gap: Gap, key: int, narrowed: Mapping[str, str] | None = None) -> str:
    """Return where a record's form opens at the field of a gap."""
    names = gap.model._meta
    form = reverse(f"admin:{names.app_label}_{names.model_name}_change", args=[key])
    return f"{form}?{urlencode({ASKED: gap.name, **(narrowed or {})})}"


class Queued:
    """Tells on a form opened for a gap which one of how many it is, and goes on."""

    model: type[Model]

    def _gap(self, request: HttpRequest) -> Gap | None:
        gap = gap_named(request.GET.get(ASKED, ""))
        return gap if gap and gap.model is self.model else None

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        """Show the form, below the place of its record in the queue."""
        gap, record = self._gap(request), kwargs.get("obj")
        if gap and record is not None:
            place = place_of(gap_rows(request, gap), record.pk)
            following, narrowed = place.following, narrowing(request)
            context["queue"] = {
                "gap": gap,
                "place": place,
                "next": following and field_address(gap, following, narrowed),
                "saves": bool(gap.field),
                "list": list_address(gap, narrowed),
                "model": gap.model._meta,
                "button": GO_ON,
            }
        return super().render_change_form(request, context, *args, **kwargs)  # type: ignore[misc]

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> Any:
        """Go on to the next record of the queue, or back to the list of its gap."""
        gap = self._gap(request)
        if gap is None:
            return super().response_post_save_change(request, obj)  # type: ignore[misc]
        if GO_ON in request.POST:
            following = place_of(gap_rows(request, gap), obj.pk).following
            if following is not None:
                return redirect(field_address(gap, following, narrowing(request)))
        return redirect(list_address(gap, narrowing(request)))
