"""An archive opened with care: whole, unaltered, of names that lead nowhere else."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from exhibitors.editions.archives.manifests import (
    FILES,
    MANIFEST,
    ArchiveError,
    Manifest,
    file_of,
    read_manifest,
    sum_of,
    unknown_migrations,
)
from exhibitors.editions.archives.shapes import shapes

LONGEST_MANIFEST = 1 << 28
PICTURES = frozenset(
    {".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".bmp", ".tif", ".tiff"}
)
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1
_BROKEN = (zipfile.BadZipFile, EOFError, NotImplementedError, ValueError, OSError)


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """Give an archive that was checked whole, and its manifest.

    Raises ArchiveError, before anything is given.
    """
    try:
        zip_ = zipfile.ZipFile(path)
    except (FileNotFoundError, IsADirectoryError) as error:
        raise ArchiveError(f"there is no file {path}") from error
    except _BROKEN as error:
        raise ArchiveError(f"{path} is no whole archive: {error}") from error
    with zip_:
        try:
            manifest = _checked(zip_)
        except _BROKEN as error:
            raise ArchiveError(f"{path} is no whole archive: {error}") from error
        yield zip_, manifest


def _checked(zip_: zipfile.ZipFile) -> Manifest:
    """Return the manifest of an archive whose every file is as it was written."""
    entries = _entries(zip_)
    if MANIFEST not in entries:
        raise ArchiveError("it has no manifest: it is no archive of an exhibition")
    if entries[MANIFEST].file_size > LONGEST_MANIFEST:
        raise ArchiveError("its manifest cannot be read")
    manifest = read_manifest(zip_.read(MANIFEST))
    if unknown := unknown_migrations(manifest):
        raise ArchiveError(
            f"it is of a later version of Expo: {unknown[0]} is not known here"
        )
    _check_names(set(entries) - {MANIFEST}, manifest)
    for name, known in manifest.files.items():
        with zip_.open(name) as file:
            if sum_of(file) != known:
                raise ArchiveError(f"{name} was altered since it was written")
    return manifest


def _entries(zip_: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    entries: dict[str, zipfile.ZipInfo] = {}
    for entry in zip_.infolist():
        name = entry.filename
        if not _is_safe(entry.orig_filename) or not _is_safe(name):
            raise ArchiveError(f"the name {name!r} leads out of it")
        if name in entries:
            raise ArchiveError(f"the name {name!r} is in it twice")
        if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _PACKED:
            raise ArchiveError(f"{name} is packed in a way that no archive is")
        entries[name] = entry
    return entries


def _is_safe(name: str) -> bool:
    parts = name.split("/")
    return (
        name.isprintable()
        and not {"", ".", ".."} & set(parts)
        and not {"\\", ":"} & set(name)
    )


def _check_names(names: set[str], manifest: Manifest) -> None:
    """Refuse files that no manifest names, and such as no exhibition has."""
    if names != set(manifest.files):
        raise ArchiveError("its files are not those that its manifest names")
    tables = {file_of(shape.table): shape for shape in shapes()}
    for name in sorted(names - set(tables)):
        is_picture = PurePosixPath(name).suffix.lower() in PICTURES
        if not (name.startswith(FILES) and is_picture):
            raise ArchiveError(f"{name} is nothing that an exhibition has")
    for name, shape in tables.items():
        if name not in names or shape.table not in manifest.counts:
            raise ArchiveError(f"it has no rows of {shape.name}: {OLDER}")


OLDER = (
    "it is of an earlier version of Expo; load it with that version, upgrade that, "
    "and archive again"
)
