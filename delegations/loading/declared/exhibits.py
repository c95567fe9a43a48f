"""Stands, organisations, exhibits and sectors."""

from delegations.loading.declared.common import QUALIFIER, SOURCES
from delegations.loading.shapes import (
    COUNT,
    ID,
    POSITIVE,
    SIZE,
    TEXT,
    WORDS,
    Fields,
    Listed,
    Maybe,
    To,
    one_of,
)

STAND = Fields(
    {
        "id": ID,
        "kind": one_of(
            "national", "thematic", "special", "programme", "organisation", "open-air"
        ),
        "country": Maybe(To("countries")),
        "area": To("areas"),
        "parent_stand": Maybe(To("stands")),
        "number": Maybe(WORDS),
        "name": TEXT,
        "description": Maybe(TEXT),
        "area_m2": Maybe(SIZE),
        "area_m2_other_reports": Listed(Fields({"value": SIZE, "sources": SOURCES})),
        "position": Maybe(TEXT),
        "topics": Listed(To("sectors")),
        "organisations": Listed(To("organisations")),
        "note": Maybe(WORDS),
        "sources": SOURCES,
    }
)

ORGANISATION = Fields(
    {
        "id": ID,
        "name": TEXT,
        "country": Maybe(To("countries")),
        "kind": one_of(
            "ministry",
            "state-company",
            "company",
            "group",
            "support-programme",
            "economic-zone",
            "venue",
            "university",
            "embassy",
            "media",
            "chamber",
            "association",
            "international-organisation",
        ),
        "description": Maybe(TEXT),
        "member_count": Maybe(COUNT),
        "member_count_qualifier": Maybe(QUALIFIER),
        "sources": SOURCES,
    }
)

EXHIBIT_KINDS = (
    "installation",
    "book",
    "stamp",
    "coin",
    "information",
    "presentation",
    "product-group",
    "product-samples",
    "beverage",
    "food",
    "cosmetics",
    "craft",
    "goods",
    "textile",
    "carpet",
    "construction-material",
    "software",
    "service",
    "defence-product",
    "vehicle",
    "machinery",
)

EXHIBIT = Fields(
    {
        "id": ID,
        "kind": one_of(*EXHIBIT_KINDS),
        "title": TEXT,
        "description": Maybe(TEXT),
        "country": Maybe(To("countries")),
        "stand": Maybe(To("stands")),
        "stand_basis": one_of("reported", "inferred", "not-reported"),
        "area": Maybe(To("areas")),
        "quantity": Maybe(POSITIVE),
        "quantity_note": Maybe(WORDS),
        "maker": Maybe(To("organisations")),
        "maker_role": Maybe(one_of("producer", "issuer", "author")),
        "part_of": Maybe(To("exhibits")),
        "parts": Listed(Fields({"id": ID, "name_as_in_source": WORDS})),
        "sectors": Listed(To("sectors")),
        "sources": SOURCES,
    }
)

SECTOR = Fields({"id": ID, "name": TEXT, "sources": SOURCES})
