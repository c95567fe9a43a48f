"""The board of a day as a whole."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max, Q

from delegations.board.cards import Card, cards_of, visits_on
from delegations.board.days import Day
from delegations.board.lanes import Lane, by_delegation, by_person, by_stand
from delegations.board.lateness import (
    Late,
    expected_of,
    late_times,
    late_visits,
)
from delegations.models import Change, Visit
from delegations.running import Running, running
from delegations.slots import Slot
from exhibitors.models import Exhibition, OpeningHours

ROWS = ("delegation", "stand", "person", "interpreter")
# The hours of a day without stops or opening hours.
_USUAL = (9 * 60, 18 * 60)
_HALF_HOUR = 30


@dataclass(frozen=True)
class Board:
    """A day by rows of one kind, the tray, and the axis from ``first`` to ``last``.

    ``tray`` are the stops without a time of the day's visits, ``waiting`` those of
    visits that have no day yet.
    ``runs`` is how each visit runs, by its key, ``late`` those that run late, and
    ``late_times`` when their stops are expected.
    """

    day: Day
    by: str
    lanes: tuple[Lane, ...]
    tray: tuple[Card, ...]
    waiting: tuple[Card, ...]
    first: int
    last: int
    runs: Mapping[int, Running]
    late: tuple[Late, ...]
    late_times: Mapping[int, Slot]

    @property
    def is_illustrative(self) -> bool:
        """Whether any of the times is made up for demonstration."""
        return any(card.is_illustrative for lane in self.lanes for card in lane.cards)


def board_of(
    exhibition: Exhibition,
    on: date,
    by: str = "delegation",
    *,
    with_all: bool = False,
    only: Iterable[int] | None = None,
) -> Board:
    """Return the board of a day; the number of queries is the same for any number.

    ``with_all`` adds the stands that nobody visits to the rows by stand; ``only``
    reads no other visits than these.
    """
    day = Day(exhibition, on)
    visits = list(
        visits_on(day) if only is None else visits_on(day).filter(pk__in=only)
    )
    runs = running(exhibition, on)
    cards = cards_of(day, visits, expected_of(runs))
    days = {visit.pk: visit.on for visit in visits}
    untimed = [card for card in cards if card.shown is None and not card.is_off]
    first, last = _axis(day, cards)
    return Board(
        day=day,
        by=by,
        lanes=tuple(_lanes(day, by, visits, cards, with_all=with_all)),
        tray=tuple(card for card in untimed if days[card.visit]),
        waiting=tuple(card for card in untimed if not days[card.visit]),
        first=first,
        last=last,
        runs=runs,
        late=late_visits(cards, runs),
        late_times=late_times(runs),
    )


def _lanes(
    day: Day, by: str, visits: Sequence[Visit], cards: Sequence[Card], *, with_all: bool
) -> list[Lane]:
    if by == "stand":
        return by_stand(day, cards, with_all=with_all)
    if by == "delegation":
        return by_delegation(day, visits, cards)
    return by_person(by, cards)


def last_change(exhibition: Exhibition) -> int:
    """Return the number of an exhibition's last change, 0 before the first."""
    changes = Change.objects.filter(exhibition=exhibition)
    return changes.aggregate(last=Max("pk"))["last"] or 0


def _axis(day: Day, cards: Iterable[Card]) -> tuple[int, int]:
    """Return from which half hour to which all fits: opening hours and stops."""
    ends: list[int] = []
    for hours in OpeningHours.objects.filter(exhibition=day.exhibition, on=day.on):
        ends += map(day.minute_of_clock, (hours.opens_at, hours.closes_at))
    for card in cards:
        ends += [*(card.planned or ()), *(card.shown or ())]
    if not ends:
        ends = list(_USUAL)
    first, last = min(ends), max(ends)
    return first - first % _HALF_HOUR, last + -last % _HALF_HOUR


def days_beside(exhibition: Exhibition, on: date) -> tuple[date | None, date | None]:
    """Return the day before and after on which there is a visit or an opening."""
    visits: Any = Visit.objects.filter(~Q(on=None), exhibition=exhibition)
    hours: Any = OpeningHours.objects.filter(exhibition=exhibition)
    days = sorted(
        {*visits.values_list("on", flat=True), *hours.values_list("on", flat=True)}
    )
    before = [other for other in days if other < on]
    after = [other for other in days if other > on]
    return (before[-1] if before else None), (after[0] if after else None)
