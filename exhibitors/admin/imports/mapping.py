"""What the columns of a list mean: suggested, remembered, chosen."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from exhibitors.admin.imports.forms import MappingForm
from exhibitors.admin.imports.pages import address_of, context_of
from exhibitors.admin.imports.scope import kinds_in
from exhibitors.admin.imports.steps import go_on
from exhibitors.imports.fields import Kind
from exhibitors.imports.service import overview, problem_text, remember
from exhibitors.imports.shapes import Column, ImportRefused, Overview
from exhibitors.models import ImportRun

# From so much certainty on a suggestion needs no second look.
SURE, LIKELY = 0.9, 0.5
SAMPLES = 3


@dataclass(frozen=True)
class Row:
    """One column of the list, with the field chosen for it."""

    column: Column
    samples: tuple[str, ...]
    chosen: str
    certainty: str


def mapping_page(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Ask what the columns of a list mean, and check it by that."""
    offered = kinds_in(request, run.exhibition)
    if run.is_live or run.state in (run.State.APPLIED, run.State.UNDONE):
        return redirect(address_of("change", run.pk))
    if request.method == "POST" and "look" in request.POST:
        _look_otherwise(request, run, offered)
        return redirect(address_of("mapping", run.pk))
    try:
        seen = overview(run)
    except ImportRefused as refused:
        seen = None
        messages.error(request, problem_text(refused.problem))
    kind = next((one for one in offered if one.name == run.kind), None)
    form = None
    if request.method == "POST" and seen is not None and kind is not None:
        form = MappingForm(kind, seen, request.POST)
        if not form.errors:
            run.mapping = form.mapping
            run.save(update_fields=["mapping"])
            remember(run)
            return go_on(request, run, ImportRun.Task.CHECK)
    return _page(request, run, seen, kind, form)


def _look_otherwise(request: HttpRequest, run: ImportRun, offered: list[Kind]) -> None:
    """Read the list as another kind, from another sheet or row of headings."""
    kind = request.POST.get("kind", "")
    if kind in {one.name for one in offered}:
        run.kind = kind
    run.sheet = request.POST.get("sheet", "")[:255]
    row = request.POST.get("header_row", "")
    run.header_row = int(row) if row.isdecimal() and 0 < len(row) < 7 else None
    run.mapping = {}
    run.save(update_fields=["kind", "sheet", "header_row", "mapping"])


def _page(
    request: HttpRequest,
    run: ImportRun,
    seen: Overview | None,
    kind: Kind | None,
    form: MappingForm | None,
) -> HttpResponse:
    context = context_of(
        request,
        _("What do the columns mean?"),
        original=run,
        run=run,
        seen=seen,
        kinds=[
            (one.name, capfirst(str(one.label)))
            for one in kinds_in(request, run.exhibition)
        ],
        errors=form.errors if form else [],
        **(_columns(run, seen, kind, form) if seen and kind else {}),
    )
    return render(
        request,
        "admin/exhibitors/imports/mapping.html",
        context,
        status=422 if form else 200,
    )


def _columns(
    run: ImportRun, seen: Overview, kind: Kind, form: MappingForm | None
) -> dict[str, Any]:
    """Return the rows of the page, and what may be chosen in each."""
    given = form.mapping if form else run.mapping or seen.mapping
    mapping = given or seen.suggested
    required = [field for field in kind.fields if field.is_required]
    return {
        "rows": [
            _row(column, mapping, is_given=bool(given)) for column in seen.columns
        ],
        "choices": kind.choices(),
        "required": [
            {"label": field.label, "names": " ".join(field.names)} for field in required
        ],
        "is_remembered": seen.mapping is not None and not form and not run.mapping,
    }


def _row(column: Column, mapping: dict[str, str], *, is_given: bool) -> Row:
    chosen = mapping.get(str(column.number), "")
    samples = column.samples[:SAMPLES]
    return Row(column, samples, chosen, "" if is_given else _certainty(column))


def _certainty(column: Column) -> str:
    """Return how sure a suggestion is: a word for the style sheet."""
    if not column.field:
        return "none"
    if column.certainty >= SURE:
        return "sure"
    return "likely" if column.certainty >= LIKELY else "unsure"
