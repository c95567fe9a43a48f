"""An exhibition written into one file, whole or not there at all."""

import hashlib
import os
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from exhibitors.editions.archives.exporting import rows_of
from exhibitors.editions.archives.manifests import (
    FILES,
    FORMAT,
    MANIFEST,
    ArchiveError,
    Manifest,
    applied_migrations,
    file_of,
    sum_of,
)
from exhibitors.editions.archives.registry import left_out
from exhibitors.editions.archives.shapes import HOME, Shape, shapes
from exhibitors.models import Exhibition

A_TIME = 500


def write(exhibition: Exhibition, path: Path) -> Manifest:
    """Write an exhibition into a ZIP file, and return what that holds.

    All rows are of one moment; files follow. The file appears under its name when it
    is complete. Raises ArchiveError.
    """
    if path.exists():
        raise ArchiveError(f"{path} is there already")
    try:
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".archive-") as folder:
            part = Path(folder) / "archive.zip"
            manifest = _write(exhibition, part)
            part.chmod(0o600)
            _settle(part)
            part.rename(path)
            _settle(path.parent)
    except OSError as error:
        raise ArchiveError(f"{path} cannot be written: {error.strerror}") from error
    return manifest


@contextmanager
def _one_moment() -> Iterator[None]:
    """See the database as it is now, unless a transaction is open already."""
    is_first = not connection.in_atomic_block
    with transaction.atomic():
        if is_first:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _write(exhibition: Exhibition, path: Path) -> Manifest:
    counts, sums, missing = {}, {}, []
    with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as zip_, _one_moment():
        for shape in shapes():
            number, digest = _put_rows(zip_, shape, exhibition)
            counts[shape.table], sums[file_of(shape.table)] = number, digest
        for name, storage in _files_of(exhibition):
            if FILES + name in sums:
                continue
            digest = _put_file(zip_, name, storage)
            if digest:
                sums[FILES + name] = digest
            else:
                missing.append(name)
        manifest = Manifest(
            FORMAT,
            timezone.now().isoformat(timespec="seconds"),
            exhibition.slug,
            applied_migrations(),
            counts,
            sums,
            missing,
            _left_out(exhibition),
        )
        zip_.writestr(MANIFEST, manifest.as_json())
    return manifest


def _put_rows(
    zip_: zipfile.ZipFile, shape: Shape, exhibition: Exhibition
) -> tuple[int, str]:
    """Write the rows of a model, a line each; return how many, and the sum."""
    number, found = 0, hashlib.sha256()
    with (
        connection.chunked_cursor() as cursor,
        zip_.open(file_of(shape.table), "w", force_zip64=True) as target,
    ):
        cursor.execute(rows_of(shape), [exhibition.pk])
        while rows := cursor.fetchmany(A_TIME):
            piece = "".join(f"{row}\n" for _key, row in rows).encode()
            found.update(piece)
            target.write(piece)
            number += len(rows)
    return number, found.hexdigest()


def _files_of(exhibition: Exhibition) -> Iterator[tuple[str, Any]]:
    """Yield the names that rows have for files, and where these are kept."""
    for shape in shapes():
        for column in shape.archived.files:
            field: Any = shape.model._meta.get_field(column)
            rows = shape.model._default_manager.filter(exhibition=exhibition)
            names = rows.order_by("pk").values_list(column, flat=True)
            for name in names.iterator(chunk_size=A_TIME):
                if name:
                    yield name, field.storage


def _put_file(zip_: zipfile.ZipFile, name: str, storage: Any) -> str:
    """Write a file as it is, pictures are packed already; return its sum, or ""."""
    try:
        source = storage.open(name)
    except FileNotFoundError:
        return ""
    entry = zipfile.ZipInfo(FILES + name, timezone.now().timetuple()[:6])
    with source, zip_.open(entry, "w", force_zip64=True) as target:
        return sum_of(source, target)


def _left_out(exhibition: Exhibition) -> list[list[Any]]:
    """Return model, number of rows where they can be counted, and reason."""
    found: list[list[Any]] = []
    for model, reason in left_out().items():
        fields = {
            field.attname for field in model._meta.concrete_fields if field.is_relation
        }
        number = None
        if HOME in fields:
            rows = model._default_manager.filter(exhibition=exhibition)
            number = rows.count()
        found.append([model._meta.label, number, reason])
    return found


def _settle(path: Path) -> None:
    """Have the disk hold what was written."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
