"""The exhibition, its venue and countries, read back into the file's shape."""

from typing import Any

from delegations.loading.rules import utc_offset
from tests.delegations.loading.readback_values import (
    day,
    iso,
    key,
    keys,
    last,
    number,
    reported,
    text,
)


def exhibition(one: Any) -> dict[str, Any]:
    numbers = one.reportednumbers.all()
    return {
        "id": one.slug,
        "name": text(one, "name"),
        "theme": text(one, "theme"),
        "description": text(one, "description"),
        "programme": _programme(one.frameworks.get()),
        "organiser": key(one.organiser),
        "initiator_country": iso(one.initiator),
        "venue": _venue(one.venues.get(), one),
        "start_date": day(one.start_on),
        "end_date": day(one.end_on),
        "opening_date": day(one.opening_on),
        "opening_hours": None,
        "visitor_count": one.visitor_count,
        "exhibitor_count": one.exhibitor_count,
        "occasion": text(one, "occasion"),
        "purpose": text(one, "purpose"),
        "areas_m2": {
            **{
                last(size.key): number(size.value) for size in numbers.filter(unit="m2")
            },
            "sources": keys(one.number_sources),
        },
        "participating_countries": [
            part.key for part in one.participations.exclude(role="member-without-stand")
        ],
        "reported_numbers": [
            {
                "id": last(each.key),
                "label": text(each, "label"),
                "value": number(each.value),
                "qualifier": each.qualifier,
                "sources": keys(each.sources),
            }
            for each in numbers.filter(unit="")
        ],
        "sources": keys(one.sources),
    }


def _programme(one: Any) -> dict[str, Any]:
    return {
        "id": one.key,
        "name": text(one, "name"),
        "acronym": text(one, "acronym"),
        "established": day(one.established_on),
        "founding_document": text(one, "founding_document"),
        "founding_countries": [iso(each) for each in one.founding_countries.all()],
        "member_countries": [iso(each) for each in one.member_countries.all()],
        "supporting_organisations": keys(one.supporting_organisations),
        "chair_2023": iso(one.chair),
        "chair_theme_2023": text(one, "chair_theme"),
        "objective": text(one, "objective"),
        "week_start": day(one.week_start_on),
        "week_end": day(one.week_end_on),
        "anniversary_years": one.anniversary_years,
        "sources": keys(one.sources),
    }


def _venue(one: Any, exhibition: Any) -> dict[str, Any]:
    return {
        "id": one.key,
        "organisation": key(one.organisation),
        "name": text(one, "name"),
        "address": text(one, "address"),
        "address_as_in_source": one.address_as_in_source or None,
        "city": text(one, "city"),
        "country": iso(one.country),
        "timezone": exhibition.timezone,
        "utc_offset": utc_offset(exhibition.timezone, day(exhibition.start_on) or ""),
        "map_position": {
            "latitude": number(one.latitude),
            "longitude": number(one.longitude),
            "sources": keys(one.position_sources),
        },
        "indoor_halls": one.indoor_halls,
        "ceiling_height_m": number(one.ceiling_height_m),
        "floor_load_t_per_m2": number(one.floor_load_t_per_m2),
        "gate_height_m": number(one.gate_height_m),
        "gate_width_m": number(one.gate_width_m),
        "hall_used": text(one, "hall_used"),
        "sources": keys(one.sources),
    }


def country(one: Any) -> dict[str, Any]:
    return {
        "id": one.key,
        "iso2": one.country.iso2,
        "name": text(one, "name"),
        "role": one.role,
        "speca_member": one.is_framework_member,
        "speca_since": one.framework_member_since,
        "stand": key(one.stand),
        "profile": {
            "capital": one.capital or None,
            "gdp_ppp_usd_billion": {
                "value": number(one.gdp_ppp_usd_billion),
                "year": one.gdp_year,
                "estimate": one.is_gdp_estimated,
            },
            "industries": one.industries,
            "main_export_goods": {
                "year": one.export_goods_year,
                "goods": one.export_goods,
            },
            "text": text(one, "profile"),
            "sources": keys(one.profile_sources),
        },
        "note": one.note or None,
        "sources": keys(one.sources),
    }


def area(one: Any) -> dict[str, Any]:
    return {
        "id": one.key,
        "kind": one.kind,
        "name": text(one, "name"),
        "description": text(one, "description"),
        "area_m2": number(one.area_m2),
        "floor_coordinates": reported(one, "outline", one.outline),
        "sources": keys(one.sources),
    }
