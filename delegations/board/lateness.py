"""How the visits of a board run, in words and minutes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from delegations.board.cards import Card
from delegations.board.days import Day
from delegations.running import Running
from delegations.slots import Slot


@dataclass(frozen=True, slots=True)
class Badge:
    """What a row says of its visits: words, and "ok", "warn" or "" for their tone."""

    words: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Late:
    """A visit that runs late, by how many minutes and since which stop."""

    visit: int
    who: str
    minutes: int
    since: str


def expected_of(runs: Mapping[int, Running]) -> dict[int, Slot]:
    """Return the expected times of the stops of visits, by the keys of stops."""
    return {key: slot for run in runs.values() for key, slot in run.expected.items()}


def late_times(runs: Mapping[int, Running]) -> dict[int, Slot]:
    """Return the expected times of the visits that may be off their plan."""
    off = {key: run for key, run in runs.items() if run.late or run.is_begun}
    return expected_of(off)


def badge(
    day: Day, minute: int, cards: Iterable[Card], runs: Iterable[Running]
) -> Badge:
    """Return how the visits of one row run."""
    shown = sorted(card.shown for card in cards if card.shown and not card.is_off)
    runs = list(runs)
    late = max((run.late for run in runs), default=0)
    if not shown:
        return Badge(_("no time yet"))
    if late > 0:
        return Badge(_("%(n)d min late") % {"n": late}, "warn")
    if any(run.is_begun for run in runs):
        return Badge(_("On time"), "ok")
    start, end = shown[0][0], max(last for _first, last in shown)
    is_today = 0 <= minute < day.length
    if is_today and minute < start:
        return Badge(_("Arrives %(time)s") % {"time": day.clock(start)})
    return Badge(f"{day.clock(start)}–{day.clock(end)}")


def late_visits(cards: Iterable[Card], runs: Mapping[int, Running]) -> tuple[Late, ...]:
    """Return the visits that run late, the latest first."""
    by_visit: dict[int, list[Card]] = {}
    for card in cards:
        if card.shown is not None and not card.is_off:
            by_visit.setdefault(card.visit, []).append(card)
    found = []
    for run in runs.values():
        own = sorted(by_visit.get(run.visit, ()), key=lambda card: card.shown or (0, 0))
        if run.late > 0 and own:
            since = next((card for card in own if card.is_moved), own[0])
            name = since.number or since.title
            found.append(
                Late(
                    run.visit,
                    own[0].delegation_name,
                    run.late,
                    f"{name}, {since.starts}",
                )
            )
    return tuple(sorted(found, key=lambda late: -late.minutes))
