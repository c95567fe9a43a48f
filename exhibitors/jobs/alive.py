"""Who is alive: locks that a process holds as long as its connection lasts.

The database lets go of them when the process ends, however it ends.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b

from django.db import connection


class Busy(Exception):  # noqa: N818
    """Another process works on this."""


def key_of(name: str) -> int:
    """Return the number by which the database knows a named lock."""
    digest = blake2b(name.encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


def take(name: str) -> bool:
    """Take a lock until it is given back or the connection ends; False if held."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key_of(name)])
        return bool(cursor.fetchone()[0])


def give_back(name: str) -> None:
    """Let go of a lock; a connection that has ended holds none."""
    if connection.connection is None:
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [key_of(name)])


@contextmanager
def holding(name: str) -> Iterator[None]:
    """Hold a lock meanwhile; raises Busy where another process does."""
    if not take(name):
        raise Busy
    try:
        yield
    finally:
        give_back(name)


def is_held(name: str) -> bool:
    """Return whether any process holds a lock."""
    key = key_of(name)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' "
            "AND database = (SELECT oid FROM pg_database "
            "WHERE datname = current_database()) "
            "AND classid = %s AND objid = %s AND objsubid = 1 AND granted)",
            [key >> 32 & 0xFFFFFFFF, key & 0xFFFFFFFF],
        )
        return bool(cursor.fetchone()[0])
