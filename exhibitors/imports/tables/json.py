"""Lists as JSON: each list of objects in it, at any depth, is a sheet of its own.

A sheet is named by the way to its list, as in ``stands.exhibitors``. Its lines are the
objects of that list; what the objects around them say comes along under the name of
their list: a line of ``stands.exhibitors`` has ``stands.number`` and ``name``.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import ijson

from exhibitors.imports.shapes import ImportRefused
from exhibitors.imports.tables.base import (
    MOST_COLUMNS,
    MOST_SIGNS,
    Line,
    Table,
    refuse,
    tidy,
)
from exhibitors.imports.tables.encodings import encoding_of

DEEPEST = 32
_MOST_LOOKED_AT = 20 << 20
Found = dict[str, str]


class JsonTable(Table):
    """A file of JSON, looked through once for its lists and their columns."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.encoding = encoding_of(path)
        self._columns: dict[str, dict[str, None]] = {}
        self._totals: dict[str, int] = {}
        try:
            self.outermost = self._looked_through()
            for top in self.outermost:
                for element in self._elements(top):
                    self._note(element, top)
        except (ijson.JSONError, UnicodeDecodeError) as error:
            raise _broken(path, self.encoding) from error
        if not self._totals:
            raise refuse("json_no_list")

    @property
    def sheets(self) -> tuple[str, ...]:
        """The ways to the lists of objects."""
        return tuple(self._totals)

    def total(self, sheet: str) -> int:
        """Return how many objects a list has."""
        return self._totals[sheet]

    def headings(self, sheet: str) -> list[str]:
        """Return the ways to what is said of an object, those around it first."""
        names = [*self._said_around(sheet), *self._columns[sheet]]
        if len(names) > MOST_COLUMNS:
            raise refuse("too_many_columns", line=1, most=MOST_COLUMNS)
        return names

    def inherited(self, sheet: str) -> int:
        """Return how many columns tell of the objects around those of a list."""
        return len(self._said_around(sheet))

    def _said_around(self, sheet: str) -> list[str]:
        return [
            f"{way}.{name}" if way else name
            for way in self._around(sheet)
            for name in self._columns[way]
        ]

    def lines(self, sheet: str) -> Iterator[Line]:
        """Yield the objects of a list, in the order of the file."""
        names = self.headings(sheet)
        top = self._top(sheet)
        number = 0
        for element in self._elements(top):
            for found in _objects(element, top, sheet, {}):
                number += 1
                yield Line(number, [found.get(name, "") for name in names])

    def _top(self, sheet: str) -> str:
        ways = [top for top in self.outermost if _is_within(sheet, top)]
        return max(ways, key=len)

    def _around(self, sheet: str) -> list[str]:
        return [way for way in self._totals if way != sheet and _is_within(sheet, way)]

    def _elements(self, top: str) -> Iterator[Any]:
        way = f"{top}.item" if top else "item"
        with self.path.open("rb") as file:
            yield from ijson.items(_utf8(file, self.encoding), way, use_float=True)

    def _looked_through(self) -> list[str]:
        """Return the ways to the outermost lists of objects."""
        tops: dict[str, None] = {}
        depth = outermost = 0
        with self.path.open("rb") as file:
            for way, event, _value in ijson.parse(_utf8(file, self.encoding)):
                if event in ("start_map", "start_array"):
                    depth += 1
                    if depth > DEEPEST:
                        raise refuse("json_too_deep", most=DEEPEST)
                    is_object = event == "start_map" and way.endswith("item")
                    if is_object and not outermost:
                        outermost = depth
                        tops.setdefault(way[:-4].rstrip("."))
                elif event in ("end_map", "end_array"):
                    outermost = 0 if depth == outermost else outermost
                    depth -= 1
        return list(tops)

    def _note(self, element: Any, way: str) -> None:
        """Remember the columns of an object and of those in it."""
        if not isinstance(element, dict):
            return
        self._totals[way] = self._totals.get(way, 0) + 1
        columns = self._columns.setdefault(way, {})
        for name in _said(element, ""):
            columns.setdefault(name)
        for name, inner in _lists(element, ""):
            for child in inner:
                self._note(child, f"{way}.{name}" if way else name)


def _broken(path: Path, encoding: str) -> ImportRefused:
    """Return the refusal of a file that is no JSON, with the place where it is not.

    None is looked for in a large one: it would have to be in memory as a whole.
    """
    if path.stat().st_size <= _MOST_LOOKED_AT:
        try:
            json.loads(path.read_text(encoding).removeprefix("\ufeff"))
        except json.JSONDecodeError as error:
            return refuse("json_broken", line=error.lineno, column=error.colno)
        except (UnicodeDecodeError, RecursionError):
            pass  # it has no such place
    return refuse("json_unreadable")


def _is_within(sheet: str, way: str) -> bool:
    return sheet == way or not way or sheet.startswith(f"{way}.")


def _objects(element: Any, way: str, sheet: str, around: Found) -> Iterator[Found]:
    """Yield the objects of the list asked for, with what those around them say."""
    if not isinstance(element, dict):
        return
    said = _said(element, "")
    if way == sheet:
        yield {**around, **said}
        return
    prefix = f"{way}." if way else ""
    outer = {**around, **{f"{prefix}{name}": text for name, text in said.items()}}
    for name, inner in _lists(element, ""):
        deeper = f"{prefix}{name}"
        if _is_within(sheet, deeper):
            for child in inner:
                yield from _objects(child, deeper, sheet, outer)


def _said(element: dict[str, Any], prefix: str) -> Found:
    """Return what an object says itself: texts by way, short lists joined."""
    found: Found = {}
    for name, value in element.items():
        if isinstance(value, dict):
            found |= _said(value, f"{prefix}{name}.")
        elif not isinstance(value, list):
            found[f"{prefix}{name}"] = _text(value)
        elif value and not any(isinstance(item, dict | list) for item in value):
            found[f"{prefix}{name}"] = "; ".join(map(_text, value))
    return found


def _lists(element: dict[str, Any], prefix: str) -> Iterator[tuple[str, list[Any]]]:
    """Yield the lists of objects in an object, by way."""
    for name, value in element.items():
        if isinstance(value, dict):
            yield from _lists(value, f"{prefix}{name}.")
        elif isinstance(value, list) and any(isinstance(one, dict) for one in value):
            yield f"{prefix}{name}", value


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    text = str(value)
    if "\0" in text:
        raise refuse("json_unreadable")
    return tidy(text[: MOST_SIGNS + 1])


class _Utf8:
    """A file in another encoding, read as UTF-8."""

    def __init__(self, text: Any) -> None:
        self.text = text

    def read(self, size: int = -1) -> bytes:
        """Return the next part."""
        return str(self.text.read(size)).encode()


def _utf8(file: Any, encoding: str) -> Any:
    """Return what ijson can read."""
    if encoding == "utf-8":
        return file
    import codecs  # noqa: PLC0415 - rarely needed

    return _Utf8(codecs.getreader(encoding)(file))
