"""What every printed sheet has around its rows: whose it is, version, words."""

import re
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.utils.translation import gettext as _

from delegations.exports.pdf.typesetting import raster
from delegations.items import Programme
from exhibitors.templatetags.content import day_range, short_name


def frame(whole: Programme, view: str, pages: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a template, all of them texts in one language.

    ``pages`` are those of a sheet: its title, and what it repeats.
    """
    exhibition = whole.exhibition
    venues = [venue.name for venue in exhibition.venues.all()]
    days = day_range(exhibition.start_on, exhibition.end_on)
    codes = {item.country_code for item in whole.items if item.country_code}
    return {
        "empty": _("No stop has been planned yet."),
        **pages,
        "language": whole.language,
        "exhibition": short_name(exhibition),
        "place": ", ".join([*venues, days]),
        "mark": _medallion(),
        "frieze": _drawing("patterns/frieze-paper.svg"),
        "flags": {code: _flag(code) for code in codes if _flag(code)},
        "small_flags": {
            code: list(raster(_flag(code))) for code in codes if _flag(code)
        },
        "version": whole.version,
        "use": _use(whole, view),
        "illustrative": _illustrative() if whole.is_illustrative else "",
        "words": _words(),
    }


def _use(whole: Programme, view: str) -> str:
    if view == "public":
        return _("Times of %(zone)s.") % {"zone": whole.exhibition.timezone}
    text = _("For official use. Times of %(zone)s.")
    return text % {"zone": whole.exhibition.timezone}


def _illustrative() -> str:
    return _(
        "* Illustrative: no report gives this value; it is made up for demonstration."
    )


def _words() -> dict[str, str]:
    return {
        "time": _("Time"),
        "number": _("Stand"),
        "stop": _("Stop"),
        "delegation": _("Delegation"),
        "received": _("Received by"),
        "accompanied": _("Accompanied by"),
        "interpreter": _("Interpreter"),
        "exhibits": _("To show"),
        "notes": _("Notes for the officer"),
        "contact": _("Arrival and contact"),
    }


@cache
def _medallion() -> str:
    """Return the exhibition's medallion by itself, in its colours for paper."""
    drawn = _drawing("patterns/medallions.svg")
    symbol = drawn.partition('<symbol id="gol-sp"')[2].partition("</symbol>")[0]
    coloured = re.sub(r"var\([^,]+,([^)]+)\)", r"\1", symbol)
    return f'<svg xmlns="http://www.w3.org/2000/svg"{coloured}</svg>'


@cache
def _flag(code: str) -> str:
    return _drawing(f"flags/{code}.svg")


@cache
def _drawing(name: str) -> str:
    """Return a drawing of the site, "" where there is none."""
    path = finders.find(name)
    return Path(path).read_text(encoding="utf-8") if path else ""
