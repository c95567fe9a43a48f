"""The lines of a run, kept with what comes of each."""

import io
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from exhibitors.imports.drafts import Draft
from exhibitors.imports.judging import fingerprint, public
from exhibitors.models import ImportRow, ImportRun

_COLUMNS = (
    "run_id, number, action, label, model, record, before, after, also, problems, "
    "source, fingerprint"
)
Model = Any


def keep(run: ImportRun, model: Model, drafts: list[Draft]) -> None:
    """Keep a batch of lines, by COPY: a list of 100,000 has as many."""
    text = io.StringIO()
    for draft in drafts:
        text.write("\t".join(_cells(run, model, draft)))
        text.write("\n")
    text.seek(0)
    with connection.cursor() as cursor:
        driver: Any = cursor
        driver.copy_expert(f"COPY exhibitors_importrow ({_COLUMNS}) FROM STDIN", text)


def replace(run: ImportRun, model: Model, drafts: list[Draft]) -> None:
    """Keep lines with the keys of what they made, in place of those of the trial."""
    run.rows.filter(number__in=[draft.line.number for draft in drafts]).delete()
    keep(run, model, drafts)


def _cells(run: ImportRun, model: Model, draft: Draft) -> list[str]:
    is_there = draft.record is not None and draft.record > 0
    is_taken = draft.action != ImportRow.Action.REFUSED
    return [
        str(run.pk),
        str(draft.line.number),
        str(draft.action),
        _escaped(draft.label),
        model._meta.label_lower,
        str(draft.record) if is_there and is_taken else r"\N",
        _json(public(draft.before)),
        _json(public(draft.after)),
        _json(draft.also),
        _json([problem.as_json() for problem in draft.problems]),
        _json(draft.line.cells),
        fingerprint(draft),
    ]


def _json(value: Any) -> str:
    if not value:
        return "{}" if isinstance(value, dict) else "[]"
    text = json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder)
    return _escaped(text)


def _escaped(text: str) -> str:
    return (
        text.replace("\\", "\\\\")
        .replace("\t", "\\t")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
    )


def changed_since(run: ImportRun, drafts: list[Draft]) -> list[int]:
    """Return the numbers of lines of which something else would come than was shown."""
    numbers = [draft.line.number for draft in drafts]
    shown = dict(
        ImportRow.objects.filter(
            run=run, number__range=(min(numbers), max(numbers))
        ).values_list("number", "fingerprint")
    )
    return [
        draft.line.number
        for draft in drafts
        if shown.get(draft.line.number) != fingerprint(draft)
    ]
