"""The forms of a stop: to enter, change and remove one, also without a script."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from delegations.board.boards import last_change
from delegations.board.days import Day
from delegations.board.difference import Difference, difference
from delegations.forms.stops import StopForm
from delegations.models import Change, Stop, Visit
from delegations.schedule import ScheduleConflict, write
from delegations.snapshots import snapshot
from delegations.views.board_moves import stop_or_404
from delegations.views.readers import for_planners
from exhibitors import clock
from exhibitors.models import Exhibition


@require_http_methods(["GET", "HEAD", "POST"])
@for_planners
def edit(request: HttpRequest, exhibition: Exhibition, pk: int) -> HttpResponse:
    return _entered(request, exhibition, stop_or_404(exhibition, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@for_planners
def new(request: HttpRequest, exhibition: Exhibition, pk: int) -> HttpResponse:
    rows = Visit.objects.of(exhibition).select_related("delegation__exhibition")
    visit = rows.filter(pk=pk).first()
    if visit is None:
        raise Http404
    stop = Stop(visit=visit, exhibition=exhibition, position=visit.stops.count() + 1)
    return _entered(request, exhibition, stop)


def _entered(request: HttpRequest, exhibition: Exhibition, stop: Stop) -> HttpResponse:
    """Show the form of a stop, or write what was entered and go back to the board."""
    found = None
    form = StopForm(request.POST or None, instance=stop, seen=last_change(exhibition))
    if request.method == "POST" and form.is_valid():
        found = _stale(form, exhibition, request.POST.get("on_top", ""))
        if found is None and _written(form, request.user):
            return _back(exhibition, stop.visit)
    context = {
        "exhibition": exhibition,
        "form": form,
        "stop": stop,
        "visit": stop.visit,
        "stale": found,
        "on": _day(exhibition, stop.visit).on,
    }
    return render(request, "delegations/board/stop_form.html", context)


def _stale(form: StopForm, exhibition: Exhibition, on_top: str) -> Difference | None:
    """Return what others changed since the page was made, None for nothing.

    ``on_top`` names the version and the change that the officer was shown since.
    """
    stop, given = form.instance, form.cleaned_data
    if stop.pk is None:
        return None
    version, seen = given["version"], given["seen"] or 0
    shown = on_top.split(".")
    if len(shown) == 2 and all(part.isdecimal() and len(part) < 19 for part in shown):
        version, seen = map(int, shown)
    if version == stop.version:
        return None
    stop.to_show = [exhibit.pk for exhibit in given["to_show"]]
    stored = Stop.objects.get(pk=stop.pk)
    return difference(_day(exhibition, stop.visit), stored, seen, snapshot(stop))


def _written(form: StopForm, reader: Any) -> bool:
    """Write what a form holds; False, with the sentences in it, where refused."""
    rows, removed = form.rows()
    try:
        write(rows, removed=removed, reader=reader)
    except ScheduleConflict as conflict:
        form.add_error(None, conflict)
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@for_planners
def remove(request: HttpRequest, exhibition: Exhibition, pk: int) -> HttpResponse:
    stop = stop_or_404(exhibition, pk)
    if request.method == "POST":
        action = Change.Action.REMOVE
        try:
            write([], removed=[stop], reader=request.user, action=action)
        except ScheduleConflict as conflict:
            messages.error(request, " ".join(conflict.messages))
        else:
            messages.success(request, _("“%(stop)s” was removed.") % {"stop": stop})
        return _back(exhibition, stop.visit)
    context = {
        "exhibition": exhibition,
        "stop": stop,
        "visit": stop.visit,
        "on": _day(exhibition, stop.visit).on,
    }
    return render(request, "delegations/board/stop_remove.html", context)


def _day(exhibition: Exhibition, visit: Visit) -> Day:
    """Return the day whose board shows a visit; without one today's."""
    return Day(exhibition, visit.on or exhibition.local(clock.now()).date())


def _back(exhibition: Exhibition, visit: Visit) -> HttpResponse:
    return redirect("delegations:board", exhibition.slug, _day(exhibition, visit).on)
