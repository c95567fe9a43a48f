"""The clashes of a day as the board lists them, with what repairs each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from delegations.board.days import Day
from delegations.clashes import Finding, accepted_on, clashes_on
from delegations.models import Stop
from delegations.slots import Slot
from exhibitors import clock

_WARN = "warn"


@dataclass(frozen=True, slots=True)
class Offer:
    """A free slot for the stop to be moved, in minutes and as clocks show it."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One clash: the stop to be moved with its version, and where it could go.

    ``reason`` and ``who`` are those with which somebody left it as it is.
    """

    finding: Finding
    stop: int | None
    version: int
    offers: tuple[Offer, ...]
    reason: str = ""
    who: str = ""


@dataclass(frozen=True, slots=True)
class Clashing:
    """The clashes of a day: to be mended, only warned of, and left as they are."""

    serious: tuple[Shown, ...]
    warnings: tuple[Shown, ...]
    accepted: tuple[Shown, ...]

    @property
    def levels(self) -> dict[int, str]:
        """The worst level by the key of each stop that clashes."""
        found: dict[int, str] = {}
        for shown in (*self.serious, *self.warnings):
            for stop in shown.finding.stops:
                found.setdefault(stop, shown.finding.level)
        return found


def clashing(day: Day, late: Mapping[int, Slot]) -> Clashing:
    """Return what clashes on a day; a fixed number of queries.

    ``late`` has the expected times, by their keys, of stops that may not be at
    their planned ones.
    """
    found = clashes_on(day.exhibition, day.on, late or None)
    first = [finding.stops[0] for finding in found if finding.stops]
    versions = dict(Stop.objects.filter(pk__in=first).values_list("pk", "version"))
    reasons = accepted_on(day.exhibition, day.on)
    rows = []
    for finding in found:
        stop = finding.stops[0] if finding.stops else None
        left = reasons.get(finding.fingerprint) if finding.is_accepted else None
        rows.append(
            Shown(
                finding,
                stop,
                versions.get(stop or 0, 0),
                tuple(_offers(day, finding.offers)),
                left.reason if left else "",
                str(left.user) if left and left.user else "",
            )
        )
    return _sorted(rows)


def _offers(day: Day, slots: Iterable[Slot]) -> Iterable[Offer]:
    """Yield the slots that are not over yet, or all of a day that is."""
    now = clock.now()
    is_today = 0 <= day.minute(now) < day.length
    for first, last in slots:
        if is_today and first < now:
            continue
        start, end = day.minute(first), day.minute(last)
        yield Offer(start, end, f"{day.clock(start)}–{day.clock(end)}")


def _sorted(rows: Iterable[Shown]) -> Clashing:
    rows = list(rows)
    open_ones = [row for row in rows if not row.finding.is_accepted]
    return Clashing(
        tuple(row for row in open_ones if row.finding.level != _WARN),
        tuple(row for row in open_ones if row.finding.level == _WARN),
        tuple(row for row in rows if row.finding.is_accepted),
    )


def finding_of(day: Day, late: Mapping[int, Slot], mark: str) -> Finding | None:
    """Return the clash of a day with this fingerprint, None where it is gone."""
    found = clashes_on(day.exhibition, day.on, late or None)
    return next((row for row in found if row.fingerprint == mark), None)
