"""The page of an import: under way, tried, applied, taken back."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exhibitors.admin.imports.scope import kinds_in
from exhibitors.imports.fields import kinds
from exhibitors.imports.scope import Scope
from exhibitors.imports.shown import (
    PER_PAGE,
    lines_of,
    named_lines,
    tabs_of,
    without_country,
    written_by,
)
from exhibitors.models import ImportRow, ImportRun

State, Task = ImportRun.State, ImportRun.Task
# A list has no more pages; a longer number would be none of a database.
_MOST_PAGES = 1_000_000


def address_of(name: str, *args: Any) -> str:
    """Return the address of a page of imports."""
    return reverse(f"admin:exhibitors_importrun_{name}", args=args)


def kind_label(run: ImportRun) -> str:
    """Return what the list holds, for people."""
    found = [kind.label for kind in kinds() if kind.name == run.kind]
    return capfirst(str(found[0])) if found else "–"


def state_label(run: ImportRun) -> str:
    """Return how far an import is, for people."""
    if run.task and run.state in (State.WAITING, State.CHECKED, State.APPLIED):
        return _("waits for its turn")
    if run.state == State.WAITING:
        return _("columns to be chosen")
    return str(run.get_state_display())


def counts_text(run: ImportRun) -> str:
    """Return what came of the lines in a few words: “180 new · 12 changed”."""
    labels = dict(ImportRow.Action.choices)
    return " · ".join(
        f"{run.counts[action]} {label}"
        for action, label in labels.items()
        if run.counts.get(action)
    )


def context_of(request: HttpRequest, title: str, **more: Any) -> dict[str, Any]:
    """Return what every page of imports is drawn with."""
    return {
        **admin.site.each_context(request),
        "opts": ImportRun._meta,
        "title": title,
        **more,
    }


def page_number(request: HttpRequest) -> int:
    """Return the page asked for, the first without a sensible one."""
    given = request.GET.get("p", "")
    number = int(given) if given.isdecimal() and len(given) < 8 else 1
    return min(max(number, 1), _MOST_PAGES)


def run_page(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Show how far an import is, or what came of it."""
    if run.state == State.WAITING and not run.is_live:
        return redirect(address_of("mapping", run.pk))
    context = context_of(
        request,
        run.file_name,
        original=run,
        run=run,
        kind=kind_label(run),
        state=state_label(run),
        blamed=named_lines(run, run.lines) if run.lines else [],
        may_go_on=run.kind in {one.name for one in kinds_in(request, run.exhibition)},
        **_came(request, run),
    )
    return render(request, "admin/exhibitors/imports/run.html", context)


def progress(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Answer with how far an import is: a part of its page."""
    context = {"run": run, "state": state_label(run), "percent": percent(run)}
    return render(request, "admin/exhibitors/imports/_progress.html", context)


def percent(run: ImportRun) -> int | None:
    """Return how much of the lines is done, None while nobody knows how many."""
    return min(100, 100 * run.done // run.total) if run.total else None


def _came(request: HttpRequest, run: ImportRun) -> dict[str, Any]:
    """Return what the page shows below the head: progress, or the lines."""
    if run.is_live:
        return {"percent": percent(run)}
    if not run.counts:
        return {}
    return {
        "promises": promises(run),
        "shows": shows(run),
        "without_country": without_country(run) if run.state == State.CHECKED else 0,
        "bad": run.counts.get("refused", 0),
        "written": written(run) if run.state == State.APPLIED else [],
        **lines_context(request, run),
    }


def lines_context(
    request: HttpRequest, run: ImportRun, only: tuple[str, ...] = ()
) -> dict[str, Any]:
    """Return the tabs and the page of lines that the address asks for."""
    tabs = [tab for tab in tabs_of(run) if not only or tab[0] in only]
    chosen = request.GET.get("action", "")
    if chosen not in {action for action, _text, _count in tabs}:
        chosen = next((tab[0] for tab in tabs if tab[2]), tabs[0][0])
    term = request.GET.get("q", "")[:100]
    found = lines_of(run, chosen, term, page_number(request))
    pages = -(-(found.total or 0) // PER_PAGE)
    return {
        "tabs": tabs,
        "chosen": chosen,
        "term": term,
        "found": found,
        "pages": pages,
    }


def shows(run: ImportRun) -> str:
    """Return who sees what a list makes: "" where its kind is never public."""
    kind = next((one for one in kinds() if one.name == run.kind), None)
    if kind is None or not kind.is_for_pavilions:
        return ""
    is_free = Scope(run.user, run.exhibition, kind).is_free
    return "at-once" if is_free else "proposed"


def promises(run: ImportRun) -> list[str]:
    """Return exactly what applying does, a sentence an outcome."""
    names = ("new", "changed", "same", "refused")
    counts = [run.counts.get(name, 0) for name in names]
    counts.append(sum(run.counts.get(name, 0) for name in ("left_out", "duplicate")))
    texts = _promise_texts(*counts)
    pairs = zip(texts, counts, strict=True)
    return [text % {"count": count} for text, count in pairs if count]


def _promise_texts(
    new: int, changed: int, same: int, refused: int, notes: int
) -> list[str]:
    return [
        ngettext("Create %(count)s record", "Create %(count)s records", new),
        ngettext("Change %(count)s record", "Change %(count)s records", changed),
        ngettext(
            "Leave %(count)s record as it is",
            "Leave %(count)s records as they are",
            same,
        ),
        ngettext(
            "Leave %(count)s refused row out",
            "Leave %(count)s refused rows out",
            refused,
        ),
        ngettext(
            "Pass over %(count)s row that is a note or a duplicate",
            "Pass over %(count)s rows that are notes or duplicates",
            notes,
        ),
    ]


def written(run: ImportRun) -> list[dict[str, Any]]:
    """Return what an import wrote, by model, with the list of just those records."""
    models = {model._meta.label_lower: model for model in admin.site._registry}
    found = []
    for row in written_by(run):
        model = models.get(row["model"])
        if model is None:
            continue
        names = model._meta
        label = capfirst(str(names.verbose_name_plural))
        found.append({**row, "label": label, "link": _list_of(names, run)})
    return found


def _list_of(names: Any, run: ImportRun) -> str:
    """Return the address of a list narrowed to an import."""
    try:
        home = reverse(f"admin:{names.app_label}_{names.model_name}_changelist")
    except NoReverseMatch:
        return ""
    return f"{home}?imported={run.pk}"
