"""One batch of lines: what was found for them, and what they make and change."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import models

from exhibitors.imports.directory import Claims, Directory, Entry
from exhibitors.imports.drafts import Draft
from exhibitors.imports.ids import Ids
from exhibitors.imports.naming import Slugs
from exhibitors.imports.scope import Scope
from exhibitors.imports.vocabulary import vocabulary_of
from exhibitors.models import Exhibition

Model = type[models.Model]
Match = tuple[int, str]


class Work:
    """The records that a batch of lines deals with; in memory for that long only."""

    def __init__(
        self, exhibition: Exhibition, scope: Scope, directory: Directory, ids: Ids
    ) -> None:
        self.exhibition = exhibition
        self.scope = scope
        self.main = scope.kind.model
        self.directory = directory
        self.ids = ids
        self.slugs = Slugs(directory)
        self.begin()

    def begin(self) -> None:
        """Forget the batch before."""
        self.found: dict[str, list[Match]] = {}
        self.rows: dict[Model, dict[int, Any]] = {}
        self.own: dict[Model, set[int]] = {}
        self.made: dict[Model, dict[int, Any]] = {}
        self.changed: dict[Model, dict[int, set[str]]] = {}
        self.claims: dict[int, Claims] = {}
        self.said: dict[int, Claims] = {}
        self.entries: list[Entry] = []
        self.numbers: dict[tuple[Model, int], int] = {}
        self._links: dict[int, set[int]] = {}
        self._later: set[str] = set()
        self.slugs.begin()
        self._pending: list[tuple[Any, list[Entry]]] = []
        self._pending_changes: list[tuple[Any, dict[str, Any]]] = []
        self._forget()

    # What is there

    def look_up(self, words: Iterable[str]) -> None:
        """Find the records known by these words; one query."""
        asked = {word for word in words if word not in self.found} | self._later
        self._later = set()
        self.found |= {word: [] for word in asked} | self.directory.find(asked)

    def look_up_later(self, words: Iterable[str]) -> None:
        """Keep words for the next look-up."""
        self._later.update(word for word in words if word not in self.found)

    def known(self, word: str) -> list[Match]:
        """Return the records known by a word, each once, with its note."""
        matches: dict[int, str] = {}
        waiting = (
            (pk, note)
            for _row, entries in self._pending
            for said, pk, note in entries
            if said == word
        )
        for pk, note in (*self.found.get(word, ()), *waiting):
            matches[pk] = note or matches.get(pk, "")
        return list(matches.items())

    def candidates(self, draft: Draft, model: Model) -> set[int]:
        """Return all records of a model that the words of a line might mean."""
        start = f"{model._meta.model_name}:"
        return {
            pk
            for word in draft.words
            if word.startswith(start)
            for pk, _note in self.found.get(word, ())
        }

    def load(self, model: Model, records: Iterable[int]) -> None:
        """Read records that the database has, and which of them are its own."""
        rows = self.rows.setdefault(model, {})
        wanted = {pk for pk in records if pk > 0 and pk not in rows}
        if wanted:
            rows |= model._default_manager.in_bulk(wanted)
        if self.scope.is_pavilion:
            own = self.own.setdefault(model, set())
            own |= self.scope.own(model, wanted)

    def load_links(self, through: Any, owner: str) -> None:
        """Read which sectors the records of this batch are linked to."""
        owners = [pk for pk in self.rows.get(self.main, {}) if pk > 0]
        rows = through._default_manager.filter(**{f"{owner}__in": owners})
        for pk, sector in rows.values_list(f"{owner}_id", "sector_id"):
            self._links.setdefault(pk, set()).add(sector)

    def links(self, record: int) -> set[int]:
        """Return the sectors that a record is linked to."""
        return self._links.get(record, set())

    def is_shown(self, record: int) -> bool:
        """Return whether a pavilion's record is published, and so not changed."""
        row = self.row(self.main, record)
        return self.scope.is_pavilion and bool(getattr(row, "is_published", False))

    def link(self, record: int, links: set[int]) -> None:
        """Let a line link a record to sectors, if the line is taken."""
        self._pending_links[record] = links

    def row(self, model: Model, record: int | None) -> Any:
        """Return a record, None for one that lines before this batch would make."""
        return self.rows.get(model, {}).get(record or 0)

    def text_of(self, row: Any, column: str) -> str:
        """Return how the record is called that a column refers to."""
        field: Any = row._meta.get_field(column.removesuffix("_id"))
        other = self.row(field.related_model, getattr(row, column))
        return str(getattr(other, "number", "") or other or "")

    def text_for(self, model: Model, record: int | None, typed: str) -> str:
        """Return how to call a record: what this run makes, as the line does.

        A trial has no row of what lines long before would make; it and the
        application must say the same.
        """
        row = self.row(model, record)
        if row is None or self.ids.is_made(model, row.pk):
            return typed
        return str(getattr(row, "number", "") or row)

    def is_own(self, model: Model, record: int) -> bool:
        """Return whether the run may change a record, or makes it itself."""
        if not self.scope.is_pavilion or self.ids.is_made(model, record):
            return True
        return record in self.own.get(model, ())

    # What becomes of it

    def make(self, draft: Draft, model: Model, **columns: Any) -> int:
        """Let a line make a record, if the line is taken; return its key."""
        record = self.ids.next(model)
        row = model(pk=record)
        names = _field_names(model)
        if "exhibition" in names:
            columns["exhibition_id"] = self.exhibition.pk
        if "is_published" in names:
            columns.setdefault("is_published", self.scope.publishes)
        write(row, columns)
        self.rows.setdefault(model, {})[record] = row
        self._pending.append((row, _words(model, row)))
        self.numbers[model, record] = draft.line.number
        return record

    def change(self, draft: Draft, row: Any, columns: dict[str, Any]) -> None:
        """Let a line change columns of a record, if the line is taken."""
        self._pending_changes.append((row, columns))
        self.numbers.setdefault((type(row), row.pk), draft.line.number)

    def take(self, draft: Draft) -> None:
        """Keep what a line made, changed and said."""
        if draft.claim is not None and draft.record is not None:
            self.claims[draft.record] = self.said[draft.record] = draft.claim
        for row, entries in self._pending:
            self.made.setdefault(type(row), {})[row.pk] = row
            self._learn(entries)
        self._links |= self._pending_links
        for row, columns in self._pending_changes:
            model = type(row)
            write(row, columns)
            if not self.ids.is_made(model, row.pk):
                self._learn(_words(model, row))
            if row.pk not in self.made.get(model, {}):
                changed = self.changed.setdefault(model, {}).setdefault(row.pk, set())
                changed.update(columns)
        self._forget()

    def drop(self) -> None:
        """Forget what the last line would have made and changed."""
        for row, _entries in self._pending:
            del self.rows[type(row)][row.pk]
            self.numbers.pop((type(row), row.pk), None)
        self._forget()

    def _forget(self) -> None:
        self._pending, self._pending_changes = [], []
        self._pending_links: dict[int, set[int]] = {}

    def _learn(self, entries: list[Entry]) -> None:
        for word, pk, note in entries:
            known = self.found.setdefault(word, [])
            if (pk, note) not in known:
                known.append((pk, note))
                self.entries.append((word, pk, note))

    def close(self) -> None:
        """Make known to the lines after what this batch brought."""
        self.directory.add(self.entries)
        self.directory.claim(self.said)
        self.directory.batch_done()


@cache
def _field_names(model: Model) -> frozenset[str]:
    return frozenset(field.name for field in model._meta.fields)


def write(row: Any, columns: dict[str, Any]) -> None:
    """Set columns; the English one of a translated field is also the plain one."""
    for column, value in columns.items():
        setattr(row, column, value)
        plain = column.removesuffix("_en")
        if plain != column and hasattr(row, plain):
            setattr(row, plain, value)


def _words(model: Model, row: Any) -> list[Entry]:
    try:
        vocabulary = vocabulary_of(model)
    except KeyError:  # a link of two records is known by nothing
        return []
    values = {column: getattr(row, column) for column in vocabulary.columns}
    return [(word, row.pk, note) for word, note in vocabulary.words(values)]
