"""Processes that a test has the site begin: on its database, seen and ended by it."""

from pathlib import Path

from django.db import connection


def on_this_database(monkeypatch):
    """Let processes that are begun work on the test's database."""
    connection.ensure_connection()
    known = connection.connection.get_dsn_parameters()
    address = f"postgres://{known['user']}@/{known['dbname']}?host={known['host']}"
    monkeypatch.setenv("DATABASE_URL", address)


def words_of(pid):
    """Return the command line of a process, nothing of one that has ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except (FileNotFoundError, ProcessLookupError):
        return []


def every_process():
    return [
        int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()
    ]


def worker(*words):
    """Return the one process that was begun with these words."""
    asked = {word.encode() for word in words}
    (found,) = (pid for pid in every_process() if asked <= {*words_of(pid)})
    return found
