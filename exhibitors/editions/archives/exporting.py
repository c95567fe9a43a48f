"""The rows of an exhibition as an archive has them: key and JSON, a statement a table.

PostgreSQL writes the JSON, and reads it again where it is loaded: a number keeps its
digits, a moment its microseconds. Of the exhibition itself rows do not speak.
"""

from exhibitors.editions.archives.shapes import (
    HOME,
    Link,
    Shape,
    accounts_table,
    shapes,
)
from exhibitors.models import Exhibition


def rows_of(shape: Shape) -> str:
    """Return the query of key and row, by key; it takes the exhibition's key."""
    added = [
        *(f"'{column}', {_address(column)}" for column in shape.accounts),
        *(f"'{link.name}', {_linked(shape, link)}" for link in shape.links),
    ]
    without = ", ".join(f"'{column}'" for column in shape.hidden)
    return (
        f'SELECT t."{shape.key}"::text, ((to_jsonb(t) - ARRAY[{without}]) '  # noqa: S608
        f"|| jsonb_build_object({', '.join(added)}))::text "
        f'FROM "{shape.table}" t WHERE {_is_home(shape)}{_is_whole(shape)} '
        f'ORDER BY t."{shape.key}"'
    )


def _is_home(shape: Shape) -> str:
    if shape.model is Exhibition:
        return "t.id = %s"
    if shape.is_of_exhibition:
        return f't."{HOME}" = %s'
    column = f"{shape.archived.through}_id"
    there = shape.references[column]
    return f'EXISTS (SELECT FROM "{there}" h WHERE h.id = t."{column}" AND h."{HOME}" = %s)'  # noqa: E501


def _is_whole(shape: Shape) -> str:
    """Return that the rows are there which a row names by table and key."""
    there = [other for other in shapes() if other.is_of_exhibition]
    return "".join(
        " AND ("
        + " OR ".join(
            f"(t.\"{kind}\" = '{other.table}' AND EXISTS (SELECT FROM "
            f'"{other.table}" h WHERE h."{other.key}" = t."{column}" '
            f'AND h."{HOME}" = t."{HOME}"))'
            for other in there
        )
        + ")"
        for column, kind in shape.archived.kinds.items()
    )


def _address(column: str) -> str:
    return (
        f'(SELECT lower(u.email) FROM "{accounts_table()}" u '  # noqa: S608
        f'WHERE u.id = t."{column}")'
    )


def _linked(shape: Shape, link: Link) -> str:
    return (
        f'(SELECT coalesce(jsonb_agg(l."{link.there}" '  # noqa: S608
        f"""ORDER BY l."{link.there}"), '[]') FROM "{link.table}" l """
        f'WHERE l."{link.here}" = t."{shape.key}")'
    )
