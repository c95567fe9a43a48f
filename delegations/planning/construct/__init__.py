"""Plans without a solver: the first one within a moment, then cheaper ones."""

from delegations.planning.construct.first import Partial, construct
from delegations.planning.construct.improve import improve
from delegations.planning.construct.tours import best_tour

__all__ = ["Partial", "best_tour", "construct", "improve"]
