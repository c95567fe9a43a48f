"""Organisations, sectors, areas, stands and exhibits."""

from collections.abc import Iterator
from typing import Any

from delegations.loading.overlay import Overlay
from delegations.loading.writing.rows import (
    Row,
    code,
    exact,
    overlay_key,
    slug,
    text,
)
from delegations.loading.writing.store import Store
from exhibitors.models import (
    Area,
    Exhibit,
    Exhibitor,
    NamedPart,
    Organisation,
    PlanFeature,
    Sector,
    Source,
    Stand,
    StandAreaReport,
)


def write_organisations(store: Store, document: Any) -> None:
    """Write companies, ministries and other bodies."""
    rows = [
        Row(
            ("organisations", record["id"]),
            record["id"],
            {
                "slug": slug("organisations", record),
                **text("name", record["name"]),
                "country_id": code(record["country"]),
                "kind": record["kind"],
                **text("description", record["description"]),
                "member_count": record["member_count"],
                "member_count_qualifier": record["member_count_qualifier"] or "",
            },
            links={"sources": store.several(Source, record["sources"])},
        )
        for record in document["organisations"]
    ]
    store.put(Organisation, rows)


def write_sectors(store: Store, document: Any) -> None:
    """Write the fields of the economy."""
    rows = [
        Row(
            ("sectors", record["id"]),
            record["id"],
            {"slug": record["id"], **text("name", record["name"])},
            links={"sources": store.several(Source, record["sources"])},
        )
        for record in document["sectors"]
    ]
    store.put(Sector, rows)


def write_areas(store: Store, document: Any, overlay: Overlay) -> None:
    """Write the areas of the site, and what the overlay draws on their plans."""
    rows = [
        Row(
            ("areas", record["id"]),
            record["id"],
            {
                "slug": slug("areas", record),
                "kind": record["kind"],
                **text("name", record["name"]),
                **text("description", record["description"]),
                "area_m2": exact(record["area_m2"]),
                "position": place,
                **given("outline", record["floor_coordinates"]),
            },
            illustrative=only(overlay.of("areas", record["id"]), "outline"),
            links={"sources": store.several(Source, record["sources"])},
        )
        for place, record in enumerate(document["areas"], start=1)
    ]
    store.put(Area, rows)
    features = [
        _feature(store, area, feature)
        for area in document["areas"]
        for feature in overlay.of("areas", area["id"]).get("features", [])
    ]
    store.put_parts(PlanFeature, features, of=store.parents("area", Area, rows))


def _feature(store: Store, area: Any, feature: Any) -> Row:
    return Row(
        ("areas", area["id"]),
        overlay_key(feature["id"]),
        {"area": store.get(Area, area["id"])},
        illustrative={
            "kind": feature["kind"],
            **text("name", feature["name"]),
            "points": feature["points"],
            "leads_to": store.get(Area, feature["leads_to"]),
        },
        label="features",
    )


def write_stands(store: Store, document: Any, overlay: Overlay) -> None:
    """Write the stands, outer before inner ones, and who is present at them."""
    rows: list[Row] = []
    for records in generations(document["stands"], "parent_stand"):
        layer = [_stand(store, record, overlay) for record in records]
        store.put(Stand, layer, vacate={"number": ""})
        rows += layer
    parents = store.parents("stand", Stand, rows)
    store.put_parts(Exhibitor, list(_presences(store, document)), of=parents)
    store.put_parts(StandAreaReport, list(_sizes(store, document)), of=parents)


def _stand(store: Store, record: Any, overlay: Overlay) -> Row:
    return Row(
        ("stands", record["id"]),
        record["id"],
        {
            "slug": slug("stands", record),
            "kind": record["kind"],
            "country_id": code(record["country"]),
            "area": store.get(Area, record["area"]),
            "parent": store.get(Stand, record["parent_stand"]),
            **given("number", record["number"]),
            **text("name", record["name"]),
            **text("description", record["description"]),
            "area_m2": exact(record["area_m2"]),
            **text("place", record["position"]),
            "note": record["note"] or "",
        },
        illustrative=only(overlay.of("stands", record["id"]), "number", "outline"),
        links={
            "sources": store.several(Source, record["sources"]),
            "sectors": store.several(Sector, record["topics"]),
        },
    )


def _presences(store: Store, document: Any) -> Iterator[Row]:
    for record in document["stands"]:
        for place, organisation in enumerate(record["organisations"], start=1):
            yield Row(
                ("stands", record["id"]),
                f"{record['id']}/{organisation}",
                {
                    "stand": store.get(Stand, record["id"]),
                    "organisation": store.get(Organisation, organisation),
                    "position": place,
                },
                label="organisations",
            )


def _sizes(store: Store, document: Any) -> Iterator[Row]:
    for record in document["stands"]:
        for place, report in enumerate(record["area_m2_other_reports"], start=1):
            yield Row(
                ("stands", record["id"]),
                f"{record['id']}/{place}",
                {
                    "stand": store.get(Stand, record["id"]),
                    "value": exact(report["value"]),
                },
                links={"sources": store.several(Source, report["sources"])},
                label="area_m2_other_reports",
            )


def write_exhibits(store: Store, document: Any) -> None:
    """Write the things shown, wholes before their parts."""
    places = {record["id"]: at for at, record in enumerate(document["exhibits"], 1)}
    rows: list[Row] = []
    for records in generations(document["exhibits"], "part_of"):
        layer = [_exhibit(store, record, places[record["id"]]) for record in records]
        store.put(Exhibit, layer)
        rows += layer
    parts = [
        Row(
            ("exhibits", record["id"]),
            f"{record['id']}/{part['id']}",
            {
                "exhibit": store.get(Exhibit, record["id"]),
                "name_as_in_source": part["name_as_in_source"],
                "position": place,
            },
            label="parts",
        )
        for record in document["exhibits"]
        for place, part in enumerate(record["parts"], start=1)
    ]
    store.put_parts(NamedPart, parts, of=store.parents("exhibit", Exhibit, rows))


def _exhibit(store: Store, record: Any, place: int) -> Row:
    return Row(
        ("exhibits", record["id"]),
        record["id"],
        {
            "slug": slug("exhibits", record),
            "kind": record["kind"],
            **text("name", record["title"]),
            **text("description", record["description"]),
            "country_id": code(record["country"]),
            "stand": store.get(Stand, record["stand"]),
            "stand_basis": record["stand_basis"],
            "area": store.get(Area, record["area"]),
            "quantity": record["quantity"],
            "quantity_note": record["quantity_note"] or "",
            "maker": store.get(Organisation, record["maker"]),
            "maker_role": record["maker_role"] or "",
            "part_of": store.get(Exhibit, record["part_of"]),
            "position": place,
        },
        links={
            "sources": store.several(Source, record["sources"]),
            "sectors": store.several(Sector, record["sectors"]),
        },
    )


def generations(records: list[Any], above: str) -> Iterator[list[Any]]:
    """Yield records in layers, each after those that its records refer to."""
    done: set[str | None] = {None}
    waiting = records
    while waiting:
        layer = [record for record in waiting if record[above] in done]
        yield layer
        done |= {record["id"] for record in layer}
        waiting = [record for record in waiting if record["id"] not in done]


def given(name: str, value: Any) -> dict[str, Any]:
    """Return a field only if the file gives it: what it leaves open may be filled."""
    return {} if value is None else {name: value}


def only(values: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return those of an overlay's values that a row takes as they are."""
    return {name: values[name] for name in names if name in values}
