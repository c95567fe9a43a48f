"""A line on its way to a record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from exhibitors.imports.fields import Kind, Unreadable
from exhibitors.imports.shapes import Problem
from exhibitors.imports.tables import Line, letter

# What lists write into cells that have nothing to say.
_NOTHING = frozenset({"-", "–", "—", "--", "n/a", "N/A", "#N/A", "нет", "н/д", "null"})


@dataclass(frozen=True)
class Setting:
    """A value for a column of the record; ``text`` is that of a record referred to."""

    column: str
    value: Any
    text: str | None = None

    @property
    def plain(self) -> Any:
        """The value as JSON holds it."""
        return reference(self.value, self.text) if self.text else plain(self.value)


@dataclass
class Draft:
    """One line as it is understood so far."""

    line: Line
    values: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    settings: dict[str, Setting] = field(default_factory=dict)
    record: int | None = None
    is_new: bool = False
    action: str = ""
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    also: list[dict[str, str]] = field(default_factory=list)
    mentions: set[int] = field(default_factory=set)
    claim: tuple[int, dict[str, Any]] | None = None

    def refuse(self, name: str, code: str, **params: Any) -> None:
        """Note what is wrong with a field of the line."""
        cell = self.cells.get(name, str(self.line.number))
        self.problems.append(Problem(cell, name, code, params))

    def set(self, name: str, column: str, value: Any, text: str | None = None) -> None:
        """Let a field of the line decide a column of the record."""
        if value is not None:
            self.settings[name] = Setting(column, value, text)

    @property
    def label(self) -> str:
        """What the line is called in lists of lines."""
        for name in ("name", "name_en", "name_ru", "name_az", "number", "stand", "key"):
            if self.values.get(name):
                return str(self.values[name])[:300]
        return ""


def read(kind: Kind, line: Line, mapping: Mapping[int, str], names: list[str]) -> Draft:
    """Return a line with its cells read; ``names``: the headings of JSON, else []."""
    draft = Draft(line)
    for column, name in mapping.items():
        text = line.cell(column)
        if not text or text in _NOTHING or name in draft.values:
            continue
        at = f"{letter(column)}{line.number}"
        draft.cells[name] = f"{line.number}: {names[column]}" if names else at
        one = kind.field(name)
        if one is None:
            continue
        try:
            draft.values[name] = one.parse(text)
        except Unreadable as error:
            draft.refuse(name, error.code, **error.params)
    return draft


def plain(value: Any) -> Any:
    """Return a value as JSON holds it."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    return value


def reference(record: int | None, text: str | None) -> dict[str, Any]:
    """Return what JSON holds of a record that is referred to."""
    return {"id": record, "text": text or ""}
