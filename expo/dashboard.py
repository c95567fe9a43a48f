"""The first page of the admin: what there is, and what waits for somebody."""

from functools import reduce
from operator import or_
from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from delegations.models import Delegation, Registration, Visit
from exhibitors.access import working_exhibition
from exhibitors.models import Exhibit, Exhibition, Inquiry, Proposal, Stand

COUNTED: tuple[Any, ...] = (Stand, Exhibit, Delegation, Visit)


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
        "attention": _attention(request, exhibition),
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


def _attention(request: HttpRequest, exhibition: Exhibition) -> list[dict[str, Any]]:
    """Return what is missing, each with its number, without those that are none."""
    untold = [
        Q(**{f"name_{code}": none}) for code in ("ru", "az") for none in ("", None)
    ]
    checks = [
        (Stand, _("Stands without a Russian or Azerbaijani name"), reduce(or_, untold)),
        (Stand, _("Stands without a number"), Q(number="")),
        (Stand, _("Stands that visitors cannot see yet"), Q(is_published=False)),
        (Exhibit, _("Exhibits without a photo"), Q(photos=None)),
        (Inquiry, _("Inquiries without an answer"), Q(status=Inquiry.Status.NEW)),
        (Proposal, _("Proposals that wait for a decision"), Q(state="open")),
        (Proposal, _("Proposals sent back with a remark"), Q(state="sent-back")),
        (
            Registration,
            _("Registrations that wait for a decision"),
            Q(status=Registration.Status.SENT),
        ),
        (Visit, _("Visits without a day"), Q(on=None)),
    ]
    found = [
        {
            "label": label,
            "count": _rows(request, model, exhibition).filter(condition).count(),
            "link": _address(model, "changelist"),
        }
        for model, label, condition in checks
        if _page(model).has_view_permission(request)
    ]
    return [check for check in found if check["count"]]
