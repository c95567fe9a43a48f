"""The process that runs the embedded PostgreSQL while somebody uses it.

Each user holds a shared lock on a file. The keeper tries for the exclusive one:
when it gets it, nobody is left, not even one that was killed, and it stops the
server, holding the lock so that a newcomer waits until it may start a new one. It
starts PostgreSQL again when it dies. Should the keeper be killed, the kernel tells
PostgreSQL to stop.
"""

import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from expo.embedded.cluster import environment, make_ready
from expo.embedded.places import EmbeddedError, Places
from expo.processes import die_with_parent

LOOK_EVERY_SECONDS = 0.25
LINGER_SECONDS = 2.0
STOP_SECONDS = 15.0


def main() -> int:
    """Keep the server of the data folder named on the command line."""
    places = Places(Path(sys.argv[1]))
    lock = os.open(places.keeper_lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return 0
    for name in (signal.SIGINT, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)
    try:
        make_ready(places)
        places.failure.unlink(missing_ok=True)
        Keeper(places).keep()
    except (EmbeddedError, OSError) as error:
        places.failure.write_text(f"{error}\n")
        return 1
    return 0


class Keeper:
    """Runs one server until its last user is gone."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.users = os.open(places.users_lock, os.O_RDWR | os.O_CREAT, 0o600)
        self.is_told_to_stop = False
        signal.signal(signal.SIGTERM, self._stop_soon)

    def _stop_soon(self, *_signal: object) -> None:
        self.is_told_to_stop = True

    def keep(self) -> None:
        """Run PostgreSQL, again when it dies, until nobody uses it."""
        server = self._start()
        failures = 0
        alone_since = None
        while not self.is_told_to_stop:
            time.sleep(LOOK_EVERY_SECONDS)
            if server.poll() is not None:
                # After a kill the old backends may hold its memory for a moment.
                failures = failures + 1 if self._is_dead_at_once() else 0
                if failures > 40:
                    raise EmbeddedError(
                        f"PostgreSQL does not start, see {self.places.log}"
                    )
                server = self._start()
            if not self._is_alone():
                alone_since = None
            elif alone_since is None:
                alone_since = time.monotonic()
            elif time.monotonic() - alone_since > LINGER_SECONDS and self._lock():
                break
        self._stop(server)

    def _start(self) -> "subprocess.Popen[bytes]":
        self.started_at = time.monotonic()
        with self.places.log.open("ab") as log:
            return subprocess.Popen(  # noqa: S603
                [
                    str(self.places.binaries / "postgres"),
                    "-D",
                    str(self.places.cluster),
                    "-k",
                    str(self.places.socket),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=environment(),
                cwd=self.places.home,
                # The keeper has one thread, and the call is a system call alone.
                preexec_fn=_die_with_parent,  # noqa: PLW1509
                start_new_session=True,
                **self.places.as_account,
            )

    def _is_dead_at_once(self) -> bool:
        return time.monotonic() - self.started_at < 2 * LOOK_EVERY_SECONDS

    def _is_alone(self) -> bool:
        """Return whether no process uses the server at this moment."""
        if not self._lock():
            return False
        fcntl.flock(self.users, fcntl.LOCK_UN)
        return True

    def _lock(self) -> bool:
        try:
            fcntl.flock(self.users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _stop(self, server: "subprocess.Popen[bytes]") -> None:
        """Stop fast, which rolls open transactions back; at last at once."""
        for name in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            server.send_signal(name)
            try:
                server.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                continue
            return


def _die_with_parent() -> None:
    die_with_parent(signal.SIGINT)


if __name__ == "__main__":
    sys.exit(main())
