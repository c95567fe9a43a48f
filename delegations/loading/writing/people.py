"""People, events, and delegations with their members."""

from collections.abc import Iterator
from datetime import time
from typing import Any

from delegations.loading.overlay import Overlay
from delegations.loading.writing.rows import (
    Row,
    code,
    day,
    overlay_key,
    slug,
    text,
)
from delegations.loading.writing.stands import given, only
from delegations.loading.writing.store import Store
from delegations.models import (
    Delegation,
    EventParticipant,
    LanguagePair,
    Membership,
    Person,
)
from exhibitors.models import Event, Organisation, Source


def write_people(store: Store, document: Any, overlay: Overlay) -> None:
    """Write the officials of the reports, and the people that the overlay adds."""
    reported = [_person(store, record) for record in document["people"]]
    added = [
        Row(
            ("people", record["id"]),
            record["id"],
            {},
            illustrative={
                **text("name", record["name"]),
                **text("title", record["title"]),
            },
            initial={"slug": slug("people", record)},
        )
        for record in overlay.added("people")
    ]
    store.put(Person, [*reported, *added])


def _person(store: Store, record: Any) -> Row:
    return Row(
        ("people", record["id"]),
        record["id"],
        {
            "slug": slug("people", record),
            **text("name", record["name"]),
            **text("title", record["title"]),
            "title_as_of": record["title_as_of"] or "",
            "country_id": code(record["country"]),
            "organisation": store.get(Organisation, record["organisation"]),
            "note": record["note"] or "",
        },
        links={"sources": store.several(Source, record["sources"])},
    )


def write_events(store: Store, document: Any) -> None:
    """Write what else is on the programme, and who takes part."""
    records = document["events"]
    rows = [_event(store, record) for record in records]
    store.put(Event, rows)
    participants = [
        Row(
            ("events", record["id"]),
            f"{record['id']}/{person}",
            {
                "event": store.get(Event, record["id"]),
                "person": store.get(Person, person),
                "position": place,
            },
            label="participants",
        )
        for record in records
        for place, person in enumerate(record["participants"], start=1)
    ]
    parents = store.parents("event", Event, rows)
    store.put_parts(EventParticipant, participants, of=parents)


def _event(store: Store, record: Any) -> Row:
    start, end = record["time"] or (None, None)
    return Row(
        ("events", record["id"]),
        record["id"],
        {
            "kind": record["kind"],
            **text("name", record["name"]),
            **text("description", record["description"]),
            "start_on": day(record["start_date"]),
            "end_on": day(record["end_date"]),
            "start_time": start and time.fromisoformat(start),
            "end_time": end and time.fromisoformat(end),
            **text("place", record["place"]),
            "status": record["status"],
            "note": record["note"] or "",
        },
        links={"sources": store.several(Source, record["sources"])},
    )


def write_delegations(store: Store, document: Any, overlay: Overlay) -> None:
    """Write the delegations, their heads and members, and the languages they need."""
    records = document["delegations"]
    rows = [_delegation(store, record, overlay) for record in records]
    store.put(Delegation, rows)
    parents = store.parents("delegation", Delegation, rows)
    members = [row for record in records for row in _members(store, record)]
    role = {"role": Membership.Role.MEMBER}
    store.put_parts(Membership, members, of=parents, vacate=role)
    pairs = [row for record in records for row in _pairs(store, record, overlay)]
    store.put_parts(LanguagePair, pairs, of=parents)


def _delegation(store: Store, record: Any, overlay: Overlay) -> Row:
    comes = record["exhibition_visit_reported"]
    status = Delegation.Status.CONFIRMED if comes else Delegation.Status.ANNOUNCED
    return Row(
        ("delegations", record["id"]),
        record["id"],
        {
            "slug": slug("delegations", record),
            **text("name", record["name"]),
            "country_id": code(record["country"]),
            "organisation": store.get(Organisation, record["organisation"]),
            "kind": record["kind"],
            **given("size", record["size"]),
            "visiting_on": day(record["date"]),
            "is_visit_reported": comes,
            "note": record["note"] or "",
        },
        illustrative=only(overlay.of("delegations", record["id"]), "size"),
        initial={"status": status},
        links={"sources": store.several(Source, record["sources"])},
    )


def _members(store: Store, record: Any) -> Iterator[Row]:
    heads = [record["head"]] if record["head"] else []
    for place, person in enumerate([*heads, *record["members"]], start=1):
        is_head = person == record["head"]
        role = Membership.Role.HEAD if is_head else Membership.Role.MEMBER
        yield Row(
            ("delegations", record["id"]),
            f"{record['id']}/{person}",
            {
                "delegation": store.get(Delegation, record["id"]),
                "person": store.get(Person, person),
                "role": role,
                "position": place,
            },
            label="members",
        )


def _pairs(store: Store, record: Any, overlay: Overlay) -> Iterator[Row]:
    pairs = overlay.of("delegations", record["id"]).get("language_pairs", [])
    for spoken, understood in pairs:
        yield Row(
            ("delegations", record["id"]),
            overlay_key(f"{record['id']}/{spoken}-{understood}"),
            {"delegation": store.get(Delegation, record["id"])},
            illustrative={"spoken": spoken, "understood": understood},
            label="language_pairs",
        )
