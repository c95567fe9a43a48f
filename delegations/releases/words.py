"""What differs between two states of one stop, in words of the active language."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from delegations.items import Item, Who

LONGEST = 200


@dataclass(frozen=True)
class Said:
    """One thing that differs; ``of_visit`` where a whole tour may share it."""

    text: str
    of_visit: bool = False


def called(item: Item) -> str:
    """Return what a sentence calls a stop."""
    place = item.stand_number or item.stand
    if item.kind == "call" and place:
        return _("the call at %(place)s") % {"place": place}
    if place:
        return _("%(kind)s at %(place)s") % {"kind": item.kind_label, "place": place}
    return _("“%(title)s”") % {"title": item.title}


def hours(item: Item) -> str:
    """Return when a stop is, "" without a time."""
    if item.start is None or item.end is None:
        return ""
    return f"{_clock(item.start)}–{_clock(item.end)}"


def called_at(item: Item) -> str:
    """Return a stop with the time at which it is."""
    if item.start is None:
        return called(item)
    names = {"stop": called(item), "time": _clock(item.start)}
    return _("%(stop)s, %(time)s") % names


def _clock(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def timing(old: Item, new: Item) -> str:
    """Return how the time of a stop differs, "" where it does not."""
    was, now = hours(old), hours(new)
    names = {"stop": called(old), "old": was, "new": now}
    if was == now:
        return ""
    if not was:
        return _("%(stop)s now has a time: %(new)s") % names
    if not now:
        return _("%(stop)s has no time any more, it was %(old)s") % names
    return _("%(stop)s moves from %(old)s to %(new)s") % names


def differing(old: Item, new: Item) -> list[Said]:
    """Return what else differs between two states of a stop, in a fixed order."""
    found = [_place(old, new)]
    found += [_people(old, new, *row) for row in PEOPLE]
    found += [_value(old, new, *row) for row in VALUES]
    found.append(_marks(old, new))
    return [said for said in found if said]


def _place(old: Item, new: Item) -> Any:
    names = {"old": old.place or _("no place"), "new": new.place or _("no place")}
    if (old.stand_id, old.place) == (new.stand_id, new.place):
        return None
    return Said(_("now at %(new)s instead of %(old)s") % names)


# Field, sentence for others instead, for more, for fewer, and whether a tour shares it.
PEOPLE: tuple[tuple[str, str, str, str, bool], ...] = (
    (
        "receiving",
        gettext_noop("received by %(new)s instead of %(old)s"),
        gettext_noop("received by %(new)s too"),
        gettext_noop("no longer received by %(old)s"),
        False,
    ),
    (
        "accompanying",
        gettext_noop("accompanied by %(new)s instead of %(old)s"),
        gettext_noop("accompanied by %(new)s too"),
        gettext_noop("no longer accompanied by %(old)s"),
        True,
    ),
    (
        "interpreting",
        gettext_noop("interpreted by %(new)s instead of %(old)s"),
        gettext_noop("interpreted by %(new)s too"),
        gettext_noop("no longer interpreted by %(old)s"),
        True,
    ),
    (
        "head",
        gettext_noop("led by %(new)s instead of %(old)s"),
        gettext_noop("led by %(new)s"),
        gettext_noop("no longer led by %(old)s"),
        True,
    ),
)


def _people(
    old: Item,
    new: Item,
    name: str,
    other: str,
    more: str,
    fewer: str,
    of_visit: bool,
) -> Any:
    was, now = getattr(old, name), getattr(new, name)
    names = {
        "old": _listed(who for who in was if who not in now),
        "new": _listed(who for who in now if who not in was),
    }
    if not (names["old"] or names["new"]):
        return None
    if names["old"] and names["new"]:
        sentence = other
    else:
        sentence = more if names["new"] else fewer
    return Said(_(sentence) % names, of_visit)


def _listed(people: Iterable[Who]) -> str:
    return "; ".join(_described(who) for who in people)


def _described(who: Who) -> str:
    details = ", ".join(text for text in (who.duty, who.languages) if text)
    return f"{who} ({details})" if details else str(who)


def _text(value: object) -> str:
    """Return a value in one line, of a length that can be read in a sentence."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        value = ", ".join(map(str, value))
    line = " ".join(str(value or "").split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rstrip()}…"


def _title(item: Item) -> str:
    return "" if item.title == item.stand else item.title


def _bay(item: Item) -> object:
    return item.bay if item.stand_id else ""


# Label, value, and whether a tour shares it.
VALUES: tuple[tuple[str, Callable[[Item], object], bool], ...] = (
    (gettext_noop("title"), _title, False),
    (gettext_noop("kind"), lambda item: item.kind_label, False),
    (gettext_noop("bay"), _bay, False),
    (gettext_noop("order"), lambda item: item.order, False),
    (gettext_noop("exhibits"), lambda item: item.exhibits, False),
    (gettext_noop("basis"), lambda item: item.basis_label, False),
    (gettext_noop("talking points"), lambda item: item.talking_points, False),
    (gettext_noop("note"), lambda item: item.note, False),
    (gettext_noop("delegation"), lambda item: item.delegation, True),
    (gettext_noop("country"), lambda item: item.country, True),
    (gettext_noop("visit"), lambda item: item.visit_name, True),
    (gettext_noop("how many people come"), lambda item: item.size, True),
    (gettext_noop("order of precedence"), lambda item: item.rank, True),
    (gettext_noop("languages"), lambda item: item.languages, True),
    (gettext_noop("meeting point"), lambda item: item.meeting_point, True),
    (gettext_noop("gate"), lambda item: item.gate, True),
    (gettext_noop("parking"), lambda item: item.parking, True),
    (gettext_noop("cars"), lambda item: item.cars, True),
    (gettext_noop("duty telephone"), lambda item: item.duty_phone, True),
)


def _value(
    old: Item,
    new: Item,
    label: str,
    value: Callable[[Item], object],
    of_visit: bool,
) -> Any:
    if value(old) == value(new) or _is_told_otherwise(label, old, new):
        return None
    names = {"what": _(label), "old": _text(value(old)), "new": _text(value(new))}
    if not names["old"]:
        sentence = _("%(what)s: %(new)s")
    elif not names["new"]:
        sentence = _("%(what)s: none any more, it was %(old)s")
    elif names["old"] == names["new"]:
        sentence = _("%(what)s: changed near the end")
    else:
        sentence = _("%(what)s: %(new)s instead of %(old)s")
    return Said(sentence % names, of_visit)


def _is_told_otherwise(label: str, old: Item, new: Item) -> bool:
    """Say whether the place, or the time, tells it already."""
    if label == "title":
        return not _title(old) and not _title(new)
    return label == "order" and bool(old.start or new.start)


def _marks(old: Item, new: Item) -> Any:
    if old.illustrative == new.illustrative:
        return None
    if not new.illustrative:
        return Said(_("no longer marked as illustrative"))
    if not old.illustrative:
        return Said(_("marked as illustrative"))
    return Said(_("other values are marked as illustrative"))
