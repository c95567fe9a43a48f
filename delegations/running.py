"""How the visits of a day run: expected times, lateness, where each of them is.

Expected times are derived from the plan, what was recorded, and the delay that was
reported; they are stored nowhere. Delegations follow the plan until something is
recorded: see ``delegations.expecting`` for the rules.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from delegations.expecting import Delay, Leg, Walk, no_walks, outlook
from delegations.models import Stop, Visit
from delegations.slots import Slot
from exhibitors import clock
from exhibitors.models import Exhibition
from exhibitors.queries.walking import Place, walks


@dataclass(frozen=True)
class Running:
    """How one visit runs: keys of stops, minutes behind its plan.

    ``late`` is negative where the visit ended early; ``is_begun`` says whether
    anything was recorded of it yet.
    """

    visit: int
    late: int
    current: int | None
    next: int | None
    is_begun: bool
    expected: dict[int, Slot]
    missed: tuple[int, ...] = ()


def expected(
    exhibition: Exhibition, on: date, now: datetime | None = None
) -> dict[int, Slot]:
    """Return the expected times of a day's timed stops, by the key of the stop.

    In universal time; skipped and cancelled stops have none. One query, and those of
    the walks.
    """
    return {
        stop: slot
        for run in running(exhibition, on, now).values()
        for stop, slot in run.expected.items()
    }


def running(
    exhibition: Exhibition, on: date, now: datetime | None = None
) -> dict[int, Running]:
    """Return how each visit of a day that takes place runs, by its key.

    ``now`` is the present moment unless given. One query, and those of the walks.
    """
    by_visit: dict[int, list[Stop]] = {}
    for stop in _timed(exhibition, on):
        stop.visit.exhibition = exhibition
        by_visit.setdefault(stop.visit_id, []).append(stop)
    moment = now or clock.now()
    walk = walk_of(exhibition) if by_visit else no_walks
    return {
        key: run_of(stops[0].visit, stops, moment, walk)
        for key, stops in by_visit.items()
    }


def _timed(exhibition: Exhibition, on: date) -> Iterable[Stop]:
    return (
        Stop.objects.filter(
            exhibition=exhibition,
            visit__on=on,
            visit__is_counted=True,
            planned__isnull=False,
        )
        .exclude(status=Stop.Status.CANCELLED)
        .select_related("visit")
        .order_by("planned", "pk")
    )


def walk_of(exhibition: Exhibition) -> Walk:
    """Return how long the way between two stands is, by the plans of the exhibition."""
    minutes = walks(exhibition).minutes

    def walk(start: int | None, end: int | None) -> timedelta | None:
        if start is None or end is None:
            return None
        found = (
            0 if start == end else minutes(Place("stand", start), Place("stand", end))
        )
        return None if found is None else timedelta(minutes=found)

    return walk


def run_of(
    visit: Visit, stops: Iterable[Stop], now: datetime, walk: Walk = no_walks
) -> Running:
    """Return how one visit runs with these stops, of which only timed ones count."""
    legs = [leg_of(stop) for stop in stops if stop.planned]
    seen = outlook(legs, now=pushing(visit, now), delay=delay_of(visit), walk=walk)
    return Running(
        visit=visit.pk,
        late=_minutes(seen.late),
        current=seen.current,
        next=next(iter(seen.to_come), None),
        is_begun=_is_begun(legs),
        expected=seen.times,
        missed=seen.missed,
    )


def leg_of(stop: Stop) -> Leg:
    """Return what the expected times rest on, of a stop with a time."""
    return Leg(
        stop.pk,
        stop.planned.lower,
        stop.planned.upper,
        stop.stand_id,
        stop.actual_start_at,
        stop.actual_end_at,
        # Guests who came all the same were there, whatever the status says.
        is_skipped=stop.status == Stop.Status.SKIPPED and stop.actual_start_at is None,
    )


def _is_begun(legs: Iterable[Leg]) -> bool:
    return any(leg.is_marked or leg.is_skipped for leg in legs)


def pushing(visit: Visit, now: datetime) -> datetime | None:
    """Return the moment before which nothing is still to come; None off its day."""
    return now if visit.exhibition.local(now).date() == visit.on else None


def delay_of(visit: Visit) -> Delay | None:
    """Return the delay that was reported of a visit."""
    if visit.delay is None or visit.delay_since is None:
        return None
    return Delay(timedelta(minutes=visit.delay), visit.delay_since)


def _minutes(lateness: timedelta) -> int:
    """Return whole minutes; what is less than half a minute is none."""
    return round(lateness / timedelta(minutes=1))
