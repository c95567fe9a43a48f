"""The day on a phone: where each visit is, and the taps of those who go along."""

import json
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    JsonResponse,
)
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from delegations.confidentiality import Reader
from delegations.marking import enter
from delegations.models import Mark
from delegations.recovery import recovered
from delegations.selections import Scope
from delegations.taps import Answer, Tap, is_on_day
from delegations.today import STEPS, Round, day_of, nearest_day
from delegations.views.readers import for_readers
from exhibitors import clock
from exhibitors.models import Exhibition

# A phone that was away for a day has fewer.
MOST_TAPS = 200


@require_safe
@for_readers
def today(request: HttpRequest, exhibition: Exhibition, reader: Reader) -> HttpResponse:
    on = nearest_day(exhibition, reader)
    return redirect("delegations:today_day", exhibition.slug, on)


@require_safe
@for_readers
def today_day(
    request: HttpRequest, exhibition: Exhibition, reader: Reader, on: date
) -> HttpResponse:
    rounds = day_of(exhibition, reader, on, get_language() or "en")
    chosen = _chosen(rounds, request.GET.get("visit", ""))
    context = {
        "exhibition": exhibition,
        "reader": reader,
        "on": on,
        "now": exhibition.local(clock.now()),
        "rounds": rounds,
        "shown": [chosen] if reader.is_planner and chosen else rounds,
        "chosen": chosen,
        "is_illustrative": any(
            call.item.illustrative for one in rounds for call in one.calls
        ),
        "steps": STEPS,
        "done": recovered(exhibition, request.user, on) if reader.is_planner else None,
        **_around(exhibition, reader, on),
    }
    is_open = is_on_day(exhibition, on, clock.now())
    is_past = not is_open and on < context["now"].date()
    context |= {"is_past": is_past, "is_open": is_open}
    # Afterwards planners complete what nobody tapped, with its time.
    context["may_mark"] = is_open or (is_past and reader.is_planner)
    return render(request, "delegations/today.html", context)


def _around(exhibition: Exhibition, reader: Reader, on: date) -> dict[str, Any]:
    """Return the days before and after of which the reader can see a visit."""
    known = Scope(exhibition, reader.stands).days()
    return {
        "before": max((day for day in known if day < on), default=None),
        "after": min((day for day in known if day > on), default=None),
    }


def _chosen(rounds: list[Round], asked: str) -> Round | None:
    """Return the visit asked for, else the one under way, else the next."""
    for one in rounds:
        if str(one.visit) == asked:
            return one
    begun = [one for one in rounds if not one.is_over and one.run and one.run.is_begun]
    waiting = [one for one in rounds if not one.is_over]
    return next(iter([*begun, *waiting, *rounds]), None)


@require_POST
@for_readers
def marks(
    request: HttpRequest, exhibition: Exhibition, reader: Reader, on: date
) -> HttpResponse:
    is_json = request.content_type == "application/json"
    try:
        taps = (
            _sent(request.body) if is_json else [_tapped(request.POST, exhibition, on)]
        )
    except (ValueError, TypeError, KeyError, OverflowError):
        return HttpResponseBadRequest(_("This is no list of taps."))
    answers = enter(exhibition, reader, request.user, taps)
    if is_json:
        return JsonResponse({"answers": [_plain(answer) for answer in answers]})
    for answer in answers:
        if answer.sentence:
            messages.info(request, answer.sentence)
    visit = request.POST.get("visit", "")
    address = reverse("delegations:today_day", args=[exhibition.slug, on])
    query = f"?visit={visit}" if visit.isdecimal() else ""
    return redirect(f"{address}{query}#stop-{taps[0].stop}")


def _sent(body: bytes) -> list[Tap]:
    """Return the taps of a phone, its clock set by ours; raises on a bad list."""
    sent = json.loads(body)
    rows, skew = sent["marks"], clock.now() - _moment(sent["now"])
    if not isinstance(rows, list) or len(rows) > MOST_TAPS:
        raise ValueError
    return [
        Tap(
            UUID(str(row["key"])),
            _key(row["stop"]),
            _kind(row["kind"]),
            _set(_moment(row["at"]), skew),
        )
        for row in rows
    ]


def _tapped(sent: Any, exhibition: Exhibition, on: date) -> Tap:
    """Return the tap of a form, made now or at a time of day; raises on a bad one."""
    key = UUID(sent["key"]) if sent.get("key") else uuid4()
    at = clock.now()
    if sent.get("time"):
        at = datetime.combine(on, time.fromisoformat(sent["time"]), exhibition.zone)
    return Tap(key, _key(int(sent["stop"])), _kind(sent["kind"]), at)


def _key(number: Any) -> int:
    if not isinstance(number, int) or not 0 < number < 2**63:
        raise ValueError
    return number


def _kind(word: Any) -> str:
    return Mark.Kind(word).value


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError
    return moment


def _set(moment: datetime, skew: timedelta) -> datetime:
    """Return a moment by our clock; beyond the calendar it is of no day anyway."""
    try:
        return moment + skew
    except OverflowError:
        return moment


def _plain(answer: Answer) -> dict[str, str]:
    return {
        "key": str(answer.key),
        "outcome": answer.outcome.value,
        "sentence": answer.sentence,
    }


@require_safe
@for_readers
def worker(
    request: HttpRequest, exhibition: Exhibition, reader: Reader
) -> HttpResponse:
    """Answer the script that keeps the page of the day on the phone.

    From below the pages it serves, so that it can reach no others.
    """
    response = render(
        request,
        "delegations/today_worker.js",
        {"exhibition": exhibition},
        content_type="text/javascript; charset=utf-8",
    )
    response["Service-Worker-Allowed"] = reverse(
        "delegations:today", args=[exhibition.slug]
    )
    return response
