"""Clashes: the softer rules of a schedule, how strict each is, and what breaks them.

What PostgreSQL refuses is in ``delegations.conflicts``. A day is read (``reading``)
into plain values (``day``), judged by ``rules``, and told as findings (``judging``).
"""

from delegations.clashes.accepting import accept, accepted_on, reopen
from delegations.clashes.findings import Finding
from delegations.clashes.judging import blocking, clashes_if, clashes_on
from delegations.clashes.levels import DEFAULTS, levels
from delegations.clashes.newly import News, Replanned, newly
from delegations.clashes.watching import Watch

__all__ = [
    "DEFAULTS",
    "Finding",
    "News",
    "Replanned",
    "Watch",
    "accept",
    "accepted_on",
    "blocking",
    "clashes_if",
    "clashes_on",
    "levels",
    "newly",
    "reopen",
]
