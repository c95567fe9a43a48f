"""Gestures on the board: moved, tried while dragging, taken back."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from delegations.board.clashing import finding_of
from delegations.board.days import Day
from delegations.board.lateness import late_times
from delegations.board.moves import Stale, perform
from delegations.board.refusals import refusal, staleness
from delegations.board.trials import tried
from delegations.clashes import accept, reopen
from delegations.forms.gestures import GestureForm
from delegations.models import Change, Stop
from delegations.running import running
from delegations.schedule import ScheduleConflict
from delegations.undo import undo
from delegations.views.readers import for_planners
from exhibitors.models import Exhibition


def stop_or_404(exhibition: Exhibition, pk: int) -> Stop:
    """Return a stop of an exhibition with all that judging it needs."""
    rows = Stop.objects.of(exhibition).select_related(
        "stand", "visit__delegation__exhibition", "visit__delegation__country"
    )
    stop = rows.filter(pk=pk).first()
    if stop is None:
        raise Http404
    return stop


@require_POST
@for_planners
def move(
    request: HttpRequest, exhibition: Exhibition, on: date, pk: int
) -> HttpResponse:
    day, stop = Day(exhibition, on), _stop_of_day(exhibition, on, pk)
    form = GestureForm(request.POST)
    if not form.is_valid():
        return _answer(request, on, {"fields": form.errors}, 422)
    try:
        change = perform(day, stop, form.gesture(), request.user)
    except Stale as stale:
        return _answer(request, on, staleness(stop, stale.difference), 409)
    except ScheduleConflict as conflict:
        return _answer(request, on, refusal(day, stop, conflict.clashes), 409)
    except ValidationError as error:
        return _answer(request, on, {"fields": error.message_dict}, 422)
    return _answer(request, on, {"change": change and change.pk}, 200)


def _stop_of_day(exhibition: Exhibition, on: date, pk: int) -> Stop:
    """Return a stop that the board of a day shows: of that day, or of none yet."""
    stop = stop_or_404(exhibition, pk)
    if stop.visit.on not in (on, None):
        raise Http404
    return stop


@require_safe
@for_planners
def check(
    request: HttpRequest, exhibition: Exhibition, on: date, pk: int
) -> HttpResponse:
    stop = _stop_of_day(exhibition, on, pk)
    form = GestureForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"fields": form.errors}, status=422)
    try:
        found = tried(Day(exhibition, on), stop, form.gesture(), request.user)
    except ScheduleConflict as conflict:
        found = [{"level": "forbid", "sentence": text} for text in conflict.messages]
    except ValidationError as error:
        return JsonResponse({"fields": error.message_dict}, status=422)
    return JsonResponse({"clashes": found})


@require_POST
@for_planners
def take_back(request: HttpRequest, exhibition: Exhibition, on: date) -> HttpResponse:
    key = request.POST.get("change", "")
    own = Change.objects.filter(exhibition=exhibition, user=request.user.pk)
    known = key.isdecimal() and len(key) < 19
    change = own.filter(pk=key).first() if known else None
    if change is None:
        raise Http404
    try:
        done = undo(change, request.user)
    except ScheduleConflict as conflict:
        sentences = {"sentences": conflict.messages, "offers": []}
        return _answer(request, on, sentences, 409)
    return _answer(request, on, {"change": done and done.pk}, 200)


@require_POST
@for_planners
def leave(request: HttpRequest, exhibition: Exhibition, on: date) -> HttpResponse:
    """Leave a clash as it is, with a reason, or take it up again."""
    late = late_times(running(exhibition, on))
    found = finding_of(Day(exhibition, on), late, request.POST.get("clash", ""))
    if found is None:
        return _answer(request, on, {"sentences": [_("This clash is gone.")]}, 409)
    try:
        if request.POST.get("reopen"):
            reopen(found)
        else:
            accept(found, request.user, request.POST.get("reason", ""))
    except ValidationError as error:
        return _answer(request, on, {"fields": {"reason": error.messages}}, 422)
    return _answer(request, on, {}, 200)


def _answer(
    request: HttpRequest, on: date, body: dict[str, Any], status: int
) -> HttpResponse:
    """Answer a script in JSON, and the button of a page by going back to it."""
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse(body, status=status)
    for sentence in _sentences(body):
        messages.error(request, sentence)
    match = request.resolver_match
    slug = match.kwargs["exhibition"] if match else ""
    return redirect("delegations:board", slug, on)


def _sentences(body: dict[str, Any]) -> list[str]:
    fields = body.get("fields", {})
    return [
        *body.get("sentences", ()),
        *(text for row in fields.values() for text in row),
    ]
