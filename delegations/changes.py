"""What a writing of the schedule changed: kept, read again, and taken back."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models

from delegations.locks import lock
from delegations.models import Change, Visit
from delegations.rows import Row, exhibition_of, visits_of
from delegations.snapshots import Snapshot, difference, snapshot, stored


class Log:
    """The rows of one writing as they were before it, to be compared with after."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = list(rows)
        # Kept with the keys of now: a removed row loses its own.
        self.keys = [(type(row), row.pk) for row in self.rows]
        self.before = stored(self.rows)

    def keep(self, **fields: Any) -> Change | None:
        """Write the change and return it, None where nothing differs.

        The lock on the log lasts until the commit: numbers rise as commits do.
        """
        entries = self._entries()
        if not entries:
            return None
        exhibition = exhibition_of(self.rows[0])
        lock([f"changes {exhibition}"])
        return Change.objects.create(
            exhibition_id=exhibition,
            entries=entries,
            days=sorted(set(self._days())),
            visits=sorted(self._visits()),
            **fields,
        )

    def _entries(self) -> list[dict[str, Any]]:
        after = stored(self.rows)
        entries = []
        for row, (model, old) in zip(self.rows, self.keys, strict=True):
            key = old or row.pk
            was, now = self.before.get((model, key)), after.get((model, key))
            before, after_it = _differing(was, now)
            if before or after_it:
                name = str(now or was)
                entries.append(_entry(model, key, name, before, after_it))
        return entries

    def _visits(self) -> set[int]:
        return set(visits_of([*self.rows, *self.before.values()]))

    def _days(self) -> Iterable[date]:
        visits = Visit.objects.filter(pk__in=self._visits(), on__isnull=False)
        yield from (on for on in visits.values_list("on", flat=True) if on)
        for row in self.before.values():
            if isinstance(row, Visit) and row.on:
                yield row.on


def _entry(
    model: type[models.Model],
    key: int,
    name: str,
    before: Snapshot | None,
    after: Snapshot | None,
) -> dict[str, Any]:
    return {
        "model": model._meta.model_name,
        "pk": key,
        "name": name,
        "before": before,
        "after": after,
    }


def _differing(
    was: models.Model | None, now: models.Model | None
) -> tuple[Snapshot | None, Snapshot | None]:
    """Return whole rows where one came or went, else the values that differ."""
    before = snapshot(was) if was else None
    after = snapshot(now) if now else None
    if before is None or after is None:
        return before, after
    return difference(before, after)
