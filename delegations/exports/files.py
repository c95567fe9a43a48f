"""An export as a whole: what was chosen, written in a format, and logged."""

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from delegations.confidentiality import VIEWS, seen_as
from delegations.exports import archive, csv, ical, json, pdf, xlsx
from delegations.exports.versions import with_version
from delegations.items import Item, Programme
from delegations.models import ExportLog
from delegations.programme import Selection, programme
from exhibitors import clock

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
    "pdf": "application/pdf",
    "json": "application/json",
    "zip": "application/zip",
}
FORMATS = tuple(CONTENT_TYPES)
# An archive has a file a delegation up to so many, so that no reader waits a minute.
MOST_SHEETS = 100


class ExportError(Exception):
    """An export that cannot be made; one sentence says why."""


@dataclass(frozen=True)
class Export:
    """A finished file."""

    content: bytes
    stop_count: int
    content_type: str


@dataclass(frozen=True)
class _Order:
    """What to write: which stops, for whose eyes, as of when, on which sheet."""

    selection: Selection
    view: str
    made_at: datetime
    sheet: str = ""

    def whole(self) -> Programme:
        """Return the stops, without what the view does not show."""
        return self.seen(programme(self.selection))

    def seen(self, whole: Programme) -> Programme:
        """Return a programme as the view shows it, with its version."""
        return with_version(seen_as(self.view, whole), self.made_at)


def export(
    selection: Selection,
    file_format: str,
    *,
    view: str = "protocol",
    user: Any = None,
    sheet: str = "",
) -> Export:
    """Return the file of a selection and log who took it.

    ``view`` is one of ``VIEWS``; a public export holds only visits whose report is
    published. ``sheet`` is one of ``pdf.SHEETS``, for PDF; without it the selection's
    usual one. Raises ExportError for what does not exist.
    """
    if file_format not in CONTENT_TYPES:
        raise ExportError(f"There is no format {file_format}.")
    if view not in VIEWS:
        raise ExportError(f"There is no confidentiality {view}.")
    if sheet and sheet not in pdf.SHEETS:
        raise ExportError(f"There is no sheet {sheet}.")
    is_public = view == "public" or (file_format == "pdf" and sheet == "press")
    selection = replace(selection, only_reported=is_public)
    order = _Order(selection, view, clock.now(), sheet)
    content, count = _write(order, file_format)
    ExportLog.objects.create(
        exhibition=selection.exhibition,
        user=user,
        format=file_format,
        filters=_filters(selection, view, sheet),
        stop_count=count,
    )
    return Export(content, count, CONTENT_TYPES[file_format])


def _csv(order: _Order, whole: Programme) -> bytes:
    return csv.write(whole)


def _xlsx(order: _Order, whole: Programme) -> bytes:
    return xlsx.write(whole, order.view, order.made_at)


def _json(order: _Order, whole: Programme) -> bytes:
    return json.write(whole, order.view, order.selection.named)


def _pdf(order: _Order, whole: Programme) -> bytes:
    sheet = order.sheet or pdf.usual_sheet(order.selection, order.view)
    printing = pdf.Printing(whole, order.selection, order.view, order.made_at)
    return pdf.write(printing, sheet)


# What is written of the stops alone.
_WRITERS: dict[str, Callable[[_Order, Programme], bytes]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "pdf": _pdf,
    "json": _json,
}


def _write(order: _Order, file_format: str) -> tuple[bytes, int]:
    """Return a file and the number of its stops."""
    if file_format == "ics":
        return ical.write(order.selection, order.view)
    if file_format == "zip":
        return _zip(order)
    whole = order.whole()
    if file_format == "pdf" and order.sheet == "press":
        # Whoever asks: what the public may see, and of that no more than one's own.
        whole = seen_as("public", whole)
        order = replace(order, view="public")
    return _WRITERS[file_format](order, whole), len(whole.items)


def _zip(order: _Order) -> tuple[bytes, int]:
    """Return all formats in one archive, of one reading of the schedule."""
    selection = replace(order.selection, with_off=True)
    with ical.alone(selection):
        known = order.seen(programme(selection))
        calendar, _count = ical.write_all(known, order.view)
    items = tuple(item for item in known.items if not item.is_off)
    whole = replace(known, items=items)
    return archive.write(_files(order, whole, calendar)), len(items)


def _files(
    order: _Order, whole: Programme, calendar: bytes
) -> Iterator[tuple[str, bytes]]:
    yield "schedule.ics", calendar
    for file_format, write in _WRITERS.items():
        yield f"schedule.{file_format}", write(replace(order, sheet=""), whole)
    yield from _sheets(replace(order, sheet="programme"), whole)


def _sheets(order: _Order, whole: Programme) -> Iterator[tuple[str, bytes]]:
    """Yield each delegation's programme; very many of them in one file."""
    by_delegation: dict[str, list[Item]] = {}
    for item in whole.items:
        by_delegation.setdefault(item.delegation_slug, []).append(item)
    if len(by_delegation) > MOST_SHEETS:
        yield "delegations.pdf", _pdf(order, whole)
        return
    for slug, items in sorted(by_delegation.items()):
        own = replace(whole, items=tuple(items))
        yield f"delegations/{slug}.pdf", _pdf(order, own)


def _filters(selection: Selection, view: str, sheet: str) -> dict[str, object]:
    named = ("delegation", "visit", "stand", "area", "person")
    chosen = {name: getattr(selection, name) for name in named}
    return {
        **{name: record.pk for name, record in chosen.items() if record},
        **({"date": selection.day.isoformat()} if selection.day else {}),
        **({"stands": sorted(selection.stands)} if selection.stands else {}),
        **({"state": selection.state} if selection.is_released else {}),
        "language": selection.language,
        "view": view,
        **({"sheet": sheet} if sheet else {}),
    }


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file whole or not at all; the old one stays until the new is there."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o640)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
