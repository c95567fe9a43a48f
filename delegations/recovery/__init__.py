"""A late visit: what can be done about it, whom each way touches, and doing it.

``chains`` works out new times, ``situation`` reads the day once, ``options`` offers
ways that were rehearsed, ``applying`` writes the one that was chosen.
"""

from delegations.recovery.applying import Outdated, apply, recovered
from delegations.recovery.options import Move, Option, Sheet, sheet_of

__all__ = ["Move", "Option", "Outdated", "Sheet", "apply", "recovered", "sheet_of"]
