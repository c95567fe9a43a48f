"""Where a list begins in a sheet, and which of its lines say nothing of a record."""

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from exhibitors.imports.fields import Kind
from exhibitors.imports.folding import fold
from exhibitors.imports.headers import meaning
from exhibitors.imports.tables import Line

_LOOKED_AT = 40
_NOTE = re.compile(
    r"^(?:\*+|†|¹|²|\(\*\)|total\b|sum\b|subtotal\b|grand total|notes?\b|source\b|"
    r"as of\b|updated\b|page\b|итого|всего|примечани|источник|сведения|по состоянию|"
    r"cəmi|cemi|yekun|qeyd|mənbə|toplam|jami|жами|барлығы)",
    re.IGNORECASE,
)
_DITTO = frozenset({'"', "''", "″", "〃", '-"-', '—"—', "-//-", "--//--", "ditto"})
_DITTO_WORDS = frozenset({"ditto", "то же", "тот же", "hemcinin", "eynisi"})


def header_of(lines: Iterable[Line], kinds: Sequence[Kind]) -> Line | None:
    """Return the line of the headings, None in an empty sheet.

    The one in which most cells are headings that some kind knows; without any, the
    first with the most cells.
    """
    first = [line for line in islice(lines, _LOOKED_AT) if not line.is_blank]
    if not first:
        return None
    known = max(first, key=lambda line: (_known(line, kinds), -line.number))
    if _known(known, kinds) >= 1:
        return known
    return max(first, key=lambda line: (_filled(line), -line.number))


def _filled(line: Line) -> int:
    return sum(1 for cell in line.cells if cell)


def _known(line: Line, kinds: Sequence[Kind]) -> float:
    texts = [cell for cell in line.cells if cell and len(cell) <= 80]
    if not texts:
        return 0
    return max(
        sum(meaning(kind, text, is_strict=True)[1] for text in texts) for kind in kinds
    ) * (0.5 if _filled(line) == 1 else 1)


def is_note(line: Line) -> bool:
    """Return whether a line is a total, a remark or a footnote below a list."""
    filled = [cell for cell in line.cells if cell]
    if not 0 < len(filled) <= 2 or not _NOTE.match(filled[0]):
        return False
    # “Total: 200”, “Total | 200”; but “Total Energies | France” is a company.
    return len(filled) == 1 or not any(sign.isalpha() for sign in filled[1])


def is_heading_again(line: Line, headings: Sequence[str]) -> bool:
    """Return whether the headings are repeated, as at the top of each page."""
    cells = [fold(cell) for cell in line.cells]
    return any(cells) and cells == [fold(text) for text in headings[: len(cells)]]


class Dittos:
    """Cells that say “as above”, written out."""

    def __init__(self) -> None:
        self.before: list[str] = []

    def written_out(self, line: Line) -> Line:
        """Return the line with what stands above in place of ditto marks."""
        cells = [
            self.before[place] if _is_ditto(cell) and place < len(self.before) else cell
            for place, cell in enumerate(line.cells)
        ]
        self.before = cells
        return Line(line.number, cells)


def _is_ditto(cell: str) -> bool:
    return (
        cell in _DITTO
        or cell.replace(" ", "") in _DITTO
        or (len(cell) < 12 and fold(cell) in _DITTO_WORDS)
    )
