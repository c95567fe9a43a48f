"""What somebody with all rights over the database could do to the history."""

from contextlib import contextmanager

from django.db import connection

TABLES = ("exhibitors_historyevent", "exhibitors_historytransaction")


@contextmanager
def all_rights():
    """Give the cursor every right over the history, as its owner can."""
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"GRANT ALL ON {table} TO CURRENT_USER")
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield cursor
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def tamper(statement, *values):
    """Run one statement against the history."""
    with all_rights() as cursor:
        cursor.execute(statement, values)
        assert cursor.rowcount > 0
