"""Afterwards: what was planned against what happened, by visit and for the day."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from delegations.confidentiality import Reader
from delegations.exports.csv import harmless
from delegations.items import Item
from delegations.models import ExportLog
from delegations.today import Call, Round, day_of
from exhibitors.models import Exhibition


@dataclass(frozen=True)
class Outcome:
    """One stop: minutes later than planned, negative for earlier, None if unknown."""

    call: Call
    start: int | None
    end: int | None
    stay: int | None

    @property
    def item(self) -> Item:
        """The stop as it was planned."""
        return self.call.item


@dataclass(frozen=True)
class Totals:
    """Sums over some stops; ``stay`` and ``planned`` are minutes at those with both."""

    stops: int
    done: int
    skipped: int
    unmarked: int
    late: int | None
    longest: int | None
    stay: int
    planned: int


@dataclass(frozen=True)
class Account:
    """A visit afterwards."""

    round: Round
    outcomes: tuple[Outcome, ...]
    totals: Totals


def accounts_of(
    exhibition: Exhibition, reader: Reader, on: date, language: str
) -> list[Account]:
    """Return the visits of a day with their outcomes, as far as a reader sees them.

    Ordered as the visits of the day are; in a fixed number of queries.
    """
    found = []
    for one in day_of(exhibition, reader, on, language):
        outcomes = tuple(_outcome(call) for call in one.calls if call.state != "off")
        found.append(Account(one, outcomes, totals(outcomes)))
    return found


def totals(outcomes: Iterable[Outcome]) -> Totals:
    """Return the sums over some stops; ``late`` is the mean at their beginnings."""
    every = list(outcomes)
    states = [outcome.call.state for outcome in every]
    starts = [outcome.start for outcome in every if outcome.start is not None]
    stayed = [one for one in every if one.stay is not None and one.item.minutes]
    return Totals(
        stops=len(every),
        done=states.count("done"),
        skipped=states.count("skipped"),
        unmarked=sum(
            not (one.call.arrived or one.call.left or one.call.state == "skipped")
            for one in every
        ),
        late=round(sum(starts) / len(starts)) if starts else None,
        longest=max(starts, default=None),
        stay=sum(one.stay or 0 for one in stayed),
        planned=sum(one.item.minutes or 0 for one in stayed),
    )


def _outcome(call: Call) -> Outcome:
    return Outcome(
        call,
        start=_minutes(call.item.start, call.arrived),
        end=_minutes(call.item.end, call.left),
        stay=_minutes(call.arrived, call.left),
    )


def _minutes(before: datetime | None, after: datetime | None) -> int | None:
    if before is None or after is None:
        return None
    return round((after - before).total_seconds() / 60)


def table_of(
    exhibition: Exhibition,
    reader: Reader,
    on: date,
    *,
    language: str,
    user: Any,
) -> bytes:
    """Return planned against actual as a table (CSV), and log that it was read."""
    accounts = accounts_of(exhibition, reader, on, language)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_columns())
    rows = [_row(outcome) for account in accounts for outcome in account.outcomes]
    writer.writerows(rows)
    ExportLog.objects.create(
        exhibition=exhibition,
        user=user,
        format="csv",
        filters={
            "date": on.isoformat(),
            "actual": True,
            "language": language,
            "view": reader.view,
            **({"stands": sorted(reader.stands)} if reader.stands else {}),
        },
        stop_count=len(rows),
    )
    return ("\ufeff" + out.getvalue()).encode()


def _columns() -> list[str]:
    return [
        _("Delegation"),
        _("Stop"),
        _("Stand number"),
        _("Planned start"),
        _("Planned end"),
        _("Arrived"),
        _("Left"),
        _("Minutes late at the start"),
        _("Minutes late at the end"),
        _("Status"),
    ]


def _row(outcome: Outcome) -> list[str]:
    call, item = outcome.call, outcome.item
    moments = [item.start, item.end, call.arrived, call.left]
    cells: list[object] = [item.delegation, item.title, item.stand_number]
    numbers = [outcome.start, outcome.end]
    return [
        *(harmless(cell) for cell in cells),
        *(moment.isoformat(timespec="seconds") if moment else "" for moment in moments),
        *("" if number is None else str(number) for number in numbers),
        item.status_label,
    ]
