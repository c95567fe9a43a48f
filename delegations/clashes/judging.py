"""What clashes on a day: as planned, as it would be, and as it is expected to go."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from delegations.clashes.day import Day, Strictness, Walk
from delegations.clashes.findings import LEVELS, Breach, Finding, begins, fingerprint
from delegations.clashes.levels import levels
from delegations.clashes.offers import free_slots
from delegations.clashes.reading import AS_PLANNED, Proposed, Reading
from delegations.clashes.rules import HARD, SOFT, Rule
from delegations.models import AcceptedClash
from delegations.slots import Slot
from exhibitors.models import Exhibition

FORBID, BLOCK, WARN = LEVELS


def clashes_on(
    exhibition: Exhibition,
    on: date,
    expected: Mapping[int, Slot] | None = None,
    *,
    walk: Walk | None = None,
) -> tuple[Finding, ...]:
    """Return what clashes on a day: forbidden first, then blocking, then warned of.

    Within a level in the order of time. ``expected`` has times by the keys of stops,
    in the place of the planned ones; then also two groups expected at one bay of
    a stand, and a person expected in two places, as blocking. ``walk`` replaces the
    walks of the plans. A fixed number of queries, however many stops.
    """
    day = read(exhibition, on, walk=walk)
    hard: Mapping[Rule, str] = {}
    if expected:
        day = day.moved(expected, is_expected=True)
        hard = dict.fromkeys(HARD, BLOCK)
    return _judged(exhibition, day, hard)


def clashes_if(
    exhibition: Exhibition,
    on: date,
    moved: Mapping[int, Slot],
    stands: Mapping[int, int | None] | None = None,
    bays: Mapping[int, int] | None = None,
    *,
    walk: Walk | None = None,
) -> tuple[Finding, ...]:
    """Return what would clash on a day with stops at other times, stands or bays.

    Nothing is written. What the database would refuse is among it, as forbidden:
    a bay taken, a visit or person in two places, a stop outside its tour. ``moved``
    may give a stop its first time. Ordered as ``clashes_on``.
    """
    proposed = Proposed(moved, stands or {}, bays or {})
    day = read(exhibition, on, proposed, walk=walk)
    return _judged(exhibition, day, dict.fromkeys(HARD, FORBID))


def blocking(
    exhibition: Exhibition, on: date, *, walk: Walk | None = None
) -> tuple[Finding, ...]:
    """Return what keeps a day from being released, forbidden things among it.

    Without what somebody accepted.
    """
    return tuple(
        finding
        for finding in clashes_on(exhibition, on, walk=walk)
        if finding.level != WARN and not finding.is_accepted
    )


def read(
    exhibition: Exhibition,
    on: date,
    proposed: Proposed = AS_PLANNED,
    *,
    walk: Walk | None = None,
) -> Day:
    """Return a day to be judged by the exhibition's levels."""
    strict = {
        rule: (row.level, row.minutes) for rule, row in levels(exhibition).items()
    }
    return Reading(exhibition, on, strict).day(proposed, walk)


def breaches(day: Day) -> Iterator[Breach]:
    """Yield what breaks the rules that the day's levels do not ignore."""
    for rule, found in SOFT.items():
        if day.judges(rule):
            yield from found(day)


def _judged(
    exhibition: Exhibition, day: Day, hard: Mapping[Rule, str]
) -> tuple[Finding, ...]:
    accepted = set(
        AcceptedClash.objects.filter(exhibition=exhibition, on=day.on).values_list(
            "fingerprint", flat=True
        )
    )
    return findings(day, hard, accepted)


def findings(
    day: Day, hard: Mapping[Rule, str], accepted: Iterable[str] = ()
) -> tuple[Finding, ...]:
    """Return the findings of a day, hard rules at the levels given."""
    known = set(accepted)
    found = [_finding(day, b, level_of(day.levels, b), known) for b in breaches(day)]
    for rule, level in hard.items():
        found += [_finding(day, breach, level, known) for breach in rule(day)]
    found.sort(key=_order)
    return tuple(found)


def level_of(strict: Mapping[str, Strictness], breach: Breach) -> str:
    """Return how strictly a breach is taken: one that is worse blocks at least."""
    level = strict[breach.rule][0]
    return BLOCK if level == WARN and breach.is_worse else level


def _finding(day: Day, breach: Breach, level: str, accepted: set[str]) -> Finding:
    mark = fingerprint(day, breach)
    offers = free_slots(day, breach.stops[0]) if breach.is_of_time else ()
    return Finding(
        rule=str(breach.rule),
        level=level,
        stops=tuple(stop.pk for stop in breach.stops),
        visits=tuple(dict.fromkeys(tour.visit for tour in breach.tours)),
        sentence=breach.sentence,
        offers=offers,
        fingerprint=mark,
        # What is forbidden is not accepted, even where it was before.
        is_accepted=level != FORBID and mark in accepted,
        start=begins(day, breach),
        exhibition=day.exhibition,
        on=day.on,
    )


def _order(finding: Finding) -> tuple[object, ...]:
    return (
        LEVELS.index(finding.level),
        finding.start,
        finding.rule,
        finding.stops,
        finding.fingerprint,
    )
