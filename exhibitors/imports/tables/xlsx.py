"""Lists as spreadsheets: XLSX, and what else calamine reads (XLS, ODS)."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
)

from exhibitors.imports.tables.base import MOST_COLUMNS, Line, Table, refuse, tidy

# A list of 100,000 rows takes about 60 MB unpacked.
MOST_UNPACKED = 1 << 30
_PART = 1 << 20
# One merged range starts at a corner and ends at one, both (row, column) from 0.
Range = tuple[tuple[int, int], tuple[int, int]]


class XlsxTable(Table):
    """A workbook. What is merged down counts in each of its lines."""

    def __init__(self, path: Path) -> None:
        refuse_bomb(path)
        try:
            self.book = CalamineWorkbook.from_path(str(path))
            self._sheets = tuple(
                sheet.name
                for sheet in self.book.sheets_metadata
                if "WorkSheet" in str(sheet.typ)
            )
        except PasswordError as error:
            raise refuse("file_locked") from error
        except (CalamineError, OSError, ValueError) as error:
            raise refuse("xlsx_unreadable") from error
        self._read: tuple[str, CalamineSheet] | None = None

    @property
    def sheets(self) -> tuple[str, ...]:
        """The names of the sheets with cells, hidden ones too."""
        return self._sheets

    def total(self, sheet: str) -> int:
        """Return the row of the last cell."""
        end = self._sheet(sheet).end
        return int(end[0]) + 1 if end else 0

    def _sheet(self, name: str) -> CalamineSheet:
        if self._read is None or self._read[0] != name:
            self._read = None  # the one before may go first
            try:
                self._read = name, self.book.get_sheet_by_name(name)
            except (CalamineError, ValueError) as error:
                raise refuse("xlsx_unreadable") from error
        return self._read[1]

    def lines(self, sheet: str) -> Iterator[Line]:
        """Yield the lines, from the first row on."""
        cells = self._sheet(sheet)
        if cells.total_width > MOST_COLUMNS:
            cells_wide = int(cells.total_width)
            raise refuse("too_many_columns", line=cells_wide, most=MOST_COLUMNS)
        # Empty rows at the top are read, empty columns at the left are not.
        before = [""] * (cells.start or (0, 0))[1]
        merged = _Merged(cells.merged_cell_ranges or [])
        for row, values in enumerate(cells.iter_rows()):
            texts = [*before, *map(_text, values)]
            merged.fill(row, texts)
            yield Line(row + 1, texts)


class _Merged:
    """Cells merged over several rows, filled in as the rows come by."""

    def __init__(self, ranges: list[Range]) -> None:
        down = sorted(part for part in ranges if part[1][0] > part[0][0])
        self.waiting = down[::-1]
        self.open: list[tuple[Range, str]] = []

    def fill(self, row: int, texts: list[str]) -> None:
        """Write into a row what is merged into it from above."""
        for (start, _end), text in self.open:
            if start[1] < len(texts) and not texts[start[1]]:
                texts[start[1]] = text
        while self.waiting and self.waiting[-1][0][0] <= row:
            found = self.waiting.pop()
            column = found[0][1]
            if column < len(texts) and texts[column]:
                self.open.append((found, texts[column]))
        self.open = [pair for pair in self.open if pair[0][1][0] > row]


def _text(value: Any) -> str:
    """Return a cell as it would be typed: whole numbers whole, dates as ISO writes."""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        is_day = value.time() == time()
        return value.date().isoformat() if is_day else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return "" if value is None else str(value)


def refuse_bomb(path: Path) -> None:
    """Refuse a package that unpacks to more than any list needs.

    Unpacked bit by bit and counted: what it says of its own size may be a lie.
    """
    if not zipfile.is_zipfile(path):
        return
    unpacked = 0
    try:
        with zipfile.ZipFile(path) as package:
            for entry in package.infolist():
                with package.open(entry) as part:
                    while block := part.read(_PART):
                        unpacked += len(block)
                        if unpacked > MOST_UNPACKED:
                            raise refuse("xlsx_bomb", most=MOST_UNPACKED >> 20)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError) as error:
        raise refuse("xlsx_unreadable") from error
