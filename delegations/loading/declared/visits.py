"""People, delegations, visits and events."""

from delegations.loading.declared.common import SOURCES
from delegations.loading.shapes import (
    DATE,
    FLAG,
    ID,
    MONTH,
    NOTHING,
    POSITIVE,
    TEXT,
    TIMES,
    WORDS,
    Fields,
    Listed,
    Maybe,
    To,
    one_of,
)

PERSON = Fields(
    {
        "id": ID,
        "name": TEXT,
        "title": Maybe(TEXT),
        "title_as_of": Maybe(MONTH),
        "country": Maybe(To("countries")),
        "organisation": Maybe(To("organisations")),
        "note": Maybe(WORDS),
        "sources": SOURCES,
    }
)

DELEGATION = Fields(
    {
        "id": ID,
        "name": TEXT,
        "country": Maybe(To("countries")),
        "organisation": Maybe(To("organisations")),
        "kind": one_of("head-of-state", "official", "students", "exhibitor"),
        "head": Maybe(To("people")),
        "members": Listed(To("people")),
        "size": Maybe(POSITIVE),
        "date": Maybe(DATE),
        "exhibition_visit_reported": FLAG,
        "note": Maybe(WORDS),
        "sources": SOURCES,
    }
)

STOP = Fields(
    {
        "order": POSITIVE,
        "stand": Maybe(To("stands")),
        "exhibits": Listed(To("exhibits")),
        "note": Maybe(WORDS),
    }
)

VISIT = Fields(
    {
        "id": ID,
        "name": TEXT,
        "delegation": To("delegations"),
        "date": Maybe(DATE),
        "time": Maybe(TIMES),
        "duration": NOTHING,
        "accompanied_by": Listed(Fields({"person": To("people"), "role": WORDS})),
        "stands_seen": Listed(STOP),
        "order_basis": Maybe(one_of("stated-sequence", "text-order")),
        "outcome": Maybe(TEXT),
        "description": Maybe(TEXT),
        "note": Maybe(WORDS),
        "sources": SOURCES,
    }
)

EVENT = Fields(
    {
        "id": ID,
        "kind": one_of("meeting", "forum", "opening", "summit"),
        "name": TEXT,
        "description": Maybe(TEXT),
        "start_date": DATE,
        "end_date": DATE,
        "time": Maybe(TIMES),
        "place": Maybe(TEXT),
        "status": one_of("held", "announced"),
        "participants": Listed(To("people")),
        "note": Maybe(WORDS),
        "sources": SOURCES,
    }
)
