"""Lists of people and delegations, read in as those of the exhibition are."""

from delegations.imports.delegations import DELEGATIONS
from delegations.imports.people import PERSONS
from delegations.imports.words import register_all_words
from delegations.imports.writing import BY_SCHEDULE
from delegations.models import Delegation, Membership
from exhibitors.imports.fields import register
from exhibitors.imports.writing import register_writer


def register_kinds() -> None:
    """Make the kinds of this app known, and how their records are written."""
    register_all_words()
    register_writer(Delegation, BY_SCHEDULE[Delegation])
    register_writer(Membership, BY_SCHEDULE[Membership])
    register(PERSONS, DELEGATIONS)
