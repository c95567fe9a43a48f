"""Processes that do not outlive the one that started them."""

import ctypes

_PR_SET_PDEATHSIG = 1


def die_with_parent(number: int) -> None:
    """Ask the kernel to send this process a signal when its parent ends.

    Called in a child: it is a system call alone, safe between fork and exec.
    """
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, number)
