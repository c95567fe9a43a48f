"""Gestures on the board: what each writes, as one change."""

from copy import copy
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from psycopg2.extras import DateTimeTZRange  # type: ignore[import-untyped]

from delegations.board.days import Day
from delegations.board.difference import Difference, difference
from delegations.models import Change, Engagement, Person, Stop, Visit
from delegations.rows import Row
from delegations.schedule import Clash, ScheduleConflict, write
from delegations.snapshots import snapshot
from exhibitors.models import Stand


@dataclass(frozen=True, kw_only=True)
class Gesture:
    """What an officer wants of one stop, and what they saw of it.

    ``start`` and ``end`` are minutes of the day. ``stand`` is the key of another
    stand, 0 for none, None to leave it; ``bay`` 0 takes whichever is free. ``person``
    gets the duty of key ``duty``, or a new one of ``role``; 0 takes it from all.
    """

    action: str
    version: int
    seen: int
    start: int | None = None
    end: int | None = None
    stand: int | None = None
    bay: int | None = None
    duty: int | None = None
    person: int | None = None
    role: str = Engagement.Role.RECEIVES
    other: int | None = None
    other_version: int | None = None
    widen: bool = False


class Stale(Exception):  # noqa: N818
    """Others changed the stop since it was seen; ``difference`` says what."""

    def __init__(self, found: Difference) -> None:
        super().__init__(found)
        self.difference = found


def perform(day: Day, stop: Stop, gesture: Gesture, reader: Any) -> Change | None:
    """Write what a gesture asks for, all of it or nothing.

    Raises Stale where others changed the stop, ScheduleConflict where a rule refuses,
    ValidationError by field for what names nothing of this exhibition.
    """
    seen = copy(stop)
    rows, removed = proposed(day, stop, gesture)
    _refuse_stale(day, seen, stop, gesture)
    return write(rows, removed=removed, reader=reader, action=gesture.action)


def proposed(day: Day, stop: Stop, gesture: Gesture) -> tuple[list[Row], list[Row]]:
    """Return the rows that a gesture changes, the stop among them, and removes."""
    rows: list[Row] = [stop]
    removed: list[Row] = []
    if gesture.action == Change.Action.EXCHANGE:
        rows.append(_exchanged(stop, gesture))
    elif gesture.action == Change.Action.UNPLACE:
        stop.planned = None
    else:
        _place(day, stop, gesture)
    if gesture.person is not None:
        _give(stop, gesture, rows, removed)
    if stop.planned and _reach(day, stop, widen=gesture.widen):
        rows.append(stop.visit)
    return rows, removed


def _refuse_stale(day: Day, seen: Stop, stop: Stop, gesture: Gesture) -> None:
    """Refuse to overwrite what others changed; a mere new number is no change."""
    if seen.version == gesture.version:
        return
    wanted = snapshot(stop)
    touched = {"planned"} if gesture.stand is None else {"planned", "stand_id", "bay"}
    found = difference(
        day, seen, gesture.seen, {name: wanted[name] for name in touched}
    )
    if found is not None:
        raise Stale(found)


def _place(day: Day, stop: Stop, gesture: Gesture) -> None:
    if gesture.start is None or gesture.end is None:
        raise ValidationError({"start": _("Give both a beginning and a later end.")})
    if gesture.end <= gesture.start:
        raise ValidationError({"end": _("The end is not after the beginning.")})
    stop.planned = day.stretch(gesture.start, gesture.end)
    if gesture.stand is not None:
        stop.stand = _stand(stop, gesture.stand)
    if gesture.bay is not None:
        stop.bay = gesture.bay or _free_bay(stop)


def _stand(stop: Stop, key: int) -> Stand | None:
    if not key:
        return None
    stand = Stand.objects.of(stop.exhibition_id).filter(pk=key).first()
    if stand is None:
        raise ValidationError({"stand": _("There is no such stand.")})
    return stand


def _free_bay(stop: Stop) -> int:
    """Return the first bay that nobody has at the time; the first if all are taken."""
    if stop.stand is None or stop.stand.bays == 1:
        return 1
    there = Stop.objects.filter(
        stand=stop.stand, is_counted=True, planned__overlap=stop.planned
    )
    taken = set(there.exclude(pk=stop.pk).values_list("bay", flat=True))
    free = [bay for bay in range(1, stop.stand.bays + 1) if bay not in taken]
    return free[0] if free else 1


def _exchanged(stop: Stop, gesture: Gesture) -> Stop:
    """Let two stops change places, each as long as it was, and return the other."""
    other = (
        Stop.objects.of(stop.exhibition_id)
        .select_related("stand", "visit__delegation")
        .filter(pk=gesture.other or 0)
        .exclude(pk=stop.pk)
        .first()
    )
    if other is None or other.planned is None or stop.planned is None:
        raise ValidationError({"other": _("Choose two stops that have a time.")})
    if gesture.other_version is not None:
        other.version = gesture.other_version
    if other.visit_id == stop.visit_id:
        other.visit = stop.visit
    early, late = sorted((stop, other), key=lambda row: row.planned.lower)
    first, last = early.planned, late.planned
    early.planned = DateTimeTZRange(
        last.upper - (first.upper - first.lower), last.upper, "[)"
    )
    late.planned = DateTimeTZRange(
        first.lower, first.lower + (last.upper - last.lower), "[)"
    )
    return other


def _give(stop: Stop, gesture: Gesture, rows: list[Row], removed: list[Row]) -> None:
    """Give the duty at a stop to another person, to a first one, or to nobody."""
    duty = _duty(stop, gesture.duty)
    if not gesture.person:
        removed += [duty] if duty else []
        return
    person = Person.objects.of(stop.exhibition_id).filter(pk=gesture.person).first()
    if person is None:
        raise ValidationError({"person": _("There is no such person.")})
    if duty is None:
        duty = Engagement(visit=stop.visit, stop=stop, role=gesture.role)
    duty.person = person
    rows.append(duty)


def _duty(stop: Stop, key: int | None) -> Engagement | None:
    if key is None:
        return None
    duty = stop.visit.engagements.filter(pk=key).first()
    if duty is None:
        raise _refused(_("This duty was changed by someone else meanwhile."))
    if duty.stop_id is None:
        sentence = _("%(person)s is with the whole tour: change that in the visit.")
        raise _refused(sentence % {"person": duty.person})
    return duty


def _refused(sentence: str) -> ScheduleConflict:
    return ScheduleConflict([Clash("duty", None, sentence)])


def _reach(day: Day, stop: Stop, *, widen: bool) -> bool:
    """Let the visit reach as far as its stop; return whether that changed it.

    A visit without a tour gets one around its stops; a longer one only if asked.
    """
    visit, planned = stop.visit, stop.planned
    if visit.on is None:
        visit.on = day.on
    if visit.span is None:
        visit.span = _around(visit, stop)
        return True
    lower, upper = visit.span.lower, visit.span.upper
    is_within = lower <= planned.lower and planned.upper <= upper
    if is_within or not (widen and may_widen(visit, planned)):
        return False
    visit.span = DateTimeTZRange(
        min(lower, planned.lower), max(upper, planned.upper), "[)"
    )
    return True


def _around(visit: Visit, stop: Stop) -> DateTimeTZRange:
    others = visit.stops.filter(is_counted=True).exclude(pk=stop.pk)
    times = [stop.planned, *others.values_list("planned", flat=True)]
    first, last = min(t.lower for t in times), max(t.upper for t in times)
    return DateTimeTZRange(first, last, "[)")


def may_widen(visit: Visit, planned: Any) -> bool:
    """Return whether the delegation can be there at a time, as far as is known."""
    window = visit.window
    return window is None or bool(
        window.lower <= planned.lower and planned.upper <= window.upper
    )
