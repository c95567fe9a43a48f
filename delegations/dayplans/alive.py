"""Who is alive: locks that a process holds as long as its connection lasts.

The database lets go of them when the process ends, however it ends.
"""

from django.db import connection

from delegations.locks import key_of

# One planner at a time in a database: two would halve each other's processors.
PLANNER = "planner"


def worker_of(run: int) -> str:
    """Return the name of the lock that the worker of a run holds."""
    return f"planning run {run}"


def take(name: str) -> bool:
    """Take a lock until it is given back or the connection ends; False if held."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key_of(name)])
        return bool(cursor.fetchone()[0])


def give_back(name: str) -> None:
    """Let go of a lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s)", [key_of(name)])


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
