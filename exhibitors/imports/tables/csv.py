"""Lists as text with separators."""

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import mode

from exhibitors.imports.tables.base import MOST_COLUMNS, Line, Table, refuse, tidy
from exhibitors.imports.tables.encodings import encoding_of

_SEPARATORS = (";", ",", "\t", "|")
_LOOKED_AT = 60


class CsvTable(Table):
    """A text file: its encoding and separator are found by looking."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.encoding = encoding_of(path)
        self.separator, self._first = self._found()

    @property
    def sheets(self) -> tuple[str, ...]:
        """A text has one sheet without a name."""
        return ("",)

    def total(self, sheet: str) -> int:
        """Return the number of line ends, which quoted texts may have more of."""
        del sheet
        end = b"\n" if b"\n" in self._head() else b"\r"
        with self.path.open("rb") as file:
            parts = iter(lambda: file.read(1 << 20), b"")
            return sum(part.count(end) for part in parts)

    def _head(self) -> bytes:
        with self.path.open("rb") as file:
            return file.read(1 << 16)

    def _found(self) -> tuple[str, int]:
        """Return the separator, and from which line on the list itself stands."""
        try:
            with self.path.open(encoding=self.encoding) as file:
                head = [line[:10_000] for line in islice(file, _LOOKED_AT)]
        except UnicodeDecodeError as error:
            raise refuse("encoding_unknown") from error
        if head and head[0].strip().lower().startswith("sep="):
            return head[0].strip()[4:] or "\t", 1
        return max(_SEPARATORS, key=lambda sign: _evenness(head, sign)), 0

    def lines(self, sheet: str) -> Iterator[Line]:
        """Yield the lines; a blank one counts as a spreadsheet counts it."""
        del sheet
        try:
            yield from self._lines()
        except csv.Error as error:
            raise refuse("csv_unreadable", reason=str(error)) from error
        except UnicodeDecodeError as error:
            raise refuse("encoding_unknown") from error

    def _lines(self) -> Iterator[Line]:
        # UTF-16 without a mark keeps one where a text was cut from another.
        with self.path.open(encoding=self.encoding, newline="") as file:
            rows = csv.reader(file, delimiter=self.separator)
            for number, row in enumerate(rows, start=1):
                if number <= self._first:
                    continue
                if len(row) > MOST_COLUMNS:
                    raise refuse("too_many_columns", line=number, most=MOST_COLUMNS)
                cells = [tidy(text) for text in row]
                if any("\0" in text for text in cells):
                    raise refuse("csv_has_nul", line=number)
                yield Line(number, cells)


def _evenness(head: list[str], separator: str) -> tuple[int, int]:
    """Return how many lines have the usual number of cells, and that number."""
    try:
        counts = [len(row) for row in csv.reader(head, delimiter=separator) if row]
    except csv.Error:
        return 0, 0
    apart = [count for count in counts if count > 1]
    if not apart:
        return 0, 0
    usual = mode(apart)
    return sum(count == usual for count in apart), usual
