"""An official's pocket card: where one is expected, when, and to do what."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from delegations.exports.pdf import texts
from delegations.items import Item, Programme, Who
from delegations.models import Engagement
from delegations.programme import Selection


def pages(whole: Programme, selection: Selection) -> dict[str, Any]:
    """Return a card a person: of the one who was chosen, else of all with a duty."""
    person = selection.person
    if person:
        who = Who(
            person.name,
            person.title or "",
            form_of_address=person.form_of_address or "",
            person=person.pk,
        )
        cards = [_card(who, whole.items)]
    else:
        cards = [_card(who, items) for who, items in _everybody(whole.items)]
    kind = _("Pocket card")
    return {
        "title": f"{kind}: {person.name}" if person else kind,
        "heading": kind,
        "kind": kind,
        "pages": cards,
    }


def _everybody(items: Iterable[Item]) -> list[tuple[Who, list[Item]]]:
    """Return all who have a duty that the reader may see, by name."""
    found: dict[int, tuple[Who, list[Item]]] = {}
    for item in items:
        named = (*item.receiving, *item.accompanying, *item.interpreting)
        for key, who in {who.person: who for who in named}.items():
            found.setdefault(key, (who, []))[1].append(item)
    return sorted(found.values(), key=lambda card: (card[0].name, card[0].person))


def _card(who: Who, items: Sequence[Item]) -> dict[str, Any]:
    phones = dict.fromkeys(item.duty_phone for item in items if item.duty_phone)
    return {
        "address": who.form_of_address,
        "heading": who.name,
        "position": who.title,
        "phone": ", ".join(phones),
        "phone_label": _("Duty telephone"),
        "days": [
            {"name": day, "rows": [_row(who, item) for item in found]}
            for day, found in texts.by_day(items)
        ],
    }


def _row(who: Who, item: Item) -> dict[str, Any]:
    return {
        **texts.when(item),
        **texts.where(item),
        "area": item.area,
        "delegation": item.delegation,
        "flag": item.country_code,
        "duty": _duty(who, item),
    }


def _duty(who: Who, item: Item) -> str:
    """Return what a person does at a stop; "" where that is not shown."""
    roles = (
        (Engagement.Role.RECEIVES, item.receiving),
        (Engagement.Role.ACCOMPANIES, item.accompanying),
        (Engagement.Role.INTERPRETS, item.interpreting),
    )
    found = [
        " ".join(
            part for part in (duty.duty or str(role.label), duty.languages) if part
        )
        for role, people in roles
        for duty in people
        if duty.person == who.person
    ]
    return str(capfirst("; ".join(found)))
