"""The whole day, or every day, as a wide table."""

from typing import Any

from django.utils.translation import gettext as _

from delegations.exports.pdf import texts
from delegations.items import Item, Programme
from delegations.programme import Selection


def pages(whole: Programme, selection: Selection) -> dict[str, Any]:
    """Return a table a day, the stops without one last."""
    kind = _("Programme of the day")
    named = texts.day_text(selection.day) if selection.day else _("Programme")
    return {
        "title": f"{kind}: {named}" if selection.day else named,
        "heading": named,
        "kind": kind,
        "pages": [
            {"heading": day, "rows": [_row(item) for item in items]}
            for day, items in texts.by_day(whole.items)
        ],
    }


def _row(item: Item) -> dict[str, Any]:
    return {
        **texts.when(item),
        **texts.where(item),
        "detail": texts.detail(item),
        "delegation": item.delegation,
        "flag": item.country_code,
        "guests": texts.guests(item),
        "received": texts.listed(item.receiving),
        "accompanied": texts.names(item.accompanying),
        "interpreter": texts.interpreters(item),
        "points": [text for text in (item.talking_points, item.note) if text],
    }
