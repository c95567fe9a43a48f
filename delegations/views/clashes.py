"""What clashes on a day, and what is left as it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from delegations.clashes import Finding, accept, accepted_on, clashes_on, reopen
from delegations.confidentiality import Reader
from delegations.models import AcceptedClash, ClashRule, Visit
from delegations.views.readers import for_readers
from exhibitors.models import Exhibition

TITLES = {
    "forbid": gettext_lazy("Forbidden"),
    "block": gettext_lazy("Keeps the day from being released"),
    "warn": gettext_lazy("To look at"),
    "accepted": gettext_lazy("Left as it is"),
}


@dataclass(frozen=True)
class ShownClash:
    """A finding as the page shows it."""

    finding: Finding
    rule: str
    visits: tuple[Visit, ...]
    accepted: AcceptedClash | None


@dataclass(frozen=True)
class ClashGroup:
    """The clashes of one level, in the order of time."""

    level: str
    title: str
    clashes: tuple[ShownClash, ...]


@require_safe
@for_readers
def clash_list(
    request: HttpRequest, exhibition: Exhibition, reader: Reader, on: date
) -> HttpResponse:
    _for_planners(reader)
    return render(
        request,
        "delegations/clash_list.html",
        {
            "exhibition": exhibition,
            "on": on,
            "groups": _groups(exhibition, on, clashes_on(exhibition, on)),
        },
    )


@require_POST
@for_readers
def clash_accept(
    request: HttpRequest, exhibition: Exhibition, reader: Reader, on: date
) -> HttpResponse:
    _for_planners(reader)
    finding = _finding(request, exhibition, on)
    if finding is None:
        messages.warning(request, _("This clash is not there any more."))
    else:
        try:
            accept(finding, request.user, request.POST.get("reason", ""))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    return redirect("delegations:clash_list", exhibition.slug, on)


@require_POST
@for_readers
def clash_reopen(
    request: HttpRequest, exhibition: Exhibition, reader: Reader, on: date
) -> HttpResponse:
    _for_planners(reader)
    finding = _finding(request, exhibition, on)
    if finding is None or not reopen(finding):
        messages.warning(request, _("This clash is not there any more."))
    return redirect("delegations:clash_list", exhibition.slug, on)


def _for_planners(reader: Reader) -> None:
    if not reader.is_planner:
        raise Http404


def _finding(request: HttpRequest, exhibition: Exhibition, on: date) -> Finding | None:
    """Return the clash that a form names, None where it is gone by now."""
    named = request.POST.get("clash", "")
    found = clashes_on(exhibition, on)
    return next((finding for finding in found if finding.fingerprint == named), None)


def _groups(
    exhibition: Exhibition, on: date, found: Iterable[Finding]
) -> list[ClashGroup]:
    """Return the levels that have clashes, the worst first, the accepted ones last."""
    accepted = accepted_on(exhibition, on)
    rules = dict(ClashRule.choices)
    named = Visit.objects.filter(exhibition=exhibition, on=on)
    visits = {visit.pk: visit for visit in named.select_related("delegation")}
    shown: dict[str, list[ShownClash]] = {level: [] for level in TITLES}
    for finding in found:
        clash = ShownClash(
            finding,
            str(rules[finding.rule]),
            tuple(visits[pk] for pk in finding.visits if pk in visits),
            accepted.get(finding.fingerprint) if finding.is_accepted else None,
        )
        shown["accepted" if finding.is_accepted else finding.level].append(clash)
    return [
        ClashGroup(level, str(TITLES[level]), tuple(clashes))
        for level, clashes in shown.items()
        if clashes
    ]
