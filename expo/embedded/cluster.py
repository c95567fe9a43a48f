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
        _refuse_cut_short(places)
        new = places.home / "cluster.new"
        make_cluster(places, new)
        # Everything is on disk before the name says that it is whole.
        os.sync()
        new.rename(places.cluster)
    _check_version(places)


def _refuse_cut_short(places: Places) -> None:
    """Make no empty cluster beside one that an upgrade has put aside."""
    aside = sorted(places.home.glob("cluster.[0-9]*"))
    if aside:
        raise EmbeddedError(
            f"an upgrade was cut short: rename {aside[-1]} to {places.cluster}, "
            "and upgrade again"
        )


def make_cluster(places: Places, new: Path) -> None:
    """Make a cluster with an empty database in a folder of that name, made anew."""
    free = shutil.disk_usage(places.home).free
    if free < LEAST_FREE_BYTES:
        raise EmbeddedError(
            f"the disk of {places.home} is full: {free // 1_000_000} MB free, "
            f"{LEAST_FREE_BYTES // 1_000_000} MB needed"
        )
    shutil.rmtree(new, ignore_errors=True)
    options = ("--locale=C.UTF-8", "--encoding=UTF8", "--username=postgres")
    run_program(places, "initdb", "-D", str(new), *options, "--no-sync")
    (new / "postgresql.auto.conf").write_text(CONFIGURATION)
    (new / "pg_hba.conf").write_text(ACCESS)
    single = ("--single", "-D", str(new), "-F", "postgres")
    run_program(places, "postgres", *single, feed=SETUP)


def run_program(places: Places, program: str, *arguments: str, feed: str = "") -> str:
    """Run one of PostgreSQL's programs as its account, and return what it says.

    Raises EmbeddedError with its last line when it fails.
    """
    done: subprocess.CompletedProcess[str] = subprocess.run(  # noqa: S603
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
    return done.stdout


def version_of(cluster: Path) -> str:
    """Return the major version of PostgreSQL that a cluster is of."""
    return (cluster / "PG_VERSION").read_text().strip()


def _check_version(places: Places) -> None:
    found, ours = version_of(places.cluster), major(places.binaries / "postgres")
    if found != ours:
        raise EmbeddedError(
            f"{places.cluster} holds data of PostgreSQL {found}, this is "
            f"PostgreSQL {ours}: run upgrade_database with the programs of {found}, "
            "or name another folder in EXPO_DATA_DIR"
        )


def major(postgres: Path) -> str:
    """Return the major version of a server's program."""
    said = subprocess.run(  # noqa: S603
        [str(postgres), "--version"], capture_output=True, text=True, check=True
    ).stdout
    # As in "postgres (PostgreSQL) 15.8 (Debian 15.8-0+deb12u1)".
    return said.split("PostgreSQL) ")[1].split(".")[0]
