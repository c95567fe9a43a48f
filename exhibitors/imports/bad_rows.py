"""The lines of a list that were refused, as a file to be mended and sent again."""

import csv
import io
from collections.abc import Iterator
from typing import IO, Any

import xlsxwriter
from django.utils.translation import gettext as _

from exhibitors.imports.fields import kind_named
from exhibitors.imports.problems import problem_text
from exhibitors.imports.reading import source_of
from exhibitors.models import ImportRow, ImportRun

_MISCHIEF = ("=", "+", "-", "@", "\t", "\r")


def write_bad_rows(run: ImportRun, stream: IO[bytes], format: str) -> int:  # noqa: A002
    """Write the refused lines with the original columns and one of reasons.

    ``format`` is "csv" or "xlsx"; the reasons are in the active language. Returns how
    many lines were written. A cell that a spreadsheet would take for a formula is
    written as a text.
    """
    headings = source_of(run, kind_named(run.kind)).headings
    header = [*headings, _("What to mend")]
    writer = {"csv": _write_csv, "xlsx": _write_xlsx}[format]
    return writer(stream, header, _lines(run, len(headings)))


def _lines(run: ImportRun, width: int) -> Iterator[list[str]]:
    rows = run.rows.filter(action=ImportRow.Action.REFUSED).order_by("number")
    for row in rows.iterator(chunk_size=1_000):
        cells = [*row.source, *[""] * width][:width]
        yield [*cells, " ".join(_reason(one) for one in row.problems)]


def _reason(problem: dict[str, Any]) -> str:
    return f"{problem['cell']}: {problem_text(problem)}"


def _harmless(text: str) -> str:
    """Return a cell that no spreadsheet runs; a plain number stays one."""
    if not text.startswith(_MISCHIEF):
        return text
    try:
        float(text.replace(",", "."))
    except ValueError:
        return f"'{text}"
    return text


def _write_csv(stream: IO[bytes], header: list[str], lines: Iterator[list[str]]) -> int:
    text = io.TextIOWrapper(
        stream, encoding="utf-8-sig", newline="", write_through=True
    )
    writer = csv.writer(text, delimiter=";")
    writer.writerow(map(_harmless, header))
    count = 0
    for line in lines:
        writer.writerow(map(_harmless, line))
        count += 1
    text.flush()
    text.detach()
    return count


def _write_xlsx(
    stream: IO[bytes], header: list[str], lines: Iterator[list[str]]
) -> int:
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    count = 0
    with xlsxwriter.Workbook(stream, options) as book:
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        for column, text in enumerate(header):
            sheet.write_string(0, column, text, book.add_format({"bold": True}))
        for count, line in enumerate(lines, start=1):
            for column, text in enumerate(line):
                if text:
                    sheet.write_string(count, column, text)
    return count
