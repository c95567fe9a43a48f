"""What would newly clash on a day, were its stops at other times."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from delegations.clashes.day import Day
from delegations.clashes.findings import LEVELS, Breach, begins, fingerprint
from delegations.clashes.judging import breaches, level_of, read
from delegations.clashes.reading import Proposed
from delegations.models import AcceptedClash
from delegations.slots import Slot
from exhibitors.models import Exhibition


@dataclass(frozen=True)
class Replanned:
    """Stops at other times and bays, those that lose theirs, and spans of visits."""

    times: Mapping[int, Slot] = field(default_factory=dict)
    bays: Mapping[int, int] = field(default_factory=dict)
    gone: Collection[int] = ()
    spans: Mapping[int, Slot | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class News:
    """A clash that is not there yet: its rule and level, and a sentence."""

    rule: str
    level: str
    sentence: str


def newly(exhibition: Exhibition, on: date, plan: Replanned) -> tuple[News, ...]:
    """Return what softer rules would say of a plan and do not say of the day as it is.

    The worst first, then in the order of time, without what was accepted; that a stop
    breaks a rule at another time too is nothing new. A fixed number of queries.
    """
    known = Counter(map(_same, breaches(read(exhibition, on))))
    day = _planned(read(exhibition, on, Proposed(plan.times, {}, plan.bays)), plan)
    marks = AcceptedClash.objects.filter(exhibition=exhibition, on=on)
    accepted = set(marks.values_list("fingerprint", flat=True))
    found = [
        (LEVELS.index(level_of(day.levels, b)), begins(day, b), b.sentence, str(b.rule))
        for b in _beyond(breaches(day), known)
        if fingerprint(day, b) not in accepted
    ]
    return tuple(
        News(rule, LEVELS[level], sentence)
        for level, _start, sentence, rule in sorted(found)
    )


def _planned(day: Day, plan: Replanned) -> Day:
    """Return a day without the stops that lose their time, its visits as planned."""
    tours = tuple(
        replace(
            tour,
            span=plan.spans.get(tour.visit, tour.span),
            stops=tuple(stop for stop in tour.stops if stop.pk not in plan.gone),
        )
        for tour in day.tours
    )
    return replace(day, tours=tours)


def _beyond(found: Iterator[Breach], known: Counter[object]) -> Iterator[Breach]:
    """Yield the breaches that are not known, as often as they are not."""
    for breach in found:
        if known[_same(breach)]:
            known[_same(breach)] -= 1
        else:
            yield breach


def _same(breach: Breach) -> object:
    """Return by what a breach is the same at any time."""
    stops = frozenset(stop.pk for stop in breach.stops)
    visits = frozenset(tour.visit for tour in breach.tours)
    return str(breach.rule), stops, visits, breach.is_worse
