"""Keys of records before they are written."""

from collections import deque

from django.db import connection, models

_CHUNK = 500
Model = type[models.Model]


class Ids:
    """Gives out keys: of the sequence where records will be written, else negative."""

    def __init__(self, *, is_applying: bool) -> None:
        self.is_applying = is_applying
        self._below = 0
        self._first: dict[Model, int] = {}
        self._ready: dict[Model, deque[int]] = {}

    def next(self, model: Model) -> int:
        """Return the key of the next record of a model."""
        if not self.is_applying:
            self._below -= 1
            return self._below
        ready = self._ready.setdefault(model, deque())
        if not ready:
            ready.extend(_from_sequence(model))
            self._first.setdefault(model, ready[0])
        return ready.popleft()

    def is_made(self, model: Model, record: int) -> bool:
        """Return whether the run makes the record with this key itself.

        Sequences rise, and an import holds the lock of its exhibition: what has a
        higher key than its first is its own, or a neighbour's in another exhibition.
        """
        if record < 0:
            return True
        return model in self._first and record >= self._first[model]


def _from_sequence(model: Model) -> list[int]:
    meta = model._meta
    column = meta.pk.column if meta.pk else "id"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) "
            "FROM generate_series(1, %s) ORDER BY 1",
            [f'"{meta.db_table}"', column, _CHUNK],
        )
        return [row[0] for row in cursor.fetchall()]
