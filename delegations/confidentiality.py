"""What each kind of reader sees of a programme, and who may read which."""

import dataclasses
from collections.abc import Iterable
from operator import attrgetter
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
    if VIEWS[view] == VIEWS["protocol"]:
        return whole
    return dataclasses.replace(whole, items=tuple(masked(view, whole.items)))


def masked(view: str, items: Iterable[Item]) -> list[Item]:
    """Return the stops without what a view must not show."""
    hidden = VIEWS["protocol"] - VIEWS[view]
    kept = tuple(
        item.name for item in dataclasses.fields(Item) if item.name not in hidden
    )
    read = attrgetter(*kept)
    return [Item(**dict(zip(kept, read(item), strict=True))) for item in items]


@dataclasses.dataclass(frozen=True)
class Reader:
    """How far an account may read the movements of an exhibition.

    ``stands`` is None for all of it, else the stands whose arrivals are shown.
    """

    view: str
    stands: frozenset[int] | None = None

    @property
    def views(self) -> tuple[str, ...]:
        """The views that the reader may choose: those that show no more than theirs."""
        own = VIEWS[self.view]
        return tuple(view for view, fields in VIEWS.items() if fields <= own)

    @property
    def is_planner(self) -> bool:
        """Whether the reader sees the whole schedule."""
        return self.stands is None


# The most that each role sees of the schedule; other roles see nothing of it.
CEILINGS = {
    Role.ORGANISER: "protocol",
    Role.PROTOCOL_OFFICER: "protocol",
    Role.STAND_HOST: "stand",
}


def reader_of(user: Any, exhibition: Exhibition) -> Reader | None:
    """Return how far an account may read, None when it may not read at all."""
    if not user.is_authenticated:
        return None
    given = RoleAssignment.objects.filter(user=user)
    roles = [role for role in given if role.exhibition_id in (None, exhibition.pk)]
    names = {role.role for role in roles}
    if user.is_superuser or names & {Role.ORGANISER, Role.PROTOCOL_OFFICER}:
        return Reader(CEILINGS[Role.PROTOCOL_OFFICER])
    stands = {role.stand_id for role in roles if role.role == Role.STAND_HOST}
    if not stands:
        return None
    own = frozenset(pk for pk in stands if pk)
    return Reader(CEILINGS[Role.STAND_HOST], own)
