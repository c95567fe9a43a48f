"""The one way to write the schedule.

Every change of a visit, stop or engagement comes through ``write``: it takes
advisory locks in one order, saves all rows with the constraints deferred, lets
PostgreSQL judge, and turns a refusal into sentences. Nothing is half written.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, timedelta
from hashlib import blake2b
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils.translation import gettext as _

from delegations.models import CalendarEntry, Engagement, Stop, Visit
from delegations.slots import Slot

Row = Visit | Stop | Engagement

LOCK_TIMEOUT = "5s"

RULES = frozenset(
    {
        "engagement_person_once",
        "occupancy_inside_once",
        "stop_bay_exists",
        "stop_stand_bay_once",
        "stop_visit_once",
        "stop_within_span",
        "visit_delegation_once",
    }
)

_LOCK_NOT_AVAILABLE = "55P03"
_DEADLOCK = "40P01"


@dataclass(frozen=True)
class Clash:
    """One rule that one row would break, in a sentence for the person who tries.

    ``free`` holds up to three free slots, nearest first, where the rule is one of
    time; ``row`` is the row at fault, None where nobody can say which.
    """

    rule: str
    row: Row | None
    sentence: str
    free: tuple[Slot, ...] = ()


class ScheduleConflict(ValidationError):  # noqa: N818 - as ValidationError
    """A change of the schedule was refused; nothing of it was written."""

    def __init__(self, clashes: Sequence[Clash]) -> None:
        super().__init__([clash.sentence for clash in clashes])
        self.clashes = tuple(clashes)


class _RolledBack(Exception):  # noqa: N818
    """Ends a rehearsal."""


def write(
    rows: Iterable[Row], *, removed: Iterable[Row] = (), reader: Any = None
) -> None:
    """Save new and changed rows, and remove others, all or nothing.

    A removed stop that was once exported is cancelled instead, so that calendars
    can be told; so is a visit with such a stop. ``reader`` is the account that
    reads the sentences: out of scope it learns no names; None may read all.

    Raises ScheduleConflict, with a sentence for each clashing row.
    """
    rows, removed = _in_order(rows), list(removed)
    kept = _Kept([*rows, *removed])
    try:
        with transaction.atomic():
            _lock(rows, removed)
            _refuse_stale([*rows, *removed])
            with _judged(rows, removed, reader), transaction.atomic():
                _save(rows, removed)
    except BaseException:
        kept.restore()
        raise


def rehearse(
    rows: Iterable[Row], *, removed: Iterable[Row] = (), reader: Any = None
) -> None:
    """Try what ``write`` would do, and take all of it back.

    Within a transaction the locks stay until its end, so that what was rehearsed
    can then be written. Raises ScheduleConflict like ``write``.
    """
    rows, removed = list(rows), list(removed)
    kept = _Kept([*rows, *removed])
    try:
        with transaction.atomic():
            write(rows, removed=removed, reader=reader)
            raise _RolledBack
    except _RolledBack:
        kept.restore()
        # Rolling back to the savepoint let go of the locks taken inside it.
        if connection.in_atomic_block:
            _lock(_in_order(rows), removed)


class _Kept:
    """The attributes of rows as they are now, to go back to."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = [(row, dict(vars(row)), row._state.adding) for row in rows]

    def restore(self) -> None:
        """Set every row back."""
        for row, attributes, adding in self.rows:
            vars(row).clear()
            vars(row).update(attributes)
            row._state.adding = adding


def _in_order(rows: Iterable[Row]) -> list[Row]:
    """Return visits before their stops before their engagements."""
    order = (Visit, Stop, Engagement)
    return sorted(rows, key=lambda row: order.index(type(row)))


def _save(rows: Sequence[Row], removed: Sequence[Row]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    for row in reversed(_in_order(removed)):
        _remove(row)
    for row in rows:
        if isinstance(row, Visit):
            row.exhibition_id = row.delegation.exhibition_id
        else:
            row.exhibition_id = row.visit.exhibition_id
        if not isinstance(row, Engagement) and row.pk is not None:
            row.version += 1
        row.save()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for row in rows:
        row.refresh_from_db(fields=["is_counted"])


def _remove(row: Row) -> None:
    exported = CalendarEntry.objects.none()
    if isinstance(row, Visit):
        exported = CalendarEntry.objects.filter(stop__visit=row)
    elif isinstance(row, Stop):
        exported = CalendarEntry.objects.filter(stop=row)
    if isinstance(row, Engagement) or not exported.exists():
        row.delete()
        return
    row.status = type(row).Status.CANCELLED
    row.version += 1
    row.save(update_fields=["status", "version"])


def _refuse_stale(rows: Sequence[Row]) -> None:
    """Refuse rows that somebody else changed or removed since they were read."""
    clashes = []
    for model in (Visit, Stop):
        read = [row for row in _only(rows, model) if row.pk is not None]
        found: Any = model.objects.filter(pk__in=[row.pk for row in read])
        versions = dict(found.values_list("pk", "version"))
        clashes += [
            Clash("stale", row, _stale_sentence(row, row.pk in versions))
            for row in read
            if versions.get(row.pk) != row.version
        ]
    if clashes:
        raise ScheduleConflict(clashes)


def _stale_sentence(row: Row, is_there: bool) -> str:
    if is_there:
        sentence = _("“%(row)s” was changed by someone else meanwhile. Reload it.")
    else:
        sentence = _("“%(row)s” was removed by someone else meanwhile.")
    return sentence % {"row": row}


@contextmanager
def _judged(rows: Sequence[Row], removed: Sequence[Row], reader: Any) -> Iterator[None]:
    """Turn PostgreSQL's refusal of the rows into sentences."""
    from delegations.conflicts import explain  # noqa: PLC0415

    try:
        yield
    except IntegrityError as error:
        rule = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
        if rule not in RULES:
            raise
        raise ScheduleConflict(explain(rule, rows, removed, reader)) from error


def _lock(rows: Sequence[Row], removed: Sequence[Row]) -> None:
    """Take advisory locks on all that the rows touch now or will touch.

    First the visits, then, with their stops and engagements at rest, stands and
    people by day; each in one order, so that two writers never wait for each other.
    """
    visits = {
        row.pk if isinstance(row, Visit) else row.visit_id for row in [*rows, *removed]
    }
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'")
            _advisory_lock(f"visit {pk}" for pk in visits if pk is not None)
            _advisory_lock(_touched(rows, [pk for pk in visits if pk is not None]))
    except OperationalError as error:
        code = getattr(error.__cause__, "pgcode", "")
        if code not in (_LOCK_NOT_AVAILABLE, _DEADLOCK):
            raise
        sentence = _("Someone else is saving the same hours. Try again.")
        raise ScheduleConflict([Clash("busy", None, sentence)]) from error


def _touched(rows: Sequence[Row], visits: Sequence[int]) -> set[str]:
    """Return the names of stands and people by day, before and after the change."""
    stops = [*Stop.objects.filter(visit__in=visits), *_only(rows, Stop)]
    duties = [
        *Engagement.objects.filter(visit__in=visits).select_related("visit", "stop"),
        *_only(rows, Engagement),
    ]
    spans = {
        day for visit in _only(rows, Visit) if visit.span for day in _days(visit.span)
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
            for visit in _only(rows, Visit)
            for day in spans
        }
    )


def _only(rows: Sequence[Row], model: type) -> list[Any]:
    return [row for row in rows if isinstance(row, model)]


def _days(time: Any) -> list[date]:
    """Return the days that a range of time touches, none for None."""
    if time is None:
        return []
    first, last = (end.astimezone(UTC).date() for end in (time.lower, time.upper))
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


def _advisory_lock(names: Iterable[str]) -> None:
    keys = sorted(
        int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), signed=True)
        for name in names
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(key) FROM unnest(%s::bigint[]) "
            "WITH ORDINALITY AS locks(key, place) ORDER BY place",
            [keys],
        )
