"""The shape of a data file: every collection, declared field by field.

exhibitors/demonstration/README.md describes the file in words.
"""

from delegations.loading.declared import exhibition, exhibits, sources, visits
from delegations.loading.shapes import (
    COUNT,
    ID,
    WORDS,
    Fields,
    Listed,
    Plain,
    Shape,
    one_of,
)

SCHEMA_VERSION = "1.0"

COLLECTIONS: dict[str, Shape] = {
    "countries": exhibition.COUNTRY,
    "areas": exhibition.AREA,
    "stands": exhibits.STAND,
    "organisations": exhibits.ORGANISATION,
    "exhibits": exhibits.EXHIBIT,
    "sectors": exhibits.SECTOR,
    "people": visits.PERSON,
    "delegations": visits.DELEGATION,
    "visits": visits.VISIT,
    "events": visits.EVENT,
    "contradictions": sources.CONTRADICTION,
    "sources": sources.SOURCE,
}

META = Fields(
    {
        "id": ID,
        "title": WORDS,
        "languages": Listed(one_of("en", "ru", "az"), least=3),
        "null_policy": WORDS,
        "counts": Fields(dict.fromkeys(COLLECTIONS, COUNT)),
        "notes": Listed(WORDS),
    }
)

FILE = Fields(
    {
        "schema_version": Plain(
            f"“{SCHEMA_VERSION}”", lambda value: value == SCHEMA_VERSION
        ),
        "meta": META,
        "exhibition": exhibition.EXHIBITION,
        **{name: Listed(shape) for name, shape in COLLECTIONS.items()},
    }
)
