"""Two tours made one, and one tour made two, without losing anything of them."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from psycopg2.extras import DateTimeTZRange  # type: ignore[import-untyped]

from delegations.models import Change, Engagement, Stop, Visit
from delegations.preparing.drafts import OFF, Draft, refuse, stretch

if TYPE_CHECKING:
    from delegations.rows import Row

# Of these a tour has one of each.
ONCE = (Stop.Kind.ARRIVAL, Stop.Kind.DEPARTURE)
SHARED_TEXTS = ("meeting_point_en", "meeting_point_ru", "meeting_point_az")
SHARED = (*SHARED_TEXTS, "gate", "parking", "duty_phone", "on", "window")
JOINED = ("cars", "note")


def merge_visits(into: Visit, other: Visit, reader: Any) -> Change | None:
    """Make one visit of two; the other stays, cancelled, with what was combined.

    Raises ScheduleConflict where they do not fit into one.
    """
    return merged(into, other).write(reader)


def split_visit(
    visit: Visit,
    stops: Iterable[Stop],
    reader: Any,
    *,
    on: date | None = None,
) -> Change | None:
    """Move some stops of a visit to a new one of the delegation, on a day or its own.

    Raises ScheduleConflict where they do not fit there.
    """
    draft = parted(visit, stops, on=on)
    draft.fit("ask", reader)
    return draft.write(reader)


def merged(into: Visit, other: Visit) -> Draft:
    """Return the draft that moves everything of another visit into one.

    Two calls at one stand become one with the exhibits and talking points of both.
    """
    into, other = _whole(into), _whole(other)
    _refuse_merging(into, other)
    own, theirs = _stops(into), _stops(other)
    kept: list[Stop] = []
    gone: dict[int, Stop] = {}
    notes = []
    for stop in theirs:
        twin = next((mine for mine in own if _are_twins(mine, stop)), None)
        if twin is None:
            stop.visit = into
            kept.append(stop)
            continue
        _combine(twin, stop)
        gone[stop.pk] = twin
        notes.append(_("Both tours have “%(stop)s”: it becomes one.") % {"stop": twin})
    duties = _moved_duties(into, other, gone)
    _fill(into, other)
    stretch(into, [*own, *kept])
    other.status = Visit.Status.CANCELLED
    ordered = _numbered([*own, *kept])
    combined = [stop for stop in theirs if stop.pk in gone]
    if kept:
        notes.insert(0, _moved_note(kept, into))
    notes.append(_("“%(visit)s” stays, cancelled.") % {"visit": other})
    rows: list[Row] = [into, other, *ordered, *combined, *duties]
    return Draft(Change.Action.MERGE, rows, notes=notes, firm=own)


def parted(visit: Visit, stops: Iterable[Stop], *, on: date | None = None) -> Draft:
    """Return the draft that moves some stops of a visit to a new one.

    Who serves at a stop goes along; who serves on the whole tour serves on both, where
    they are free. On another day the stops keep their times of day.
    """
    visit = _whole(visit)
    wanted = {stop.pk for stop in stops}
    every = _stops(visit)
    chosen = [stop for stop in every if stop.pk in wanted]
    rest = [stop for stop in every if stop.pk not in wanted]
    _refuse_parting(visit, chosen, rest)
    new = _copy(visit, on or visit.on)
    for stop in chosen:
        stop.visit = new
        if stop.planned and new.on and visit.on and new.on != visit.on:
            stop.planned = _on_day(stop, new.on)
    stretch(new, chosen)
    _draw_in(visit, new, rest)
    duties = list(visit.engagements.select_related("person", "stop"))
    moved = [duty for duty in duties if duty.stop_id in wanted]
    by_key = {stop.pk: stop for stop in chosen}
    for duty in moved:
        duty.visit, duty.stop = new, by_key[duty.stop_id or 0]
    copies = [_copy_duty(duty, new) for duty in duties if duty.stop_id is None]
    rows: list[Row] = [visit, new, *_numbered(rest), *_numbered(chosen), *moved]
    rows += copies
    notes = [_moved_note(chosen, new)]
    return Draft(Change.Action.SPLIT, rows, notes=notes, spare=copies)


def _whole(visit: Visit) -> Visit:
    return Visit.objects.select_related("delegation__exhibition").get(pk=visit.pk)


def _stops(visit: Visit) -> list[Stop]:
    stops = list(visit.stops.select_related("stand").prefetch_related("exhibits"))
    for stop in stops:
        stop.visit = visit
    return stops


def _refuse_merging(into: Visit, other: Visit) -> None:
    if into.pk == other.pk or into.exhibition_id != other.exhibition_id:
        raise refuse(_("Choose another visit of the same exhibition."))
    if into.on and other.on and into.on != other.on:
        raise refuse(_("The two visits are on different days."))
    for visit in (into, other):
        if visit.is_off or visit.delegation.is_off or visit.status == "done":
            sentence = _("“%(visit)s” is over, postponed or cancelled.")
            raise refuse(sentence % {"visit": visit})


def _refuse_parting(visit: Visit, chosen: list[Stop], rest: list[Stop]) -> None:
    if visit.is_off or visit.delegation.is_off or visit.status == "done":
        sentence = _("“%(visit)s” is over, postponed or cancelled.")
        raise refuse(sentence % {"visit": visit})
    if not chosen:
        raise refuse(_("Choose the stops that go to the new visit."))
    if not rest:
        raise refuse(_("Leave at least one stop in the visit."))


def _are_twins(mine: Stop, stop: Stop) -> bool:
    """Say whether two stops are the same moment: a call at one stand, an arrival."""
    if mine.status in OFF or stop.status in OFF or mine.kind != stop.kind:
        return False
    if mine.kind in ONCE:
        return True
    return mine.stand_id is not None and mine.stand_id == stop.stand_id


def _combine(mine: Stop, stop: Stop) -> None:
    """Give one stop what both have; the other is cancelled where it is."""
    exhibits = [*mine.exhibits.all(), *stop.exhibits.all()]
    mine.to_show = sorted({exhibit.pk for exhibit in exhibits})
    for name in ("talking_points", "note"):
        setattr(mine, name, _joined(getattr(mine, name), getattr(stop, name)))
    if mine.planned is None:
        mine.planned, mine.bay = stop.planned, stop.bay
    mine.duration = mine.duration or stop.duration
    stop.status = Stop.Status.CANCELLED


def _joined(one: str, other: str) -> str:
    """Return two texts in one, each of their lines once."""
    lines = [line for text in (one, other) for line in text.splitlines() if line]
    return "\n".join(dict.fromkeys(lines))


def _moved_duties(into: Visit, other: Visit, gone: dict[int, Stop]) -> list[Engagement]:
    """Return the duties of a visit, in another; those it has already stay behind."""
    known = set(into.engagements.values_list("person", "role", "stop"))
    moved = []
    for duty in other.engagements.select_related("person", "stop"):
        twin = gone.get(duty.stop_id or 0)
        place = twin.pk if twin else duty.stop_id
        if (duty.person_id, duty.role, place) not in known:
            duty.visit, duty.stop = into, twin or duty.stop
            if duty.stop is not None:
                duty.stop.visit = into
            moved.append(duty)
    return moved


def _fill(into: Visit, other: Visit) -> None:
    """Let a visit have what only the other says of cars, gate and so on."""
    for name in SHARED:
        if not getattr(into, name):
            setattr(into, name, getattr(other, name))
    for name in JOINED:
        setattr(into, name, _joined(getattr(into, name), getattr(other, name)))
    if other.span:
        ends = [into.span, other.span] if into.span else [other.span]
        first, last = min(e.lower for e in ends), max(e.upper for e in ends)
        into.span = DateTimeTZRange(first, last, "[)")
    if into.delegation_id != other.delegation_id:
        together = _("Together with %(delegation)s.") % {"delegation": other.delegation}
        into.note = _joined(into.note, together)


def _numbered(stops: Sequence[Stop]) -> list[Stop]:
    """Return stops in the order of their times, numbered; the untimed ones last."""
    ordered = sorted(
        stops,
        key=lambda stop: (
            stop.planned is None,
            stop.planned.lower.timestamp() if stop.planned else 0,
            stop.position,
        ),
    )
    for place, stop in enumerate(ordered, start=1):
        stop.position = place
    return ordered


def _copy(visit: Visit, on: date | None) -> Visit:
    """Return a new visit with what a delegation's visits have in common."""
    shared = [n for n in (*SHARED, "cars") if n not in ("on", "window")]
    new = Visit(delegation=visit.delegation, on=on, status=visit.status)
    new.exhibition_id = visit.exhibition_id
    for name in shared:
        setattr(new, name, getattr(visit, name))
    if on == visit.on:
        new.window = visit.window
    return new


def _copy_duty(duty: Engagement, visit: Visit) -> Engagement:
    names = ("person", "role", "duty", "languages", "reply", "position")
    values = {name: getattr(duty, name) for name in names}
    return Engagement(visit=visit, exhibition_id=visit.exhibition_id, **values)


def _on_day(stop: Stop, on: date) -> DateTimeTZRange:
    home = stop.visit.delegation.exhibition
    ends = [home.local(end) for end in (stop.planned.lower, stop.planned.upper)]
    step = on - ends[0].date()
    # The clock of the day, whatever its distance from universal time.
    first, last = (
        datetime.combine(end.date() + step, end.time(), home.zone) for end in ends
    )
    return DateTimeTZRange(first, last, "[)")


def _draw_in(visit: Visit, new: Visit, rest: Sequence[Stop]) -> None:
    """End a tour where the part that left it begins, or the other way round."""
    if not (visit.span and new.span and _meet(visit.span, new.span)):
        return
    visit.span = None
    stretch(visit, rest)


def _meet(one: Any, other: Any) -> bool:
    return bool(one.lower < other.upper and other.lower < one.upper)


def _moved_note(stops: Sequence[Stop], visit: Visit) -> str:
    names = ", ".join(str(stop) for stop in stops)
    day = date_format(visit.on, "j E") if visit.on else _("day open")
    text = _("To the visit of %(delegation)s on %(day)s go: %(stops)s.")
    names_of = {"delegation": visit.delegation, "day": day, "stops": names}
    return text % names_of
