"""Walks between stands and gates, as rules ask for them."""

from delegations.clashes.day import Walk, no_walk
from exhibitors.models import Exhibition


def walks_of(exhibition: Exhibition) -> Walk:
    """Return how long walks take in an exhibition, by its plans."""
    return no_walk
