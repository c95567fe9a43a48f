"""What each kind of reader sees of a programme, and who may read which."""

import dataclasses
from collections.abc import Iterable
from typing import Any

from delegations.items import Item, Programme
from exhibitors.models import Exhibition, Role, RoleAssignment

_FOR_STANDS = frozenset({"size", "rank", "languages", "exhibits", "receiving"})
_FOR_ESCORTS = _FOR_STANDS | {
    "head",
    "accompanying",
    "interpreting",
    "meeting_point",
    "gate",
    "duty_phone",
}

# What each confidentiality shows beside the stop itself.
VIEWS: dict[str, frozenset[str]] = {
    "public": frozenset({"exhibits", "accompanying", "basis", "basis_label"}),
    "stand": _FOR_STANDS,
    "escort": _FOR_ESCORTS,
    "protocol": frozenset(
        item.name
        for item in dataclasses.fields(Item)
        if item.default is not dataclasses.MISSING
    ),
    "security": _FOR_ESCORTS | {"parking", "cars"},
}


def seen_as(view: str, whole: Programme) -> Programme:
    """Return the programme without what a view must not show.

    ``view`` is one of VIEWS. Blank fields look like those that were never entered.
    """
    hidden = _hidden(view)
    if not hidden:
        return whole
    return dataclasses.replace(whole, items=tuple(masked(view, whole.items)))


def masked(view: str, items: Iterable[Item]) -> list[Item]:
    """Return the stops without what a view must not show."""
    hidden = _hidden(view)
    return [dataclasses.replace(item, **hidden) for item in items]


def _hidden(view: str) -> dict[str, Any]:
    """Return the fields that a view must not show, as if they were never entered."""
    return {
        item.name: item.default
        for item in dataclasses.fields(Item)
        if item.name in VIEWS["protocol"] - VIEWS[view]
    }


@dataclasses.dataclass(frozen=True)
class Reader:
    """How far an account may read the movements of an exhibition.

    ``stands`` is None for all of it, else the stands whose arrivals are shown.
    """

    view: str
    stands: frozenset[int] | None = None

    @property
    def is_planner(self) -> bool:
        """Whether the reader sees the whole schedule."""
        return self.stands is None


def reader_of(user: Any, exhibition: Exhibition) -> Reader | None:
    """Return how far an account may read, None when it may not read at all."""
    if not user.is_authenticated:
        return None
    given = RoleAssignment.objects.filter(user=user)
    roles = [role for role in given if role.exhibition_id in (None, exhibition.pk)]
    names = {role.role for role in roles}
    if user.is_superuser or names & {Role.ORGANISER, Role.PROTOCOL_OFFICER}:
        return Reader("protocol")
    stands = {role.stand_id for role in roles if role.role == Role.STAND_HOST}
    return Reader("stand", frozenset(pk for pk in stands if pk)) if stands else None
