"""The files of an archive, put where those of the loaded exhibition are kept.

A photo that a process left when it was killed is named by no row, and ``tidy_photos``
removes it.
"""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Any

from django.core.files import File
from django.db import connection

from exhibitors.editions.archives import manifests
from exhibitors.editions.archives.manifests import ArchiveError, Manifest, sum_of
from exhibitors.editions.archives.shapes import Shape, shapes
from exhibitors.editions.archives.staging import A_TIME, FILES, GIVEN, LOADED, ROWS


@contextmanager
def placed_files() -> Iterator["Placed"]:
    """Give what places files, and take them away again where anything fails."""
    placed = Placed()
    try:
        yield placed
    except BaseException:
        placed.take_back()
        raise


class Placed:
    """The files that were placed so far."""

    def __init__(self) -> None:
        self.names: list[tuple[Any, str]] = []

    def place(self, zip_: zipfile.ZipFile, manifest: Manifest, exhibition: int) -> None:
        """Give every row that names a file one of its own, and note it down.

        A row whose file was missing gets a name that no file has.
        """
        for shape, column, key, name in _named(GIVEN):
            field: Any = shape.model._meta.get_field(column)
            stub: Any = shape.model(exhibition_id=exhibition)
            wanted = field.generate_filename(stub, PurePosixPath(name).name)
            digest = manifest.files.get(manifests.FILES + name)
            if digest is None:
                if name not in manifest.missing:
                    raise ArchiveError(f"{shape.name} {key}: there is no file {name}")
                kept = field.storage.get_available_name(wanted, field.max_length)
            else:
                with zip_.open(manifests.FILES + name) as file:
                    kept = field.storage.save(
                        wanted, File(file), max_length=field.max_length
                    )
                self.names.append((field.storage, kept))
            _note(GIVEN, shape, key, column, kept, digest)

    def read_again(self) -> None:
        """Note down what the files are that the loaded rows name."""
        for shape, column, key, name in _named(LOADED):
            field: Any = shape.model._meta.get_field(column)
            digest = None
            if field.storage.exists(name):
                with field.storage.open(name) as file:
                    digest = sum_of(file)
            _note(LOADED, shape, key, column, name, digest)

    def take_back(self) -> None:
        """Remove the files again, and the folders that were made for them."""
        for storage, name in self.names:
            storage.delete(name)
        for storage, name in self.names:
            folder = str(PurePosixPath(name).parent)
            if storage.exists(folder) and not any(storage.listdir(folder)):
                storage.delete(folder)


def _named(side: str) -> Iterator[tuple[Shape, str, str, str]]:
    """Yield model, column and key of every row that names a file, and the name."""
    for shape in shapes():
        for column in shape.archived.files:
            with connection.chunked_cursor() as found:
                found.execute(
                    f"SELECT id, row->>'{column}' FROM {ROWS} "  # noqa: S608
                    "WHERE side = %s AND place = %s AND row->>%s <> ''",
                    [side, shape.table, column],
                )
                while rows := found.fetchmany(A_TIME):
                    for key, name in rows:
                        yield shape, column, key, name


def _note(
    side: str, shape: Shape, key: str, column: str, name: str, digest: str | None
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {FILES} VALUES (%s, %s, %s, %s, %s, %s)",  # noqa: S608
            [side, shape.table, key, column, name, digest],
        )
