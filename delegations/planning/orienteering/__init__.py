"""Orienteering: which of many optional stops one delegation makes, and in which order.

The stops are chosen by labels forwards in time (Righini and Salani, 2009), which are
led by what is still to be gained at most, from a Lagrangian relaxation.
"""

from delegations.planning.orienteering.improve import Orienteered, improve

__all__ = ["Orienteered", "improve"]
