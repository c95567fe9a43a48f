"""The schedule as a change would make it, to be compared with the rest of the day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from delegations.models import Engagement, Stop, Visit
from delegations.rows import Row, Timed
from delegations.slots import Slot
from exhibitors.models import Exhibition, Stand

NOT_COUNTED = (Stop.Status.CANCELLED, Stop.Status.SKIPPED)


@dataclass
class Proposal:
    """The schedule as it would be: the rows at issue, and those they may meet.

    ``stops`` and ``duties`` are those of the rows' visits that count, ``other_stops``
    and ``other_duties`` those of other visits on the same days at the same stands, or
    stands around or inside them, and of the same people.
    """

    exhibition: Exhibition
    rows: Sequence[Timed]
    visits: list[Visit]
    stops: list[Stop]
    other_stops: list[Stop]
    duties: list[Engagement]
    other_duties: list[Engagement]
    inside: dict[int, set[int]] = field(default_factory=dict)

    def occupied(self, stand: Stand) -> set[int]:
        """Return the stands that a group at this stand keeps taken."""
        taken, queue = {stand.pk}, [stand.pk] if stand.blocks_children else []
        while queue:
            new = self.inside.get(queue.pop(), set()) - taken
            taken |= new
            queue += new
        return taken

    def clock(self, moment: datetime) -> str:
        """Return the time of day in the exhibition's zone."""
        return f"{self.exhibition.local(moment):%H:%M}"


def propose(rows: Sequence[Timed], removed: Sequence[Row]) -> Proposal:
    """Return the schedule as these changes would make it; nothing is written."""
    visits = {id(v): v for v in (r if isinstance(r, Visit) else r.visit for r in rows)}
    by_pk = {visit.pk: visit for visit in visits.values() if visit.pk}
    by_pk |= {row.pk: row for row in rows if isinstance(row, Visit) and row.pk}
    exhibition = next(iter(visits.values())).delegation.exhibition
    gone = {model: _keys(removed, model) for model in (Stop, Engagement)}
    stops = [row for row in rows if isinstance(row, Stop)]
    known = gone[Stop] | _keys(stops, Stop)
    stops += Stop.objects.filter(visit__in=by_pk).exclude(pk__in=known)
    for stop in stops:
        if stop.visit_id in by_pk:
            stop.visit = by_pk[stop.visit_id]
    duties = [row for row in rows if isinstance(row, Engagement)]
    known_duties = gone[Engagement] | _keys(duties, Engagement)
    duties += Engagement.objects.filter(visit__in=by_pk).exclude(pk__in=known_duties)
    stop_by_pk = {stop.pk: stop for stop in stops}
    for duty in duties:
        if duty.visit_id in by_pk:
            duty.visit = by_pk[duty.visit_id]
        if duty.stop_id in stop_by_pk:
            duty.stop = stop_by_pk[duty.stop_id]
    stretch = _stretch(exhibition, [*stops, *duties])
    inside = _inside(exhibition)
    near = _relatives({stop.stand_id for stop in stops if stop.stand_id}, inside)
    return Proposal(
        exhibition,
        rows,
        list({id(visit): visit for visit in by_pk.values()}.values())
        + [visit for visit in visits.values() if not visit.pk],
        [stop for stop in stops if _counts(stop)],
        _stops_meanwhile(exhibition, stretch, near, gone[Stop] | _keys(stops, Stop)),
        [duty for duty in duties if _duty_counts(duty)],
        _duties_meanwhile(exhibition, stretch, list(by_pk), duties),
        inside,
    )


def _inside(exhibition: Exhibition) -> dict[int, set[int]]:
    """Return the stands that lie in others, by those."""
    found: dict[int, set[int]] = {}
    for pk, parent in Stand.objects.filter(
        exhibition=exhibition, parent__isnull=False
    ).values_list("pk", "parent"):
        found.setdefault(parent or 0, set()).add(pk)
    return found


def _relatives(stands: set[int], inside: dict[int, set[int]]) -> set[int]:
    """Return the stands, those that lie in them, and those that they lie in."""
    around = {pk: {parent} for parent, pks in inside.items() for pk in pks}
    found = set(stands)
    for ways in (inside, around):
        queue = list(stands)
        while queue:
            new = ways.get(queue.pop(), set()) - found
            found |= new
            queue += new
    return found


def _keys(rows: Iterable[Row], model: type) -> set[int]:
    return {row.pk for row in rows if isinstance(row, model) and row.pk}


def _counts(stop: Stop) -> bool:
    visit = stop.visit
    return (
        stop.planned is not None
        and stop.status not in NOT_COUNTED
        and not (visit.is_off or visit.delegation.is_off)
    )


def when(row: Stop | Engagement) -> Any:
    """Return the planned time of a stop or duty, None where there is none."""
    if isinstance(row, Stop):
        return row.planned
    return row.stop.planned if row.stop else row.visit.span


def _duty_counts(duty: Engagement) -> bool:
    if duty.reply == Engagement.Reply.DECLINED or when(duty) is None:
        return False
    if duty.stop:
        return _counts(duty.stop)
    return not (duty.visit.is_off or duty.visit.delegation.is_off)


def _stretch(exhibition: Exhibition, rows: Iterable[Stop | Engagement]) -> Slot | None:
    """Return from the first midnight to the last of the days that rows touch."""
    times = [when(row) for row in rows if when(row)]
    if not times:
        return None
    days = sorted(
        exhibition.local(end).date() for t in times for end in (t.lower, t.upper)
    )
    zone = exhibition.zone
    first = datetime.combine(days[0], time(), zone)
    return first, datetime.combine(days[-1] + timedelta(days=1), time(), zone)


def _stops_meanwhile(
    exhibition: Exhibition, stretch: Slot | None, stands: set[int], known: set[int]
) -> list[Stop]:
    if stretch is None:
        return []
    return list(
        Stop.objects.filter(
            exhibition=exhibition,
            is_counted=True,
            planned__overlap=stretch,
            stand__in=stands,
        )
        .exclude(pk__in=known)
        .select_related("stand", "visit__delegation")
    )


def _duties_meanwhile(
    exhibition: Exhibition,
    stretch: Slot | None,
    visits: list[int],
    duties: Iterable[Engagement],
) -> list[Engagement]:
    if stretch is None:
        return []
    return list(
        Engagement.objects.filter(
            exhibition=exhibition,
            is_counted=True,
            during__overlap=stretch,
            person__in={duty.person_id for duty in duties},
        )
        .exclude(visit__in=visits)
        .select_related("person", "stop", "visit__delegation")
    )


def overlap(one: Any, other: Any) -> bool:
    """Return whether two half-open ranges share a moment."""
    return bool(one.lower < other.upper and other.lower < one.upper)
