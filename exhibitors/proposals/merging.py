"""Entries of a proposal brought together with what somebody types next."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from exhibitors.proposals.snapshots import Key, Snapshot, digest

Entry = dict[str, Any]
# What a page showed when it was opened: a digest a column, by row.
Seen = dict[str, dict[str, str]]


@dataclass(frozen=True)
class Touch:
    """A row that somebody saved: as visitors see it, and as it was saved.

    ``before`` is None for a new row, ``after`` for one deleted, both for a draft that
    is gone. ``columns`` are those that were typed; the others of the form only say what
    its page showed.
    """

    key: Key
    name: str
    before: Snapshot | None
    after: Snapshot | None
    columns: frozenset[str] = frozenset()


@dataclass
class Merged:
    """The entries as they are now, and whose texts gave way: name, column, account."""

    entries: list[Entry] = field(default_factory=list)
    replaced: list[tuple[str, str, int]] = field(default_factory=list)


def typed(key: Key, before: Snapshot, after: Snapshot, seen: Seen) -> frozenset[str]:
    """Return the columns that somebody changed from what the page had shown.

    Of a column that the page did not show, those that differ from what is public.
    """
    shown = seen.get(place(key), {})
    return frozenset(
        name
        for name, value in after.items()
        if (
            digest(value) != shown[name] if name in shown else value != before.get(name)
        )
    )


def place(key: Key) -> str:
    """Return what names a row in forms."""
    return f"{key[0]}-{key[1]}"


def key_in(entry: Entry) -> Key:
    """Return what names the row of an entry."""
    return entry["model"], entry["pk"]


def merge(entries: Iterable[Entry], touches: Iterable[Touch], by: int) -> Merged:
    """Return the entries with the touches added; on one column the later one wins."""
    kept = {key_in(entry): entry for entry in entries}
    found = Merged()
    for touch in touches:
        old = kept.pop(touch.key, None)
        new = _one(old, touch, by, found)
        if new is not None:
            kept[touch.key] = new
    found.entries = list(kept.values())
    return found


def _one(old: Entry | None, touch: Touch, by: int, found: Merged) -> Entry | None:
    if touch.before is None and touch.after is None:
        return None
    if touch.before is None or touch.after is None:
        return _entry(touch, touch.before, touch.after, {"": by})
    if old is not None and old["after"] is None:
        if not touch.columns:
            return old
        # Whoever goes on with a row wants it kept.
        found.replaced.append((touch.name, "", _author(old, "")))
        old = None
    before = dict(old["before"] or {}) if old else {}
    after = dict(old["after"] or {}) if old else {}
    authors = dict(old["by"]) if old else {}
    for column in sorted(touch.columns):
        value = touch.after[column]
        if old and after.get(column, value) != value and _author(old, column) != by:
            found.replaced.append((touch.name, column, _author(old, column)))
        if value == touch.before.get(column):
            after.pop(column, None)
        else:
            before[column], after[column] = touch.before.get(column), value
            authors[column] = by
    before = {name: before[name] for name in after}
    authors = {name: authors[name] for name in after}
    return _entry(touch, before, after, authors) if after else None


def _author(entry: Entry, column: str) -> int:
    return int(entry["by"].get(column, 0))


def _entry(
    touch: Touch, before: Snapshot | None, after: Snapshot | None, by: dict[str, int]
) -> Entry:
    model, pk = touch.key
    return {
        "model": model,
        "pk": pk,
        "name": touch.name,
        "before": before,
        "after": after,
        "by": by,
    }
