"""Sources, contradictions, and what the file says of itself."""

from typing import Any

from delegations.loading.writing.rows import Row, day
from delegations.loading.writing.store import Store
from exhibitors.models import Contradiction, LoadedFile, Source, Statement


def write_sources(store: Store, document: Any) -> None:
    """Write the reports that everything else refers to."""
    store.put(Source, [_source(record) for record in document["sources"]])


def write_meta(store: Store, document: Any) -> None:
    """Write what the file says of itself."""
    meta = document["meta"]
    values = {
        "title": meta["title"],
        "schema_version": document["schema_version"],
        "languages": meta["languages"],
        "null_policy": meta["null_policy"],
        "counts": meta["counts"],
        "notes": meta["notes"],
    }
    store.put(LoadedFile, [Row(("meta", meta["id"]), meta["id"], values)])


def write_contradictions(store: Store, document: Any) -> None:
    """Write where sources disagree, with each statement and who made it."""
    records = document["contradictions"]
    rows = [_contradiction(place, record) for place, record in enumerate(records, 1)]
    store.put(Contradiction, rows)
    statements = [
        _statement(store, record, place, statement)
        for record in records
        for place, statement in enumerate(record["statements"], 1)
    ]
    parents = store.parents("contradiction", Contradiction, rows)
    store.put_parts(Statement, statements, of=parents)


def _source(record: Any) -> Row:
    return Row(
        ("sources", record["id"]),
        record["id"],
        {
            "publisher": record["publisher"],
            "title": record["title"],
            "published_on": day(record["date"]),
            "url": record["url"],
            "alternate_urls": record["alternate_urls"],
            "language": record["language"],
            "kind": record["kind"],
            "note": record["note"] or "",
        },
    )


def _contradiction(place: int, record: Any) -> Row:
    values = {
        "topic": record["topic"],
        "used_here": record["used_here"],
        "note": record["note"] or "",
        "position": place,
    }
    return Row(("contradictions", record["id"]), record["id"], values)


def _statement(store: Store, record: Any, place: int, statement: Any) -> Row:
    return Row(
        ("contradictions", record["id"]),
        f"{record['id']}/{place}",
        {
            "contradiction": store.get(Contradiction, record["id"]),
            "text": statement["statement"],
            "position": place,
        },
        links={"sources": store.several(Source, statement["sources"])},
        label="statements",
    )
