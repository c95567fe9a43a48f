"""A process's side of the embedded server: say that it is used, see that it runs."""

import fcntl
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from expo.embedded.places import EmbeddedError, Places

START_SECONDS = 60.0
LOOK_EVERY_SECONDS = 0.05

# One open file for each folder, for as long as the process lives; a forked child
# shares the lock, and a program that the process starts does not inherit it.
_uses: dict[Path, int] = {}
# Kept so that Python does not warn of a child that outlives its handle.
_keepers: list["subprocess.Popen[bytes]"] = []


def ensure_running(folder: Path) -> Path:
    """Return the socket folder of a server that accepts connections.

    Starts the server on first use. Raises EmbeddedError with one line when it
    does not start.
    """
    places = Places(folder)
    _use(places)
    deadline = time.monotonic() + START_SECONDS
    keeper: subprocess.Popen[bytes] | None = None
    while not _accepts(places):
        if keeper is not None and keeper.poll() not in (None, 0):
            raise EmbeddedError(_reason(places))
        if (keeper is None or keeper.poll() is not None) and _is_unkept(places):
            keeper = _start_keeper(places)
        if time.monotonic() > deadline:
            raise EmbeddedError(f"PostgreSQL does not start, see {places.log}")
        time.sleep(LOOK_EVERY_SECONDS)
    return places.socket


def _use(places: Places) -> None:
    if places.folder in _uses:
        return
    places.folder.mkdir(parents=True, exist_ok=True)
    lock = os.open(places.users_lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    # Waits while a keeper stops the server that nobody used.
    fcntl.flock(lock, fcntl.LOCK_SH)
    _uses[places.folder] = lock


def _accepts(places: Places) -> bool:
    try:
        with socket.socket(socket.AF_UNIX) as probe:
            probe.connect(str(places.socket / ".s.PGSQL.5432"))
    except OSError:
        return False
    return True


def _is_unkept(places: Places) -> bool:
    lock = os.open(places.keeper_lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(lock)
    return True


def _start_keeper(places: Places) -> "subprocess.Popen[bytes]":
    root = Path(__file__).resolve().parent.parent.parent
    keeper = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "expo.embedded.keeper", str(places.folder)],
        cwd=root,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    _keepers.append(keeper)
    return keeper


def _reason(places: Places) -> str:
    try:
        return places.failure.read_text().strip()
    except OSError:
        return f"PostgreSQL's keeper failed, see {places.log}"
