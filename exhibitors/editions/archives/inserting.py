"""Staged rows written to their tables, a statement each, under the keys they got."""

from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper

from exhibitors.editions.archives.shapes import (
    HOME,
    Link,
    Shape,
    accounts_table,
    shapes,
)
from exhibitors.editions.archives.staging import FILES, GIVEN, ROWS
from exhibitors.history.judging import JUDGE

MANY = 1000


def insert(exhibition: int) -> None:
    """Write every row and link; the database judges them once all are there."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for shape in shapes():
            cursor.execute(*_rows(shape, exhibition))
            _count(cursor, shape.table)
        for shape in shapes():
            for link in shape.links:
                cursor.execute(_links(shape, link), [shape.table])
                _count(cursor, link.table)
        cursor.execute(JUDGE)


def _count(cursor: CursorWrapper, table: str) -> None:
    """Have PostgreSQL know of many new rows, or it looks up keys as in an empty table.

    It judges a row at a time, by plans that it makes for all of them.
    """
    if cursor.rowcount > MANY:
        cursor.execute(f'ANALYZE "{table}"')


def _rows(shape: Shape, exhibition: int) -> tuple[str, list[Any]]:
    names = ", ".join(f'"{column}"' for column in shape.columns)
    values = ", ".join(f'r."{column}"' for column in shape.columns)
    fitted = ", ".join(f"'{name}', {value}" for name, value in _fitted(shape).items())
    home = [exhibition] if shape.is_of_exhibition else []
    return (
        f'INSERT INTO "{shape.table}" ({names}) SELECT {values} '  # noqa: S608
        f"FROM {ROWS} a CROSS JOIN LATERAL jsonb_populate_record("
        f'NULL::"{shape.table}", a.row || jsonb_build_object({fitted})) r '
        f"WHERE a.side = '{GIVEN}' AND a.place = %s ORDER BY a.pos",
        [*home, shape.table],
    )


def _fitted(shape: Shape) -> dict[str, str]:
    """Return the columns that are not as in the archive, with SQL of what they get."""
    fitted = {shape.key: "a.new"}
    if shape.is_of_exhibition:
        fitted[HOME] = "%s::bigint"
    for column, table in shape.references.items():
        fitted[column] = _new(f"'{table}'", f"a.row->>'{column}'")
    for column, kind in shape.archived.kinds.items():
        fitted[column] = _new(f"a.row->>'{kind}'", f"a.row->>'{column}'")
    for column in shape.accounts:
        fitted[column] = (
            f'(SELECT u.id FROM "{accounts_table()}" u '  # noqa: S608
            f"WHERE lower(u.email) = lower(a.row->>'{column}'))"
        )
    for column in shape.archived.files:
        fitted[column] = (
            f"coalesce((SELECT f.name FROM {FILES} f WHERE f.side = '{GIVEN}' "  # noqa: S608
            f"AND f.place = a.place AND f.id = a.id AND f.part = '{column}'), '')"
        )
    return fitted


def _new(place: str, key: str) -> str:
    return (
        f"(SELECT b.new FROM {ROWS} b WHERE b.side = '{GIVEN}' "  # noqa: S608
        f"AND b.place = {place} AND b.id = {key})"
    )


def _links(shape: Shape, link: Link) -> str:
    there = (
        f"{_new(repr(link.target), 'l.value')}::bigint" if link.target else "l.value"
    )
    return (
        f'INSERT INTO "{link.table}" ("{link.here}", "{link.there}") '  # noqa: S608
        f"SELECT a.new::{shape.type_of(shape.key)}, {there} FROM {ROWS} a, "
        f"jsonb_array_elements_text(a.row->'{link.name}') "
        f"WITH ORDINALITY l(value, number) "
        f"WHERE a.side = '{GIVEN}' AND a.place = %s ORDER BY a.pos, l.number"
    )
