"""Locks that writers of the schedule take, always in one order.

Advisory locks, for what is locked may not exist yet: the hours of a stand. Without
them exclusion constraints let writers wait for each other in circles.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, timedelta
from typing import Any

from django.db import OperationalError, connection, transaction

from delegations.models import (
    ClashLevel,
    ClashRule,
    Delegation,
    Engagement,
    Membership,
    Stop,
    Visit,
)
from delegations.rows import Row, exhibition_of_all, only, visits_of
from exhibitors.jobs.alive import key_of

LOCK_TIMEOUT = "5s"

# Rules of two visits that share no stand: where an exhibition forbids to break one of
# them, its writers take turns on a day.
PAIRS = (ClashRule.APART, ClashRule.PRECEDENCE, ClashRule.CROWDING)

_LOCK_NOT_AVAILABLE = "55P03"
_DEADLOCK = "40P01"


class Busy(Exception):  # noqa: N818
    """Somebody else holds the lock, and did not let go of it in time."""


@contextmanager
def waiting() -> Iterator[None]:
    """Wait for locks no longer than LOCK_TIMEOUT; raises Busy."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
            yield
    except OperationalError as error:
        code = getattr(error.__cause__, "pgcode", "")
        if code not in (_LOCK_NOT_AVAILABLE, _DEADLOCK):
            raise
        raise Busy from error


def lock(names: Iterable[str]) -> None:
    """Take the named locks until the transaction ends, in the order of their keys."""
    keys = sorted(map(key_of, names))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(key) FROM unnest(%s::bigint[]) "
            "WITH ORDINALITY AS locks(key, place) ORDER BY place",
            [keys],
        )


def hold_delegations(keys: Iterable[int]) -> None:
    """Let nobody else write these delegations, or who is in them, until the end.

    Whoever changes a delegation takes this first and reads it then: of it, and of its
    members, no version tells that another wrote meanwhile.
    """
    if names := [f"delegation {pk}" for pk in keys]:
        lock(names)


def lock_touched(rows: Sequence[Row], removed: Sequence[Row]) -> None:
    """Take the locks on all that rows touch now or will touch.

    First delegations, then visits, then, with their stops and engagements at rest,
    stands and people by day; each in one order, so that two writers never wait for
    each other.
    """
    every = [*rows, *removed]
    hold_delegations(
        {row.pk for row in only(every, Delegation) if row.pk}
        | {row.delegation_id for row in only(every, Membership) if row.delegation_id}
    )
    visits = sorted(set(visits_of(every)))
    lock(f"visit {pk}" for pk in visits)
    lock(_touched(rows, visits) | _whole_days(every, visits))


def _touched(rows: Sequence[Row], visits: Sequence[int]) -> set[str]:
    """Return the names of stands and people by day, before and after the change."""
    stops = [*Stop.objects.filter(visit__in=visits), *only(rows, Stop)]
    duties = [
        *Engagement.objects.filter(visit__in=visits).select_related("visit", "stop"),
        *only(rows, Engagement),
    ]
    spans = {
        day for visit in only(rows, Visit) if visit.span for day in _days(visit.span)
    }
    return (
        {
            f"stand {stop.stand_id} {day}"
            for stop in stops
            for day in _days(stop.planned)
        }
        | {
            f"person {duty.person_id} {day}"
            for duty in duties
            for time in (duty.during, duty.stop and duty.stop.planned, duty.visit.span)
            for day in _days(time)
        }
        | {f"person {duty.person_id} {day}" for duty in duties for day in spans}
        | {
            f"delegation {visit.delegation_id} {day}"
            for visit in only(rows, Visit)
            for day in spans
        }
    )


def _whole_days(rows: Sequence[Row], visits: Sequence[int]) -> set[str]:
    """Return the names of whole days, where a forbidden rule needs them."""
    exhibition = exhibition_of_all(rows)
    forbidden = ClashLevel.objects.filter(
        exhibition=exhibition, level=ClashLevel.Level.FORBID, rule__in=PAIRS
    )
    if not forbidden.exists():
        return set()
    stored = Visit.objects.filter(pk__in=visits).values_list("on", flat=True)
    days = {*stored, *(visit.on for visit in only(rows, Visit))}
    return {f"day {exhibition} {day}" for day in days if day}


def _days(time: Any) -> list[date]:
    """Return the days that a range of time touches, none for None."""
    if time is None:
        return []
    first, last = (end.astimezone(UTC).date() for end in (time.lower, time.upper))
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]
