"""The steps of an import: checked again, applied, stopped, taken back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from exhibitors.admin.imports.pages import (
    address_of,
    context_of,
    lines_context,
    written,
)
from exhibitors.admin.imports.scope import kinds_in
from exhibitors.imports import asking
from exhibitors.models import ImportRun

Task, State = ImportRun.Task, ImportRun.State


def go_on(
    request: HttpRequest, run: ImportRun, task: str, **chosen: Any
) -> HttpResponse:
    """Ask for a step where the account may, and go where it can be watched."""
    if run.kind not in {kind.name for kind in kinds_in(request, run.exhibition)}:
        raise PermissionDenied
    try:
        asking.ask(run, task, asked_by=request.user, **chosen)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(address_of("change", run.pk))


def check(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Check a list once more: others have worked on meanwhile."""
    return go_on(request, run, Task.CHECK)


def apply(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Write what was shown; what is new as drafts where that was chosen."""
    return go_on(request, run, Task.APPLY, as_drafts="drafts" in request.POST)


def stop(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Ask an import that is under way to stop."""
    asking.cancel(run)
    return redirect(address_of("change", run.pk))


def undo(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Show what would be removed and put back, and do it once that was seen."""
    if run.state != State.APPLIED or run.is_live:
        messages.error(request, _("Only an import that was applied can be undone."))
        return redirect(address_of("change", run.pk))
    if request.method == "POST":
        return go_on(request, run, Task.UNDO)
    context = context_of(
        request,
        _("Undo this import?"),
        original=run,
        run=run,
        written=written(run),
        is_undoing=True,
        **lines_context(request, run, only=("new", "changed")),
    )
    return render(request, "admin/exhibitors/imports/undo.html", context)
