"""The embedded cluster taken over from an older major version of PostgreSQL.

The old cluster is read by its own programs and stays where it is, under another name,
until somebody removes it; the new one takes its place when it has every row.
"""

import fcntl
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from expo.embedded.cluster import (
    DATABASE,
    ROLE,
    environment,
    major,
    make_cluster,
    run_program,
    version_of,
)
from expo.embedded.places import EmbeddedError, Places
from expo.processes import die_with_parent

START_SECONDS, STOP_SECONDS = 60.0, 60.0
# A line a table: its name and how many rows it has.
COUNTS = r"""
SELECT format('SELECT %L, count(*) FROM %I', relname, relname) FROM pg_class
WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1 \gexec
"""


@dataclass(frozen=True)
class Upgraded:
    """What was taken over: versions, number of tables and rows, the old cluster."""

    before: str
    after: str
    tables: int
    rows: int
    kept: Path


def upgrade(folder: Path, old_programs: Path) -> Upgraded:
    """Move the data of a folder to this version of PostgreSQL.

    ``old_programs`` is the folder with the ``postgres`` that the data is of. Nobody may
    use the server meanwhile. Raises EmbeddedError; then the old cluster is as it was.
    """
    places = Places(folder)
    if not places.cluster.exists():
        raise EmbeddedError(f"there is no database in {folder}")
    before, after = version_of(places.cluster), major(places.binaries / "postgres")
    kept = places.home / f"cluster.{before}"
    _refuse_unfit(places, old_programs, before, after, kept)
    with _alone(places):
        counts = _moved(places, old_programs)
        places.cluster.rename(kept)
        (places.home / "cluster.new").rename(places.cluster)
    return Upgraded(before, after, len(counts), sum(counts.values()), kept)


def _refuse_unfit(
    places: Places, old: Path, before: str, after: str, kept: Path
) -> None:
    if before == after:
        raise EmbeddedError(f"the data is of PostgreSQL {after} already")
    if not (old / "postgres").exists():
        raise EmbeddedError(f"there is no program postgres in {old}")
    if major(old / "postgres") != before:
        found = major(old / "postgres")
        raise EmbeddedError(
            f"{old} is PostgreSQL {found}, the data is of PostgreSQL {before}"
        )
    if not places.can_enter(old):
        raise EmbeddedError(f"the account that runs PostgreSQL cannot reach {old}")
    if kept.exists():
        raise EmbeddedError(f"{kept} is there already: remove or rename it")


@contextmanager
def _alone(places: Places) -> Iterator[None]:
    """Hold the locks of keeper and users, so that no server is started meanwhile."""
    held = []
    try:
        for path in (places.keeper_lock, places.users_lock):
            held.append(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
            try:
                fcntl.flock(held[-1], fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise EmbeddedError("it is in use: stop the site first") from error
        yield
    finally:
        for lock in held:
            os.close(lock)


def _moved(places: Places, old_programs: Path) -> dict[str, int]:
    """Make "cluster.new" of the old cluster, and return the rows of each table."""
    new, dump = places.home / "cluster.new", places.home / "upgrade.dump"
    try:
        with _server(places, old_programs, places.cluster):
            counts = _counts(places)
            _ask(places, "pg_dump", "--format=custom", f"--file={dump}", DATABASE)
        make_cluster(places, new)
        with _server(places, places.binaries, new):
            options = ("--exit-on-error", "--single-transaction", "--no-owner")
            _ask(places, "pg_restore", *options, f"--dbname={DATABASE}", str(dump))
            found = _counts(places)
    finally:
        dump.unlink(missing_ok=True)
    if found != counts:
        table = min(t for t in counts if found.get(t) != counts[t])
        raise EmbeddedError(
            f"{table} has {found.get(table, 0)} rows of {counts[table]}"
        )
    os.sync()
    return counts


def _ask(places: Places, program: str, *arguments: str, feed: str = "") -> str:
    where = (f"--host={places.socket}", f"--username={ROLE}")
    return run_program(places, program, *where, *arguments, feed=feed)


def _counts(places: Places) -> dict[str, int]:
    options = ("--no-psqlrc", "--tuples-only", "--no-align", "--field-separator= ")
    said = _ask(places, "psql", *options, DATABASE, feed=COUNTS)
    lines = (line.rsplit(" ", 1) for line in said.splitlines() if line)
    return {table: int(count) for table, count in lines}


@contextmanager
def _server(places: Places, programs: Path, cluster: Path) -> Iterator[None]:
    """Run a cluster by some programs; it is stopped in order at the end."""
    address = ["-D", str(cluster), "-k", str(places.socket)]
    with places.log.open("ab") as log:
        server = subprocess.Popen(  # noqa: S603
            [str(programs / "postgres"), *address],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=environment(),
            cwd=places.home,
            preexec_fn=_die_with_parent,  # noqa: PLW1509
            start_new_session=True,
            **places.as_account,
        )
    try:
        _wait_for(places, server)
        yield
    finally:
        server.send_signal(signal.SIGINT)
        try:
            server.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _die_with_parent() -> None:
    die_with_parent(signal.SIGINT)


def _wait_for(places: Places, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            _ask(places, "pg_isready", "--quiet")
        except EmbeddedError:
            time.sleep(0.2)
        else:
            return
    raise EmbeddedError(f"PostgreSQL does not start, see {places.log}")
