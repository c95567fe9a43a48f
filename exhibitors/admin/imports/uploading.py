"""A list is uploaded: chosen, dragged or pasted, or sent again when it was mended."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from exhibitors.access import working_exhibition
from exhibitors.admin.imports.forms import UploadForm
from exhibitors.admin.imports.pages import address_of, context_of
from exhibitors.admin.imports.scope import kinds_in
from exhibitors.imports import asking
from exhibitors.imports.service import new_run, overview, problem_text, remember
from exhibitors.imports.shapes import ImportRefused, Overview
from exhibitors.imports.tables import MOST_BYTES
from exhibitors.models import ImportRun


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a list, and go on to what its columns mean; a script is answered in JSON."""
    exhibition = working_exhibition(request)
    offered = kinds_in(request, exhibition)
    if exhibition is None or not offered:
        raise PermissionDenied
    wanted = {"kind": request.GET.get("kind", "")}
    is_sent = request.method == "POST"
    sent = (request.POST, request.FILES) if is_sent else ()
    form = UploadForm(*sent, offered=offered, initial=wanted)
    if is_sent and form.is_valid():
        kind = form.cleaned_data["kind"]
        try:
            run, seen = _taken(request, exhibition, kind, form.upload(), offered)
        except ImportRefused as refused:
            form.add_error(None, problem_text(refused.problem))
        else:
            return _answer(request, _begun(request, run, seen))
    if is_sent and _is_script(request):
        return JsonResponse({"errors": _sentences(form)})
    return _page(request, form, offered)


def again(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Take the mended file of a list, and check it with the same columns at once."""
    offered = [one for one in kinds_in(request, run.exhibition) if one.name == run.kind]
    form = UploadForm(request.POST, request.FILES, offered=offered)
    if not offered:
        raise PermissionDenied
    here = address_of("change", run.pk)
    if not form.is_valid():
        return _refused(request, _sentences(form), here)
    try:
        known = _fields_by_heading(run)
        given = (run.exhibition, run.kind, form.upload(), offered)
        mended, seen = _taken(request, *given)
    except ImportRefused as refused:
        return _refused(request, [problem_text(refused.problem)], here)
    found = {str(one.number): known.get(one.heading, "") for one in seen.columns}
    mended.mapping = found
    mended.save(update_fields=["mapping"])
    if {name for name in known.values() if name} - set(found.values()):
        messages.info(request, _("The headings differ: say what the columns are."))
        return redirect(address_of("mapping", mended.pk))
    asking.ask(mended, ImportRun.Task.CHECK)
    return redirect(address_of("change", mended.pk))


def _fields_by_heading(run: ImportRun) -> dict[str, str]:
    """Return the fields of a list's columns by their headings."""
    columns = overview(run).columns
    return {one.heading: run.mapping.get(str(one.number), "") for one in columns}


def _taken(
    request: HttpRequest, exhibition: Any, kind: str, file: Any, offered: Any
) -> tuple[ImportRun, Overview]:
    """Return a new run of a file that can be read, and what it holds.

    Raises ImportRefused, and keeps nothing then.
    """
    run = new_run(exhibition, request.user, kind, file, file.name)
    try:
        seen = overview(run)
    except ImportRefused:
        run.file.delete(save=False)
        run.delete()
        raise
    if not run.kind:
        names = [one.name for one in offered]
        run.kind = seen.kind if seen.kind in names else names[0]
        run.save(update_fields=["kind"])
        seen = overview(run)
    return run, seen


def _begun(request: HttpRequest, run: ImportRun, seen: Overview) -> str:
    """Begin to check a list whose columns are known, and return where to go on."""
    if seen.mapping and any(seen.mapping.values()):
        run.mapping = seen.mapping
        run.save(update_fields=["mapping"])
        remember(run)
        asking.ask(run, ImportRun.Task.CHECK)
        text = _("The columns are read as the last time; you can change that below.")
        messages.info(request, text)
        return address_of("change", run.pk)
    return address_of("mapping", run.pk)


def _is_script(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _answer(request: HttpRequest, address: str) -> HttpResponse:
    """Go on to a page; a script is told which."""
    if _is_script(request):
        return JsonResponse({"address": address}, status=201)
    return redirect(address)


def _refused(request: HttpRequest, sentences: list[str], page: str) -> HttpResponse:
    for sentence in sentences:
        messages.error(request, sentence)
    return redirect(page)


def _sentences(form: UploadForm) -> list[str]:
    return [str(text) for texts in form.errors.values() for text in texts]


def _page(request: HttpRequest, form: UploadForm, offered: Any) -> HttpResponse:
    templates = [
        {
            "label": capfirst(str(kind.label)),
            "link": address_of("template", kind.name),
        }
        for kind in offered
    ]
    context = context_of(
        request, _("Import a list"), form=form, most=MOST_BYTES, templates=templates
    )
    status = 422 if form.is_bound else 200
    return render(
        request, "admin/exhibitors/imports/upload.html", context, status=status
    )
