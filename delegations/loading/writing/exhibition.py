"""The exhibition itself, its framework, venue, numbers, hours and countries."""

from datetime import time
from typing import Any

from delegations.loading.overlay import Overlay
from delegations.loading.writing.rows import (
    Owner,
    Row,
    Tally,
    code,
    day,
    differs,
    exact,
    field_name,
    overlay_key,
    text,
)
from delegations.loading.writing.store import Parents, Store
from exhibitors.models import (
    Country,
    Exhibition,
    Framework,
    OpeningHours,
    Organisation,
    Participation,
    ReportedNumber,
    Source,
    Stand,
    Venue,
)

# The areas that a file reports as numbers: the file names them, here are the words.
_AREAS_M2 = {
    "indoor_pavilion": {
        "en": "Indoor pavilion",
        "ru": "Закрытый павильон",
        "az": "Qapalı pavilyon",
    },
    "azerbaijan_stand": {
        "en": "Stand of Azerbaijan",
        "ru": "Стенд Азербайджана",
        "az": "Azərbaycan stendi",
    },
    "each_other_national_stand": {
        "en": "Each other national stand",
        "ru": "Каждый из других национальных стендов",
        "az": "Digər milli stendlərin hər biri",
    },
    "speca_stand": {
        "en": "SPECA stand",
        "ru": "Стенд СПЕКА",
        "az": "SPECA stendi",
    },
    "open_area": {
        "en": "Open area",
        "ru": "Открытая площадка",
        "az": "Açıq sahə",
    },
}


def owner_of(document: Any) -> Owner:
    """Return what rows of the exhibition itself come from."""
    return "exhibition", document["exhibition"]["id"]


def write_exhibition(document: Any, tally: Tally) -> Exhibition:
    """Return the exhibition of a file, created if there is none; published at first."""
    record = document["exhibition"]
    tally.owners.setdefault(owner_of(document))
    exhibition = Exhibition.objects.filter(slug=record["id"]).first()
    if exhibition is None:
        exhibition = Exhibition(slug=record["id"], is_published=True, **_values(record))
        exhibition.full_clean()
        exhibition.save()
        tally.created.add(owner_of(document))
    return exhibition


def complete_exhibition(store: Store, document: Any) -> None:
    """Bring the exhibition to what the file says, now that its organiser is there."""
    record = document["exhibition"]
    exhibition, owner = store.exhibition, owner_of(document)
    values = _values(record)
    values["organiser"] = store.get(Organisation, record["organiser"])
    names = {name for name, value in values.items() if differs(exhibition, name, value)}
    for name in names:
        setattr(exhibition, name, values[name])
    if names:
        exhibition.full_clean()
        exhibition.save()
        store.tally.note_changed(owner, map(field_name, names))
    for name, sources in (
        ("sources", record["sources"]),
        ("number_sources", record["areas_m2"]["sources"]),
    ):
        wanted = set(store.several(Source, sources))
        if wanted != set(getattr(exhibition, name).all()):
            getattr(exhibition, name).set(wanted)
            store.tally.note_changed(owner, {name})


def _values(record: Any) -> dict[str, Any]:
    return {
        "key": record["id"],
        **text("name", record["name"]),
        **text("theme", record["theme"]),
        **text("description", record["description"]),
        **text("occasion", record["occasion"]),
        **text("purpose", record["purpose"]),
        "start_on": day(record["start_date"]),
        "end_on": day(record["end_date"]),
        "opening_on": day(record["opening_date"]),
        "timezone": record["venue"]["timezone"],
        "initiator_id": code(record["initiator_country"]),
        "visitor_count": record["visitor_count"],
        "exhibitor_count": record["exhibitor_count"],
    }


def write_numbers(store: Store, document: Any) -> None:
    """Write the numbers that reports give, sizes of areas among them."""
    record, owner = document["exhibition"], owner_of(document)
    numbers = [
        Row(
            owner,
            f"numbers/{number['id']}",
            {
                **text("label", number["label"]),
                "value": exact(number["value"]),
                "qualifier": number["qualifier"],
                "unit": ReportedNumber.Unit.COUNT,
                "position": place,
            },
            links={"sources": store.several(Source, number["sources"])},
            label="reported_numbers",
        )
        for place, number in enumerate(record["reported_numbers"], start=1)
    ]
    sizes = [
        _size(store, owner, record["areas_m2"], name, place)
        for place, name in enumerate(_AREAS_M2, start=len(numbers) + 1)
    ]
    store.put_parts(ReportedNumber, [*numbers, *sizes], of=_whole(store, document))


def _size(store: Store, owner: Owner, sizes: Any, name: str, place: int) -> Row:
    return Row(
        owner,
        f"areas-m2/{name}",
        {
            **text("label", _AREAS_M2[name]),
            "value": exact(sizes[name]),
            "qualifier": ReportedNumber.Qualifier.EXACT,
            "unit": ReportedNumber.Unit.SQUARE_METRES,
            "position": place,
        },
        links={"sources": store.several(Source, sizes["sources"])},
        label="areas_m2",
    )


def _whole(store: Store, document: Any) -> Parents:
    """Return the exhibition as the parent of its parts."""
    return Parents("exhibition", {store.exhibition.pk: owner_of(document)})


def write_hours(store: Store, document: Any, overlay: Overlay) -> None:
    """Write the opening hours, which no report gives."""
    owner = owner_of(document)
    rows = [
        Row(
            owner,
            overlay_key(f"hours/{hours['date']}"),
            {},
            illustrative={
                "on": day(hours["date"]),
                "opens_at": time.fromisoformat(hours["open"][0]),
                "closes_at": time.fromisoformat(hours["open"][1]),
            },
            label="opening_hours",
        )
        for hours in overlay.of(*owner).get("opening_hours", [])
    ]
    store.put_parts(OpeningHours, rows, of=_whole(store, document))


def write_framework(store: Store, document: Any) -> None:
    """Write the programme that the exhibition is part of, and its week."""
    record = document["exhibition"]["programme"]
    values = {
        **text("name", record["name"]),
        **text("acronym", record["acronym"]),
        "established_on": day(record["established"]),
        **text("founding_document", record["founding_document"]),
        "chair_id": code(record["chair_2023"]),
        **text("chair_theme", record["chair_theme_2023"]),
        **text("objective", record["objective"]),
        "week_start_on": day(record["week_start"]),
        "week_end_on": day(record["week_end"]),
        "anniversary_years": record["anniversary_years"],
    }
    countries = Country.objects.in_bulk()
    links: dict[str, list[Any]] = {
        "sources": store.several(Source, record["sources"]),
        "supporting_organisations": store.several(
            Organisation, record["supporting_organisations"]
        ),
        **{
            name: [countries[country.upper()] for country in record[name]]
            for name in ("founding_countries", "member_countries")
        },
    }
    row = Row(owner_of(document), record["id"], values, links=links, label="programme")
    store.put(Framework, [row])


def write_venue(store: Store, document: Any) -> None:
    """Write the place where the exhibition is held."""
    record = document["exhibition"]["venue"]
    spot = record["map_position"] or {}
    sizes = ("ceiling_height_m", "floor_load_t_per_m2", "gate_height_m", "gate_width_m")
    values = {
        "organisation": store.get(Organisation, record["organisation"]),
        **text("name", record["name"]),
        **text("address", record["address"]),
        "address_as_in_source": record["address_as_in_source"] or "",
        **text("city", record["city"]),
        "country_id": code(record["country"]),
        "latitude": exact(spot.get("latitude")),
        "longitude": exact(spot.get("longitude")),
        "indoor_halls": record["indoor_halls"],
        **{name: exact(record[name]) for name in sizes},
        **text("hall_used", record["hall_used"]),
    }
    links = {
        "sources": store.several(Source, record["sources"]),
        "position_sources": store.several(Source, spot.get("sources", [])),
    }
    row = Row(owner_of(document), record["id"], values, links=links, label="venue")
    store.put(Venue, [row])


def write_countries(store: Store, document: Any) -> None:
    """Write each country's part in the exhibition, with its economic profile."""
    rows = [
        Row(
            ("countries", record["id"]),
            record["id"],
            {
                "country_id": record["iso2"],
                **text("name", record["name"]),
                "role": record["role"],
                "is_framework_member": record["speca_member"],
                "framework_member_since": record["speca_since"],
                "stand": store.get(Stand, record["stand"]),
                **_profile(record["profile"]),
                "note": record["note"] or "",
                "position": place,
            },
            links={
                "sources": store.several(Source, record["sources"]),
                "profile_sources": store.several(Source, record["profile"]["sources"]),
            },
        )
        for place, record in enumerate(document["countries"], start=1)
    ]
    store.put(Participation, rows, vacate={"role": Participation.Role.EXHIBITOR})


def _profile(profile: Any) -> dict[str, Any]:
    product = profile["gdp_ppp_usd_billion"] or {}
    exports = profile["main_export_goods"] or {}
    return {
        "capital": profile["capital"] or "",
        "gdp_ppp_usd_billion": exact(product.get("value")),
        "gdp_year": product.get("year"),
        "is_gdp_estimated": product.get("estimate", False),
        "industries": profile["industries"],
        "export_goods": exports.get("goods", []),
        "export_goods_year": exports.get("year"),
        **text("profile", profile["text"]),
    }
