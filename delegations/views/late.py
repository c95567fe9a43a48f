"""“12 minutes late”: what it means, what can be done, and doing it."""

from datetime import date, datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from delegations import schedule
from delegations.confidentiality import Reader
from delegations.models import Change, Visit
from delegations.recovery import Outdated, apply, recovered, sheet_of
from delegations.recovery.situation import Late
from delegations.today import STEPS
from delegations.undo import undo
from delegations.views.readers import for_readers
from exhibitors import clock
from exhibitors.models import Exhibition

MOST = 600


@require_http_methods(["GET", "HEAD", "POST"])
@for_readers
def late(
    request: HttpRequest, exhibition: Exhibition, reader: Reader, on: date
) -> HttpResponse:
    sent = request.POST if request.method == "POST" else request.GET
    visit = _visit(exhibition, reader, on, sent.get("visit", ""))
    minutes = _minutes(sent.get("quick") or sent.get("minutes", ""))
    if minutes is None:
        messages.warning(request, _("Give the minutes, from 0 to 600."))
        return redirect(_back(exhibition, on, visit))
    if request.method == "POST":
        return _applied(request, Late(visit, minutes, _moment(sent.get("at", ""))), on)
    context = {
        "exhibition": exhibition,
        "on": on,
        "visit": visit,
        "minutes": minutes,
        "steps": STEPS,
        "sheet": sheet_of(Late(visit, minutes, clock.now()), request.user),
    }
    return render(request, "delegations/late.html", context)


def _visit(exhibition: Exhibition, reader: Reader, on: date, key: str) -> Visit:
    """Return the visit of the day; those of stands report no delay."""
    found = None
    if reader.is_planner and key.isdecimal() and len(key) < 19:
        found = (
            Visit.objects.of(exhibition)
            .filter(pk=int(key), on=on, is_counted=True)
            .select_related("exhibition", "delegation__exhibition")
            .select_related("delegation__country")
            .first()
        )
    if found is None:
        raise Http404
    return found


def _minutes(text: str) -> int | None:
    is_number = text.isdecimal() and len(text) < 5
    return int(text) if is_number and int(text) <= MOST else None


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error
    if moment.tzinfo is None:
        raise Http404
    return moment


def _back(exhibition: Exhibition, on: date, visit: Visit) -> str:
    address = reverse("delegations:today_day", args=[exhibition.slug, on])
    return f"{address}?visit={visit.pk}"


def _applied(request: HttpRequest, late: Late, on: date) -> HttpResponse:
    exhibition, visit = late.visit.exhibition, late.visit
    sent = request.POST
    try:
        done = apply(late, sent.get("option", ""), sent.get("token", ""), request.user)
    except (Outdated, schedule.ScheduleConflict) as refused:
        sentences = getattr(refused, "messages", None) or [str(refused)]
        messages.warning(request, " ".join(sentences))
        address = reverse("delegations:late", args=[exhibition.slug, on])
        return redirect(f"{address}?visit={visit.pk}&minutes={late.minutes}")
    messages.success(request, _said(done))
    return redirect(_back(exhibition, on, visit))


def _said(done: Change | None) -> str:
    if done is None:
        return _("Nothing had to be changed.")
    if done.action == Change.Action.DELAY:
        return _("The delay is reported; the plan is as it was.")
    count = sum(entry["model"] == "stop" for entry in done.entries)
    return ngettext(
        "The plan is changed: %(count)d stop.",
        "The plan is changed: %(count)d stops.",
        count,
    ) % {"count": count}


@require_POST
@for_readers
def take_back(
    request: HttpRequest, exhibition: Exhibition, reader: Reader, on: date
) -> HttpResponse:
    key = request.POST.get("change", "")
    own = recovered(exhibition, request.user, on) if reader.is_planner else None
    if own is None or str(own.pk) != key:
        raise Http404
    try:
        undo(own, request.user)
    except schedule.ScheduleConflict as conflict:
        messages.warning(request, " ".join(conflict.messages))
    else:
        messages.success(request, _("It is taken back."))
    return redirect("delegations:today_day", exhibition.slug, on)
