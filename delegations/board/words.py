"""Changes of the schedule in words, for those who look on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from delegations.models import Change, Stop
from exhibitors.models import Exhibition

# What is said of one stop; the rest is named as a whole.
_OF_ONE = {
    Change.Action.MOVE,
    Change.Action.PLACE,
    Change.Action.STRETCH,
    Change.Action.UNPLACE,
}


@dataclass(frozen=True, slots=True)
class Told:
    """A change as people read it: its number, when, and what, with and without who."""

    change: int
    at: datetime
    what: str
    sentence: str
    is_own: bool


def told(changes: Sequence[Change], reader: Any) -> list[Told]:
    """Return changes in words, in their order; one query for all of them.

    The changes come ``with_words``. ``reader`` is told of the
    own ones as such.
    """
    known = _stops(changes)
    found = []
    for change in changes:
        what = _what(change, known)
        who = str(change.user) if change.user else _("The program")
        sentence = _("%(who)s %(did)s") % {"who": who, "did": what}
        is_own = reader is not None and change.user_id == reader.pk
        found.append(
            Told(change.pk, change.written_at, _capital(what), sentence, is_own)
        )
    return found


def changes_after(
    exhibition: Exhibition, seen: int, condition: Q | None = None
) -> list[Change]:
    """Return the changes since a number, the earliest first."""
    rows = Change.objects.filter(condition or Q(), exhibition=exhibition, pk__gt=seen)
    return list(with_words(rows).order_by("pk"))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _stops(changes: Iterable[Change]) -> dict[int, Stop]:
    """Return the stops that changes name, as far as they are still there."""
    entries = [
        entry
        for change in changes
        for row in (change, change.undoes)
        if row is not None
        for entry in row.entries
    ]
    keys = {entry["pk"] for entry in entries if entry["model"] == "stop"}
    rows = Stop.objects.filter(pk__in=keys)
    rows = rows.select_related("stand", "visit__delegation__country")
    return {stop.pk: stop for stop in rows}


def _what(change: Change, known: dict[int, Stop]) -> str:
    if change.action == Change.Action.UNDO and change.undoes is not None:
        return _("took back: %(what)s") % {"what": _what(change.undoes, known)}
    entries = [entry for entry in change.entries if entry["model"] == "stop"]
    if change.action in _OF_ONE and len(entries) == 1:
        return _of_one(change, entries[0], known)
    if change.action == Change.Action.EXCHANGE and len(entries) == 2:
        first, second = (_named(entry, known) for entry in entries)
        return _("exchanged %(first)s and %(second)s") % {
            "first": first,
            "second": second,
        }
    names = ", ".join(_named(entry, known) for entry in entries[:3])
    more = "…" if len(entries) > 3 else ""
    return _("%(action)s: %(names)s") % {
        "action": change.get_action_display(),
        "names": f"{names}{more}" or ", ".join(change.names),
    }


def _of_one(change: Change, entry: dict[str, Any], known: dict[int, Stop]) -> str:
    planned = (entry["after"] or {}).get("planned")
    names = {"what": _named(entry, known), **_hours(change.exhibition, planned)}
    if change.action == Change.Action.UNPLACE:
        return _("took %(what)s off the board") % names
    if planned is None:
        # Another stand or person, at the same time.
        return _("moved %(what)s") % names
    if change.action == Change.Action.STRETCH:
        return _("set %(what)s to %(start)s–%(end)s") % names
    if change.action == Change.Action.PLACE:
        return _("placed %(what)s at %(start)s") % names
    return _("moved %(what)s to %(start)s") % names


def _hours(exhibition: Exhibition, planned: Any) -> dict[str, str]:
    if planned is None:
        return {}
    moments = [parse_datetime(end) if isinstance(end, str) else end for end in planned]
    clocks = [f"{exhibition.local(end):%H:%M}" for end in moments if end]
    return dict(zip(("start", "end"), clocks, strict=True))


def _named(entry: dict[str, Any], known: dict[int, Stop]) -> str:
    """Return “H1 for Kazakhstan”; of a stop that is gone, what it was called."""
    stop = known.get(entry["pk"])
    if stop is None:
        return str(entry["name"])
    delegation = stop.visit.delegation
    who = delegation.country.name if delegation.country else delegation.name
    number = stop.stand.number if stop.stand else ""
    return _("%(stop)s for %(delegation)s") % {
        "stop": number or str(stop),
        "delegation": who,
    }


def activity(exhibition: Exhibition, on: date, most: int = 8) -> list[Change]:
    """Return the last changes of a day, latest first, ``with_words``."""
    rows = Change.objects.filter(exhibition=exhibition, days__contains=[on])
    return list(with_words(rows).order_by("-pk")[:most])


def with_words(rows: "QuerySet[Change]") -> "QuerySet[Change]":
    """Return changes with all that their words name."""
    return rows.select_related("exhibition", "user", "undoes__exhibition")
