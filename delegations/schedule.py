"""The one way to write the schedule.

Every change of a delegation, membership, visit, stop or engagement comes through
``write``: it takes advisory locks in one order, saves all rows with the constraints
deferred, lets PostgreSQL judge, keeps what changed, and turns a refusal into sentences.
Nothing is half written.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from delegations.changes import Log
from delegations.clashes import Finding, Watch
from delegations.locks import Busy, lock_touched, waiting
from delegations.models import (
    CalendarEntry,
    Change,
    Delegation,
    Engagement,
    Mark,
    Membership,
    Stop,
    Visit,
)
from delegations.rows import ORDER, Row, exhibition_of, only, parts_of
from delegations.slots import Slot
from exhibitors.history.judging import JUDGE

RULES = frozenset(
    {
        "engagement_person_once",
        "membership_once",
        "membership_one_head",
        "occupancy_inside_once",
        "stop_bay_exists",
        "stop_stand_bay_once",
        "stop_visit_once",
        "stop_within_span",
        "visit_delegation_once",
    }
)


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
    rows: Iterable[Row],
    *,
    removed: Iterable[Row] = (),
    reader: Any = None,
    action: str = Change.Action.SAVE,
    undoes: Change | None = None,
) -> Change | None:
    """Save new and changed rows, and remove others, all or nothing.

    A removed stop that was once exported is cancelled instead, so that calendars
    can be told, and so is one at which something was marked on the day; so is a visit
    with such a stop. A stop with ``to_show`` is linked to
    those exhibits. ``reader`` is the account that writes, and reads the sentences: out
    of scope it learns no names; None, the program itself, may read all.

    Returns what was kept of the change under ``action``, None where nothing differs.
    Raises ScheduleConflict, with a sentence for each clashing row.
    """
    return _write(list(rows), list(removed), reader, action=action, undoes=undoes)


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
            _write(rows, removed, reader)
            raise _RolledBack
    except _RolledBack:
        kept.restore()
        # Rolling back to the savepoint let go of the locks taken inside it.
        if connection.in_atomic_block:
            with _not_busy():
                lock_touched(rows, removed)


def _write(
    rows: list[Row], removed: list[Row], reader: Any, **change: Any
) -> Change | None:
    """Save and remove rows; keep a change of these fields, none without any."""
    rows = _in_order(rows)
    kept = _Kept([*rows, *removed])
    try:
        with transaction.atomic():
            with _not_busy():
                lock_touched(rows, removed)
            _refuse_stale([*rows, *removed])
            log = Log([*rows, *removed, *parts_of(removed, rows)]) if change else None
            watch = Watch([*rows, *removed])
            with _not_busy(), _judged(rows, removed, reader), transaction.atomic():
                _save(rows, removed)
                _refuse_forbidden(watch.broken(), rows, reader)
            if log is None or not log.rows:
                return None
            with _not_busy():
                return log.keep(user=reader, **change)
    except BaseException:
        kept.restore()
        raise


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
    """Return what others need before them: a head steps back before the next one."""

    def rank(row: Row) -> tuple[int, bool]:
        is_head = isinstance(row, Membership) and row.role == Membership.Role.HEAD
        return ORDER.index(type(row)), is_head

    return sorted(rows, key=rank)


def _save(rows: Sequence[Row], removed: Sequence[Row]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    # What others are part of goes last: by then those that stay have left it.
    wholes = (Delegation, Visit)
    for row in reversed(_in_order(removed)):
        if not isinstance(row, wholes):
            _remove(row)
    for row in rows:
        row.exhibition_id = exhibition_of(row)
        if isinstance(row, Visit | Stop) and not row._state.adding:
            row.version += 1
        row.save()
        if isinstance(row, Stop) and row.to_show is not None:
            row.exhibits.set(row.to_show)
    for row in reversed(_in_order(only(removed, wholes))):
        _remove(row)
    with connection.cursor() as cursor:
        cursor.execute(JUDGE)
    for model in (Visit, Stop, Engagement):
        _refresh(model, only(rows, model))


def _refresh(model: Any, rows: Sequence[Any]) -> None:
    """Read again what the database decides of rows."""
    read = model.objects.filter(pk__in=[row.pk for row in rows])
    counted = dict(read.values_list("pk", "is_counted")) if rows else {}
    for row in rows:
        row.is_counted = counted[row.pk]


def _remove(row: Row) -> None:
    at: dict[str, Any] = (
        {"stop__visit": row} if isinstance(row, Visit) else {"stop": row}
    )
    if not isinstance(row, Visit | Stop) or not (
        CalendarEntry.objects.filter(**at).exists()
        or Mark.objects.filter(**at).exists()
    ):
        row.delete()
        return
    row.status = type(row).Status.CANCELLED
    row.version += 1
    row.save(update_fields=["status", "version"])


def _refuse_stale(rows: Sequence[Row]) -> None:
    """Refuse rows that somebody else changed or removed since they were read."""
    clashes = []
    for model in (Visit, Stop):
        read = [row for row in only(rows, model) if not row._state.adding]
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


def _refuse_forbidden(
    findings: Sequence[Finding], rows: Sequence[Row], reader: Any
) -> None:
    """Refuse what the exhibition forbids, with sentences and free times."""
    from delegations.conflicts import forbidden  # noqa: PLC0415

    if findings:
        raise ScheduleConflict(forbidden(findings, rows, reader))


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


@contextmanager
def _not_busy() -> Iterator[None]:
    """Say in a sentence that somebody else is saving the same hours."""
    try:
        with waiting():
            yield
    except Busy as error:
        sentence = _("Someone else is saving the same hours. Try again.")
        raise ScheduleConflict([Clash("busy", None, sentence)]) from error
