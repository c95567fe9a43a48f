"""The words by which records are known, in a table of the session's own.

All that the exhibition has, and what the run itself makes, so that a line finds what
another line 90,000 rows before it brought in. In PostgreSQL and not in memory: a list
of any length takes the same room.
"""

import io
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, models

from exhibitors.imports.vocabulary import Vocabulary, vocabulary_of
from exhibitors.models import Exhibition

# A word, the key of the record, and what tells those of one name apart.
Entry = tuple[str, int, str]
Found = dict[str, list[tuple[int, str]]]
Claims = tuple[int, dict[str, Any]]

_MAKE = """
CREATE TEMP TABLE import_words (word text NOT NULL, record bigint NOT NULL, note text);
CREATE TEMP TABLE import_claims (
  record bigint PRIMARY KEY, number integer NOT NULL, claims jsonb NOT NULL
);
"""
_DROP = "DROP TABLE IF EXISTS pg_temp.import_words, pg_temp.import_claims"
_CHUNK = 5_000


class Directory:
    """Looks records up by words, many at a time."""

    def __init__(self) -> None:
        self._batches = 0

    @classmethod
    @contextmanager
    def of(
        cls, exhibition: Exhibition, kept: Sequence[type[models.Model]]
    ) -> Iterator["Directory"]:
        """Open the directory of an exhibition's records of these models."""
        with connection.cursor() as cursor:
            cursor.execute(_DROP)
            cursor.execute(_MAKE)
        try:
            directory = cls()
            for model in kept:
                directory.add(_entries(vocabulary_of(model), exhibition))
            with connection.cursor() as cursor:
                cursor.execute("CREATE INDEX ON pg_temp.import_words (word)")
            yield directory
        finally:
            if connection.connection and not connection.needs_rollback:
                _drop()

    def add(self, entries: Iterable[Entry]) -> None:
        """Make words known."""
        text = io.StringIO()
        for count, (word, record, note) in enumerate(entries, start=1):
            text.write(f"{_escaped(word)}\t{record}\t{_escaped(note)}\n")
            if count % _CHUNK == 0:
                _copy("import_words", text)
                text = io.StringIO()
        _copy("import_words", text)

    def find(self, words: Iterable[str]) -> Found:
        """Return the records known by these words; one query."""
        wanted = list(set(words))
        found: Found = {}
        if not wanted:
            return found
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT word, record, note FROM pg_temp.import_words "
                "WHERE word = ANY(%s) ORDER BY abs(record)",
                [wanted],
            )
            for word, record, note in cursor.fetchall():
                found.setdefault(word, []).append((record, note or ""))
        return found

    def claim(self, claims: dict[int, Claims]) -> None:
        """Note what lines have said of records, and the first line of each."""
        if not claims:
            return
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO pg_temp.import_claims SELECT * FROM "
                "unnest(%s::bigint[], %s::integer[], %s::jsonb[]) "
                "ON CONFLICT (record) DO UPDATE SET claims = EXCLUDED.claims",
                [
                    list(claims),
                    [number for number, _said in claims.values()],
                    [json.dumps(said) for _number, said in claims.values()],
                ],
            )

    def claims(self, records: Iterable[int]) -> dict[int, Claims]:
        """Return what lines before have said of these records."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT record, number, claims FROM pg_temp.import_claims "
                "WHERE record = ANY(%s)",
                [list(records)],
            )
            return {row[0]: (row[1], _read(row[2])) for row in cursor.fetchall()}

    def batch_done(self) -> None:
        """Let the planner count again while the tables grow, ever more rarely."""
        self._batches += 1
        if self._batches & (self._batches - 1) == 0:
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE pg_temp.import_words")
                cursor.execute("ANALYZE pg_temp.import_claims")


def _drop() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_DROP)


def _entries(vocabulary: Vocabulary, exhibition: Exhibition) -> Iterator[Entry]:
    rows: Any = vocabulary.model._default_manager.filter(exhibition=exhibition)
    columns = ("pk", *vocabulary.columns)
    for row in rows.order_by().values_list(*columns).iterator(chunk_size=2_000):
        values = dict(zip(vocabulary.columns, row[1:], strict=True))
        for word, note in vocabulary.words(values):
            yield word, row[0], note


def _read(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _escaped(text: str) -> str:
    if "\\" in text or "\t" in text or "\n" in text or "\r" in text:
        for sign, written in (("\\", "\\\\"), ("\t", " "), ("\n", " "), ("\r", " ")):
            text = text.replace(sign, written)
    return text


def _copy(table: str, text: io.StringIO) -> None:
    if not text.tell():
        return
    text.seek(0)
    with connection.cursor() as cursor:
        driver: Any = cursor
        driver.copy_expert(f"COPY pg_temp.{table} FROM STDIN", text)
