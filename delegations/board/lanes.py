"""The rows of the board: its cards by delegation, stand, person or interpreter."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from delegations.board.cards import Card
from delegations.board.days import Day
from delegations.models import Engagement, Visit
from exhibitors.models import Stand
from exhibitors.templatetags.ornament import tint

ROLES = {
    "person": (Engagement.Role.RECEIVES, Engagement.Role.ACCOMPANIES),
    "interpreter": (Engagement.Role.INTERPRETS,),
}


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of the board: whose it is, and the cards in it by time.

    ``key`` tells rows apart: "d" for a delegation, "s" a stand, "p" a person, then
    its number, 0 for what has none. ``visit`` is set where new stops can be entered.
    """

    key: str
    label: str
    detail: str
    country_code: str
    tint: str
    cards: tuple[Card, ...]
    visits: tuple[Visit, ...] = ()


def by_delegation(
    day: Day, visits: Sequence[Visit], cards: Iterable[Card]
) -> list[Lane]:
    """Return a row for each delegation of the day, in the order of precedence."""
    placed = _grouped(cards, lambda card: [card.delegation])
    of_day: dict[int, list[Visit]] = defaultdict(list)
    for visit in visits:
        if visit.on == day.on:
            of_day[visit.delegation_id].append(visit)
    return [
        Lane(
            f"d{key}",
            _delegation_label(rows[0]),
            _guests(rows[0].delegation.size),
            (rows[0].delegation.country_id or "").lower(),
            tint(rows[0].delegation),
            placed[key],
            tuple(rows),
        )
        for key, rows in of_day.items()
    ]


def _delegation_label(visit: Visit) -> str:
    country = visit.delegation.country
    return country.name if country else visit.delegation.name


def _guests(size: int | None) -> str:
    if size is None:
        return ""
    return ngettext("%(n)d guest", "%(n)d guests", size) % {"n": size}


def by_stand(day: Day, cards: Iterable[Card], *, with_all: bool) -> list[Lane]:
    """Return a row for each stand that is visited, or for every one; a query."""
    placed = _grouped(cards, lambda card: [card.stand or 0])
    stands = Stand.objects.filter(exhibition=day.exhibition)
    if not with_all:
        stands = stands.filter(pk__in=[key for key in placed if key])
    lanes = [
        Lane(
            f"s{stand.pk}",
            f"{stand.number} {stand.name}".strip(),
            _bays(stand.bays),
            "",
            tint(stand),
            placed[stand.pk],
        )
        for stand in stands.order_by("number_key", "name", "pk")
    ]
    if 0 in placed:
        lanes.append(Lane("s0", _("At no stand"), "", "", "sp", placed[0]))
    return lanes


def _bays(bays: int) -> str:
    return ngettext("%(n)d bay", "%(n)d bays", bays) % {"n": bays} if bays > 1 else ""


def by_person(by: str, cards: Iterable[Card]) -> list[Lane]:
    """Return a row for each person with such a duty, and one for what has nobody."""
    cards = list(cards)
    roles = ROLES[by]
    placed = _grouped(
        cards, lambda card: {d.person for d in card.duties if d.role in roles}
    )
    names = {d.person: d.name for card in cards for d in card.duties}
    lanes = [
        Lane(f"p{key}", names[key], "", "", "sp", placed[key])
        for key in sorted(placed, key=lambda key: (names[key].casefold(), key))
    ]
    bare = [card for card in cards if is_bare(by, card)]
    label = _("No interpreter") if by == "interpreter" else _("Nobody receives")
    return [*lanes, Lane("p0", label, "", "", "sp", _by_time(bare))]


def is_bare(by: str, card: Card) -> bool:
    """Return whether nobody has the duty that the rows are about."""
    role = Engagement.Role.INTERPRETS if by == "interpreter" else "receives"
    return all(duty.role != role for duty in card.duties)


def _grouped(
    cards: Iterable[Card], keys: Callable[[Card], Iterable[Any]]
) -> dict[Any, tuple[Card, ...]]:
    """Return the cards that have a time, by the rows they belong to."""
    found: dict[Any, list[Card]] = defaultdict(list)
    for card in cards:
        if card.shown is not None:
            for key in keys(card):
                found[key].append(card)
    groups: dict[Any, tuple[Card, ...]] = defaultdict(tuple)
    groups.update({key: _by_time(rows) for key, rows in found.items()})
    return groups


def _by_time(cards: Iterable[Card]) -> tuple[Card, ...]:
    timed = [card for card in cards if card.shown is not None]
    return tuple(sorted(timed, key=lambda card: (card.shown, card.stop)))
