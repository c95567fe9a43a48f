"""Pages told to machines, in the words of schema.org."""

from functools import singledispatch
from typing import Any

from exhibitors.models import (
    Area,
    Exhibit,
    Exhibition,
    Organisation,
    Participation,
    Stand,
    Venue,
)


@singledispatch
def described(record: Any) -> dict[str, Any]:
    """Return what a record is, as JSON-LD without its address; empty if unknown.

    Texts are those of the active language. Triggers no query on records that were
    read for their page. Source: https://schema.org.
    """
    return {}


def _texts(record: Any) -> dict[str, Any]:
    given = {"name": record.name, "description": getattr(record, "description", "")}
    return {key: text for key, text in given.items() if text}


@described.register
def _exhibition(exhibition: Exhibition) -> dict[str, Any]:
    venue = next(iter(exhibition.venues.all()), None)
    organiser = exhibition.organiser
    return {
        "@type": "ExhibitionEvent",
        **_texts(exhibition),
        "startDate": exhibition.start_on.isoformat(),
        "endDate": exhibition.end_on.isoformat(),
        "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode",
        "eventStatus": "https://schema.org/EventScheduled",
        **({"location": _venue(venue)} if venue else {}),
        **(
            {"organizer": _organisation(organiser)}
            if organiser and organiser.is_published
            else {}
        ),
    }


def _venue(venue: Venue) -> dict[str, Any]:
    address = {
        "@type": "PostalAddress",
        "streetAddress": venue.address,
        "addressLocality": venue.city,
        "addressCountry": venue.country_id,
    }
    known = {key: text for key, text in address.items() if text}
    return {"@type": "Place", "name": venue.name, "address": known}


@described.register
def _stand(stand: Stand) -> dict[str, Any]:
    area = {"containedInPlace": _area(stand.area)} if stand.area else {}
    return {"@type": "Place", **_texts(stand), "branchCode": stand.number, **area}


@described.register
def _area(area: Area) -> dict[str, Any]:
    return {"@type": "Place", **_texts(area)}


@described.register
def _exhibit(exhibit: Exhibit) -> dict[str, Any]:
    maker, country = exhibit.maker, exhibit.country
    return {
        "@type": "Book" if exhibit.kind == Exhibit.Kind.BOOK else "Product",
        **_texts(exhibit),
        **({"countryOfOrigin": country.name} if country else {}),
        **(
            {"manufacturer": {"@type": "Organization", "name": maker.name}}
            if maker and maker.is_published
            else {}
        ),
    }


@described.register
def _organisation(organisation: Organisation) -> dict[str, Any]:
    site = {"sameAs": organisation.website} if organisation.website else {}
    return {"@type": "Organization", **_texts(organisation), **site}


@described.register
def _participation(row: Participation) -> dict[str, Any]:
    return {"@type": "Country", "name": str(row), "identifier": row.country_id}
