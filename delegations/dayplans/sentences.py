"""What the planner says, in words, names and clock times."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import get_language_info, gettext
from django.utils.translation import gettext as _

from delegations.board.days import Day
from delegations.models import Person, PlanningRun, Stop, Visit
from delegations.planning.sentences import SENTENCES
from exhibitors.models import Stand

_TIMES = ("start", "end", "time")
_AMOUNTS = ("minutes", "asked", "available")
_OF_STANDS = ("one_more_group", "open_later", "open_earlier")
# The records that offers change, and the part of an offer that names them; those
# without a name are looked for in a list.
_RECORDS = {
    **dict.fromkeys(("move_later", "move_earlier", "drop_stop"), ("stop", "stop")),
    **dict.fromkeys(("leave_later", "come_earlier"), ("visit", "delegation")),
    **dict.fromkeys(("another_host", "another_escort"), ("visit", "delegation")),
    **dict.fromkeys(("open_later", "open_earlier"), ("hours", "")),
    **dict.fromkeys(("available_later", "available_earlier"), ("availability", "")),
    "one_more_interpreter": ("interpreters", ""),
    "one_more_group": ("stand", "stand"),
    "let_meet": ("apart", ""),
}
_LANGUAGES = ("language", "languages")
# An id of the problem: what it is of, and its key.
_ID = re.compile(
    r"(?P<held>held-)?(?P<visit>v\d+)|(?P<person>p\d+)|stand-(?P<stand>\d+)"
    r"|(?:held-|place-)?(?P<stop>s\d+)(?:-\d+)?|inside-(?P<inside>\d+)-\d+"
    r"|gate-\d+|(?:in|out)-v\d+"
)


@dataclass(frozen=True)
class Member:
    """One part of a conflict: its kind as the planner calls it, its key, its name.

    The name says what of it is meant: the hours of a stand, or a call there.
    """

    kind: str
    pk: int | None
    name: str


@dataclass(frozen=True)
class Offer:
    """What would help, and the record that is changed for it; no kind without one.

    Kinds without a key are lists of records.
    """

    sentence: str
    kind: str = ""
    pk: int = 0

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True)
class Conflict:
    """Why a day is impossible, by what, and what would make it possible."""

    sentence: str
    members: tuple[Member, ...]
    offers: tuple[Offer, ...]


def messages() -> Mapping[str, str]:
    """Return the planner's sentences by their codes."""
    return SENTENCES


def is_real(offer: Mapping[str, Any]) -> bool:
    """Return whether an offer asks something of somebody who is real.

    Guards are nobody, a place of a stop's own takes one group and is always open, and
    what is held by visits that are not planned stays, though two may be let to meet.
    """
    params = offer.get("params") or {}
    stand, person = (str(params.get(key, "")) for key in ("stand", "person"))
    if person.startswith("inside-") or stand.startswith("held-"):
        return False
    if offer["code"] in _OF_STANDS and stand.startswith("place-"):
        return False
    is_held = str(params.get("delegation", "")).startswith("held-")
    return offer["code"] == "let_meet" or not is_held


class Speech:
    """Says what a run came to, in the active language; reads the names once."""

    def __init__(self, run: PlanningRun) -> None:
        self.run, self.day = run, Day(run.exhibition, run.on)
        self.result: dict[str, Any] = run.result or {}

    def say(self, code: str, params: Mapping[str, Any], otherwise: str = "") -> str:
        """Return the sentence of a code; ``otherwise`` for a code nobody knows."""
        message = messages().get(code)
        if message is None:
            return otherwise
        names = {key: self._value(key, value) for key, value in params.items()}
        return gettext(message) % names

    def reasons(self) -> dict[int, str]:
        """Return why each stop is left out, by its key."""
        return {
            int(row["id"][1:]): self._row(row)
            for row in self.result.get("left_out") or ()
            if row["id"].startswith("s")
        }

    def conflict(self) -> Conflict | None:
        """Return why the day is impossible, None where it is not."""
        found = self.result.get("conflict")
        if not found:
            return None
        members = tuple(self._member(row) for row in found.get("members") or ())
        return Conflict(self._row(found), members, self.offers())

    def offers(self) -> tuple[Offer, ...]:
        """Return what would help, each with its record.

        Without what asks something of those that only stand for others.
        """
        rows = self.result.get("offers") or ()
        return tuple(self._offer(row) for row in rows if is_real(row))

    def _offer(self, row: Mapping[str, Any]) -> Offer:
        kind, param = _RECORDS.get(row["code"], ("", ""))
        if kind == "hours":
            return Offer(self._row(row), kind, self.run.exhibition_id)
        name = str((row.get("params") or {}).get(param, ""))
        found = _ID.fullmatch(name)
        value = found[kind] if found and param else None
        if param and not value:
            return Offer(self._row(row))
        return Offer(self._row(row), kind, _key(value) if value else 0)

    def _row(self, row: Mapping[str, Any]) -> str:
        return self.say(row["code"], row.get("params") or {}, row.get("sentence", ""))

    def _member(self, row: Mapping[str, Any]) -> Member:
        kind, name = row["kind"], str(row["id"])
        if kind == "apart":
            pair = [self._value("delegation", one) for one in name.split()]
            words = dict(zip(("delegation", "other_delegation"), pair, strict=False))
            apart = _("%(delegation)s and %(other_delegation)s, kept apart")
            return Member(kind, None, apart % words if len(words) == 2 else name)
        found = _ID.fullmatch(name)
        pk = next((_key(v) for v in found.groups()[1:] if v), None) if found else None
        return Member(kind, pk, self._member_name(kind, name))

    def _member_name(self, kind: str, name: str) -> str:
        """Return what of a stop, a stand or a language is meant, else its name."""
        found = _ID.fullmatch(name)
        if kind == "language":
            words = {"language": language_name(name)}
            return _("Interpreters of %(language)s") % words
        if kind == "stop" and found and found["stop"]:
            return self._names["call"].get(_key(found["stop"]), name)
        if kind == "stand" and found and found["stand"]:
            number = self._names["number"].get(_key(found["stand"]), name)
            return _("Stand %(stand)s (hours and room)") % {"stand": number}
        return str(self._value(kind, name))

    def _value(self, key: str, value: Any) -> Any:
        """Return what stands for a value in a sentence: a name or a time of day."""
        if isinstance(value, list):
            return ", ".join(str(self._value(key, one)) for one in value)
        if key in _TIMES and isinstance(value, int):
            return self.day.clock(value)
        if key in _AMOUNTS:
            return _("%(count)s min") % {"count": value}
        if key in _LANGUAGES:
            return language_name(str(value))
        if not isinstance(value, str):
            return value
        return self._name(value, is_visit=key.endswith("delegation"))

    def _name(self, name: str, *, is_visit: bool) -> str:
        """Return the name of what an id stands for, the id itself if for nothing.

        A stop that stands for its whole visit has the name of that.
        """
        found = _ID.fullmatch(name)
        if found is None:
            return name
        for kind, value in found.groupdict().items():
            if value and kind != "held":
                known = "visit of" if is_visit and kind == "stop" else kind
                return self._names[known].get(_key(value), name)
        return _("the gate")

    @cached_property
    def _names(self) -> dict[str, dict[int, str]]:
        """The names of all that the answer speaks of; a query a kind."""
        keys: dict[str, set[int]] = defaultdict(set)
        spoken = [self.result.get(k) for k in ("left_out", "conflict", "offers")]
        for text in _texts(spoken):
            found = _ID.fullmatch(text)
            for kind, value in found.groupdict().items() if found else ():
                if value and kind != "held":
                    keys[kind].add(_key(value))
        known = keys["stand"] | keys["inside"]
        stands = list(Stand.objects.filter(pk__in=known))
        by_stand = {row.pk: str(row) for row in stands}
        visits = Visit.objects.filter(pk__in=keys["visit"])
        rows = Stop.objects.filter(pk__in=keys["stop"])
        stops = list(rows.select_related("stand", "visit__delegation"))
        people = Person.objects.filter(pk__in=keys["person"])
        inside = _("%(stand)s and the stands inside it")
        return {
            "visit": {
                row.pk: row.delegation.name
                for row in visits.select_related("delegation")
            },
            "stop": {row.pk: str(row) for row in stops},
            "visit of": {row.pk: row.visit.delegation.name for row in stops},
            "call": {row.pk: _call(row) for row in stops},
            "stand": by_stand,
            "number": {row.pk: row.number or row.name for row in stands},
            "person": {row.pk: row.name for row in people},
            "inside": {pk: inside % {"stand": by} for pk, by in by_stand.items()},
        }


def _call(stop: Stop) -> str:
    """Return a stop with who makes it."""
    stand = stop.stand.number if stop.stand and not stop.title else ""
    return _("%(delegation)s at %(stand)s") % {
        "delegation": stop.visit.delegation.name,
        "stand": stand or str(stop),
    }


def _key(text: str) -> int:
    return int(text.lstrip("vsp"))


def _texts(value: Any) -> Iterator[str]:
    """Yield all words of texts within lists and objects."""
    if isinstance(value, str):
        yield from value.split()
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def language_name(code: str) -> str:
    """Return the name of a language in the active one, its code if nobody knows."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
