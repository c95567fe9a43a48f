"""The planner's command in a process of its own: fed, heard, stopped in time."""

import json
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, Any

from django.conf import settings
from django.utils.translation import gettext_noop

from exhibitors.jobs import guard

# After its own limit the planner may take so long to print; then it is asked to, and
# then it is killed.
GRACE, LAST_GRACE = 3.0, 2.0
_TICK = 0.2
_GUARD = guard.__file__
# What an error says at most.
_LONGEST = 2000

OVERRAN = gettext_noop("The planner did not end in time and was stopped.")
BROKE_DOWN = gettext_noop("The planner broke down. Plan the day again.")
NOT_READ = gettext_noop("The planner could not read its problem.")
UNREADABLE = gettext_noop("The planner’s answer cannot be read.")

_BAD_INPUT = 2
# It was asked to end before it could listen: by itself, or as its guard tells it.
_BY_REQUEST = (-signal.SIGTERM, 128 + signal.SIGTERM)
_STATUSES = ("optimal", "feasible", "infeasible", "no_plan_yet")

Points = list[dict[str, Any]]
Hear = Callable[[Points], bool]


class CoreFailed(Exception):  # noqa: N818
    """The planner gave no answer: a sentence, and below it what the planner said."""

    def __init__(self, sentence: str, said: str = "") -> None:
        super().__init__(f"{sentence}\n{said}".strip())


@dataclass
class _Heard:
    """What came of the planner so far."""

    out: bytearray = field(default_factory=bytearray)
    err: bytearray = field(default_factory=bytearray)
    said: list[str] = field(default_factory=list)

    def points(self) -> Points:
        """Return the points of progress that came since, and keep other lines."""
        *lines, rest = bytes(self.err).split(b"\n")
        self.err[:] = rest
        found = []
        for line in lines:
            point = _point(line)
            if point is not None:
                found.append(point)
            elif line.strip():
                self.said.append(line.decode(errors="replace"))
        return found


def _point(line: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) and "seconds" in found else None


def command() -> list[str]:
    """Return the planner's command, which a setting may replace."""
    given: list[str] = settings.PLANNER_COMMAND
    return given or [sys.executable, "-m", "delegations.planning"]


def solve(
    problem: dict[str, Any], *, time_limit: int, seed: int, hear: Hear
) -> dict[str, Any]:
    """Return the planner's answer to a problem.

    ``hear`` gets what is new of the progress, about five times a second, and returns
    whether to stop: then the best so far is the answer. Raises CoreFailed where there
    is none, for a problem that it cannot read, or when it broke down or overran.
    """
    # A file without a name: movements are confidential, and a killed process tidies
    # nothing up.
    with tempfile.TemporaryFile() as file:
        file.write(json.dumps(problem).encode())
        file.seek(0)
        limits = ["--time-limit", str(time_limit), "--seed", str(seed)]
        path = f"/dev/fd/{file.fileno()}"
        with subprocess.Popen(  # noqa: S603 - our own commands
            [sys.executable, _GUARD, *command(), path, *limits],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=settings.BASE_DIR,
            process_group=0,
            pass_fds=(file.fileno(),),
        ) as process:
            try:
                heard = _followed(process, time_limit, hear)
            finally:
                _kill(process)
    return _answer(process.returncode, heard)


def _followed(
    process: "subprocess.Popen[bytes]", time_limit: int, hear: Hear
) -> _Heard:
    """Read both streams to their ends; stop the process when it is time to."""
    heard, stops = _Heard(), _Stops(process, time_limit)
    with selectors.DefaultSelector() as selector:
        for stream, into in ((process.stdout, heard.out), (process.stderr, heard.err)):
            if stream is not None:
                os.set_blocking(stream.fileno(), False)
                selector.register(stream, selectors.EVENT_READ, into)
        while selector.get_map():
            for key, _events in selector.select(_TICK):
                _take(selector, key)
            stops.look(is_asked=hear(heard.points()))
    process.wait()
    hear(heard.points())
    if heard.err:
        heard.said.append(bytes(heard.err).decode(errors="replace"))
    if stops.is_killed or (stops.is_overrun and process.returncode in _BY_REQUEST):
        raise CoreFailed(OVERRAN)
    return heard


def _take(selector: selectors.BaseSelector, key: selectors.SelectorKey) -> None:
    stream: IO[bytes] = key.fileobj  # type: ignore[assignment]
    chunk = os.read(stream.fileno(), 1 << 16)
    key.data.extend(chunk)
    if not chunk:
        selector.unregister(stream)


class _Stops:
    """Asks a process to end when told or when it overruns, and then makes it."""

    def __init__(self, process: "subprocess.Popen[bytes]", time_limit: int) -> None:
        self.process = process
        self.ask_at = time.monotonic() + time_limit + GRACE
        self.kill_at: float | None = None
        self.is_overrun = self.is_killed = False

    def look(self, *, is_asked: bool) -> None:
        """Do what it is time for."""
        now = time.monotonic()
        if self.kill_at is None and (is_asked or now >= self.ask_at):
            self.process.terminate()
            self.is_overrun = now >= self.ask_at
            self.kill_at = now + LAST_GRACE
        elif self.kill_at is not None and now >= self.kill_at and not self.is_killed:
            self.is_killed = True
            _kill(self.process)


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """Kill the process and all that it started, as far as any of it is left."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def _answer(status: int, heard: _Heard) -> dict[str, Any]:
    """Return the answer; raises CoreFailed where there is none."""
    said = "\n".join(heard.said)[-_LONGEST:].strip()
    if status == _BAD_INPUT:
        raise CoreFailed(NOT_READ, said)
    if status not in (0, 3, 4):
        raise CoreFailed(BROKE_DOWN, said or f"status {status}")
    try:
        found = json.loads(bytes(heard.out))
    except ValueError as error:
        raise CoreFailed(UNREADABLE, said) from error
    if not isinstance(found, dict) or found.get("status") not in _STATUSES:
        raise CoreFailed(UNREADABLE, said)
    return found
