"""Why a day cannot be planned, what would help, and why a stop is left out."""

from delegations.planning.explain.conflicts import Conflict, conflict, verdict
from delegations.planning.explain.dropping import Dropping, dropping
from delegations.planning.explain.left import left_out
from delegations.planning.explain.offers import offers

__all__ = [
    "Conflict",
    "Dropping",
    "conflict",
    "dropping",
    "left_out",
    "offers",
    "verdict",
]
