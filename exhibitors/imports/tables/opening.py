"""Which reader a file needs, by its content and not by its name."""

from pathlib import Path

from exhibitors.imports.tables.base import MOST_BYTES, Table, refuse
from exhibitors.imports.tables.csv import CsvTable
from exhibitors.imports.tables.encodings import encoding_of
from exhibitors.imports.tables.json import JsonTable
from exhibitors.imports.tables.xlsx import XlsxTable

_PACKAGE, _OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


def opened(path: Path) -> Table:
    """Return a file opened to be read; raises ImportRefused."""
    if not path.is_file():
        raise refuse("file_gone")
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise refuse("file_too_large", most=MOST_BYTES >> 20)
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith((_PACKAGE, _OLD_OFFICE)):
        return XlsxTable(path)
    if not head.strip():
        raise refuse("file_empty")
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        raise refuse("no_table")
    return JsonTable(path) if _is_json(path) else CsvTable(path)


def _is_json(path: Path) -> bool:
    with path.open(encoding=encoding_of(path), errors="replace") as file:
        first = file.read(2048).lstrip("\ufeff \t\r\n")[:1]
    return first in ("{", "[")
