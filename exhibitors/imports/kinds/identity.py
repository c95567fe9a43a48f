"""How the record of a line is known: by its key, its address, its name."""

from typing import Any

from exhibitors.imports.drafts import Draft
from exhibitors.imports.vocabulary import word
from exhibitors.imports.work import Work


def by_key(draft: Draft, work: Work, model: Any) -> int | None:
    """Return the record with the line's key."""
    key = draft.values.get("key")
    matches = work.known(word(model, "key", key)) if key else []
    return matches[0][0] if matches else None


def by_slug(draft: Draft, work: Work, model: Any) -> int | None:
    """Return the record with the line's address."""
    slug = draft.values.get("slug")
    matches = work.known(word(model, "slug", slug)) if slug else []
    return matches[0][0] if matches else None


def key_of(work: Work, model: Any, record: int) -> str:
    """Return the key of a record, "" where it has none."""
    row = work.row(model, record)
    if row is not None:
        return str(row.key)
    claims = work.claims.get(record)
    return str(claims[1].get("key", "")) if claims else ""


def unless_other_key(
    draft: Draft, work: Work, model: Any, record: int | None
) -> int | None:
    """Return a record found by its name, unless it has another key than the line."""
    key = draft.values.get("key")
    if record is None or not key:
        return record
    return record if key_of(work, model, record) in ("", key) else None
