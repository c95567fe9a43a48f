"""A delegation's programme: one page that a minister can hold."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from delegations.exports.pdf import texts
from delegations.items import Item, Programme, Who
from delegations.programme import Selection
from delegations.tours import Tour, tours


def pages(whole: Programme, selection: Selection) -> dict[str, Any]:
    """Return a page a delegation, each with its visits."""
    found: dict[int, list[Item]] = {}
    for item in whole.items:
        found.setdefault(item.delegation_id, []).append(item)
    title = selection.delegation.name if selection.delegation else _("Programme")
    kind = _("Programme of the visit")
    return {
        "title": f"{kind}: {title}" if selection.delegation else title,
        "heading": title,
        "kind": kind,
        "pages": [_page(items) for items in found.values()],
    }


def _page(items: Sequence[Item]) -> dict[str, Any]:
    first = items[0]
    found = tours(items)
    return {
        "heading": first.delegation,
        "flag": first.country_code,
        "country": first.country,
        "head": texts.full(first.head),
        "visits": [_visit(tour, is_one_of_many=len(found) > 1) for tour in found],
    }


def _visit(tour: Tour, *, is_one_of_many: bool) -> dict[str, Any]:
    # Who interprets the whole tour is said once, above it.
    throughout = _on_all_stops(tour)
    return {
        "name": tour.first.visit_name if is_one_of_many else "",
        "facts": texts.labelled(_facts(tour)),
        "people": texts.labelled(
            [
                (_("Accompanied by"), texts.full(_accompanying(tour))),
                (_("Interpreters"), texts.spoken(throughout)),
            ]
        ),
        "rows": [_row(item, throughout) for item in tour.items],
        "notes": texts.points(tour.items),
        "contact": texts.labelled(_contact(tour.first)),
    }


def _accompanying(tour: Tour) -> list[Who]:
    """Return all who accompany some of a tour, each once."""
    people = {who.person: who for item in tour.items for who in item.accompanying}
    return list(people.values())


def _on_all_stops(tour: Tour) -> list[Who]:
    """Return who interprets at every stop of a tour."""
    return [
        who
        for who in tour.first.interpreting
        if all(who in item.interpreting for item in tour.items)
    ]


def _facts(tour: Tour) -> list[tuple[str, str]]:
    first = tour.first
    met = texts.marked(first.meeting_point, first, "visit.meeting_point")
    begun = f"{tour.start:%H:%M}" if tour.start else ""
    return [
        (_("Date"), texts.day_text(tour.on)),
        (_("Meeting point"), ", ".join(part for part in (met, met and begun) if part)),
        (_("Guests"), _guests(first)),
    ]


def _guests(item: Item) -> str:
    spoken = ", ".join(item.languages)
    if item.size and spoken:
        text = _("%(count)d, with interpreters %(languages)s")
        return text % {"count": item.size, "languages": spoken}
    return str(item.size or spoken)


def _row(item: Item, throughout: Sequence[Who]) -> dict[str, Any]:
    others = [who for who in item.interpreting if who not in throughout]
    interpreter = f"{_('Interprets')}: {texts.spoken(others)}" if others else ""
    return {
        **texts.when(item),
        **texts.where(item),
        "detail": texts.detail(item),
        "received": texts.listed(item.receiving),
        "accompanied": texts.names(item.accompanying),
        "interpreter": interpreter,
    }


def _contact(item: Item) -> list[tuple[str, str]]:
    fields = ("gate", "parking", "cars", "duty_phone")
    labels = (_("Gate"), _("Parking"), _("Cars"), _("Duty telephone"))
    values = [
        texts.marked(getattr(item, name).replace("\n", ", "), item, f"visit.{name}")
        for name in fields
    ]
    return list(zip(labels, values, strict=True))
