"""The loaded exhibition written again, and compared with the archive row by row.

Keys are replaced by the place that a row has in the archive, files by their sums; by
that alone two copies of an exhibition can differ. Secrets, and values that were made
anew because they were taken, are left out on both sides.
"""

import hashlib
import json
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django.db import connection

from exhibitors.editions.archives.exporting import rows_of
from exhibitors.editions.archives.manifests import ArchiveError
from exhibitors.editions.archives.shapes import Link, Shape, shapes
from exhibitors.editions.archives.staging import A_TIME, FILES, GIVEN, LOADED, ROWS

# A key that leads out of what was archived.
ASTRAY = -1


@dataclass(frozen=True)
class Proof:
    """That the rows of a model are equal: how many, and the sum of both sides."""

    name: str
    rows: int
    digest: str


def read_again(exhibition: int) -> None:
    """Write the rows of the loaded exhibition beside those of the archive."""
    with connection.cursor() as cursor:
        for shape in shapes():
            cursor.execute(
                f"INSERT INTO {ROWS} (side, place, id, row) "  # noqa: S608
                f"SELECT %s, %s, w.key, w.row::jsonb "
                f"FROM ({rows_of(shape)}) w(key, row)",
                [LOADED, shape.table, exhibition],
            )
        cursor.execute(f"ANALYZE {ROWS}")


def prove() -> list[Proof]:
    """Return how each model is equal; raises ArchiveError naming what is not."""
    return [_proved(shape) for shape in shapes()]


def _proved(shape: Shape) -> Proof:
    ours, theirs, number = hashlib.sha256(), hashlib.sha256(), 0
    with connection.chunked_cursor() as given, connection.chunked_cursor() as loaded:
        given.execute(normalised(shape, GIVEN), [GIVEN, shape.table])
        loaded.execute(normalised(shape, LOADED), [LOADED, shape.table])
        while True:
            here, there = given.fetchmany(A_TIME), loaded.fetchmany(A_TIME)
            if not here and not there:
                break
            for side, rows in ((ours, here), (theirs, there)):
                for place, _key, row in rows:
                    side.update(f"{place} {row}\n".encode())
            number += len(here)
            if ours.digest() != theirs.digest():
                raise ArchiveError(_difference(shape, here, there))
    return Proof(shape.name, number, ours.hexdigest())


def normalised(shape: Shape, side: str) -> str:
    """Return the query of place, key and row of one side, without its own keys."""
    mine = "id" if side == GIVEN else "new"
    without = ", ".join(f"'{name}'" for name in (shape.key, *shape.archived.secret))
    replaced = _replaced(shape, mine)
    added = ", ".join(f"'{name}', {value}" for name, value in replaced.items())
    return (
        f"SELECT m.pos, a.id, (((a.row - ARRAY[{without}]) "  # noqa: S608
        f"- coalesce(m.anew, '{{}}')) || jsonb_build_object({added}))::text "
        f"FROM {ROWS} a LEFT JOIN {ROWS} m ON m.side = '{GIVEN}' "
        f"AND m.place = a.place AND m.{mine} = a.id "
        "WHERE a.side = %s AND a.place = %s ORDER BY m.pos NULLS FIRST, a.id"
    )


def _replaced(shape: Shape, mine: str) -> dict[str, str]:
    """Return what stands for the columns that differ between two copies, as SQL."""
    replaced = {
        column: _place(f"'{table}'", column, mine)
        for column, table in shape.references.items()
    }
    for column, kind in shape.archived.kinds.items():
        replaced[column] = _place(f"a.row->>'{kind}'", column, mine)
    for column in shape.accounts:
        replaced[column] = f"lower(a.row->>'{column}')"
    for column in shape.archived.files:
        replaced[column] = (
            f"(SELECT f.sum FROM {FILES} f WHERE f.side = a.side "  # noqa: S608
            f"AND f.place = a.place AND f.id = a.id AND f.part = '{column}')"
        )
    for link in shape.links:
        if link.target:
            replaced[link.name] = _places(link, mine)
    return replaced


def _place(table: str, column: str, mine: str) -> str:
    return (
        f"CASE WHEN a.row->>'{column}' IS NOT NULL THEN coalesce("  # noqa: S608
        f"(SELECT b.pos FROM {ROWS} b WHERE b.side = '{GIVEN}' AND b.place = {table} "
        f"AND b.{mine} = a.row->>'{column}'), {ASTRAY}) END"
    )


def _places(link: Link, mine: str) -> str:
    return (
        f"(SELECT coalesce(jsonb_agg(coalesce(b.pos, {ASTRAY}) "  # noqa: S608
        f"ORDER BY b.pos), '[]') FROM jsonb_array_elements_text(a.row->'{link.name}') "
        f"l(value) LEFT JOIN {ROWS} b ON b.side = '{GIVEN}' "
        f"AND b.place = '{link.target}' AND b.{mine} = l.value)"
    )


def _difference(shape: Shape, given: list[Any], loaded: list[Any]) -> str:
    """Return the first row that differs, and its first column that does, in a line."""
    nothing = (None, None, "{}")
    here, there = next(
        (one, other)
        for one, other in zip_longest(given, loaded, fillvalue=nothing)
        if (one[0], one[2]) != (other[0], other[2])
    )
    if there is nothing:
        return f"{shape.name} {here[1]} was not loaded"
    if here is nothing or here[0] != there[0]:
        return f"{shape.name} {there[1]} is loaded and not in the archive, or twice"
    one, other = json.loads(here[2]), json.loads(there[2])
    column = min(
        name for name in {*one, *other} if one.get(name, ...) != other.get(name, ...)
    )
    return (
        f"{shape.name} {here[1]}: {column} is {other.get(column)!r} once it is loaded, "
        f"and {one.get(column)!r} in the archive"
    )
