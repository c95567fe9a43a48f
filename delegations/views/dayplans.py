"""Runs of the planner for scripts: asked for, watched, cancelled, applied."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from delegations.dayplans import applying, runs
from delegations.dayplans.shown.standing import is_stale
from delegations.forms.dayplans import PlanForm
from delegations.models import PlanningRun
from delegations.views.readers import for_planners
from exhibitors.models import Exhibition


def run_or_404(exhibition: Exhibition, pk: int) -> PlanningRun:
    """Return a run of an exhibition as it stands now.

    Without its problem and answer, which would come along at each look at it.
    """
    rows = PlanningRun.objects.filter(exhibition=exhibition, pk=pk)
    run = rows.defer("problem", "frame", "result").first()
    if run is None:
        raise Http404
    run.exhibition = exhibition
    return runs.current(run)


@require_POST
@for_planners
def start(request: HttpRequest, exhibition: Exhibition, on: date) -> HttpResponse:
    """Ask for a plan; answers 201 with the run, 422 with what has to be mended."""
    form = PlanForm(request.POST, exhibition=exhibition, on=on)
    if not form.is_valid():
        return _refused(request, exhibition, {"fields": form.errors}, on=on)
    try:
        run = runs.start(exhibition, on, user=request.user, **form.wanted())
    except ValidationError as refused:
        body = {"sentences": refused.messages}
        return _refused(request, exhibition, body, on=on)
    return _answer(request, run, status=201)


@require_safe
@for_planners
def run(request: HttpRequest, exhibition: Exhibition, pk: int) -> HttpResponse:
    return JsonResponse(body_of(run_or_404(exhibition, pk)))


@require_safe
@for_planners
def progress(request: HttpRequest, exhibition: Exhibition, pk: int) -> HttpResponse:
    return JsonResponse(body_of(run_or_404(exhibition, pk)))


@require_POST
@for_planners
def cancel(request: HttpRequest, exhibition: Exhibition, pk: int) -> HttpResponse:
    found = run_or_404(exhibition, pk)
    runs.cancel(found)
    return _answer(request, found)


@require_POST
@for_planners
def apply(request: HttpRequest, exhibition: Exhibition, pk: int) -> HttpResponse:
    found = run_or_404(exhibition, pk)
    try:
        applying.apply(found, request.user)
    except ValidationError as refused:
        is_said = not is_script(request) and is_stale(found)
        body = {"sentences": [] if is_said else refused.messages}
        return _refused(request, exhibition, body, run=found)
    return _answer(request, found)


@require_POST
@for_planners
def discard(request: HttpRequest, exhibition: Exhibition, pk: int) -> HttpResponse:
    found = run_or_404(exhibition, pk)
    try:
        runs.discard(found)
    except ValidationError as refused:
        body = {"sentences": refused.messages}
        return _refused(request, exhibition, body, run=found)
    return _answer(request, found)


def body_of(found: PlanningRun) -> dict[str, Any]:
    """Return a run as scripts read it, with the points of its curve."""
    return {
        "run": found.pk,
        "on": found.on,
        "state": found.state,
        "state_label": found.get_state_display(),
        "is_live": found.is_live,
        "is_cancelling": found.is_live and found.cancelled_at is not None,
        "has_plan": found.has_plan,
        "verdict": found.verdict,
        "time_limit": found.time_limit,
        "last": found.progress[-1] if found.progress else None,
        "progress": found.progress,
        "error": found.error_text,
        "change": found.change_id,
    }


def _answer(
    request: HttpRequest, found: PlanningRun, *, status: int = 200
) -> HttpResponse:
    """Answer a script in JSON, and the button of a page by going to the run."""
    if is_script(request):
        return JsonResponse(body_of(found), status=status)
    return redirect("delegations:plan_run", found.exhibition.slug, found.pk)


def _refused(
    request: HttpRequest,
    exhibition: Exhibition,
    body: dict[str, Any],
    *,
    on: date | None = None,
    run: PlanningRun | None = None,
) -> HttpResponse:
    """Say why not: in JSON, or on the page that the button was on."""
    if is_script(request):
        return JsonResponse(body, status=409 if run else 422)
    for sentence in _sentences(body):
        messages.error(request, sentence)
    if run is not None:
        return redirect("delegations:plan_run", exhibition.slug, run.pk)
    return redirect("delegations:plan_day", exhibition.slug, on)


def _sentences(body: dict[str, Any]) -> list[str]:
    fields = body.get("fields", {})
    return [
        *body.get("sentences", ()),
        *(text for row in fields.values() for text in row),
    ]


def is_script(request: HttpRequest) -> bool:
    """Return whether an answer in JSON is asked for."""
    return "application/json" in request.headers.get("Accept", "")
