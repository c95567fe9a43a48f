"""ZIPs of photos, opened with care.

Nothing is unpacked to a path: entries are read into memory one by one, no more of each
than a picture may have. An archive whose own account of itself does not add up is
refused whole; an entry that is no photo is left out, and named.
"""

import stat
import struct
import zlib
from dataclasses import dataclass, field
from itertools import pairwise
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from exhibitors.uploads.limits import (
    MIB,
    MOST_ARCHIVE_BYTES,
    MOST_BYTES,
    MOST_DIRECTORY_BYTES,
    MOST_ENTRIES,
    MOST_UNPACKED_BYTES,
)
from exhibitors.uploads.names import entry_name
from exhibitors.uploads.refusals import refusal, short

_END = b"PK\5\6"
_END_OF_64, _LOCATOR_OF_64 = b"PK\6\6", b"PK\6\7"
_END_SIZE, _LOCATOR_SIZE, _END_OF_64_SIZE, _LONGEST_COMMENT = 22, 20, 56, 65_535
_BROKEN = (BadZipFile, OSError, ValueError, EOFError, NotImplementedError, struct.error)
_IS_ENCRYPTED = 0x1

_SENTENCES: dict[str, Any] = {
    "broken": gettext_lazy(
        "“%(name)s” is no complete ZIP archive. Pack the photos again."
    ),
    "large": gettext_lazy(
        "“%(name)s” is too large: an archive may have %(files)s files and %(size)s MB."
        " Pack the photos in several."
    ),
    "bomb": gettext_lazy(
        "“%(name)s” is packed in a way that no photos are. Pack the photos again."
    ),
    "nothing": gettext_lazy("“%(name)s” has no files in it."),
}


@dataclass(frozen=True)
class Contents:
    """What an archive offers: entries worth reading, and sentences on the others."""

    entries: list[tuple[str, ZipInfo]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def opened(file: Any, name: str) -> ZipFile:
    """Return an archive that may be read; raises ValidationError for any other.

    Its table of contents is measured before it is read into memory.
    """
    if file.size > MOST_ARCHIVE_BYTES:
        raise _refused("large", name)
    _measure(file, name)
    try:
        archive = ZipFile(file)
    except _BROKEN as error:
        raise _refused("broken", name) from error
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if not entries:
        raise _refused("nothing", name)
    if len(entries) > MOST_ENTRIES:
        raise _refused("large", name)
    if _overlap(entries) or _unpacked(entries) > MOST_UNPACKED_BYTES:
        raise _refused("bomb", name)
    return archive


def _measure(file: IO[bytes], name: str) -> None:
    """Refuse an archive whose table of contents is larger than photos need."""
    size = file.seek(0, 2)
    longest = _END_SIZE + _LONGEST_COMMENT + _LOCATOR_SIZE + _END_OF_64_SIZE
    file.seek(max(0, size - longest))
    tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or at + _END_SIZE > len(tail):
        raise _refused("broken", name)
    length = struct.unpack_from("<I", tail, at + 12)[0]
    if tail[max(0, at - _LOCATOR_SIZE) : at].startswith(_LOCATOR_OF_64):
        # Programs that pack as they send write the long form of the end too.
        end = tail[max(0, at - _LOCATOR_SIZE - _END_OF_64_SIZE) : at]
        if not end.startswith(_END_OF_64):
            raise _refused("broken", name)
        length = struct.unpack_from("<Q", end, 40)[0]
    if length > MOST_DIRECTORY_BYTES:
        raise _refused("large", name)
    file.seek(0)


def _overlap(entries: list[ZipInfo]) -> bool:
    """Return whether two entries are packed in the same bytes."""
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    return any(
        first.header_offset + first.compress_size > second.header_offset
        for first, second in pairwise(ordered)
    )


def _unpacked(entries: list[ZipInfo]) -> int:
    return sum(min(entry.file_size, MOST_BYTES) for entry in entries)


def _refused(code: str, name: str) -> ValidationError:
    return ValidationError(
        _SENTENCES[code],
        code=code,
        params={
            "name": short(name),
            "files": MOST_ENTRIES,
            "size": MOST_ARCHIVE_BYTES // MIB,
        },
    )


def contents(archive: ZipFile) -> Contents:
    """Return what an archive offers, in the order of the names."""
    found = Contents()
    for entry in archive.infolist():
        name = entry_name(entry)
        if entry.is_dir() or _is_clutter(name):
            continue
        problem = _problem(entry, name)
        if problem:
            found.problems.append(problem % {"name": name[-120:]})
        else:
            found.entries.append((name, entry))
    found.entries.sort(key=lambda pair: pair[0].casefold())
    return found


def _is_clutter(name: str) -> bool:
    """Return whether a system put a file there, and nobody meant to send it."""
    parts = name.split("/")
    is_hidden = parts[-1].startswith(".") or "__MACOSX" in parts
    return is_hidden or parts[-1].lower() in ("thumbs.db", "desktop.ini")


def _problem(entry: ZipInfo, name: str) -> str:
    """Return why an entry is not even read, "" for one that is."""
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or name[1:2] == ":":
        return _("“%(name)s” points out of the archive and was left out.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        return _("“%(name)s” is a link and no file. Pack the photo itself.")
    if entry.flag_bits & _IS_ENCRYPTED:
        return _("“%(name)s” is locked by a password. Pack the photos without one.")
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return _("“%(name)s” is packed in an unusual way. Pack the photos as a ZIP.")
    return ""


def read(archive: ZipFile, entry: ZipInfo, name: str) -> bytes:
    """Return what is in an entry; raises ValidationError where that is too much."""
    if entry.file_size > MOST_BYTES:
        size = f"{entry.file_size / MIB:.0f}"
        raise refusal("heavy", name, size=size, most=MOST_BYTES // MIB)
    try:
        with archive.open(entry) as file:
            return file.read(MOST_BYTES)
    except (*_BROKEN, zlib.error, RuntimeError) as error:
        raise refusal("broken", name) from error
