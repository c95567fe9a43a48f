"""Personal data taken out of what imports keep: records, lines, lists as sent."""

from functools import partial
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from exhibitors.models import ImportRecord, ImportRow, ImportRun


def erase_in_imports(row: models.Model, emptied: dict[str, Any]) -> None:
    """Take the values of a row out of all imports that wrote or met it.

    ``emptied`` are its columns as they are now: an import can still be taken back, and
    brings back nothing else. A list that named it is no longer kept as it was sent.
    """
    label = row._meta.label_lower
    told = Q(model=label, record=row.pk)
    runs: set[int] = set()
    for record in ImportRecord.objects.filter(told).select_for_update():
        if record.before is not None:
            record.before |= emptied
        record.after |= emptied
        record.save(update_fields=["before", "after"])
        runs.add(record.run_id)
        told |= Q(run=record.run_id, number=record.number)
    lines = ImportRow.objects.filter(told)
    runs |= set(lines.order_by().values_list("run", flat=True).distinct())
    lines.filter(model=label).update(label="—")
    nothing: list[Any] = []
    lines.update(before={}, after={}, also=nothing, problems=nothing, source=nothing)
    for run in ImportRun.objects.filter(pk__in=runs).exclude(file=""):
        transaction.on_commit(partial(run.file.storage.delete, str(run.file.name)))
