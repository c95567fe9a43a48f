"""What rules find, and how it is told apart from what was found before."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256

from delegations.clashes.day import Day, Placed, Tour
from delegations.slots import Slot

LEVELS = ("forbid", "block", "warn")


@dataclass(frozen=True)
class Breach:
    """A rule that some stops break, as the rule's own function tells it.

    The first stop is the one to move, where ``is_of_time``. ``rests_on`` names what
    else must stay the same for the breach to be the same. A breach that
    ``is_worse`` counts as blocking where the rule only warns.
    """

    rule: str
    tours: tuple[Tour, ...]
    stops: tuple[Placed, ...]
    sentence: str
    rests_on: tuple[object, ...] = ()
    is_of_time: bool = False
    is_worse: bool = False


@dataclass(frozen=True)
class Finding:
    """One clash, in a sentence of the active language that says who, where, when.

    ``rule`` is a ClashRule, or the name of a hard rule; ``level`` forbid, block or
    warn. ``offers`` are free slots for the first stop, then one of the first visit:
    nearest first, none where no time helps. ``fingerprint`` stays the same over
    languages and runs, and changes with the rule, the rows and their times.
    """

    rule: str
    level: str
    stops: tuple[int, ...]
    visits: tuple[int, ...]
    sentence: str
    offers: tuple[Slot, ...]
    fingerprint: str
    is_accepted: bool
    start: datetime
    exhibition: int
    on: date


def fingerprint(day: Day, breach: Breach) -> str:
    """Return 64 hexadecimal digits that stand for a breach."""
    times = [
        (stop.pk, stop.stand, _text(stop.start), _text(stop.end))
        for stop in sorted(breach.stops, key=lambda stop: stop.pk)
    ]
    visits = sorted(tour.visit for tour in breach.tours)
    whole = (str(breach.rule), day.on.isoformat(), visits, times, breach.rests_on)
    return sha256(repr(whole).encode()).hexdigest()


def text_of(slot: Slot | None) -> str:
    """Return a stretch of time for a fingerprint, in universal time."""
    return f"{_text(slot[0])}/{_text(slot[1])}" if slot else ""


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()


def begins(day: Day, breach: Breach) -> datetime:
    """Return when a breach begins: its first stop, else its first tour."""
    times = [stop.slot for stop in breach.stops]
    if not breach.stops:
        times = [tour.hours for tour in breach.tours if tour.hours]
    return min(
        (start for start, _end in times),
        default=datetime.combine(day.on, datetime.min.time(), day.zone),
    )
