"""Ways to go on with a late visit, each rehearsed before it is offered."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _
from psycopg2.extras import DateTimeTZRange  # type: ignore[import-untyped]

from delegations import schedule
from delegations.expecting import Leg, Outlook
from delegations.models import Change, Stop, Visit
from delegations.recovery.chains import chain, final_lateness, least_of
from delegations.recovery.situation import Late, Situation
from delegations.rows import Row, copied
from delegations.slots import Slot

MOST_SKIPS = 3


@dataclass(frozen=True)
class Move:
    """One stop at another time; ``now`` is None where it is left out."""

    stop: Stop
    was: Slot
    now: Slot | None

    @property
    def minutes(self) -> int:
        """By how many minutes it begins later, negative for earlier."""
        return _minutes(self.now[0] - self.was[0]) if self.now else 0

    @property
    def shorter(self) -> int:
        """By how many minutes it becomes shorter."""
        if self.now is None:
            return 0
        return _minutes((self.was[1] - self.was[0]) - (self.now[1] - self.now[0]))


@dataclass(frozen=True)
class Option:
    """One way to go on: what it moves, whom it touches, what still clashes.

    ``late`` is how late the visit ends by it. ``problem`` says why it cannot be
    applied, "" for one that can. ``token`` stands for all that would be written.
    """

    name: str
    title: str
    moves: tuple[Move, ...]
    late: int
    delegations: tuple[str, ...]
    people: tuple[str, ...]
    clashes: tuple[str, ...]
    action: str = Change.Action.RECOVER
    problem: str = ""
    rows: Sequence[Row] = field(default=(), repr=False)

    @property
    def token(self) -> str:
        """Return what changes with any of the rows or of their new times."""
        times = [
            (m.stop.pk, m.now and [e.isoformat() for e in m.now]) for m in self.moves
        ]
        rows = [
            (type(row).__name__, row.pk, getattr(row, "version", 0))
            for row in self.rows
        ]
        return sha256(repr((self.name, times, rows)).encode()).hexdigest()[:24]


@dataclass(frozen=True)
class Sheet:
    """A late visit, when its stops are expected now, and the ways to go on."""

    late: Late
    seen: Outlook
    stops: tuple[Move, ...]
    options: tuple[Option, ...]

    def named(self, name: str) -> Option | None:
        """Return the way of this name that can be applied."""
        return next((o for o in self.options if o.name == name and not o.problem), None)


def sheet_of(late: Late, reader: Any) -> Sheet:
    """Return the ways to go on with a late visit; nothing is written.

    The first keeps the plan. Those that would break a rule of the schedule say
    which and cannot be applied.
    """
    around = Situation(late)
    offers = [_keep(around), *_moved(around, reader)]
    stops = tuple(
        _move(around, key, around.seen.times[key])
        for key in [around.seen.current, *around.seen.to_come]
        if key is not None
    )
    return Sheet(late, around.seen, stops, tuple(offers))


def _keep(around: Situation) -> Option:
    visit = copied(around.visit)
    late = around.late
    visit.delay = late.minutes or None
    visit.delay_since = late.since if late.minutes else None
    slots = {key: around.seen.times[key] for key in around.seen.to_come}
    title = _("Keep the plan; only the expected times change")
    return _option(
        around, "keep", title, slots, rows=[visit], action=Change.Action.DELAY
    )


def _moved(around: Situation, reader: Any) -> Iterator[Option]:
    """Yield the ways that change the plan, none where it can be kept as it is."""
    begin, legs, walk = around.begin, around.to_come, around.walk
    if begin is None:
        return
    shifted = chain(legs, begin, walk, taken=around.taken)
    if all(shifted[leg.key] == (leg.start, leg.end) for leg in legs):
        return
    yield _rehearsed(
        around, "shift", _("Move the stops to come as far as needed"), shifted, reader
    )
    shorter = chain(legs, begin, walk, least=least_of, taken=around.taken)
    if shorter != shifted:
        title = _("Shorten stops to catch up")
        yield _rehearsed(around, "shorten", title, shorter, reader)
    yield from _skips(around, shifted, reader)
    yield from _exchanges(around, reader)


def _skips(
    around: Situation, shifted: dict[int, Slot], reader: Any
) -> Iterator[Option]:
    """Yield the stops that win most time when they are left out."""
    begin, legs = around.begin, around.to_come
    if begin is None or len(legs) < 2:
        return
    found: list[tuple[timedelta, int, Leg, dict[int, Slot]]] = []
    lateness = final_lateness(legs, shifted)
    for place, leg in enumerate(legs):
        rest = [other for other in legs if other is not leg]
        slots = chain(rest, begin, around.walk, taken=around.taken)
        after = final_lateness(rest, slots)
        if around.by_key[leg.key].kind == Stop.Kind.CALL and after < lateness:
            found.append((after, -place, leg, slots))
    found.sort(key=lambda one: one[:2])
    for _lateness, _place, leg, slots in found[:MOST_SKIPS]:
        title = _("Leave out “%(stop)s”") % {"stop": around.by_key[leg.key]}
        yield _rehearsed(
            around, f"skip-{leg.key}", title, slots, reader, skipped=(leg.key,)
        )


def _exchanges(around: Situation, reader: Any) -> Iterator[Option]:
    """Yield exchanges of times with a delegation that the late one would meet."""
    begin, legs = around.begin, around.to_come
    if begin is None:
        return
    wanted = chain(legs, begin, around.walk)
    for leg in legs:
        for other in around.others:
            if not _could_go_first(around, leg, other, wanted[leg.key]):
                continue
            length = other.planned.upper - other.planned.lower
            given = (leg.start, leg.start + length)
            slots = chain(
                legs, begin, around.walk, taken=_after(around, leg, other, given)
            )
            names = {"delegation": other.visit.delegation, "stand": other.stand}
            title = _("Let %(delegation)s go first at %(stand)s") % names
            option = _rehearsed(
                around, f"exchange-{other.pk}", title, slots | {other.pk: given}, reader
            )
            if not option.problem:
                yield option


def _could_go_first(around: Situation, leg: Leg, other: Stop, wanted: Slot) -> bool:
    stop = around.by_key[leg.key]
    is_met = wanted[0] < other.planned.upper and other.planned.lower < wanted[1]
    is_same = (stop.stand_id, stop.bay) == (other.stand_id, other.bay)
    is_free = not (other.actual_start_at or other.actual_end_at) and other.is_counted
    return bool(
        stop.stand_id
        and is_met
        and is_same
        and is_free
        and around.late.since <= leg.start < other.planned.lower
    )


def _after(
    around: Situation, leg: Leg, other: Stop, given: Slot
) -> Callable[[Leg], list[Slot]]:
    def taken(each: Leg) -> list[Slot]:
        if each.key != leg.key:
            return around.taken(each)
        return [*around.taken(each, without=other), given]

    return taken


def _rehearsed(
    around: Situation,
    name: str,
    title: str,
    slots: dict[int, Slot],
    reader: Any,
    skipped: tuple[int, ...] = (),
) -> Option:
    rows = _rows(around, slots, skipped)
    problem = ""
    try:
        schedule.rehearse(rows, reader=reader)
    except schedule.ScheduleConflict as conflict:
        problem = " ".join(clash.sentence for clash in conflict.clashes)
    return _option(
        around, name, title, slots, rows=rows, skipped=skipped, problem=problem
    )


def _rows(
    around: Situation, slots: dict[int, Slot], skipped: tuple[int, ...]
) -> list[Row]:
    """Return copies of the rows as they would be written, what stays left out.

    The delay is in the new plan then, so it is no longer reported beside it. A tour
    that ends later is longer.
    """
    visit = copied(around.visit)
    last = max(
        (slots[leg.key][1] for leg in around.to_come if leg.key in slots), default=None
    )
    is_longer = last is not None and visit.span and last > visit.span.upper
    if is_longer:
        visit.span = DateTimeTZRange(visit.span.lower, last, "[)")
    is_written = is_longer or visit.delay is not None
    visit.delay = visit.delay_since = None
    rows: list[Row] = [visit] if is_written else []
    for key in [*slots, *skipped]:
        stop = copied(around.by_key[key])
        if stop.visit_id == visit.pk:
            stop.visit = visit
        if key in skipped:
            stop.status = Stop.Status.SKIPPED
        elif (stop.planned.lower, stop.planned.upper) == slots[key]:
            continue
        else:
            stop.planned = DateTimeTZRange(*slots[key], "[)")
        rows.append(stop)
    return rows


def _option(
    around: Situation,
    name: str,
    title: str,
    slots: dict[int, Slot],
    *,
    rows: list[Row],
    skipped: tuple[int, ...] = (),
    **more: Any,
) -> Option:
    moves = [_move(around, key, slots[key]) for key in slots]
    moves = [move for move in moves if move.was != move.now]
    moves += [_move(around, key, None) for key in skipped]
    moves.sort(key=lambda move: move.was)
    touched = [move.stop for move in moves]
    visits: list[Visit] = [stop.visit for stop in touched]
    legs = [leg for leg in around.to_come if leg.key not in skipped]
    return Option(
        name=name,
        title=title,
        moves=tuple(moves),
        late=_minutes(final_lateness(legs, slots)),
        delegations=tuple(dict.fromkeys(str(visit.delegation) for visit in visits)),
        people=around.people(touched),
        clashes=tuple(
            dict.fromkeys(f.sentence for f in around.clashes(slots, skipped))
        ),
        rows=rows,
        **more,
    )


def _move(around: Situation, key: int, slot: Slot | None) -> Move:
    stop = around.by_key[key]
    return Move(stop, (stop.planned.lower, stop.planned.upper), slot)


def _minutes(stretch: timedelta) -> int:
    return round(stretch / timedelta(minutes=1))
