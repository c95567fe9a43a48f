"""A programme as JSON, in the shape that ``schedule.schema.json`` publishes.

What a view does not show is left out; what was never entered is null or empty.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from delegations.confidentiality import VIEWS
from delegations.items import Item, Programme, Who

FORMAT = "expo-schedule-1"
SCHEMA_FILE = Path(__file__).with_name("schedule.schema.json")

_PEOPLE = ("head", "receiving", "accompanying", "interpreting")
# Fields that a view may hide, under the names they have in the item.
_HIDEABLE = tuple(sorted(VIEWS["protocol"]))
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@cache
def schema() -> bytes:
    """Return the published schema, a JSON Schema of 2020-12."""
    return SCHEMA_FILE.read_bytes()


def write(whole: Programme, view: str, filters: Mapping[str, object]) -> bytes:
    """Return the file: a line for the document and a line an item."""
    return "".join(_parts(whole, view, filters)).encode()


def _parts(whole: Programme, view: str, filters: Mapping[str, object]) -> Iterator[str]:
    head = _encode(_document(whole, view, filters))
    yield f'{head[:-1]},"items":['
    shown = [name for name in _HIDEABLE if name in VIEWS[view]]
    before = "\n"
    for item in whole.items:
        yield before
        yield _encode(_item(item, shown))
        before = ",\n"
    yield "\n]}\n"


def _document(
    whole: Programme, view: str, filters: Mapping[str, object]
) -> dict[str, object]:
    return {
        "format": FORMAT,
        "exhibition": {
            "slug": whole.exhibition.slug,
            "name": whole.exhibition_name,
            "time_zone": whole.exhibition.timezone,
        },
        "language": whole.language,
        "state": whole.state,
        "version": whole.version,
        "confidentiality": view,
        "filters": filters,
    }


def _item(item: Item, shown: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": str(item.uid),
        "date": item.on and item.on.isoformat(),
        "start": item.start and item.start.isoformat(),
        "end": item.end and item.end.isoformat(),
        "visit": {"id": item.visit, "name": item.visit_name},
        "order": item.order,
        "delegation": {
            "slug": item.delegation_slug,
            "name": item.delegation,
            "country": item.country_code.upper() or None,
            "country_name": item.country,
        },
        "kind": item.kind,
        "kind_label": item.kind_label,
        "title": item.title,
        "stand": _stand(item),
        "area": item.area,
        "status": item.status,
        "status_label": item.status_label,
        "illustrative": item.illustrative,
    }
    for name in shown:
        value = getattr(item, name)
        found[name] = [_who(who) for who in value] if name in _PEOPLE else value
    return found


def _stand(item: Item) -> dict[str, object] | None:
    if item.stand_id is None:
        return None
    return {
        "slug": item.stand_slug,
        "number": item.stand_number,
        "name": item.stand,
        "bay": item.bay,
    }


def _who(who: Who) -> dict[str, str]:
    return {
        "name": who.name,
        "form_of_address": who.form_of_address,
        "title": who.title,
        "duty": who.duty,
        "languages": who.languages,
    }
