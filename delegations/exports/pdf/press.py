"""The press sheet: visits that reports have made public, and no more of them."""

from typing import Any

from django.utils.translation import gettext as _

from delegations.exports.pdf import texts
from delegations.items import Item, Programme
from delegations.programme import Selection


def pages(whole: Programme, selection: Selection) -> dict[str, Any]:
    """Return a table a day, the stops without one last."""
    return {
        "title": _("Press sheet"),
        "heading": _("Official visits to the exhibition"),
        "kind": _("Press sheet"),
        "empty": _("No visit has been reported yet."),
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
        "country": item.country,
        "accompanied": texts.listed(item.accompanying),
        "basis": item.basis_label,
    }
