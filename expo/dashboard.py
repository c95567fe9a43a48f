"""The first page of the admin: what there is, and what waits for the account."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from delegations.admin.people import plans_in
from delegations.clashes import clashes_on
from delegations.models import Delegation, Visit
from exhibitors import clock
from exhibitors.access import working_exhibition
from exhibitors.admin.queue import field_address, list_address, own_gaps, own_rows
from exhibitors.guidance.counting import Missing, missing
from exhibitors.models import Exhibit, Exhibition, Proposal, Stand

COUNTED: tuple[Any, ...] = (Stand, Exhibit, Delegation, Visit)
# A day is judged whole; more than these would keep the first page waiting.
DAYS_JUDGED = 3


def dashboard(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Add counters and what needs attention, of the exhibition at work."""
    exhibition = working_exhibition(request)
    if exhibition is None:
        return context
    shown = [model for model in COUNTED if _page(model).has_view_permission(request)]
    counts = {model: _rows(request, model, exhibition).count() for model in shown}
    return {
        **context,
        "exhibition": exhibition,
        "counters": [
            {
                "label": model._meta.verbose_name_plural,
                "count": count,
                "link": _address(model, "changelist"),
            }
            for model, count in counts.items()
        ],
        "attention": [*_proposals(request, exhibition), *_attention(request)],
        "clashes": _clashes(request, exhibition),
        "first_steps": [
            {"label": model._meta.verbose_name, "link": _address(model, "add")}
            for model, count in counts.items()
            if not count and _page(model).has_add_permission(request)
        ],
    }


def _page(model: Any) -> Any:
    return admin.site._registry[model]


def _rows(request: HttpRequest, model: Any, exhibition: Exhibition) -> Any:
    return _page(model).get_queryset(request).filter(exhibition=exhibition)


def _address(model: Any, page: str) -> str:
    names = model._meta
    return reverse(f"admin:{names.app_label}_{names.model_name}_{page}")


def _proposals(request: HttpRequest, exhibition: Exhibition) -> list[dict[str, Any]]:
    """Return which proposals wait for the account: to be decided on, or mended."""
    page = _page(Proposal)
    if not page.has_view_permission(request):
        return []
    state, label = Proposal.State.SENT_BACK, _("Sent back with a remark")
    if page.has_publish_permission(request):
        state, label = Proposal.State.OPEN, _("Waiting for a decision")
    found = _rows(request, Proposal, exhibition).filter(state=state).order_by("made_at")
    keys = list(found.values_list("pk", flat=True))
    if not keys:
        return []
    line = {
        "label": label,
        "count": len(keys),
        "link": f"{_address(Proposal, 'changelist')}?state__exact={state}",
        "start": reverse("admin:exhibitors_proposal_change", args=keys[:1]),
    }
    return [{"title": Proposal._meta.verbose_name_plural, "lines": [line]}]


def _attention(request: HttpRequest) -> list[dict[str, Any]]:
    """Return what is missing that the account may mend, by kind; a query a model."""
    sections = []
    for model, gaps in own_gaps(request).items():
        found = missing(own_rows(request, model), gaps)
        if found:
            title = model._meta.verbose_name_plural
            sections.append({"title": title, "lines": _lines(found)})
    return sections


def _lines(found: Iterable[Missing]) -> list[dict[str, Any]]:
    return [
        {
            "label": str(one.gap),
            "count": one.count,
            "link": list_address(one.gap),
            "start": field_address(one.gap, one.first),
        }
        for one in found
    ]


def _clashes(request: HttpRequest, exhibition: Exhibition) -> list[dict[str, Any]]:
    """Return how many clashes the coming days with visits have, the first three."""
    if not plans_in(request, exhibition):
        return []
    told = []
    for on in _coming_days(exhibition):
        found = [one for one in clashes_on(exhibition, on) if not one.is_accepted]
        if found:
            told.append(
                {
                    "on": on,
                    "count": len(found),
                    "grave": sum(one.level != "warn" for one in found),
                    "link": reverse(
                        "delegations:clash_list", args=[exhibition.slug, on]
                    ),
                }
            )
    return told


def _coming_days(exhibition: Exhibition) -> list[date]:
    today = exhibition.local(clock.now()).date()
    days = Visit.objects.filter(
        exhibition=exhibition, is_counted=True, on__gte=today
    ).order_by("on")
    found = days.values_list("on", flat=True).distinct()[:DAYS_JUDGED]
    return [on for on in found if on]
