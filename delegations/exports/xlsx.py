"""A programme as a spreadsheet: a sheet a day, or a sheet a delegation of one day.

Days, times and numbers are typed; times are those on the clocks of the exhibition's
zone, which the column's name says. Text stays text, whatever it begins with.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from delegations.exports.columns import (
    Column,
    header,
    shown_columns,
    values_by_column,
)
from delegations.items import Item, Programme

CELL_LIMIT = 32_767
_NAME_LIMIT = 31
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", "-"))
_PAPER_A4 = 9
_PRINT_SCALE = 60
# In points; no row is higher than 409, however long its texts.
_LINE, _MOST_LINES, _LONGEST = 15, 27, 2_000
_REPEATED = 5
_INK = "#17213A"
# Sorts after every day.
_NO_DAY = "later"


def write(whole: Programme, view: str, made_at: datetime) -> bytes:
    """Return the file, with the columns that a view may fill."""
    file = io.BytesIO()
    book = Workbook(
        file,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    with translation.override(whole.language), book:
        _describe(book, whole, made_at)
        formats = _formats(book)
        columns = shown_columns(view)
        names = SheetNames()
        for title, items in sheets(whole):
            sheet = book.add_worksheet(names.new(title))
            _lay_out(sheet, columns, whole, formats)
            _fill(sheet, columns, items, formats)
        _add_about(book.add_worksheet(names.new(_("About"))), whole, view, formats)
    return file.getvalue()


def sheets(whole: Programme) -> list[tuple[str, list[Item]]]:
    """Return the items of each sheet with its title, at least one sheet.

    By days; a programme of one day with several delegations by delegations.
    """
    delegations = {item.delegation_id for item in whole.items}
    is_by_day = len({item.on for item in whole.items}) > 1 or len(delegations) == 1
    found: dict[str, tuple[str, list[Item]]] = {}
    for item in whole.items:
        if is_by_day:
            key, title = str(item.on or _NO_DAY), _day(item.on)
        else:
            key, title = str(item.delegation_id), item.delegation
        found.setdefault(key, (title, []))[1].append(item)
    if not found:
        return [(_("Programme"), [])]
    return [found[key] for key in (sorted(found) if is_by_day else found)]


def _day(day: date | None) -> str:
    return date_format(day, "j E Y") if day else _("no day yet")


class SheetNames:
    """Gives sheets names that spreadsheets accept, each once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, title: str) -> str:
        """Return a title without forbidden signs, short enough, and not yet taken."""
        name = title.translate(_FORBIDDEN).strip().strip("'") or "-"
        number, ending = 1, ""
        while True:
            found = name[: _NAME_LIMIT - len(ending)].rstrip(" '") + ending
            # Excel keeps “History” for itself and compares without case.
            if found.casefold() not in self._taken | {"history"}:
                self._taken.add(found.casefold())
                return found
            number += 1
            ending = f" ({number})"


def _describe(book: Workbook, whole: Programme, made_at: datetime) -> None:
    book.set_properties(
        {
            "title": whole.exhibition_name,
            "subject": _("Programme"),
            "author": "Expo",
            "comments": whole.version,
            "created": made_at.astimezone(UTC).replace(tzinfo=None, microsecond=0),
        }
    )


def _formats(book: Workbook) -> dict[str, Format]:
    cell = {"valign": "top", "text_wrap": True}
    return {
        "header": book.add_format(
            {**cell, "bold": True, "font_color": "white", "bg_color": _INK}
        ),
        "cell": book.add_format(cell),
        "number": book.add_format({**cell, "align": "center"}),
        "day": book.add_format({**cell, "num_format": "yyyy-mm-dd", "align": "left"}),
        "time": book.add_format({**cell, "num_format": "hh:mm", "align": "left"}),
    }


def _lay_out(
    sheet: Worksheet,
    columns: Sequence[Column],
    whole: Programme,
    formats: dict[str, Format],
) -> None:
    """Set all of a sheet that does not depend on its rows, and write its header."""
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
    sheet.set_row(0, 2 * _LINE)
    for place, name in enumerate(_names(columns, whole)):
        sheet.write_string(0, place, name, formats["header"])
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(_PAPER_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_print_scale(_PRINT_SCALE)
    # Whose stop and when, on each of the pages that the columns fill side by side.
    sheet.repeat_columns(0, _REPEATED - 1)
    sheet.print_across()
    sheet.set_footer(f"&L{_printed(whole.version)}&C&A&R&P / &N")


def _names(columns: Sequence[Column], whole: Programme) -> list[str]:
    zone = whole.exhibition.timezone
    return [
        f"{name} ({zone})" if column.attribute in ("start", "end") else name
        for column, name in zip(columns, header(columns), strict=True)
    ]


def _printed(text: str) -> str:
    """Return a text for a printed margin, where “&” begins an instruction."""
    return text.replace("&", "&&")[:200]


def _fill(
    sheet: Worksheet,
    columns: Sequence[Column],
    items: Sequence[Item],
    formats: dict[str, Format],
) -> None:
    rows = zip(*values_by_column(columns, items), strict=True)
    for place, row in enumerate(rows, start=1):
        sheet.set_row(place, _LINE * _lines(columns, row))
        for column, value in enumerate(row):
            _put(sheet, place, column, value, formats)
    sheet.autofilter(0, 0, len(items), len(columns) - 1)


def _lines(columns: Sequence[Column], row: Sequence[Any]) -> int:
    """Return how many lines the fullest cell of a row takes.

    Excel would find out by itself, LibreOffice leaves the row at one line.
    """
    most = 1
    for column, value in zip(columns, row, strict=True):
        if isinstance(value, str) and (len(value) >= column.width or "\n" in value):
            parts = value[:_LONGEST].split("\n")
            most = max(most, sum(1 + len(part) // column.width for part in parts))
    return min(most, _MOST_LINES)


def _put(
    sheet: Worksheet, row: int, column: int, value: Any, formats: dict[str, Format]
) -> None:
    """Write a value by its type; an empty one leaves the cell empty."""
    if isinstance(value, str):
        if value:
            sheet.write_string(row, column, fitting(value), formats["cell"])
    elif isinstance(value, datetime):
        local = value.replace(tzinfo=None)
        sheet.write_datetime(row, column, local, formats["time"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, formats["day"])
    elif value is not None:
        sheet.write_number(row, column, value, formats["number"])


def fitting(text: str) -> str:
    """Return a text that a cell can hold; one that was cut ends with “…”.

    Spreadsheets count in units of UTF-16.
    """
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * CELL_LIMIT:
        return text
    return units[: 2 * (CELL_LIMIT - 1)].decode("utf-16-le", "ignore") + "…"


def _add_about(
    sheet: Worksheet, whole: Programme, view: str, formats: dict[str, Format]
) -> None:
    """Write what the reader must know beside the rows."""
    sheet.set_column(0, 0, 20)
    sheet.set_column(1, 1, 60)
    for place, (name, value) in enumerate(_about(whole, view)):
        sheet.write_string(place, 0, name, formats["header"])
        sheet.write_string(place, 1, value, formats["cell"])


def _about(whole: Programme, view: str) -> Iterable[tuple[str, str]]:
    yield _("Exhibition"), whole.exhibition_name
    yield _("Version"), whole.version
    yield _("Time zone"), whole.exhibition.timezone
    yield _("Confidentiality"), view
    if whole.is_illustrative:
        yield (
            _("Illustrative"),
            _("No report gives the values that a row names so; they are made up."),
        )
