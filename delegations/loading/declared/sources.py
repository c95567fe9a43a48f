"""Sources, and where they disagree."""

from delegations.loading.declared.common import SOURCES
from delegations.loading.shapes import (
    ADDRESS,
    DATE,
    ID,
    WORDS,
    Fields,
    Listed,
    Maybe,
    one_of,
)

CONTRADICTION = Fields(
    {
        "id": ID,
        "topic": WORDS,
        "statements": Listed(Fields({"statement": WORDS, "sources": SOURCES})),
        "used_here": WORDS,
        "note": Maybe(WORDS),
    }
)

SOURCE = Fields(
    {
        "id": ID,
        "publisher": WORDS,
        "title": WORDS,
        "date": Maybe(DATE),
        "url": ADDRESS,
        "language": WORDS,
        "kind": one_of("news", "official", "company", "venue", "data"),
        "alternate_urls": Listed(ADDRESS),
        "note": Maybe(WORDS),
    }
)
