"""Rows of an exhibition written again for another one, a statement a table.

Each table's keys get new ones first, in a temporary table, so that rows which name each
other, or themselves, name the new ones. What a part that is not taken over would be
named by is left empty. The constraints of the database judge the outcome.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models
from django.db.backends.utils import CursorWrapper

from exhibitors.editions.parts import Copied
from exhibitors.models import Country, Exhibition
from exhibitors.models.fields import CODE_LENGTH, CODE_LETTERS

# Asks of the row, or PostgreSQL would make one code for all of them.
NEW_CODE = (
    f"(SELECT string_agg(substr('{CODE_LETTERS}', "  # noqa: S608
    f"1 + floor(random() * {len(CODE_LETTERS)})::int, 1), '') "
    f"FROM generate_series(1, {CODE_LENGTH}) WHERE old.id IS NOT NULL)"
)
KEYS = "edition_keys"


class Copier:
    """Writes the rows of one exhibition again for another, ``days`` later."""

    def __init__(self, source: Exhibition, target: Exhibition) -> None:
        self.source, self.target = source, target
        self.days = (target.start_on - source.start_on).days
        self.known: set[str] = set()

    def copy(self, everything: Sequence[Copied]) -> None:
        """Write the rows of these models, which come after those they rest on."""
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS {KEYS}")
            cursor.execute(
                f"CREATE TEMPORARY TABLE {KEYS} (place text, old bigint, new bigint, "
                "PRIMARY KEY (place, old)) ON COMMIT DROP"
            )
            for copied in everything:
                self._number(cursor, copied.model)
            cursor.execute(f"ANALYZE {KEYS}")
            for copied in everything:
                self._write(cursor, copied)
            for copied in everything:
                for link in copied.model._meta.local_many_to_many:
                    self._link(cursor, copied.model, link)

    def new_key(self, model: type[models.Model], old: int | None) -> int | None:
        """Return the key of a row in the new exhibition, None of one not taken over."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT new FROM {KEYS} WHERE place = %s AND old = %s",  # noqa: S608
                [model._meta.db_table, old],
            )
            found = cursor.fetchone()
        return found[0] if found else None

    def _number(self, cursor: CursorWrapper, model: type[models.Model]) -> None:
        table = model._meta.db_table
        self.known.add(table)
        cursor.execute(
            f"INSERT INTO {KEYS} SELECT %s, id, "  # noqa: S608
            f"nextval(pg_get_serial_sequence(%s, 'id')) FROM \"{table}\" "
            "WHERE exhibition_id = %s ORDER BY id",
            [table, table, self.source.pk],
        )

    def _write(self, cursor: CursorWrapper, copied: Copied) -> None:
        table = copied.model._meta.db_table
        fields = copied.model._meta.concrete_fields
        columns = ", ".join(f'"{field.column}"' for field in fields)
        values = ", ".join(self._value(copied, field) for field in fields)
        cursor.execute(
            f'INSERT INTO "{table}" ({columns}) SELECT {values} '  # noqa: S608
            f'FROM "{table}" old JOIN {KEYS} mine '
            f"ON mine.place = '{table}' AND mine.old = old.id ORDER BY mine.new"
        )

    def _value(self, copied: Copied, field: Any) -> str:
        """Return the SQL of what a column gets."""
        if field.primary_key:
            return "mine.new"
        if field.name in copied.fresh:
            return copied.fresh[field.name]
        if field.name in copied.shifted:
            return f'old."{field.column}" + {self.days}'
        if field.is_relation and field.related_model is Exhibition:
            return str(self.target.pk)
        if field.is_relation and self._is_of_an_exhibition(field.related_model):
            return self._new(field.related_model, f'old."{field.column}"')
        return f'old."{field.column}"'

    def _is_of_an_exhibition(self, model: type[models.Model]) -> bool:
        return any(field.name == "exhibition" for field in model._meta.fields)

    def _new(self, model: type[models.Model], old: str) -> str:
        table = model._meta.db_table
        if table not in self.known:
            return "NULL"
        return f"(SELECT new FROM {KEYS} WHERE place = '{table}' AND old = {old})"  # noqa: S608

    def _link(
        self, cursor: CursorWrapper, model: type[models.Model], link: Any
    ) -> None:
        """Write the rows of a many-to-many field, where both ends are taken over."""
        there: Any = link.related_model
        table = link.m2m_db_table()
        here, other = link.m2m_column_name(), link.m2m_reverse_name()
        if there is Country:
            end, join = f'old."{other}"', ""
        elif there._meta.db_table in self.known:
            end = "theirs.new"
            join = (
                f"JOIN {KEYS} theirs ON theirs.place = '{there._meta.db_table}' "
                f'AND theirs.old = old."{other}"'
            )
        else:
            return
        cursor.execute(
            f'INSERT INTO "{table}" ("{here}", "{other}") '  # noqa: S608
            f'SELECT mine.new, {end} FROM "{table}" old '
            f"JOIN {KEYS} mine ON mine.place = '{model._meta.db_table}' "
            f'AND mine.old = old."{here}" {join}'
        )
