"""A list gone through line by line, in batches: the trial and the application."""

import time
from collections.abc import Generator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from exhibitors.imports.directory import Directory
from exhibitors.imports.drafts import Draft, read
from exhibitors.imports.fields import Kind
from exhibitors.imports.ids import Ids
from exhibitors.imports.judging import judge
from exhibitors.imports.mapping import by_column
from exhibitors.imports.reading import Source
from exhibitors.imports.scope import Scope
from exhibitors.imports.shapes import Cancelled, Tell
from exhibitors.imports.tables import Line
from exhibitors.imports.work import Work
from exhibitors.models import ImportRow, ImportRun

BATCH = 1_000
_EVERY = 0.5  # seconds between two reports


@dataclass
class Telling:
    """Reports how far a run is, twice a second, and stops it when asked."""

    tell: Tell
    total: int
    done: int = 0
    _next: float = field(default=0.0)

    def add(self, lines: int) -> None:
        """Count lines as done; raises Cancelled."""
        self.done += lines
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _EVERY
            if self.tell(self.done, max(self.total, self.done)):
                raise Cancelled


def batches(
    run: ImportRun, kind: Kind, source: Source, telling: Telling, *, is_applying: bool
) -> Generator[tuple[Work, list[Draft]]]:
    """Yield the lines of a list in batches, judged, each with what it makes.

    What a batch makes and changes must be written before the next is asked for. Whoever
    stops before the end closes it.
    """
    mapping = by_column(kind, run.mapping)
    scope = Scope(run.user, run.exhibition, kind, as_drafts=run.as_drafts)
    ids = Ids(is_applying=is_applying)
    with Directory.of(run.exhibition, kind.kept) as directory:
        work = Work(run.exhibition, scope, directory, ids)
        lines = source.lines()
        while batch := list(islice(lines, BATCH)):
            work.begin()
            drafts = [_draft(kind, source, line, mapping) for line in batch]
            _prepare(kind, work, [draft for draft in drafts if not draft.action])
            for draft in drafts:
                if not draft.action:
                    judge(kind, draft, work)
            yield work, drafts
            work.close()
            telling.add(len(batch))


def _draft(kind: Kind, source: Source, line: Line, mapping: dict[int, str]) -> Draft:
    if why := source.says_nothing(line):
        draft = Draft(line, action=ImportRow.Action.LEFT_OUT)
        draft.refuse("", why)
        return draft
    draft = read(kind, line, mapping, source.names)
    if not draft.values and not draft.problems:
        draft.action = ImportRow.Action.LEFT_OUT
        draft.refuse("", "nothing_mapped")
    return draft


def _prepare(kind: Kind, work: Work, drafts: list[Draft]) -> None:
    """Find and load, with a query a model, all that a batch of lines may mean."""
    for draft in drafts:
        draft.words = list(kind.words(draft))
    work.look_up(word for draft in drafts for word in draft.words)
    for draft in drafts:
        more = list(kind.more_words(draft, work))
        work.look_up_later(more)
        draft.words += more
    work.look_up(())
    for model in kind.kept:
        work.load(
            model, {pk for draft in drafts for pk in work.candidates(draft, model)}
        )
    _load_referred(kind, work)
    work.claims = work.directory.claims(
        {pk for draft in drafts for pk in work.candidates(draft, kind.model)}
    )
    if hasattr(kind.model, "sectors"):
        through: Any = kind.model.sectors.through
        work.load_links(through, kind.model._meta.model_name or "")


def _load_referred(kind: Kind, work: Work) -> None:
    """Load what the records found refer to now, to be named beside what is new."""
    fields: list[Any] = [
        one
        for one in kind.model._meta.fields
        if one.is_relation and one.related_model in kind.kept
    ]
    for one in fields:
        rows = work.rows.get(kind.model, {}).values()
        referred = {getattr(row, one.attname) for row in list(rows)} - {None}
        work.load(one.related_model, referred)
