"""Staged rows fitted into this database: accounts, codes, secrets, and what is whole.

What is changed by it is told, and nothing else: the comparison rests on these rows.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from exhibitors.editions.archives.manifests import ArchiveError
from exhibitors.editions.archives.shapes import Link, Shape, accounts_table, shapes
from exhibitors.editions.archives.staging import A_TIME, GIVEN, ROWS
from exhibitors.models import Country

_OF = f"a.side = '{GIVEN}' AND a.place = %s"


@dataclass
class Fitted:
    """What could not be kept: numbers by model, or by model and column.

    ``dropped`` rows and ``emptied`` columns name an account that is not there,
    ``anew`` columns held a value that is taken, ``secret`` ones were not archived.
    """

    dropped: Counter[str] = field(default_factory=Counter)
    emptied: Counter[str] = field(default_factory=Counter)
    anew: Counter[str] = field(default_factory=Counter)
    secret: Counter[str] = field(default_factory=Counter)

    @property
    def has_left_outs(self) -> bool:
        """Whether anything of the archive was not loaded."""
        return bool(self.dropped or self.emptied)


def fit() -> Fitted:
    """Fit all rows; raises ArchiveError where they are not whole."""
    fitted = Fitted()
    for shape in shapes():
        _fit_accounts(shape, fitted)
        for column, make in shape.archived.unique.items():
            name = f"{shape.name}.{column}"
            fitted.anew[name] += _make(shape, column, make, _taken(shape, column))
        for column, make in shape.archived.secret.items():
            fitted.secret[f"{shape.name}.{column}"] += _make(shape, column, make, "")
    fitted.anew, fitted.secret = +fitted.anew, +fitted.secret
    for shape in shapes():
        _check_references(shape)
    return fitted


def _fit_accounts(shape: Shape, fitted: Fitted) -> None:
    for column, can_be_empty in shape.accounts.items():
        unknown = (
            f'NOT EXISTS (SELECT FROM "{accounts_table()}" u '
            f"WHERE lower(u.email) = lower(a.row->>'{column}'))"
        )
        if can_be_empty:
            fitted.emptied[f"{shape.name}.{column}"] += _changed(
                f"UPDATE {ROWS} a SET row = row || '{{\"{column}\": null}}' "  # noqa: S608
                f"WHERE {_OF} AND a.row->>'{column}' IS NOT NULL AND {unknown}",
                [shape.table],
            )
        else:
            fitted.dropped[shape.name] += _changed(
                f"DELETE FROM {ROWS} a WHERE {_OF} AND {unknown}",  # noqa: S608
                [shape.table],
            )
    fitted.emptied, fitted.dropped = +fitted.emptied, +fitted.dropped


def _changed(statement: str, values: list[Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def _taken(shape: Shape, column: str) -> str:
    return (
        f'AND EXISTS (SELECT FROM "{shape.table}" t WHERE t."{column}" '
        f"= (a.row->>'{column}')::{shape.type_of(column)})"
    )


def _make(shape: Shape, column: str, make: Callable[[], Any], where: str) -> int:
    """Give rows a new value of a column; return how many there were."""
    if column == shape.key:
        change = "new = u.value"
    else:
        change = (
            f"row = row || jsonb_build_object('{column}', u.value), "
            f"anew = anew || '{column}'::text"
        )
    number = 0
    with connection.chunked_cursor() as found, connection.cursor() as cursor:
        found.execute(
            f"SELECT a.id FROM {ROWS} a WHERE {_OF} {where}",  # noqa: S608
            [shape.table],
        )
        while rows := found.fetchmany(A_TIME):
            keys = [key for (key,) in rows]
            cursor.execute(
                f"UPDATE {ROWS} a SET {change} FROM "  # noqa: S608
                f"unnest(%s::text[], %s::text[]) u(id, value) WHERE {_OF} "
                "AND a.id = u.id",
                [keys, [str(make()) for _key in keys], shape.table],
            )
            number += len(keys)
    return number


def _check_references(shape: Shape) -> None:
    """Refuse a row that names another one which is neither here nor in the archive."""
    for column, table in shape.references.items():
        _refuse_found(shape, column, f"a.row->>'{column}'", _not_there(f"'{table}'"))
    for column, kind in shape.archived.kinds.items():
        there = _not_there(f"a.row->>'{kind}'")
        _refuse_found(shape, column, f"a.row->>'{column}'", there)
    for column in shape.countries:
        _refuse_found(shape, column, f"a.row->>'{column}'", _no_country())
    for link in shape.links:
        _check_link(shape, link)


def _check_link(shape: Shape, link: Link) -> None:
    there = _not_there(f"'{link.target}'") if link.target else _no_country()
    each = f", jsonb_array_elements_text(a.row->'{link.name}') l(value)"
    _refuse_found(shape, link.name, "l.value", there, each)


def _not_there(place: str) -> str:
    return (
        f"NOT EXISTS (SELECT FROM {ROWS} b WHERE b.side = '{GIVEN}' "
        f"AND b.place = {place} AND b.id = {{value}})"
    )


def _no_country() -> str:
    table = Country._meta.db_table
    return f'NOT EXISTS (SELECT FROM "{table}" c WHERE c.iso2 = {{value}})'


def _refuse_found(
    shape: Shape, column: str, value: str, there: str, each: str = ""
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT a.id, {value} FROM {ROWS} a{each} WHERE {_OF} "  # noqa: S608
            f"AND {value} IS NOT NULL AND {there.format(value=value)} "
            "ORDER BY a.pos LIMIT 1",
            [shape.table],
        )
        if found := cursor.fetchone():
            key, named = found
            raise ArchiveError(f"{shape.name} {key}: its {column} {named} is not there")
