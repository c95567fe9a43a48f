"""The cluster of the embedded server: created once, whole or not at all."""

import os
import shutil
import subprocess
from pathlib import Path

from expo.embedded.places import EmbeddedError, Places

ROLE = "expo"
DATABASE = "expo"
LEAST_FREE_BYTES = 150_000_000

# The only way in is the socket, whose folder only its owner can enter; the only
# role that may come is the application's, which is no superuser.
ACCESS = f"local all {ROLE} trust\n"

CONFIGURATION = """
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 200
shared_buffers = 64MB
wal_level = minimal
max_wal_senders = 0
log_timezone = 'UTC'
timezone = 'UTC'
"""

SETUP = f"""
CREATE ROLE {ROLE} LOGIN CREATEDB;
CREATE DATABASE {DATABASE} OWNER {ROLE};
"""


def environment() -> dict[str, str]:
    """Return what PostgreSQL's programs see: no locale or option of the caller."""
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def make_ready(places: Places) -> None:
    """Create the cluster where there is none, else check that it is ours.

    Raises EmbeddedError with one line when it cannot be used.
    """
    places.prepare()
    if not places.cluster.exists():
        _create(places)
    _check_version(places)


def _create(places: Places) -> None:
    free = shutil.disk_usage(places.home).free
    if free < LEAST_FREE_BYTES:
        raise EmbeddedError(
            f"the disk of {places.home} is full: {free // 1_000_000} MB free, "
            f"{LEAST_FREE_BYTES // 1_000_000} MB needed"
        )
    new = places.home / "cluster.new"
    shutil.rmtree(new, ignore_errors=True)
    options = ("--locale=C.UTF-8", "--encoding=UTF8", "--username=postgres")
    _run(places, "initdb", "-D", str(new), *options, "--no-sync")
    (new / "postgresql.auto.conf").write_text(CONFIGURATION)
    (new / "pg_hba.conf").write_text(ACCESS)
    single = ("--single", "-D", str(new), "-F", "postgres")
    _run(places, "postgres", *single, feed=SETUP)
    # Everything is on disk before the name says that it is whole.
    os.sync()
    new.rename(places.cluster)


def _run(places: Places, program: str, *arguments: str, feed: str = "") -> None:
    done = subprocess.run(  # noqa: S603
        [str(places.binaries / program), *arguments],
        input=feed,
        text=True,
        capture_output=True,
        env=environment(),
        cwd=places.home,
        check=False,
        **places.as_account,
    )
    if done.returncode != 0:
        said = [line for line in done.stderr.splitlines() if line.strip()]
        raise EmbeddedError(f"{program} failed: {said[-1] if said else 'no reason'}")


def _check_version(places: Places) -> None:
    found = (places.cluster / "PG_VERSION").read_text().strip()
    ours = _major(places.binaries / "postgres")
    if found != ours:
        raise EmbeddedError(
            f"{places.cluster} holds data of PostgreSQL {found}, this is "
            f"PostgreSQL {ours}: dump it with {found} and restore it, or name "
            "another folder in EXPO_DATA_DIR"
        )


def _major(postgres: Path) -> str:
    said = subprocess.run(  # noqa: S603
        [str(postgres), "--version"], capture_output=True, text=True, check=True
    ).stdout
    return said.split()[-1].split(".")[0]
