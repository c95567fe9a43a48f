"""Pieces of text that several sheets print."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from delegations.items import Item, Who
from exhibitors.models import Stand
from exhibitors.templatetags.ornament import tint

_MADE_UP = "*"


def day_text(day: date | None) -> str:
    """Return a day as headings print it."""
    return str(capfirst(date_format(day, "l j E Y") if day else _("no day yet")))


def by_day(items: Iterable[Item]) -> list[tuple[str, list[Item]]]:
    """Return the days of items as headings, each with its items, no day last."""
    found: dict[date, list[Item]] = {}
    for item in items:
        found.setdefault(item.on or date.max, []).append(item)
    return [
        (day_text(None if day == date.max else day), found[day])
        for day in sorted(found)
    ]


def marked(text: str, item: Item, field: str) -> str:
    """Return a text with a star if its field is made up for demonstration."""
    return f"{text}{_MADE_UP}" if text and field in item.illustrative else text


def when(item: Item) -> dict[str, str]:
    """Return the beginning and the end of a stop, as a row prints them."""
    if item.start is None:
        return {"start": "", "until": _("no time yet")}
    until = _("to %(end)s") % {"end": f"{item.end:%H:%M}"} if item.end else ""
    return {"start": marked(f"{item.start:%H:%M}", item, "planned"), "until": until}


def where(item: Item) -> dict[str, Any]:
    """Return a stop's stand, and whether it is a moment at no stand."""
    return {
        "number": item.stand_number,
        "tint": _tint(item.stand_kind, item.stand_country_code),
        "title": item.title,
        "moment": item.stand_id is None and item.kind != "call",
    }


@cache
def _tint(kind: str, country: str) -> str:
    """Return the colour of a stand's number, the one that pages give it."""
    if not kind:
        return "sp"
    return tint(Stand(kind=kind, country_id=country.upper() or None))


def detail(item: Item) -> str:
    """Return what happens at a stop: its kind if it says more, exhibits, the area."""
    says_more = item.kind != "call" and item.kind_label != item.title.casefold()
    kind = str(capfirst(item.kind_label)) if says_more else ""
    parts = (kind, ", ".join(item.exhibits), item.area)
    return " · ".join(part for part in parts if part)


def names(people: Iterable[Who]) -> str:
    """Return people in one line, with their forms of address."""
    return "; ".join(who.addressed for who in people)


def full(people: Iterable[Who]) -> str:
    """Return people in one line, with forms of address and titles."""
    return "; ".join(map(str, people))


def listed(people: Iterable[Who]) -> list[dict[str, str]]:
    """Return people with their forms of address, each with the title beside it."""
    return [{"name": who.addressed, "title": who.title} for who in people]


def spoken(people: Iterable[Who]) -> str:
    """Return who interprets, each with the languages."""
    return "; ".join(
        f"{who.addressed} ({who.languages})" if who.languages else who.addressed
        for who in people
    )


def interpreters(item: Item) -> str:
    """Return who interprets; without anybody, the languages that need somebody."""
    return spoken(item.interpreting) or ", ".join(item.languages)


def guests(item: Item) -> str:
    """Return how many people come; "" where that is not known or not shown."""
    if not item.size:
        return ""
    count = ngettext("%(count)d guest", "%(count)d guests", item.size)
    return count % {"count": item.size}


def labelled(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    """Return names with their values, those without a value left out."""
    return [{"name": name, "value": value} for name, value in pairs if value]


def points(items: Iterable[Item]) -> list[str]:
    """Return the talking points and notes of stops, which few views show."""
    found = []
    for item in items:
        begun = f"{item.start:%H:%M} " if item.start else ""
        texts = [text for text in (item.talking_points, item.note) if text]
        found += [f"{begun}{item.title}: {text}" for text in texts]
    return found
