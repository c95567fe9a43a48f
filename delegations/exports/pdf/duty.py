"""A stand's duty sheet: who comes when, how many, in which language, to see what."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from delegations.exports.pdf import texts
from delegations.items import Item, Programme
from delegations.programme import Selection


def pages(whole: Programme, selection: Selection) -> dict[str, Any]:
    """Return a page a stand, each by days; what is at no stand is on none."""
    found: dict[int, list[Item]] = {}
    for item in whole.items:
        if item.stand_id:
            found.setdefault(item.stand_id, []).append(item)
    title, kind = _("Duty sheets"), _("Duty sheet of the stand")
    stand = selection.stand
    return {
        "title": f"{kind}: {stand.name}" if stand else title,
        "heading": stand.name if stand else title,
        "kind": kind,
        "pages": [
            _page(items)
            for items in sorted(found.values(), key=lambda items: items[0].stand_number)
        ],
    }


def _page(items: Sequence[Item]) -> dict[str, Any]:
    first = items[0]
    return {
        **texts.where(first),
        "heading": first.stand,
        "area": first.area,
        "days": [
            {"name": day, "rows": [_row(item) for item in found]}
            for day, found in texts.by_day(items)
        ],
    }


def _row(item: Item) -> dict[str, Any]:
    bay = _("bay %(bay)d") % {"bay": item.bay} if item.bay > 1 else ""
    return {
        **texts.when(item),
        "delegation": item.delegation,
        "flag": item.country_code,
        "country": item.country,
        "detail": " · ".join(part for part in (texts.guests(item), bay) if part),
        "head": texts.full(item.head),
        "interpreter": texts.interpreters(item),
        "received": texts.listed(item.receiving),
        "accompanied": texts.names(item.accompanying),
        "exhibits": list(item.exhibits),
        "points": [text for text in (item.talking_points, item.note) if text],
    }
