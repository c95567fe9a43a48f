"""A programme as comma-separated values.

UTF-8 with a byte order mark: without one, Excel reads Cyrillic and Azerbaijani
letters as Western European ones; every other reader skips it. Times are ISO 8601
with their offset, the zone has a column of its own.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from delegations.exports.columns import COLUMNS, Column, header, values_by_column
from delegations.items import Programme

# A spreadsheet takes a cell that begins so for a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
# Day, start and end come before the time zone.
_BEFORE_ZONE = 3


def harmless(cell: object) -> str:
    """Return a cell's text that no spreadsheet runs: formulas get an apostrophe."""
    text = str(cell)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def write(programme: Programme) -> bytes:
    """Return the file: a header row in the programme's language, a row a stop."""
    text = io.StringIO(newline="")
    text.write("\ufeff")
    csv.writer(text).writerows(rows(programme))
    return text.getvalue().encode()


def rows(programme: Programme) -> Iterator[Sequence[object]]:
    """Yield the header and then a row for each stop."""
    with translation.override(programme.language):
        names = header(COLUMNS)
        names.insert(_BEFORE_ZONE, _("Time zone"))
    yield names
    by_column = values_by_column(COLUMNS, programme.items)
    found = [_cells(*pair) for pair in zip(COLUMNS, by_column, strict=True)]
    zone = [programme.exhibition.timezone] * len(programme.items)
    found.insert(_BEFORE_ZONE, zone)
    yield from zip(*found, strict=True)


def _cells(column: Column, values: Sequence[Any]) -> Sequence[object]:
    """Return the cells of a column, whose values are alike or None.

    Looked at as a whole: most values come back in many rows.
    """
    kind = next((type(value) for value in values if value is not None), None)
    if kind is datetime:
        return _moments(values)
    if kind is date:
        days = {value: value and value.isoformat() for value in set(values)}
        return [days[value] for value in values]
    return _guarded(values) if kind is str and column.is_entered else values


def _moments(values: Sequence[datetime | None]) -> Sequence[str | None]:
    """Return times as text, each of them made once.

    In the hour that a zone repeats, two times are equal but for their fold.
    """
    first = {value for value in values if value and not value.fold}
    known = {value: value.isoformat() for value in first}
    return [
        value.isoformat() if value and value.fold else known.get(value)  # type: ignore[arg-type]
        for value in values
    ]


def _guarded(values: Sequence[str]) -> Sequence[str]:
    """Return texts that no spreadsheet runs."""
    made = {
        value: harmless(value)
        for value in set(values)
        if value.startswith(_FORMULA_STARTS)
    }
    return [made.get(value, value) for value in values] if made else values
