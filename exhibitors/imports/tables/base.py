"""What every reader of lists gives: lines of cells as text, numbered as seen."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from exhibitors.imports.shapes import ImportRefused, Problem

MOST_BYTES = 100 * 1024 * 1024
MOST_COLUMNS = 500
MOST_SIGNS = 100_000  # in one cell


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list; ``number`` as a spreadsheet counts, from 1."""

    number: int
    cells: list[str]

    @property
    def is_blank(self) -> bool:
        """Whether nothing is written in it."""
        return not any(self.cells)

    def cell(self, column: int) -> str:
        """Return what stands in a column, "" beyond the last."""
        return self.cells[column] if column < len(self.cells) else ""


class Table(ABC):
    """One file, opened to be read as often as needed, a line at a time."""

    encoding = ""
    separator = ""

    @property
    @abstractmethod
    def sheets(self) -> tuple[str, ...]:
        """The names of what can be read, in the order of the file."""

    @abstractmethod
    def lines(self, sheet: str) -> Iterator[Line]:
        """Yield the lines of a sheet; raises ImportRefused where one is unreadable."""

    @abstractmethod
    def total(self, sheet: str) -> int:
        """Return about how many lines a sheet has."""

    def inherited(self, sheet: str) -> int:
        """Return how many of the first columns tell of what is around a line."""
        del sheet
        return 0

    def headings(self, sheet: str) -> list[str] | None:
        """Return the names of the columns, None where they stand in a line."""
        del sheet
        return None


def refuse(code: str, **params: Any) -> ImportRefused:
    """Return the refusal of a whole file."""
    return ImportRefused(Problem("", "", code, params))


def letter(column: int) -> str:
    """Return the letters of a column by its number from 0: 27 is AB."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def tidy(text: str) -> str:
    """Return a text without outer blanks and invisible signs, lines kept.

    Raises ImportRefused for a cell longer than any text of an exhibition.
    """
    if len(text) > MOST_SIGNS:
        raise refuse("cell_too_long", most=MOST_SIGNS)
    if text.isascii() and text.isprintable():
        return text.strip()
    for sign in ("\u00a0", "\u202f", "\t"):
        text = text.replace(sign, " ")
    for sign in ("\ufeff", "\u200b", "\u00ad", "\r"):
        text = text.replace(sign, "")
    return text.strip()
