"""The rules, each a function that yields what breaks it on a day.

All are pure: a ``Day`` in, breaches with their sentences out. ``SOFT`` are those that
an exhibition sets a level for; ``HARD`` are those of the database.
"""

from collections.abc import Callable, Iterator

from delegations.clashes.day import Day
from delegations.clashes.findings import Breach
from delegations.clashes.rules import hard, hours, meetings, people, places, walking
from delegations.models import ClashRule

Rule = Callable[[Day], Iterator[Breach]]

SOFT: dict[str, Rule] = {
    ClashRule.WALKING: walking.walking,
    ClashRule.OPENING: hours.opening,
    ClashRule.WINDOW: hours.window,
    ClashRule.UNCONFIRMED: people.unconfirmed,
    ClashRule.RECEIVING: people.receiving,
    ClashRule.INTERPRETER: people.interpreter,
    ClashRule.APART: meetings.apart,
    ClashRule.PRECEDENCE: meetings.precedence,
    ClashRule.EMBARGO: places.embargo,
    ClashRule.CROWDING: places.crowding,
}
HARD: tuple[Rule, ...] = (hard.taken, hard.own, hard.twice)
