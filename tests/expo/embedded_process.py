"""Processes that use an embedded server of their own, to be watched and killed."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent

USER = """
import os, signal, sys, time
from pathlib import Path
import django
# A shell that starts the tests in the background has them ignore it.
signal.signal(signal.SIGINT, signal.default_int_handler)
from django.conf import settings
from expo.database import database_settings
folder = Path(sys.argv[1])
settings.configure(DATABASES={"default": database_settings(folder)}, USE_TZ=True)
django.setup()
from django.db import connection, OperationalError
def sql(text, *values):
    connection.close_if_unusable_or_obsolete()
    with connection.cursor() as cursor:
        cursor.execute(text, values)
        return cursor.fetchall() if cursor.description else None
"""


@dataclass
class Process:
    """A running program that says a line when it is told one."""

    popen: "subprocess.Popen[str]"

    def ask(self, line: str) -> str:
        """Return the answer to a line."""
        self.popen.stdin.write(f"{line}\n")
        self.popen.stdin.flush()
        return self.popen.stdout.readline().strip()

    def kill(self, number: int = signal.SIGKILL) -> None:
        """End it, by SIGKILL unless told otherwise."""
        self.popen.send_signal(number)
        self.popen.wait(30)

    def __enter__(self) -> "Process":
        return self

    def __exit__(self, *_error: object) -> None:
        self.popen.kill()
        self.popen.communicate()


def environment(**more: str) -> dict[str, str]:
    """Return the environment without a database of its own."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**kept, **more}


def run(folder: Path, program: str, **options) -> "subprocess.CompletedProcess[str]":
    """Run a program with ``sql`` at hand; return what it printed."""
    env = environment(**options.pop("env", {}))
    return subprocess.run(
        [
            options.pop("python", sys.executable),
            "-c",
            USER + textwrap.dedent(program),
            str(folder),
        ],
        cwd=ROOT,
        env=env,
        text=True,
        capture_output=True,
        timeout=120,
        check=False,
        **options,
    )


def serve(folder: Path) -> Process:
    """Start a process that answers each line, a query, with its first value."""
    program = USER + textwrap.dedent(
        """
        for line in sys.stdin:
            try:
                print(sql(line.strip())[0][0], flush=True)
            except OperationalError as error:
                print("error", str(error).splitlines()[0], flush=True)
        """
    )
    return Process(
        subprocess.Popen(
            [sys.executable, "-c", program, str(folder)],
            cwd=ROOT,
            env=environment(),
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
    )


def postmaster(folder: Path) -> int | None:
    """Return the server's process number, None when it does not run."""
    try:
        pid = int((folder / "postgres/cluster/postmaster.pid").read_text().split()[0])
        os.kill(pid, 0)
    except (OSError, ValueError, IndexError):
        return None
    return pid


def keeper(folder: Path) -> int | None:
    """Return the keeper's process number, None when there is none."""
    for entry in Path("/proc").iterdir():
        try:
            words = (entry / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if b"expo.embedded.keeper" in words and os.fsencode(folder) in words:
            return int(entry.name)
    return None


def wait_until(condition, seconds: float = 15.0) -> bool:
    """Return whether a condition comes true in time."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False
