"""Visits, their stops, and the duties of people: written as one schedule."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from psycopg2.extras import DateTimeTZRange  # type: ignore[import-untyped]

from delegations import schedule
from delegations.loading.overlay import Overlay
from delegations.loading.writing.rows import Row, day, overlay_key, text
from delegations.loading.writing.stands import only
from delegations.loading.writing.store import Parents, Store
from delegations.models import Delegation, Engagement, Person, Stop, Visit
from delegations.rows import Row as ScheduleRow
from exhibitors.models import Area, Exhibit, PlanFeature, Source, Stand

# Room for moments between two stops of the file.
_STEP = 10

# How the note of a stop says that the report only mentions the stand.
_MENTIONED = "a stop there is not stated"


def write_visits(store: Store, document: Any, overlay: Overlay) -> None:
    """Write visits with stops and duties; what changes does so in one transaction."""
    records = document["visits"]
    visits = [_visit(store, record, overlay) for record in records]
    changed: list[ScheduleRow] = _changed(store, Visit, visits)
    stops = [row for record in records for row in _stops(store, record, overlay)]
    changed += _changed(store, Stop, stops)
    duties = [row for record in records for row in _duties(store, record, overlay)]
    changed += _changed(store, Engagement, duties)
    parents = Parents(
        "visit",
        {
            visit.pk: row.owner
            for row in visits
            if (visit := store.get(Visit, row.key)).pk is not None
        },
    )
    removed: list[ScheduleRow] = [
        *store.strays(Stop, stops, parents),
        *store.strays(Engagement, duties, parents),
    ]
    if changed or removed:
        schedule.write(changed, removed=removed)
    store.link(Visit, visits)
    store.link(Stop, stops)


def _changed(
    store: Store, model: type[ScheduleRow], rows: list[Row]
) -> list[ScheduleRow]:
    fresh, stale = store.compare(model, rows)
    return [*fresh, *(row for row, _names in stale)]


def _visit(store: Store, record: Any, overlay: Overlay) -> Row:
    extra = overlay.of("visits", record["id"])
    reported = {} if record["time"] is None else {"span": record["time"]}
    illustrative = only(extra, "parking", "cars", "duty_phone")
    if "meeting_point" in extra:
        illustrative |= text("meeting_point", extra["meeting_point"])
    if "gate" in extra:
        illustrative["gate"] = store.get(PlanFeature, overlay_key(extra["gate"]))
    return Row(
        ("visits", record["id"]),
        record["id"],
        {
            "delegation": store.get(Delegation, record["delegation"]),
            **text("name", record["name"]),
            "on": day(record["date"]),
            "order_basis": record["order_basis"] or "",
            **text("outcome", record["outcome"]),
            **text("description", record["description"]),
            "note": record["note"] or "",
            **_ranges(store, record["date"], reported, "span"),
        },
        illustrative={
            **illustrative,
            **_ranges(store, record["date"], extra, "window", "span"),
        },
        initial={"status": Visit.Status.CONFIRMED},
        links={"sources": store.several(Source, record["sources"])},
    )


def _stops(store: Store, record: Any, overlay: Overlay) -> Iterator[Row]:
    for stop in record["stands_seen"]:
        exhibits = store.several(Exhibit, stop["exhibits"])
        is_mentioned = _MENTIONED in (stop["note"] or "")
        timed = overlay.stop(record["id"], stop["order"])
        yield Row(
            ("visits", record["id"]),
            stop_key(record["id"], stop["order"]),
            {
                "visit": store.get(Visit, record["id"]),
                "position": stop["order"] * _STEP,
                "kind": Stop.Kind.CALL,
                "stand": store.get(Stand, stop["stand"]),
                "area": _area(stop, exhibits),
                "basis": Stop.Basis.MENTIONED if is_mentioned else Stop.Basis.STATED,
                "note": stop["note"] or "",
            },
            illustrative=_ranges(store, record["date"], timed, "planned"),
            links={"exhibits": exhibits},
            label=f"stands_seen {stop['order']}",
        )
    yield from _moments(store, record, overlay)


def _area(stop: Any, exhibits: list[Exhibit]) -> Area | None:
    """Return where a stop is that is at no stand: where its first exhibit is."""
    if stop["stand"] is not None or not exhibits:
        return None
    return exhibits[0].area


def _moments(store: Store, record: Any, overlay: Overlay) -> Iterator[Row]:
    moments = [m for m in overlay.added("moments") if m["visit"] == record["id"]]
    for number, moment in enumerate(moments):
        before = [
            stop["order"]
            for stop in record["stands_seen"]
            if _planned_start(record, stop, overlay) < moment["planned"][0]
        ]
        yield Row(
            ("visits", record["id"]),
            overlay_key(moment["id"]),
            {
                "visit": store.get(Visit, record["id"]),
                "position": max(before, default=0) * _STEP + number + 1,
                "basis": Stop.Basis.PLANNED,
            },
            illustrative={
                "kind": moment["kind"],
                **text("title", moment["title"]),
                **_ranges(store, record["date"], moment, "planned"),
            },
            label=moment["id"],
        )


def _planned_start(record: Any, stop: Any, overlay: Overlay) -> str:
    """Return the time of day at which a stop begins, the day's end if none."""
    planned: list[str] = overlay.stop(record["id"], stop["order"]).get("planned", [])
    return planned[0] if planned else "24:00"


def _duties(store: Store, record: Any, overlay: Overlay) -> Iterator[Row]:
    yield from _accompanying(store, record)
    yield from _receiving(store, record, overlay)
    yield from _interpreting(store, record, overlay)


def _accompanying(store: Store, record: Any) -> Iterator[Row]:
    for place, duty in enumerate(record["accompanied_by"], start=1):
        yield Row(
            ("visits", record["id"]),
            f"{record['id']}/{duty['person']}",
            {
                "visit": store.get(Visit, record["id"]),
                "person": store.get(Person, duty["person"]),
                "role": Engagement.Role.ACCOMPANIES,
                "duty": duty["role"],
                "position": place,
            },
            label="accompanied_by",
        )


def _receiving(store: Store, record: Any, overlay: Overlay) -> Iterator[Row]:
    for stop in record["stands_seen"]:
        person = overlay.stop(record["id"], stop["order"]).get("received_by")
        if person is not None:
            key = stop_key(record["id"], stop["order"])
            yield Row(
                ("visits", record["id"]),
                overlay_key(f"{key}/receives"),
                {
                    "visit": store.get(Visit, record["id"]),
                    "stop": store.get(Stop, key),
                },
                illustrative={
                    "person": store.get(Person, person),
                    "role": Engagement.Role.RECEIVES,
                },
                label=f"received_by {stop['order']}",
            )


def _interpreting(store: Store, record: Any, overlay: Overlay) -> Iterator[Row]:
    for duty in overlay.added("interpreters"):
        if duty["visit"] == record["id"]:
            yield Row(
                ("visits", record["id"]),
                overlay_key(duty["id"]),
                {"visit": store.get(Visit, record["id"])},
                illustrative={
                    "person": store.get(Person, duty["person"]),
                    "role": Engagement.Role.INTERPRETS,
                    "languages": "–".join(duty["languages"]),
                },
                label=duty["id"],
            )


def stop_key(visit: str, order: int) -> str:
    """Return the key of a stop of the file."""
    return f"{visit}/stop-{order}"


def _ranges(
    store: Store, on: str | None, values: dict[str, Any], *names: str
) -> dict[str, Any]:
    """Return times of day on the visit's day as half-open ranges in the zone."""
    zone = store.exhibition.zone
    return {
        name: DateTimeTZRange(
            *(
                datetime.fromisoformat(f"{on}T{clock}").replace(tzinfo=zone)
                for clock in values[name]
            )
        )
        for name in names
        if name in values
    }
