"""The rows of an archive in temporary tables, a line each, with the keys they get.

Memory stays constant however many there are. Nothing of it is left after the
transaction, however that ends.
"""

import json
import zipfile
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from django.db import connection

from exhibitors.editions.archives.manifests import ArchiveError, Manifest, file_of
from exhibitors.editions.archives.opening import OLDER
from exhibitors.editions.archives.shapes import Shape, shapes

A_TIME = 500
LONGEST_LINE = 1 << 26
ROWS, FILES = "archive_rows", "archive_files"
# What was in the file, and what was read again after it was loaded.
GIVEN, LOADED = "given", "loaded"


def prepare() -> None:
    """Make the temporary tables."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {ROWS}, {FILES}")
        cursor.execute(
            f"CREATE TEMPORARY TABLE {ROWS} (side text, place text, id text, "
            "pos bigint, row jsonb, new text, anew text[] NOT NULL DEFAULT '{}', "
            "PRIMARY KEY (side, place, id)) ON COMMIT DROP"
        )
        cursor.execute(
            f"CREATE TEMPORARY TABLE {FILES} (side text, place text, id text, "
            "part text, name text, sum text, PRIMARY KEY (side, place, id, part)) "
            "ON COMMIT DROP"
        )


def stage(zip_: zipfile.ZipFile, manifest: Manifest) -> None:
    """Take every row to the database, each with the key that it gets.

    Raises ArchiveError where a line is no row, or their number is another one.
    """
    for shape in shapes():
        number = 0
        lines = _lines(zip_, shape)
        while some := list(islice(lines, A_TIME)):
            number += len(some)
            _keep(shape, some)
        if number != manifest.counts[shape.table]:
            raise ArchiveError(
                f"{shape.name} has {number} rows of {manifest.counts[shape.table]}"
            )
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE INDEX ON {ROWS} (side, place, new)")
        cursor.execute(f"ANALYZE {ROWS}")


def _lines(zip_: zipfile.ZipFile, shape: Shape) -> Iterator[tuple[str, int, str]]:
    """Yield key, number and text of each line."""
    name = file_of(shape.table)
    with zip_.open(name) as file:
        number = 0
        while line := file.readline(LONGEST_LINE):
            number += 1
            where = f"{name}, line {number}"
            yield _key(shape, line, where), number, line.decode()


def _key(shape: Shape, line: bytes, where: str) -> str:
    """Return the key of a row that has what rows of its model have."""
    try:
        row: Any = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ArchiveError(f"{where}: it is no row") from error
    if not isinstance(row, dict) or row.get(shape.key) in (None, ""):
        raise ArchiveError(f"{where}: it is no row of {shape.name}")
    if missing := sorted(shape.expected - set(row)):
        raise ArchiveError(f"{where}: {shape.name} without {missing[0]}: {OLDER}")
    if unknown := sorted(set(row) - shape.expected):
        raise ArchiveError(f"{where}: {shape.name} has no {unknown[0]}")
    return str(row[shape.key])


def _keep(shape: Shape, lines: Sequence[tuple[str, int, str]]) -> None:
    keys, numbers, texts = (list(part) for part in zip(*lines, strict=True))
    new, values = "u.id", []
    if shape.has_own_keys:
        new = "nextval(pg_get_serial_sequence(%s, %s))::text"
        values = [f'"{shape.table}"', shape.key]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {ROWS} (side, place, id, pos, row, new) "  # noqa: S608
            f"SELECT %s, %s, u.id, u.pos, u.row::jsonb, {new} FROM "
            "unnest(%s::text[], %s::bigint[], %s::text[]) u(id, pos, row) "
            "ORDER BY u.pos",
            [GIVEN, shape.table, *values, keys, numbers, texts],
        )
