"""The tables of completeness, as a page and as files."""

import csv
import io
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from delegations.exports.csv import harmless
from exhibitors.access import working_exhibition
from exhibitors.admin.queue import page_of
from exhibitors.models import Exhibition, Stand
from expo.completeness import Table, by_country, by_maker

TABLES = {"countries": by_country, "organisations": by_maker}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def completeness(request: HttpRequest, kind: str) -> HttpResponse:
    """Show how complete the account's records are."""
    exhibition, table = _asked(request, kind)
    context = {
        **admin.site.each_context(request),
        "title": _("Completeness"),
        "exhibition": exhibition,
        "table": table,
        "kind": kind,
    }
    return render(request, "admin/guidance/completeness.html", context)


def download(request: HttpRequest, kind: str, file_format: str) -> HttpResponse:
    """Answer with the table as a file."""
    exhibition, table = _asked(request, kind)
    content, content_type = _csv(table), "text/csv; charset=utf-8"
    if file_format == "xlsx":
        content, content_type = _xlsx(table), XLSX
    response = HttpResponse(content, content_type=content_type)
    name = f"{exhibition.slug}-{kind}.{file_format}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _asked(request: HttpRequest, kind: str) -> tuple[Exhibition, Table]:
    exhibition = working_exhibition(request)
    if kind not in TABLES or exhibition is None:
        raise Http404
    if not page_of(Stand).has_change_permission(request):
        raise PermissionDenied
    return exhibition, TABLES[kind](request)


def _rows(table: Table) -> list[list[Any]]:
    """Return the table flat: two cells for each share, the percent and what lacks."""
    head = [table.title, *table.counted]
    for heading in table.headings:
        head += [f"{heading}, %", _("%(what)s: missing") % {"what": heading}]
    rows: list[list[Any]] = [head]
    for line in table.lines:
        cells: list[Any] = [line.name, *line.numbers]
        for cell in line.cells:
            cells += [cell.percent, cell.total - cell.done]
        rows.append(cells)
    return rows


def _csv(table: Table) -> bytes:
    # With a mark, without which Excel reads Cyrillic as Western European letters.
    text = io.StringIO(newline="")
    text.write("\ufeff")
    writer = csv.writer(text)
    for row in _rows(table):
        writer.writerow(["" if cell is None else harmless(cell) for cell in row])
    return text.getvalue().encode()


def _xlsx(table: Table) -> bytes:
    file = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(file, {"in_memory": True, **options}) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 0, 32)
        for place, row in enumerate(_rows(table)):
            sheet.write_row(place, 0, row)
    return file.getvalue()
