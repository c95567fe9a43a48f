"""The file of a run, opened: its sheet, its headings, its lines."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import file_digest
from itertools import islice
from pathlib import Path

from exhibitors.imports.fields import Kind, kinds
from exhibitors.imports.folding import fold
from exhibitors.imports.headers import fit
from exhibitors.imports.layout import Dittos, header_of, is_heading_again, is_note
from exhibitors.imports.tables import Line, Table, opened, refuse
from exhibitors.models import ImportRun

_SAMPLE = 12
_DECIDES, _HINTS = 100, 1


@dataclass
class Source:
    """A sheet of a file; ``header_row`` is 0 where the columns have their own names."""

    table: Table
    sheet: str
    headings: list[str]
    header_row: int

    def lines(self) -> Iterator[Line]:
        """Yield the lines below the headings that are not blank."""
        dittos = Dittos()
        for line in self.table.lines(self.sheet):
            if line.number > self.header_row and not line.is_blank:
                yield dittos.written_out(line)

    def sample(self) -> list[Line]:
        """Return the first lines."""
        return list(islice(self.lines(), _SAMPLE))

    def says_nothing(self, line: Line) -> str:
        """Return why a line stands for no record, "" where it does."""
        if self.header_row and is_heading_again(line, self.headings):
            return "heading_again"
        return "note" if is_note(line) else ""

    @property
    def names(self) -> list[str]:
        """The names of the columns, [] where letters say better where a cell is."""
        return [] if self.header_row else self.headings

    @property
    def total(self) -> int:
        """About how many lines there are below the headings."""
        return max(self.table.total(self.sheet) - self.header_row, 0)


def digest_of(path: Path) -> str:
    """Return the sum of a file's content; raises ImportRefused where it is gone."""
    if not path.is_file():
        raise refuse("file_gone")
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def source_of(run: ImportRun, kind: Kind | None) -> Source:
    """Open the file of a run; without a sheet chosen, the one that fits the kind best.

    Raises ImportRefused for a file that cannot be read, or has no such sheet.
    """
    table = opened(Path(run.file.path))
    if run.sheet:
        if run.sheet not in table.sheets:
            raise refuse("no_such_sheet", sheet=run.sheet)
        return _opened_at(table, run.sheet, run.header_row, kind)
    sources = [_opened_at(table, name, run.header_row, kind) for name in table.sheets]
    filled = [source for source in sources if source.headings] or sources
    if not filled:
        raise refuse("file_empty")
    return max(filled, key=lambda source: fitness(source, kind))


def fitness(source: Source, kind: Kind | None) -> float:
    """Return how well a sheet suits a kind, or the kind that suits it best."""
    wanted = [kind] if kind else kinds()
    inherited = source.table.inherited(source.sheet)
    found = (
        fit(one, source.headings, inherited) + _named(source, one) for one in wanted
    )
    return max(found, default=0)


def _named(source: Source, kind: Kind) -> float:
    """Return how much the name of a list says that it is of a kind.

    That of a list in JSON decides; a sheet is often called anything.
    """
    name = fold(source.sheet.rsplit(".", 1)[-1])
    if name not in map(fold, kind.listed_as):
        return 0
    return _DECIDES if source.header_row == 0 else _HINTS


def guessed_kind(source: Source, allowed: tuple[Kind, ...]) -> Kind:
    """Return the kind that the headings suit best."""
    return max(allowed, key=lambda kind: fitness(source, kind))


def _opened_at(
    table: Table, sheet: str, header_row: int | None, kind: Kind | None
) -> Source:
    names = table.headings(sheet)
    if names is not None:
        return Source(table, sheet, names, 0)
    if header_row is not None:
        lines = (line for line in table.lines(sheet) if line.number >= header_row)
        line = next(lines, None)
        if line is None or line.number != header_row:
            raise refuse("no_such_row", row=header_row)
    else:
        line = header_of(table.lines(sheet), [kind] if kind else list(kinds()))
    if line is None:
        return Source(table, sheet, [], 0)
    return Source(table, sheet, line.cells, line.number)
