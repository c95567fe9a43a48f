"""An export as a whole: what was chosen, written in a format, and logged."""

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from delegations.confidentiality import VIEWS, seen_as
from delegations.exports import csv, ical, json, xlsx
from delegations.exports.versions import with_version
from delegations.items import Programme
from delegations.models import ExportLog
from delegations.programme import Selection, programme
from exhibitors import clock

FORMATS = ("csv", "xlsx", "ics", "pdf", "json", "zip")
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
    "json": "application/json",
}


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
    """What to write: which stops, for whose eyes, as of when."""

    selection: Selection
    view: str
    made_at: datetime

    def whole(self) -> Programme:
        """Return the stops, without what the view does not show."""
        found = seen_as(self.view, programme(self.selection))
        return with_version(found, self.made_at)


def export(
    selection: Selection, file_format: str, *, view: str = "protocol", user: Any = None
) -> Export:
    """Return the file of a selection and log who took it.

    ``view`` is one of ``VIEWS``; a public export holds only visits whose report is
    published. Raises ExportError for a format that is not available.
    """
    if file_format not in CONTENT_TYPES:
        raise ExportError(f"The format {file_format} is not available yet.")
    if view not in VIEWS:
        raise ExportError(f"There is no confidentiality {view}.")
    selection = replace(selection, only_reported=view == "public")
    order = _Order(selection, view, clock.now())
    content, count = _WRITERS[file_format](order)
    ExportLog.objects.create(
        exhibition=selection.exhibition,
        user=user,
        format=file_format,
        filters=_filters(selection, view),
        stop_count=count,
    )
    return Export(content, count, CONTENT_TYPES[file_format])


def _csv(order: _Order) -> tuple[bytes, int]:
    whole = order.whole()
    return csv.write(whole), len(whole.items)


def _xlsx(order: _Order) -> tuple[bytes, int]:
    whole = order.whole()
    return xlsx.write(whole, order.view, order.made_at), len(whole.items)


def _ics(order: _Order) -> tuple[bytes, int]:
    return ical.write(order.selection, order.view)


def _json(order: _Order) -> tuple[bytes, int]:
    whole = order.whole()
    return json.write(whole, order.view, order.selection.named), len(whole.items)


_WRITERS: dict[str, Callable[[_Order], tuple[bytes, int]]] = {
    "csv": _csv,
    "xlsx": _xlsx,
    "ics": _ics,
    "json": _json,
}


def _filters(selection: Selection, view: str) -> dict[str, object]:
    named = ("delegation", "visit", "stand", "area", "person")
    chosen = {name: getattr(selection, name) for name in named}
    return {
        **{name: record.pk for name, record in chosen.items() if record},
        **({"date": selection.day.isoformat()} if selection.day else {}),
        **({"stands": sorted(selection.stands)} if selection.stands else {}),
        **({"state": selection.state} if selection.is_released else {}),
        "language": selection.language,
        "view": view,
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
