"""Tours along the day: a lane each, and the same in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from delegations.dayplans.drawn.axis import Axis
from delegations.dayplans.explained import Cause, Leg, TourLine
from delegations.dayplans.shown.names import ENTERS, LEAVES, Names, Who

# Pixels of a minute where a picture is narrowest, of a letter, and beside the text.
_MINUTE, _LETTER, _BESIDE = 2.4, 7.4, 4


@dataclass(frozen=True, slots=True)
class LegRow:
    """A stretch of a lane: where it is drawn, and in words.

    ``mark`` is what is written into it, empty where there is no room.
    """

    leg: Leg
    x: str
    width: str
    mark: str
    hours: str
    what: str
    why: str

    @property
    def title(self) -> str:
        """All of it in a line."""
        why = f" · {self.why}" if self.why else ""
        return f"{self.hours} {self.what}{why}"


@dataclass(frozen=True, slots=True)
class LaneRow:
    """A delegation's lane; without a tour it has no hours and no legs."""

    who: Who
    line: TourLine
    hours: str
    legs: tuple[LegRow, ...]


def lane_rows(
    names: Names, axis: Axis, lines: Iterable[TourLine]
) -> tuple[LaneRow, ...]:
    """Return the lanes of tours, by their starts; those without a tour come last."""
    own = (line for line in lines if line.delegation in names.delegations)
    rows = sorted(own, key=lambda line: (line.start is None, line.start or 0))
    return tuple(_lane(names, axis, line) for line in rows)


def _lane(names: Names, axis: Axis, line: TourLine) -> LaneRow:
    who = names.delegations[line.delegation]
    if line.start is None or line.end is None:
        return LaneRow(who, line, "", ())
    legs = tuple(_leg(names, axis, leg) for leg in line.legs)
    return LaneRow(who, line, names.hours(line.start, line.end), legs)


def _leg(names: Names, axis: Axis, leg: Leg) -> LegRow:
    return LegRow(
        leg,
        x=axis.x(leg.start),
        width=axis.width(leg.start, leg.end),
        mark=_mark(names, leg),
        hours=names.hours(leg.start, leg.end),
        what=_what(names, leg),
        why=why(names, leg.cause) if leg.cause else "",
    )


def _mark(names: Names, leg: Leg) -> str:
    if leg.kind != "stop":
        return ""
    text = names.where(leg.end_place).number
    has_room = len(text) * _LETTER + _BESIDE <= leg.minutes * _MINUTE
    return text if has_room else ""


def _what(names: Names, leg: Leg) -> str:
    there = names.where(leg.end_place)
    if leg.start_place.startswith(ENTERS):
        return _("at the entrance, then walk to %(place)s") % {"place": there}
    if leg.end_place.startswith(LEAVES):
        return _("walk to the exit, and leave")
    if leg.kind == "walk":
        return _("walk to %(place)s") % {"place": there}
    if leg.kind == "wait":
        return _("wait at %(place)s") % {"place": there}
    return f"{there.number} {names.stop(leg.stop)}".strip()


def why(names: Names, cause: Cause) -> str:
    """Return in a few words what a stop begins with."""
    stand = names.where(cause.stand)
    if cause.kind == "fixed":
        return _("the appointment has its hour")
    if cause.kind == "opens":
        return _("%(stand)s opens then") % {"stand": stand}
    if cause.kind == "wished":
        return _("not wished for earlier")
    words = {
        "stand": stand,
        "delegation": names.delegation(cause.delegation),
        "person": names.people.get(cause.person, ""),
    }
    if cause.kind == "host":
        return _("%(person)s comes from the call of %(delegation)s") % words
    return _("%(delegation)s is at %(stand)s until then") % words
