"""What an editor of plans sends, read and checked in its form: no database here."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exhibitors.drawing.refused import Refused
from exhibitors.models import PlanFeature, Stand
from exhibitors.site.parting import Outline, centimetres

# Metres from the corner of an area's plan; corners of an outline; drawings at once.
FARTHEST, MOST_CORNERS, MOST_DRAWINGS = 10_000, 500, 5_000
Ref = int | str


@dataclass(frozen=True)
class Change:
    """What is new of a drawing; ``ref`` is a key, or for a new one a name in here."""

    ref: Ref
    place: str
    values: dict[str, Any]


@dataclass(frozen=True)
class Merge:
    """Stands that one stand takes in."""

    kept: int
    gone: tuple[int, ...]


@dataclass(frozen=True)
class Difference:
    """What an editor changes of the plan whose digest is ``seen``."""

    seen: str
    area: dict[str, Outline | None]
    stands: tuple[Change, ...] = ()
    features: tuple[Change, ...] = ()
    deleted_stands: tuple[int, ...] = ()
    deleted_features: tuple[int, ...] = ()
    merges: tuple[Merge, ...] = ()


class _WrongError(ValueError):
    """A value that is none; says why."""


Read = Callable[[Any], Any]


def difference(body: bytes) -> Difference:
    """Return what was sent; raises Refused, naming each field that is wrong."""
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        sent = None
    if not isinstance(sent, dict):
        raise Refused(fields={"": _("This is no drawing that can be read.")})
    reader = _Reader(sent)
    found = Difference(
        seen=reader.value("seen", _text(200), ""),
        area={"outline": reader.value("outline", _outline_or_none, None)}
        if "outline" in sent
        else {},
        stands=reader.changes("stands", STAND_FIELDS),
        features=reader.changes("features", FEATURE_FIELDS),
        deleted_stands=reader.value("deleted_stands", _keys, ()),
        deleted_features=reader.value("deleted_features", _keys, ()),
        merges=reader.merges(),
    )
    if reader.wrong:
        raise Refused(fields=reader.wrong)
    return found


class _Reader:
    """Reads the parts of what was sent, and keeps what is wrong by its place."""

    def __init__(self, sent: dict[str, Any]) -> None:
        self.sent = sent
        self.wrong: dict[str, str] = {}

    def value(self, name: str, read: Read, otherwise: Any) -> Any:
        """Return a value of the whole, read; what is missing is as ``otherwise``."""
        return self._read(name, self.sent.get(name, otherwise), read)

    def changes(self, name: str, fields: dict[str, Read]) -> tuple[Change, ...]:
        """Return what is changed of the drawings of one kind."""
        rows = self.value(name, _rows, ())
        found = []
        for number, row in enumerate(rows or ()):
            place = f"{name}[{number}]"
            ref = self._read(f"{place}.id", row.get("id"), _ref)
            values = {
                key: self._read(f"{place}.{key}", row[key], read)
                for key, read in fields.items()
                if key in row
            }
            found.append(Change(ref, place, values))
        known: set[Ref] = set()
        for change in found:
            if change.ref in known and change.ref:
                self.wrong[f"{change.place}.id"] = _("This drawing is in here twice.")
            known.add(change.ref)
        return tuple(found)

    def merges(self) -> tuple[Merge, ...]:
        """Return which stands take in which."""
        found = []
        for number, row in enumerate(self.value("merges", _rows, ()) or ()):
            place = f"merges[{number}]"
            kept = self._read(f"{place}.kept", row.get("kept"), _key)
            gone = self._read(f"{place}.gone", row.get("gone"), _keys)
            found.append(Merge(kept, gone or ()))
        return tuple(found)

    def _read(self, place: str, value: Any, read: Read) -> Any:
        try:
            return read(value)
        except _WrongError as error:
            self.wrong[place] = str(error)
            return None


def _rows(value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list | tuple) or not all(
        isinstance(row, dict) for row in value
    ):
        raise _WrongError(_("A list of drawings is expected here."))
    if len(value) > MOST_DRAWINGS:
        raise _WrongError(
            _("At most %(count)d drawings can be saved at once.")
            % {"count": MOST_DRAWINGS}
        )
    return list(value)


def _key(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 2**63:
        raise _WrongError(_("A key is expected here: a whole number."))
    return value


def _keys(value: Any) -> tuple[int, ...]:
    if not isinstance(value, list | tuple) or len(value) > MOST_DRAWINGS:
        raise _WrongError(_("A list of keys is expected here."))
    return tuple(_key(each) for each in value)


def _ref(value: Any) -> Ref:
    if isinstance(value, str) and value.startswith("n") and len(value) <= 40:
        return value
    return _key(value)


def _ref_or_none(value: Any) -> Ref | None:
    return None if value is None else _ref(value)


def _key_or_none(value: Any) -> int | None:
    return None if value is None else _key(value)


def _text(most: int) -> Read:
    def read(value: Any) -> str:
        if not isinstance(value, str) or "\0" in value:
            raise _WrongError(_("A text is expected here."))
        if len(value) > most:
            raise _WrongError(
                ngettext(
                    "At most %(count)d letter fits here.",
                    "At most %(count)d letters fit here.",
                    most,
                )
                % {"count": most}
            )
        return value.strip()

    return read


def _choice(choices: Any) -> Read:
    def read(value: Any) -> str:
        if not isinstance(value, str) or value not in choices.values:
            raise _WrongError(_("This is none of the kinds."))
        return value

    return read


def _country(value: Any) -> str | None:
    if value in (None, ""):
        return None
    if isinstance(value, str) and len(value) == 2 and value.isalpha():
        return value.upper()
    raise _WrongError(_("A country is given by its two letters."))


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise _WrongError(_("Yes or no is expected here."))
    return value


def _points(value: Any, least: int = 1) -> Outline:
    """Return points rounded to centimetres, without one that repeats the one before."""
    if not isinstance(value, list) or not all(map(is_point, value)):
        raise _WrongError(_("Write points in metres as [[x, y], [x, y], …]."))
    points = centimetres(value)
    kept = [
        at for place, at in enumerate(points) if not place or at != points[place - 1]
    ]
    if not least <= len(kept) <= MOST_CORNERS:
        raise _WrongError(
            _("Between %(least)d and %(most)d corners are expected here.")
            % {"least": least, "most": MOST_CORNERS}
        )
    return kept


def _outline_or_none(value: Any) -> Outline | None:
    return None if value is None else _points(value, 3)


def is_point(value: Any) -> bool:
    """Return whether a value is a point of a plan: [x, y] in metres."""
    return (
        isinstance(value, list)
        and len(value) == 2
        and all(
            isinstance(number, int | float)
            and not isinstance(number, bool)
            and abs(number) <= FARTHEST
            and isfinite(number)
            for number in value
        )
    )


STAND_FIELDS: dict[str, Read] = {
    "outline": _outline_or_none,
    "number": _text(40),
    "name": _text(200),
    "kind": _choice(Stand.Kind),
    "country": _country,
    "parent": _ref_or_none,
}
FEATURE_FIELDS: dict[str, Read] = {
    "kind": _choice(PlanFeature.Kind),
    "name": _text(100),
    "points": _points,
    "leads_to": _key_or_none,
    "is_step_free": _flag,
}
