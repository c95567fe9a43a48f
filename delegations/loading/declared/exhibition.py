"""The exhibition, its framework, venue, areas and countries."""

from delegations.loading.declared.common import QUALIFIER, SOURCES, YEAR
from delegations.loading.shapes import (
    COUNT,
    DATE,
    FLAG,
    ID,
    NOTHING,
    OUTLINE,
    SIZE,
    TEXT,
    WORDS,
    Fields,
    Listed,
    Maybe,
    Plain,
    To,
    number,
    one_of,
)

FRAMEWORK = Fields(
    {
        "id": ID,
        "name": TEXT,
        "acronym": TEXT,
        "established": Maybe(DATE),
        "founding_document": Maybe(TEXT),
        "founding_countries": Listed(To("countries")),
        "member_countries": Listed(To("countries")),
        "supporting_organisations": Listed(To("organisations")),
        "chair_2023": Maybe(To("countries")),
        "chair_theme_2023": Maybe(TEXT),
        "objective": Maybe(TEXT),
        "week_start": Maybe(DATE),
        "week_end": Maybe(DATE),
        "anniversary_years": Maybe(COUNT),
        "sources": SOURCES,
    }
)

VENUE = Fields(
    {
        "id": ID,
        "organisation": Maybe(To("organisations")),
        "name": TEXT,
        "address": Maybe(TEXT),
        "address_as_in_source": Maybe(WORDS),
        "city": Maybe(TEXT),
        "country": Maybe(To("countries")),
        "timezone": WORDS,
        "utc_offset": WORDS,
        "map_position": Maybe(
            Fields(
                {
                    "latitude": number(-90, 90),
                    "longitude": number(-180, 180),
                    "sources": SOURCES,
                }
            )
        ),
        "indoor_halls": Maybe(COUNT),
        "ceiling_height_m": Maybe(SIZE),
        "floor_load_t_per_m2": Maybe(SIZE),
        "gate_height_m": Maybe(SIZE),
        "gate_width_m": Maybe(SIZE),
        "hall_used": Maybe(TEXT),
        "sources": SOURCES,
    }
)

AREAS_M2 = Fields(
    {
        "indoor_pavilion": Maybe(SIZE),
        "azerbaijan_stand": Maybe(SIZE),
        "each_other_national_stand": Maybe(SIZE),
        "speca_stand": Maybe(SIZE),
        "open_area": Maybe(SIZE),
        "sources": SOURCES,
    }
)

REPORTED_NUMBER = Fields(
    {
        "id": ID,
        "label": TEXT,
        "value": COUNT,
        "qualifier": QUALIFIER,
        "sources": SOURCES,
    }
)

EXHIBITION = Fields(
    {
        "id": ID,
        "name": TEXT,
        "theme": Maybe(TEXT),
        "description": Maybe(TEXT),
        "programme": FRAMEWORK,
        "organiser": Maybe(To("organisations")),
        "initiator_country": Maybe(To("countries")),
        "venue": VENUE,
        "start_date": DATE,
        "end_date": DATE,
        "opening_date": Maybe(DATE),
        "opening_hours": NOTHING,
        "visitor_count": Maybe(COUNT),
        "exhibitor_count": Maybe(COUNT),
        "occasion": Maybe(TEXT),
        "purpose": Maybe(TEXT),
        "areas_m2": AREAS_M2,
        "participating_countries": Listed(To("countries")),
        "reported_numbers": Listed(REPORTED_NUMBER),
        "sources": SOURCES,
    }
)

PROFILE = Fields(
    {
        "capital": Maybe(WORDS),
        "gdp_ppp_usd_billion": Maybe(
            Fields({"value": SIZE, "year": YEAR, "estimate": FLAG})
        ),
        "industries": Listed(WORDS),
        "main_export_goods": Maybe(Fields({"year": YEAR, "goods": Listed(WORDS)})),
        "text": Maybe(TEXT),
        "sources": SOURCES,
    }
)

COUNTRY = Fields(
    {
        "id": ID,
        "iso2": Plain(
            "two capital letters as KZ",
            lambda value: isinstance(value, str) and value.isupper(),
        ),
        "name": TEXT,
        "role": one_of("host-and-exhibitor", "exhibitor", "member-without-stand"),
        "speca_member": FLAG,
        "speca_since": Maybe(YEAR),
        "stand": Maybe(To("stands")),
        "profile": PROFILE,
        "note": Maybe(WORDS),
        "sources": SOURCES,
    }
)

AREA = Fields(
    {
        "id": ID,
        "kind": one_of("indoor-pavilion", "open-area"),
        "name": TEXT,
        "description": Maybe(TEXT),
        "area_m2": Maybe(SIZE),
        "floor_coordinates": Maybe(OUTLINE),
        "sources": SOURCES,
    }
)
