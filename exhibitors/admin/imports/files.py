"""Files of imports, for those only who may see the import: nothing has an address."""

from io import BytesIO
from typing import Any

import xlsxwriter
from django.http import FileResponse, Http404, HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from exhibitors.access import working_exhibition
from exhibitors.admin.imports.scope import kinds_in
from exhibitors.imports.fields import Kind
from exhibitors.imports.service import problem_text, write_bad_rows
from exhibitors.imports.shapes import ImportRefused
from exhibitors.models import ImportRun

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX}


def original(request: HttpRequest, run: ImportRun) -> FileResponse:
    """Answer with the list as it was uploaded."""
    if not run.file or not run.file.storage.exists(run.file.name):
        raise Http404
    return FileResponse(
        run.file.open("rb"),
        as_attachment=True,
        filename=run.file_name,
        # Whatever it is, no browser is to show it as a page of ours.
        content_type="application/octet-stream",
    )


def bad_rows_csv(request: HttpRequest, run: ImportRun) -> FileResponse:
    """Answer with the rows that were refused or left out, and why, as CSV."""
    return _bad_rows(run, "csv")


def bad_rows_xlsx(request: HttpRequest, run: ImportRun) -> FileResponse:
    """Answer with the rows that were refused or left out, and why, as XLSX."""
    return _bad_rows(run, "xlsx")


def _bad_rows(run: ImportRun, form: str) -> FileResponse:
    stream = BytesIO()
    try:
        write_bad_rows(run, stream, form)
    except ImportRefused as refused:
        raise Http404(problem_text(refused.problem)) from refused
    stem = run.file_name.rpartition(".")[0] or run.file_name
    return _download(stream, _("%(list)s, rows to mend") % {"list": stem}, form)


def template(request: HttpRequest, kind: str) -> FileResponse:
    """Answer with an empty table of a kind, with headings in the reader's language."""
    found = [
        one
        for one in kinds_in(request, working_exhibition(request))
        if one.name == kind
    ]
    if not found:
        raise Http404
    stream = BytesIO()
    _write_template(found[0], stream)
    return _download(stream, capfirst(str(found[0].label)), "xlsx")


def _write_template(kind: Kind, stream: BytesIO) -> None:
    """Write a row of hints, and below it the row of headings."""
    headings = _headings(kind)
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet(capfirst(str(kind.label))[:31])
        hint = book.add_format({"italic": True, "font_color": "#666666"})
        head = book.add_format({"bold": True, "bottom": 1})
        for column, (text, label) in enumerate(headings):
            sheet.write_string(0, column, text, hint)
            sheet.write_string(1, column, label, head)
            sheet.set_column(column, column, max(16, len(label) + 2))
        sheet.freeze_panes(2, 0)


def _headings(kind: Kind) -> list[tuple[str, str]]:
    """Return hint and heading of each column: texts once a language."""
    columns = []
    for name in (name for name, _label in kind.choices()):
        field: Any = kind.field(name)
        if field.is_translated and name == field.name:
            continue
        is_first = name in (field.name, *field.names[1:2])
        is_needed = field.is_required and is_first
        label = capfirst(str(field.label))
        if name != field.name:
            # By its code a language is recognised whatever the reader's is.
            label = f"{label} ({name.rpartition('_')[2]})"
        columns.append((_("needed") if is_needed else _("may be empty"), label))
    return columns


def _download(stream: BytesIO, name: str, form: str) -> FileResponse:
    stream.seek(0)
    return FileResponse(
        stream,
        as_attachment=True,
        filename=f"{name}.{form}",
        content_type=TYPES[form],
    )
