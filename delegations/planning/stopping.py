"""Signals to stop, heard from the first moment of a process on."""

import signal
from collections.abc import Callable

SIGNALS = (signal.SIGTERM, signal.SIGINT)

_heard: list[int] = []


def listen() -> None:
    """Remember signals instead of ending by them."""
    for number in SIGNALS:
        signal.signal(number, lambda number, _: _heard.append(number))


def tell(stop: Callable[[], None]) -> None:
    """Call a function at each signal from now on, and at once if there was one."""
    for number in SIGNALS:
        signal.signal(number, lambda *_: stop())
    if _heard:
        stop()
