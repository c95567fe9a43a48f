"""Taps of the day made into actual times.

All taps at a stop are kept. Its actual times follow from them in the order in which
they were tapped, not received, so that phones that were offline come to the same
times in any order. Taking back undoes the last tap before it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from delegations import schedule
from delegations.confidentiality import Reader
from delegations.locks import Busy, lock, lock_touched, waiting
from delegations.models import Change, Mark, Stop
from delegations.programme import Selection, programme
from delegations.released import RELEASED
from delegations.taps import Actual, Answer, Outcome, Tap, actual, is_on_day, standing
from exhibitors import clock
from exhibitors.models import Exhibition

# What a host of a stand may tap; planners may tap all.
HOSTS_MAY = frozenset({Mark.Kind.ARRIVED, Mark.Kind.LEFT, Mark.Kind.CLEARED})
# By so much a phone's clock may be ahead before anybody is told.
_NOT_YET = timedelta(minutes=2)


def enter(
    exhibition: Exhibition, reader: Reader, user: Any, taps: Iterable[Tap]
) -> list[Answer]:
    """Enter taps in their order, each for itself, and return what became of each.

    A tap that was entered before changes nothing.
    """
    hand = _Hand(exhibition, reader, user, _told(exhibition, reader))
    return [_enter(hand, tap) for tap in taps]


@dataclass(frozen=True)
class _Hand:
    """Who taps where; ``told`` has the released day of each stop that a host sees."""

    exhibition: Exhibition
    reader: Reader
    user: Any
    told: Mapping[int, date | None]

    def may_mark(self, stop: int) -> bool:
        return self.reader.is_planner or stop in self.told

    def day(self, stop: Stop) -> date | None:
        """Return the day of a stop as whoever taps knows it."""
        return stop.visit.on if self.reader.is_planner else self.told[stop.pk]


def _told(exhibition: Exhibition, reader: Reader) -> dict[int, date | None]:
    """Return the stops that a reader of stands was told of, with their days.

    Not by the draft: it may have moved a stop to where another host receives, and
    has stops of which nobody was told yet.
    """
    if reader.stands is None:
        return {}
    shown = Selection(exhibition, stands=reader.stands, state=RELEASED, with_off=True)
    return {item.stop: item.on for item in programme(shown).items}


def _enter(hand: _Hand, tap: Tap) -> Answer:
    stop = _read(hand.exhibition).filter(pk=tap.stop).first()
    if stop is None or not hand.may_mark(stop.pk):
        sentence = _("This stop is no longer in the plan. Tell the protocol desk.")
        return Answer(tap.key, Outcome.REFUSED, sentence)
    try:
        with transaction.atomic():
            with waiting():
                lock([f"mark {tap.key}"])
                lock_touched([stop], [])
            known = Mark.objects.filter(pk=tap.key).first()
            if known is not None:
                return _known(known, hand.user, tap)
            # Read again: whoever held the lock may have written it.
            return _write(_read(hand.exhibition).get(pk=stop.pk), hand, tap)
    except (Busy, Stop.DoesNotExist, schedule.ScheduleConflict):
        sentence = _("Someone else is saving the same hours. Try again.")
        return Answer(tap.key, Outcome.AGAIN, sentence)


def _known(mark: Mark, user: Any, tap: Tap) -> Answer:
    """Answer a key that is there; another's is not told apart from a bad one."""
    if (mark.user_id, mark.stop_id, mark.kind) == (user.pk, tap.stop, tap.kind):
        return Answer(tap.key, Outcome.KNOWN)
    return Answer(tap.key, Outcome.REFUSED, _("This key is taken."))


def _read(exhibition: Exhibition) -> Any:
    return Stop.objects.of(exhibition).select_related(
        "exhibition", "visit__delegation", "stand"
    )


def _write(stop: Stop, hand: _Hand, tap: Tap) -> Answer:
    marks = list(Mark.objects.filter(stop=stop).select_related("user"))
    marks = marks or _entered_elsewhere(stop)
    reason = _refusal(stop, hand, tap, marks)
    if reason:
        return Answer(tap.key, Outcome.REFUSED, reason)
    moment = min(tap.at, clock.now())
    mark = Mark(key=tap.key, stop=stop, kind=tap.kind, marked_at=moment, user=hand.user)
    Mark.objects.bulk_create([known for known in marks if known._state.adding])
    mark.save(force_insert=True)
    left = standing([*marks, mark])
    obstacle = _apply(stop, actual(left), hand.user)
    if obstacle and not hand.reader.is_planner:
        # It speaks of the draft, and of other stands.
        obstacle = _("The time is kept. Tell the protocol desk.")
    notes = [obstacle, _rival(stop, mark, left), _odd(hand, tap, mark, actual(left))]
    sentence = " ".join(filter(None, notes))
    return Answer(tap.key, Outcome.KEPT if sentence else Outcome.TAKEN, sentence)


def _entered_elsewhere(stop: Stop) -> list[Mark]:
    """Return the times that a stop has without a tap, as taps of nobody, unsaved."""
    times = {
        Mark.Kind.ARRIVED: stop.actual_start_at,
        Mark.Kind.LEFT: stop.actual_end_at,
    }
    return [
        Mark(key=uuid4(), stop=stop, kind=kind, marked_at=moment, user=None)
        for kind, moment in times.items()
        if moment
    ]


def _odd(hand: _Hand, tap: Tap, mark: Mark, now: Actual) -> str:
    """Return what is odd about the moment of a tap, "" for nothing."""
    if tap.at - mark.marked_at > _NOT_YET:
        return _("That time is still to come: it was entered as now.")
    if tap.kind == Mark.Kind.LEFT and now.start and now.end is None:
        arrived = hand.exhibition.local(now.start)
        return _("That is before the arrival at %(time)s.") % {
            "time": f"{arrived:%H:%M}"
        }
    return ""


def _refusal(stop: Stop, hand: _Hand, tap: Tap, marks: list[Mark]) -> str:
    """Return why a tap is no mark of the day, "" where it is one."""
    on = hand.day(stop)
    if on is None or not _is_in_time(hand, on, tap):
        return _("Times are marked on the day of the visit.")
    if hand.reader.is_planner:
        return ""
    before = [mark for mark in marks if mark.marked_at <= tap.at]
    last = next(reversed(standing(before)), None)
    is_theirs = tap.kind == Mark.Kind.CLEARED and last and last.kind not in HOSTS_MAY
    if tap.kind not in HOSTS_MAY or is_theirs:
        return _("Only the protocol officers mark this.")
    return ""


def _is_in_time(hand: _Hand, on: date, tap: Tap) -> bool:
    """Say whether a tap is of the day; planners also take back after it."""
    if is_on_day(hand.exhibition, on, tap.at):
        return True
    moment = min(tap.at, clock.now())
    is_late_undo = hand.reader.is_planner and tap.kind == Mark.Kind.CLEARED
    is_later = moment.year >= on.year and hand.exhibition.local(moment).date() > on
    return is_late_undo and is_later


def _apply(stop: Stop, now: Actual, user: Any) -> str:
    """Write what the taps come to, and return what stands in the way of a status.

    Actual times are reality: where the status would break a rule of the plan, as
    when the time of a skipped stop was given away, they are written without it.
    """
    stop.actual_start_at, stop.actual_end_at = now.start, now.end
    if stop.status == Stop.Status.CANCELLED or stop.visit.is_off:
        schedule.write([stop], reader=user, action=Change.Action.MARK)
        return _("“%(stop)s” was cancelled meanwhile; the time is kept.") % {
            "stop": stop
        }
    before, stop.status = stop.status, now.status
    try:
        schedule.write([stop], reader=user, action=Change.Action.MARK)
    except schedule.ScheduleConflict as conflict:
        if {clash.rule for clash in conflict.clashes} & {"stale", "busy"}:
            raise
        stop.status = before
        schedule.write([stop], reader=user, action=Change.Action.MARK)
        return " ".join(clash.sentence for clash in conflict.clashes)
    return ""


def _rival(stop: Stop, mark: Mark, left: list[Mark]) -> str:
    """Return who marked something later that stays in force instead, "" for nobody."""
    later = [other for other in left if other.marked_at > mark.marked_at]
    same = [other for other in later if _overrules(other, mark)]
    rival = next(reversed(same), None)
    if rival is None or rival.user_id == mark.user_id:
        return ""
    return _("%(who)s marked “%(kind)s” at %(time)s since; both are kept.") % {
        "who": rival.user or _("Someone"),
        "kind": rival.get_kind_display(),
        "time": f"{stop.exhibition.local(rival.marked_at):%H:%M}",
    }


def _overrules(later: Mark, mark: Mark) -> bool:
    """Return whether a later tap leaves nothing of this one in force."""
    if mark.kind == Mark.Kind.CLEARED:
        return False
    pair = {mark.kind, later.kind}
    return (
        mark.kind == later.kind
        or pair != {Mark.Kind.ARRIVED, Mark.Kind.LEFT}
        or (later.kind == Mark.Kind.ARRIVED)
    )
