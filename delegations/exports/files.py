"""An export as a whole: what was chosen, written in a format, and logged."""

import os
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from delegations.confidentiality import VIEWS, seen_as
from delegations.exports import csv, ical
from delegations.models import ExportLog
from delegations.programme import Selection, programme

FORMATS = ("csv", "xlsx", "ics", "pdf", "json", "zip")
CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
}


class ExportError(Exception):
    """An export that cannot be made; one sentence says why."""


@dataclass(frozen=True)
class Export:
    """A finished file."""

    content: bytes
    stop_count: int
    content_type: str


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
    if file_format == "ics":
        content, count = ical.write(selection, view)
    else:
        whole = seen_as(view, programme(selection))
        content, count = csv.write(whole), len(whole.items)
    ExportLog.objects.create(
        exhibition=selection.exhibition,
        user=user,
        format=file_format,
        filters=_filters(selection, view),
        stop_count=count,
    )
    return Export(content, count, CONTENT_TYPES[file_format])


def _filters(selection: Selection, view: str) -> dict[str, object]:
    named = ("delegation", "visit", "stand", "area", "person")
    chosen = {name: getattr(selection, name) for name in named}
    return {
        **{name: record.pk for name, record in chosen.items() if record},
        **({"date": selection.day.isoformat()} if selection.day else {}),
        **({"stands": sorted(selection.stands)} if selection.stands else {}),
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
