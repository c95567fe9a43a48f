"""Runs a command that never outlives whoever started it: plain Python, no Django.

``python guard.py COMMAND…`` passes on input of none, output and exit status. Whoever
started it holds its standard input open: when that ends, even by SIGKILL, the command
and all that it started are killed. SIGTERM is handed on to the command alone.
"""

import os
import signal
import subprocess
import sys
import threading
from types import FrameType

NICE = 5


def main(command: list[str]) -> int:
    """Run a command in this process group, and return its exit status."""
    # Pages come first.
    os.nice(NICE)
    asked = threading.Event()
    running: list[subprocess.Popen[bytes]] = []

    def hand_on(_number: int, _frame: FrameType | None) -> None:
        asked.set()
        for process in running:
            process.terminate()

    signal.signal(signal.SIGTERM, hand_on)
    threading.Thread(target=_end_with_input, daemon=True).start()
    # Whatever else was handed to this process is for the command.
    with subprocess.Popen(  # noqa: S603 - what our own process asks for
        command, stdin=subprocess.DEVNULL, close_fds=False
    ) as process:
        running.append(process)
        # Asked between the start of the command and this line.
        if asked.is_set():
            process.terminate()
        status = process.wait()
    return status if status >= 0 else 128 - status


def _end_with_input() -> None:
    """Kill the whole process group when nobody holds the other end any more."""
    while os.read(0, 1):
        pass
    os.killpg(os.getpgrp(), signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
