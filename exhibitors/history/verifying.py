"""Proof that nothing of the history was removed or altered.

Everything is computed in the database, a batch at a time: memory stays constant
however long the history is. The hashes are made here anew; what functions in the
database say is not asked.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from exhibitors.models.recording.checks import ACTORS, CHAIN, EVENTS, GENESIS

TRANSACTIONS_AT_ONCE = 2_000
EVENTS_AT_ONCE = 20_000


@dataclass(frozen=True)
class Fault:
    """What is wrong, and with the transaction of which number (0: with none)."""

    number: int
    sentence: str


@dataclass
class Verdict:
    """What was found: how much there is, how much was erased, what is wrong."""

    transactions: int = 0
    events: int = 0
    erased: int = 0
    head: str = ""
    faults: list[Fault] = field(default_factory=list)

    @property
    def first(self) -> Fault | None:
        """The fault of the earliest transaction."""
        return min(self.faults, key=lambda fault: fault.number, default=None)


def verify() -> Verdict:
    """Return what the history holds and what of it is wrong, read as of one moment."""
    verdict = Verdict()
    with _one_moment() as cursor:
        _verify_chain(cursor, verdict)
        _verify_events(cursor, verdict)
        _verify_actors(cursor, verdict)
    return verdict


@contextmanager
def _one_moment() -> Iterator[Any]:
    """Open a transaction that sees nothing of what is written meanwhile."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if is_outermost:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield cursor


def _verify_chain(cursor: Any, verdict: Verdict) -> None:
    number, head = 0, _nothing(cursor)
    while True:
        cursor.execute(CHAIN, [head, number, TRANSACTIONS_AT_ONCE])
        rows = cursor.fetchall()
        for row in rows:
            _judge(verdict, number + 1, *row[:1], *row[3:])
            number, head = row[0], row[2]
            verdict.transactions += 1
        if len(rows) < TRANSACTIONS_AT_ONCE:
            break
    verdict.head = bytes(head).hex() if verdict.transactions else ""


def _nothing(cursor: Any) -> Any:
    cursor.execute(GENESIS)
    return cursor.fetchone()[0]


def _judge(
    verdict: Verdict,
    expected: int,
    number: int,
    is_whole: bool,
    follows: bool,
    is_counted: bool | None,
) -> None:
    if number != expected:
        missing = (
            f"{expected}" if number == expected + 1 else f"{expected}–{number - 1}"
        )
        verdict.faults.append(Fault(expected, f"transaction {missing} is missing"))
    elif not follows:
        sentence = f"transaction {number} does not follow the one before it"
        verdict.faults.append(Fault(number, sentence))
    if not is_counted:
        sentence = f"events of transaction {number} were removed or added"
        verdict.faults.append(Fault(number, sentence))
    elif not is_whole:
        sentence = f"transaction {number} or one of its events was altered"
        verdict.faults.append(Fault(number, sentence))


def _verify_events(cursor: Any, verdict: Verdict) -> None:
    last = 0
    while True:
        cursor.execute(EVENTS, [last, EVENTS_AT_ONCE])
        until, count, erased, *found = cursor.fetchone()
        _tell(verdict, *found)
        verdict.events += count
        verdict.erased += erased
        if count < EVENTS_AT_ONCE:
            return
        last = until


def _tell(
    verdict: Verdict,
    altered: int | None,
    personal: int | None,
    unsaid: int | None,
    orphan: int | None,
) -> None:
    for number, sentence in (
        (altered, "an event of transaction {} was altered"),
        (personal, "a personal value of transaction {} was altered"),
        (unsaid, "personal values of transaction {} were removed without an erasure"),
    ):
        if number is not None:
            verdict.faults.append(Fault(number, sentence.format(number)))
    if orphan is not None:
        sentence = (
            f"event {orphan} belongs to no transaction: one was removed or forged"
        )
        verdict.faults.append(Fault(0, sentence))


def _verify_actors(cursor: Any, verdict: Verdict) -> None:
    cursor.execute(ACTORS)
    altered, unsaid = cursor.fetchone()
    if altered is not None:
        sentence = f"who wrote transaction {altered} was altered"
        verdict.faults.append(Fault(altered, sentence))
    if unsaid is not None:
        sentence = f"who wrote transaction {unsaid} was removed without an erasure"
        verdict.faults.append(Fault(unsaid, sentence))
