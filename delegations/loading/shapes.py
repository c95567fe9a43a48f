"""The words in which the shape of a file is declared.

A shape looks at a value at a place, hands what is wrong to the survey, and tells it
the references it meets, so that they can be followed when all has been seen.
"""

import datetime
import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from delegations.loading.problems import Place, Problem, sample

LANGUAGES = ("en", "ru", "az")


@dataclass(frozen=True)
class Reference:
    """A place in the file that names a record."""

    place: Place
    collection: str
    id: str


@dataclass
class Survey:
    """What was found on the way through a file."""

    problems: list[Problem] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)

    def note(self, place: Place, message: str) -> None:
        """Note that something is wrong at a place."""
        self.problems.append(Problem(place, message))


class Shape(Protocol):
    """What a value must look like."""

    def look(self, value: Any, place: Place, survey: Survey) -> None:
        """Tell the survey what is wrong with a value."""


@dataclass(frozen=True)
class Plain:
    """A value that one question settles."""

    words: str
    accepts: Callable[[Any], bool]

    def look(self, value: Any, place: Place, survey: Survey) -> None:
        """Note a value that is not accepted."""
        if not self.accepts(value):
            survey.note(place, f"expected {self.words}, found {sample(value)}")


@dataclass(frozen=True)
class Maybe:
    """A value of a shape, or null: not reported."""

    shape: Shape

    def look(self, value: Any, place: Place, survey: Survey) -> None:
        """Look at what is not null."""
        if value is not None:
            self.shape.look(value, place, survey)


@dataclass(frozen=True)
class To:
    """The id of a record of a collection."""

    collection: str

    def look(self, value: Any, place: Place, survey: Survey) -> None:
        """Remember the reference, to be followed later."""
        if not _is_id(value):
            survey.note(place, f"expected an id, found {sample(value)}")
        else:
            survey.references.append(Reference(place, self.collection, value))


@dataclass(frozen=True)
class Fields:
    """An object with exactly the declared fields; those in `optional` may lack."""

    required: Mapping[str, Shape]
    optional: Mapping[str, Shape] = field(default_factory=dict)

    def look(self, value: Any, place: Place, survey: Survey) -> None:
        """Note missing and unknown fields, and look at each of the others."""
        if not isinstance(value, dict):
            survey.note(place, f"expected an object, found {sample(value)}")
            return
        for name in self.required.keys() - value.keys():
            survey.note((*place, name), "missing")
        shapes = {**self.required, **self.optional}
        for name, inner in value.items():
            if name in shapes:
                shapes[name].look(inner, (*place, name), survey)
            else:
                survey.note((*place, name), "unknown field")


@dataclass(frozen=True)
class Listed:
    """A list of values of one shape, none of them twice."""

    shape: Shape
    least: int = 0
    may_repeat: bool = False

    def look(self, value: Any, place: Place, survey: Survey) -> None:
        """Look at each entry; name records by id and other entries by number."""
        if not isinstance(value, list):
            survey.note(place, f"expected a list, found {sample(value)}")
            return
        if len(value) < self.least:
            survey.note(place, f"expected {self.least} entries or more")
        seen: set[str] = set()
        for number, inner in enumerate(value, start=1):
            name = _name(inner, number)
            # Only ids and plain words count: two sizes of 250 m² may well differ.
            mark = name if isinstance(inner, dict) else str(inner)
            if mark in seen and not self.may_repeat:
                survey.note((*place, name), "given twice")
            seen.add(mark)
            self.shape.look(inner, (*place, name), survey)


@dataclass(frozen=True)
class ById:
    """An object whose names are ids of records of a collection."""

    collection: str
    shape: Shape

    def look(self, value: Any, place: Place, survey: Survey) -> None:
        """Remember each name as a reference, and look at what it holds."""
        if not isinstance(value, dict):
            survey.note(place, f"expected an object, found {sample(value)}")
            return
        for name, inner in value.items():
            To(self.collection).look(name, (*place, name), survey)
            self.shape.look(inner, (*place, name), survey)


def _name(value: Any, number: int) -> str:
    named = isinstance(value, dict) and _is_id(value.get("id"))
    return str(value["id"]) if named else str(number)


def _is_id(value: Any) -> bool:
    return isinstance(value, str) and bool(
        re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value)
    )


def _is_text(value: Any) -> bool:
    # PostgreSQL stores neither NUL nor half of a surrogate pair.
    return isinstance(value, str) and not re.search("[\0\ud800-\udfff]", value)


def _is_filled(value: Any) -> bool:
    return _is_text(value) and bool(value.strip())


def _is_number(value: Any) -> bool:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return is_number and math.isfinite(value)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_date(value: Any) -> bool:
    return isinstance(value, str) and _reads(value, r"\d{4}-\d\d-\d\d")


def _is_month(value: Any) -> bool:
    return isinstance(value, str) and _reads(f"{value}-01", r"\d{4}-\d\d-\d\d")


def _reads(value: str, pattern: str) -> bool:
    if not re.fullmatch(pattern, value, re.ASCII):
        return False
    try:
        datetime.date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_clock(value: Any) -> bool:
    return isinstance(value, str) and bool(
        re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value, re.ASCII)
    )


def _is_times(value: Any) -> bool:
    is_pair = isinstance(value, list) and len(value) == len(("from", "to"))
    return is_pair and all(map(_is_clock, value)) and value[0] < value[1]


def _is_point(value: Any) -> bool:
    is_pair = isinstance(value, list) and len(value) == len(("x", "y"))
    return is_pair and all(map(_is_number, value))


def _is_address(value: Any) -> bool:
    return _is_text(value) and bool(re.fullmatch(r"https?://[^\s/]+\S*", value))


@dataclass(frozen=True)
class Within:
    """A value of a shape that keeps a limit besides."""

    shape: Plain
    limit: Plain

    def look(self, value: Any, place: Place, survey: Survey) -> None:
        """Look at the limit once the shape is right."""
        narrow = self.limit if self.shape.accepts(value) else self.shape
        narrow.look(value, place, survey)


def one_of(*choices: str) -> Plain:
    """Return the shape of a word out of a few."""
    return Plain(f"one of {', '.join(choices)}", lambda value: value in choices)


def number(least: float, most: float) -> Within:
    """Return the shape of a number within limits, both included."""
    words = f"a number from {least:g} to {most:g}"
    return Within(NUMBER, Plain(words, lambda value: least <= value <= most))


ID = Plain("an id of lower-case words joined by hyphens", _is_id)
WORDS = Plain("text", _is_filled)
NUMBER = Plain("a number", _is_number)
SIZE = Within(NUMBER, Plain("a number above 0", lambda value: value > 0))
COUNT = Plain("a whole number, 0 or more", _is_count)
POSITIVE = Within(COUNT, Plain("1 or more", lambda value: value > 0))
FLAG = Plain("true or false", lambda value: isinstance(value, bool))
DATE = Plain("a date as 2023-11-22", _is_date)
MONTH = Plain("a month as 2023-11", _is_month)
CLOCK = Plain("a time of day as 10:50", _is_clock)
TIMES = Plain('two times of day in order, as ["10:50", "13:45"]', _is_times)
POINT = Plain("a point in metres as [12.5, 3]", _is_point)
ADDRESS = Plain("an http or https address", _is_address)
NOTHING = Plain("null", lambda value: value is None)
TEXT = Fields(dict.fromkeys(LANGUAGES, WORDS))
OUTLINE = Listed(POINT, least=3, may_repeat=True)
