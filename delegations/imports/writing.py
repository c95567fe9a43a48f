"""Delegations and memberships, written by what alone may write them."""

from collections.abc import Iterable, Mapping
from typing import Any

from delegations import schedule
from delegations.models import Delegation, Membership
from delegations.snapshots import put_back
from exhibitors.imports.shapes import ImportRefused, Problem
from exhibitors.imports.writing import Changes, Writer


def _write(rows: Iterable[Any], removed: Iterable[Any], user: Any) -> None:
    """Write through the schedule; what it refuses refuses the list."""
    try:
        schedule.write(rows, removed=removed, reader=user)
    except schedule.ScheduleConflict as conflict:
        reason = " ".join(conflict.messages)
        raise ImportRefused(Problem("", "", "schedule", {"reason": reason})) from None


def _writer(model: Any) -> Writer:
    def save(made: list[Any], changed: Changes, user: Any) -> None:
        _write([*made, *(row for row, _columns in changed)], [], user)

    def remove(records: Iterable[int], user: Any) -> None:
        _write([], list(model.objects.filter(pk__in=records)), user)

    def restore(values: Mapping[int, dict[str, Any]], user: Any) -> None:
        rows = model.objects.in_bulk(values)
        for pk, row in rows.items():
            put_back(row, values[pk])
        _write(rows.values(), [], user)

    return Writer(save, remove, restore)


BY_SCHEDULE = {model: _writer(model) for model in (Delegation, Membership)}
