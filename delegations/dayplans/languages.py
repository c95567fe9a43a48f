"""Which tours need an interpreter of the pool."""

from delegations.clashes.rules.people import covered
from delegations.dayplans.reading import Rows
from delegations.models import Engagement, Visit


def language_of(rows: Rows, visit: Visit) -> str | None:
    """Return the language for which a tour needs somebody of the pool, if any.

    The first one spoken that no interpreter with the tour knows, nor the delegation's
    own, and of which there is a pool: without one nobody has said how many there are.
    """
    if not rows.pools:
        return None
    named = [
        duty
        for duty in rows.duties.get(visit.pk, [])
        if duty.role == Engagement.Role.INTERPRETS and duty.stop_id is None
    ]
    pairs = rows.pairs.get(visit.delegation_id, [])
    missing = [pair for pair in pairs if not covered(pair, named)]
    for spoken, _understood in missing[rows.own_interpreters[visit.delegation_id] :]:
        if spoken in rows.pools:
            return spoken
    return None
