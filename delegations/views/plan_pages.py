"""The pages of the planner: begun here, watched, looked at, applied, explained."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from delegations import schedule
from delegations.dayplans import runs
from delegations.dayplans.shown.earlier import earlier
from delegations.dayplans.shown.page import page_of
from delegations.dayplans.shown.standing import standing_of
from delegations.dayplans.starting import beginning
from delegations.forms.dayplans import PlanForm
from delegations.undo import undo
from delegations.views.dayplans import is_script, run_or_404
from delegations.views.dayplans import run as run_for_scripts
from delegations.views.readers import for_planners
from exhibitors import clock
from exhibitors.models import Exhibition

SECONDS = (10, 20, 60)


@require_safe
@for_planners
def plan_day(request: HttpRequest, exhibition: Exhibition, on: date) -> HttpResponse:
    """Ask what to plan; ``late`` names visits that are late beside those known."""
    known = runs.runs_of(exhibition, on)
    context = {
        "exhibition": exhibition,
        "on": on,
        "start": beginning(exhibition, on),
        "form": PlanForm(exhibition=exhibition, on=on),
        "seconds": SECONDS,
        "now": clock.now(),
        "live": next((run for run in known if run.is_live), None),
        "runs": earlier([run for run in known if not run.is_live][:10]),
        "late": request.GET.getlist("late"),
    }
    return render(request, "delegations/plan/start.html", context)


@require_safe
@for_planners
def run(request: HttpRequest, exhibition: Exhibition, pk: int) -> HttpResponse:
    """Show a run as it stands; ``part=progress`` is what its script asks for."""
    if is_script(request):
        return run_for_scripts(request, exhibition=exhibition.slug, pk=pk)
    is_part = request.GET.get("part") == "progress"
    found = run_or_404(exhibition, pk)
    context: dict[str, Any] = {
        "exhibition": exhibition,
        "on": found.on,
        "run": found,
        "standing": standing_of(found),
    }
    name = "_progress" if is_part else "run"
    return render(request, f"delegations/plan/{name}.html", context)


@require_safe
@for_planners
def explained(request: HttpRequest, exhibition: Exhibition, pk: int) -> HttpResponse:
    """Explain the plan of a run; ``of`` chooses one tour for the floor plan."""
    found = run_or_404(exhibition, pk)
    if not found.has_plan:
        raise Http404
    context = {
        "exhibition": exhibition,
        "on": found.on,
        "run": found,
        "page": page_of(found, request.GET.get("of", "")),
        "standing": standing_of(found),
    }
    return render(request, "delegations/plan/explained.html", context)


@require_POST
@for_planners
def take_back(request: HttpRequest, exhibition: Exhibition, pk: int) -> HttpResponse:
    found = run_or_404(exhibition, pk)
    if found.change is None:
        raise Http404
    try:
        undo(found.change, request.user)
    except schedule.ScheduleConflict as conflict:
        messages.warning(request, " ".join(conflict.messages))
    else:
        messages.success(request, _("The plan is taken back: the day is as before."))
    return redirect("delegations:plan_run", exhibition.slug, found.pk)
