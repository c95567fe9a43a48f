"""What the parts of an import hand to one another, and to its pages."""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field as parted
from typing import Any

# Told how many lines of how many are done; answers whether to stop.
Tell = Callable[[int, int], bool]


@dataclass(frozen=True)
class Problem:
    """What is wrong with one cell, or with a line (``cell`` "C14" or "14").

    ``code`` names the sentence (problems.py), ``params`` fill it.
    """

    cell: str
    field: str
    code: str
    params: dict[str, Any] = parted(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return it as a line keeps it."""
        return {
            "cell": self.cell,
            "field": self.field,
            "code": self.code,
            "params": self.params,
        }


@dataclass(frozen=True)
class Column:
    """One column of a list, and what it seems to mean.

    ``field`` is the name of a field of the kind, "" where nothing fits;
    ``certainty`` from 0 to 1; ``samples`` the first values that are not empty.
    """

    number: int
    letter: str
    heading: str
    field: str
    certainty: float
    samples: tuple[str, ...]


@dataclass(frozen=True)
class Overview:
    """What is known of a file before it is read.

    ``header_row`` is the row of the headings as a spreadsheet counts it, 0 without
    any; ``mapping`` what was remembered for these headings, None without; ``missing``
    the required fields that no column is for.
    """

    sheets: tuple[str, ...]
    sheet: str
    kind: str
    header_row: int
    columns: tuple[Column, ...]
    sample: tuple[tuple[str, ...], ...]
    total: int
    signature: str
    mapping: dict[str, str] | None
    missing: tuple[str, ...]
    encoding: str = ""
    separator: str = ""

    @property
    def suggested(self) -> dict[str, str]:
        """What each column seems to mean, by its number."""
        return {str(column.number): column.field for column in self.columns}


class ImportRefused(Exception):  # noqa: N818
    """A list cannot be read, applied or undone; nothing was written.

    ``problem`` says why; ``lines`` are the numbers of the lines concerned, at most 100.
    """

    def __init__(self, problem: Problem, lines: tuple[int, ...] = ()) -> None:
        super().__init__(problem.code)
        self.problem = problem
        self.lines = lines


class Cancelled(Exception):  # noqa: N818
    """Whoever waits for an import asked it to stop; nothing was written."""
