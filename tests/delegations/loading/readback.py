"""A loaded exhibition, read from the database back into the shape of the file.

Written without a word of the loader, so that it cannot share its mistakes.
"""

from typing import Any

from exhibitors.models import Source
from tests.delegations.loading.readback_exhibition import area, country
from tests.delegations.loading.readback_exhibition import exhibition as whole
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

# Lists without an order of their own: records by id, and links between records.
UNORDERED = {
    "stands",
    "organisations",
    "sectors",
    "people",
    "delegations",
    "visits",
    "events",
    "sources",
    "topics",
    "exhibits",
    "founding_countries",
    "member_countries",
    "supporting_organisations",
}


def normal(value: Any, name: str = "") -> Any:
    """Return a value of the file with unordered lists in order."""
    if isinstance(value, dict):
        return {key: normal(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        inner = [normal(one) for one in value]
        return sorted(inner, key=_name) if name in UNORDERED else inner
    return value


def _name(one: Any) -> str:
    return one["id"] if isinstance(one, dict) else one


def read_back(exhibition: Any) -> dict[str, Any]:
    meta = exhibition.loadedfiles.get()
    return {
        "schema_version": meta.schema_version,
        "meta": {
            "id": meta.key,
            "title": meta.title,
            "languages": meta.languages,
            "null_policy": meta.null_policy,
            "counts": meta.counts,
            "notes": meta.notes,
        },
        "exhibition": whole(exhibition),
        "countries": [country(one) for one in exhibition.participations.all()],
        "areas": [area(one) for one in exhibition.areas.all()],
        "stands": [_stand(one) for one in exhibition.stands.all()],
        "organisations": [_organisation(one) for one in exhibition.organisations.all()],
        "exhibits": [_exhibit(one) for one in exhibition.exhibits.all()],
        "sectors": [
            {"id": one.key, "name": text(one, "name"), "sources": keys(one.sources)}
            for one in exhibition.sectors.all()
        ],
        "people": [
            _person(one)
            for one in exhibition.persons.exclude(illustrative__contains=["name"])
        ],
        "delegations": [_delegation(one) for one in exhibition.delegations.all()],
        "visits": [_visit(one) for one in exhibition.visits.all()],
        "events": [_event(one) for one in exhibition.events.all()],
        "contradictions": [
            _contradiction(one) for one in exhibition.contradictions.all()
        ],
        "sources": [_source(one) for one in Source.objects.of(exhibition)],
    }


def _stand(one: Any) -> dict[str, Any]:
    return {
        "id": one.key,
        "kind": one.kind,
        "country": iso(one.country),
        "area": key(one.area),
        "parent_stand": key(one.parent),
        "number": reported(one, "number", one.number or None),
        "name": text(one, "name"),
        "description": text(one, "description"),
        "area_m2": number(one.area_m2),
        "area_m2_other_reports": [
            {"value": number(report.value), "sources": keys(report.sources)}
            for report in one.area_reports.order_by("key")
        ],
        "position": text(one, "place"),
        "topics": keys(one.sectors),
        "organisations": [each.organisation.key for each in one.exhibitors.all()],
        "note": one.note or None,
        "sources": keys(one.sources),
    }


def _organisation(one: Any) -> dict[str, Any]:
    return {
        "id": one.key,
        "name": text(one, "name"),
        "country": iso(one.country),
        "kind": one.kind,
        "description": text(one, "description"),
        "member_count": one.member_count,
        "member_count_qualifier": one.member_count_qualifier or None,
        "sources": keys(one.sources),
    }


def _exhibit(one: Any) -> dict[str, Any]:
    return {
        "id": one.key,
        "kind": one.kind,
        "title": text(one, "name"),
        "description": text(one, "description"),
        "country": iso(one.country),
        "stand": key(one.stand),
        "stand_basis": one.stand_basis,
        "area": key(one.area),
        "quantity": one.quantity,
        "quantity_note": one.quantity_note or None,
        "maker": key(one.maker),
        "maker_role": one.maker_role or None,
        "part_of": key(one.part_of),
        "parts": [
            {"id": last(part.key), "name_as_in_source": part.name_as_in_source}
            for part in one.named_parts.all()
        ],
        "sectors": keys(one.sectors),
        "sources": keys(one.sources),
    }


def _person(one: Any) -> dict[str, Any]:
    return {
        "id": one.key,
        "name": text(one, "name"),
        "title": text(one, "title"),
        "title_as_of": one.title_as_of or None,
        "country": iso(one.country),
        "organisation": key(one.organisation),
        "note": one.note or None,
        "sources": keys(one.sources),
    }


def _delegation(one: Any) -> dict[str, Any]:
    members = one.memberships.all()
    heads = [each.person.key for each in members if each.role == "head"]
    return {
        "id": one.key,
        "name": text(one, "name"),
        "country": iso(one.country),
        "organisation": key(one.organisation),
        "kind": one.kind,
        "head": heads[0] if heads else None,
        "members": [each.person.key for each in members if each.role == "member"],
        "size": reported(one, "size", one.size),
        "date": day(one.visiting_on),
        "exhibition_visit_reported": one.is_visit_reported,
        "note": one.note or None,
        "sources": keys(one.sources),
    }


def _visit(one: Any) -> dict[str, Any]:
    calls = [stop for stop in one.stops.all() if "kind" not in stop.illustrative]
    duties = one.engagements.filter(role="accompanies")
    return {
        "id": one.key,
        "name": text(one, "name"),
        "delegation": one.delegation.key,
        "date": day(one.on),
        "time": reported(one, "span", one.span),
        "duration": None,
        "accompanied_by": [
            {"person": duty.person.key, "role": duty.duty} for duty in duties
        ],
        "stands_seen": [
            {
                "order": number,
                "stand": key(stop.stand),
                "exhibits": keys(stop.exhibits),
                "note": stop.note or None,
            }
            for number, stop in enumerate(calls, start=1)
        ],
        "order_basis": one.order_basis or None,
        "outcome": text(one, "outcome"),
        "description": text(one, "description"),
        "note": one.note or None,
        "sources": keys(one.sources),
    }


def _event(one: Any) -> dict[str, Any]:
    return {
        "id": one.key,
        "kind": one.kind,
        "name": text(one, "name"),
        "description": text(one, "description"),
        "start_date": day(one.start_on),
        "end_date": day(one.end_on),
        "time": one.start_time,
        "place": text(one, "place"),
        "status": one.status,
        "participants": [each.person.key for each in one.participants.all()],
        "note": one.note or None,
        "sources": keys(one.sources),
    }


def _contradiction(one: Any) -> dict[str, Any]:
    return {
        "id": one.key,
        "topic": one.topic,
        "statements": [
            {"statement": each.text, "sources": keys(each.sources)}
            for each in one.statements.all()
        ],
        "used_here": one.used_here,
        "note": one.note or None,
    }


def _source(one: Any) -> dict[str, Any]:
    return {
        "id": one.key,
        "publisher": one.publisher,
        "title": one.title,
        "date": day(one.published_on),
        "url": one.url,
        "language": one.language,
        "kind": one.kind,
        "alternate_urls": one.alternate_urls,
        "note": one.note or None,
    }
