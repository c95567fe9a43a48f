"""Lists read into an exhibition: looked at, tried, applied, taken back.

A trial goes through the list as the application does and writes nothing but its lines.
The application goes through it again, in one transaction, and holds each line against
what the trial showed. Nothing is half written.
"""

from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils import translation

from exhibitors.imports import lines, mapping, undoing
from exhibitors.imports.bad_rows import write_bad_rows
from exhibitors.imports.fields import Kind, kind_named, kinds, label_of
from exhibitors.imports.problems import problem_text
from exhibitors.imports.proposing import propose_drafts, withdraw_drafts
from exhibitors.imports.reading import (
    Source,
    digest_of,
    guessed_kind,
    source_of,
)
from exhibitors.imports.running import Telling, batches
from exhibitors.imports.scope import Scope
from exhibitors.imports.shapes import Cancelled, ImportRefused, Overview, Tell
from exhibitors.imports.states import enter, leave
from exhibitors.imports.tables import MOST_BYTES, refuse
from exhibitors.imports.writing import write
from exhibitors.imports.written import written
from exhibitors.models import Exhibition, ImportRow, ImportRun, SavedMapping

if TYPE_CHECKING:
    from django.core.files.base import File

__all__ = [
    "apply",
    "check",
    "field_label",
    "kinds_for",
    "new_run",
    "overview",
    "problem_text",
    "remember",
    "undo",
    "write_bad_rows",
]
State = ImportRun.State
_MOST_NAMED = 100


def kinds_for(user: Any, exhibition: Exhibition) -> tuple[Kind, ...]:
    """Return the kinds of lists that an account may read into an exhibition."""
    return tuple(kind for kind in kinds() if Scope(user, exhibition, kind).may)


def field_label(kind_name: str, name: str) -> str:
    """Return what a field of a kind is called, the name itself where unknown."""
    field = kind_named(kind_name).field(name)
    return label_of(field, name) if field else name


def new_run(
    exhibition: Exhibition, user: Any, kind: str, file: "File[bytes]", file_name: str
) -> ImportRun:
    """Keep an uploaded list and return its run; raises ImportRefused.

    An empty ``kind`` is guessed from the headings by ``overview``.
    """
    allowed = {one.name for one in kinds_for(user, exhibition)}
    if not allowed or (kind and kind not in allowed):
        raise refuse("not_allowed")
    if file.size and file.size > MOST_BYTES:
        raise refuse("file_too_large", most=MOST_BYTES >> 20)
    run = ImportRun(
        exhibition=exhibition, user=user, kind=kind, file_name=file_name[-255:]
    )
    run.file.save(Path(file_name).name[-100:] or "list", file, save=False)
    run.digest = digest_of(Path(run.file.path))
    run.by_program = user is None
    run.save()
    return run


def overview(run: ImportRun) -> Overview:
    """Return what is known of a file before it is read; raises ImportRefused."""
    kind = kind_named(run.kind) if run.kind else None
    source = source_of(run, kind)
    allowed = kinds_for(run.user, run.exhibition)
    if not allowed:
        raise refuse("not_allowed")
    kind = kind or guessed_kind(source, allowed)
    sample = source.sample()
    columns = mapping.columns_of(kind, source.headings, sample)
    if not sample and not any(column.field for column in columns):
        raise refuse("no_table")
    signature = mapping.signature_of(source.headings)
    saved = mapping.remembered(run.exhibition, kind, signature)
    names = list(saved.values()) if saved else [column.field for column in columns]
    return Overview(
        sheets=source.table.sheets,
        sheet=source.sheet,
        kind=kind.name,
        header_row=source.header_row,
        columns=columns,
        sample=tuple(tuple(line.cells) for line in sample),
        total=source.total,
        signature=signature,
        mapping=saved,
        missing=mapping.missing(kind, names),
        encoding=source.table.encoding,
        separator=source.table.separator,
    )


def remember(run: ImportRun) -> None:
    """Remember what the columns mean: the same headings need no asking again."""
    source = source_of(run, kind_named(run.kind))
    SavedMapping.objects.update_or_create(
        exhibition=run.exhibition,
        kind=run.kind,
        signature=mapping.signature_of(source.headings),
        defaults={"mapping": run.mapping, "user": run.user},
    )


def check(run: ImportRun, tell: Tell) -> None:
    """Try a list: keep what would come of each line, and write nothing else.

    Raises ImportRefused or Cancelled.
    """
    if run.applied_at:
        raise refuse("applied_already")
    enter(run, State.CHECKING)
    try:
        with translation.override("en"):
            _try(run, tell)
    except ImportRefused as refusal:
        leave(run, State.FAILED, refusal)
        raise
    except Cancelled as stop:
        run.rows.all().delete()
        leave(run, State.CANCELLED, stop)
        raise
    leave(run, State.CHECKED)


def _try(run: ImportRun, tell: Tell) -> None:
    kind, source = _opened(run)
    run.rows.all().delete()
    counts: Counter[str] = Counter()
    telling = Telling(tell, source.total)
    with closing(batches(run, kind, source, telling, is_applying=False)) as found:
        for _work, drafts in found:
            lines.keep(run, kind.model, drafts)
            counts.update(str(draft.action) for draft in drafts)
    _count(run, counts, telling)


def _opened(run: ImportRun) -> tuple[Kind, Source]:
    """Return the kind and the file of a run, with its mapping settled."""
    if not run.kind:
        run.kind = overview(run).kind
    kind = kind_named(run.kind)
    is_orphan = run.user is None and not run.by_program
    if is_orphan or not Scope(run.user, run.exhibition, kind).may:
        raise refuse("not_allowed")
    source = source_of(run, kind)
    run.sheet = source.sheet
    if not any(run.mapping.values()):
        run.mapping = mapping.likeliest(run.exhibition, kind, source.headings)
    names = list(run.mapping.values())
    if absent := mapping.missing(kind, names):
        raise refuse("mapping_missing", field_name=absent[0], kind=kind.name)
    if not any(names):
        raise refuse("mapping_empty")
    return kind, source


def _count(run: ImportRun, counts: Counter[str], telling: Telling) -> None:
    run.counts = {action: counts[action] for action in ImportRow.Action.values}
    run.done = run.total = telling.done


def apply(run: ImportRun, tell: Tell, *, allow_partial: bool = False) -> None:
    """Write a list that was tried, all of it or nothing.

    Lines that were refused are left out only where ``allow_partial`` says so. Raises
    ImportRefused, with the lines of which something else would come than was shown, or
    Cancelled.
    """
    if run.state != State.CHECKED:
        raise refuse("not_checked")
    if run.counts.get("refused") and not allow_partial:
        raise refuse("rows_refused", count=run.counts["refused"])
    enter(run, State.APPLYING)
    try:
        with translation.override("en"), written(run):
            _apply(run, tell)
            leave(run, State.APPLIED)
    except (ImportRefused, Cancelled) as refusal:
        leave(run, State.CHECKED, refusal)
        raise


def _apply(run: ImportRun, tell: Tell) -> None:
    if digest_of(Path(run.file.path)) != run.digest:
        raise refuse("file_changed")
    kind, source = _opened(run)
    telling = Telling(tell, run.total)
    other: list[int] = []
    counts: Counter[str] = Counter()
    with closing(batches(run, kind, source, telling, is_applying=True)) as found:
        for work, drafts in found:
            other += lines.changed_since(run, drafts)
            if len(other) > _MOST_NAMED:
                break
            if not other:
                write(run, work)
                lines.replace(run, kind.model, drafts)
                counts.update(str(draft.action) for draft in drafts)
    if other:
        rows = ", ".join(map(str, other[:10]))
        refusal = refuse("changed_since", rows=rows, more=max(len(other) - 10, 0))
        raise ImportRefused(refusal.problem, tuple(other[:_MOST_NAMED]))
    propose_drafts(run, Scope(run.user, run.exhibition, kind))
    _count(run, counts, telling)


def undo(run: ImportRun, tell: Tell) -> None:
    """Take a whole import back, all of it or nothing.

    What it made goes, what it changed is as it was. Raises ImportRefused where somebody
    has changed or built on it since, with the lines; or Cancelled.
    """
    if run.state != State.APPLIED:
        raise refuse("not_applied")
    if not Scope(run.user, run.exhibition, kind_named(run.kind)).may:
        raise refuse("not_allowed")
    enter(run, State.UNDOING)
    try:
        with translation.override("en"), written(run):
            undoing.refuse_unless_untouched(run)
            withdraw_drafts(run)
            touched = undoing.models_of(run)
            for place, model in enumerate(touched):
                if tell(place, len(touched)):
                    raise Cancelled
                undoing.take_back(run, model)
            run.records.all().delete()
            leave(run, State.UNDONE)
    except (ImportRefused, Cancelled) as refusal:
        leave(run, State.APPLIED, refusal)
        raise
