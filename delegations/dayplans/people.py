"""The people of a problem: who is at which stop, and when they can be there."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any

from delegations.dayplans.places import Places
from delegations.dayplans.reading import Rows
from delegations.dayplans.spans import Span, without
from delegations.models import (
    Availability,
    Engagement,
    EventParticipant,
    Stop,
    Visit,
)
from exhibitors.models import Event

RECEIVES = Engagement.Role.RECEIVES
# How long an event lasts of which nobody said it.
EVENT_MINUTES = 60


class People:
    """Officials and interpreters with their duties in the visits to be planned."""

    def __init__(self, rows: Rows, places: Places) -> None:
        self.rows, self.places = rows, places
        self.at: dict[int, set[int]] = defaultdict(set)

    def hosts(self, stop: Stop) -> list[str]:
        """Return the ids of those who are at a stop, whatever their duty."""
        duties = self.rows.duties.get(stop.visit_id, [])
        here = [duty for duty in duties if duty.stop_id == stop.pk]
        for duty in here:
            # What is not bound to a stand is 0.
            self.at[duty.person_id].add(stop.stand_id or 0)
            if duty.role != RECEIVES:
                self.at[duty.person_id].add(0)
        keys = {duty.person_id for duty in here}
        return [f"p{key}" for key in sorted(keys - self._all_along(stop.visit_id))]

    def escorts(self, visit: Visit) -> list[str]:
        """Return the ids of those who are there all along."""
        keys = self._all_along(visit.pk)
        for key in keys:
            self.at[key].add(0)
        return [f"p{key}" for key in sorted(keys)]

    def _all_along(self, visit: int) -> set[int]:
        duties = self.rows.duties.get(visit, [])
        whole = {duty.person_id for duty in duties if duty.stop_id is None}
        return whole | self._split.get(visit, set())

    @cached_property
    def _split(self) -> dict[int, set[int]]:
        """Return by visit who has to keep to it all along, though bound to stops only.

        Of two groups at one stand of several bays a host may receive both; whoever
        goes with one of them cannot be with the other, and the problem has no word for
        that but for a whole tour.
        """
        at: dict[tuple[int, int], dict[int, set[str]]] = defaultdict(dict)
        stands = {s.pk: s.stand_id for s in self.rows.every_stop if s.stand_id}
        for visit in self.rows.visits:
            for duty in self.rows.duties.get(visit.pk, []):
                stand = stands.get(duty.stop_id or 0)
                if stand is not None and self.rows.stands[stand].bays > 1:
                    roles = at[duty.person_id, stand].setdefault(visit.pk, set())
                    roles.add(duty.role)
        found: dict[int, set[int]] = defaultdict(set)
        for (person, _stand), visits in at.items():
            going = [pk for pk, roles in visits.items() if roles != {RECEIVES}]
            # One of them may stay as it is where all others are kept from it.
            kept = 0 if len(going) < len(visits) else 1
            for pk in going[kept:]:
                found[pk].add(person)
        return found

    def table(self) -> list[dict[str, Any]]:
        """Return those who were named so far, and when they can be there."""
        there, busy = self._available(), self._busy()
        whole = [(0, self.rows.day.length)]
        return [
            {
                "id": f"p{key}",
                "available": [
                    list(span) for span in without(there.get(key, whole), busy[key])
                ],
            }
            for key in sorted(self.at)
        ]

    def _available(self) -> dict[int, list[Span]]:
        """Return when those can be there of whom it is said for this day."""
        found = defaultdict(list)
        rows = Availability.objects.filter(
            person__in=self.at, during__overlap=self._day
        )
        for row in rows:
            found[row.person_id].append(self.rows.day.minutes(row.during))
        return found

    @property
    def _day(self) -> Any:
        return self.rows.day.stretch(0, self.rows.day.length)

    def _busy(self) -> dict[int, list[Span]]:
        """Return when people are elsewhere: in other visits, and at events."""
        found: dict[int, list[Span]] = defaultdict(list)
        for duty in self._elsewhere():
            stand = duty.stop.stand_id if duty.stop else None
            # Who receives at one stand only, receives there whoever comes.
            is_at_home = stand is not None and self.at[duty.person_id] == {stand}
            if is_at_home and duty.role == RECEIVES:
                continue
            walk = self._walk(duty.person_id, stand)
            first, last = self.rows.day.minutes(duty.during)
            found[duty.person_id].append((first - walk, last + walk))
        for row in EventParticipant.objects.filter(
            person__in=self.at,
            event__start_on__lte=self.rows.asked.on,
            event__end_on__gte=self.rows.asked.on,
            event__start_time__isnull=False,
        ).select_related("event"):
            found[row.person_id] += self._during(row.event)
        return found

    def _elsewhere(self) -> Iterable[Engagement]:
        """Return the duties of the same people in visits that are not planned."""
        rows = Engagement.objects.filter(
            person__in=self.at, is_counted=True, during__overlap=self._day
        )
        return rows.exclude(visit__in=self.rows.visits).select_related("stop")

    def _walk(self, person: int, stand: int | None) -> int:
        """Return the longest walk between a stand and where the person is planned."""
        if stand is None:
            return 0
        here = self.places.stand(stand)
        ways = [self.places.stand(other) for other in sorted(self.at[person]) if other]
        return max((self.places.minutes(here, way) for way in ways), default=0)

    def _during(self, event: Event) -> list[Span]:
        """Return the minutes of an event on the day."""
        on, day = self.rows.asked.on, self.rows.day
        if event.status == Event.Status.CANCELLED or event.start_time is None:
            return []
        first = day.minute_of_clock(event.start_time)
        # One of several days with hours that end later than they begin has them daily.
        if event.end_time and event.end_time > event.start_time:
            return [(first, day.minute_of_clock(event.end_time))]
        if event.end_time is None:
            return [(first, first + EVENT_MINUTES)]
        ends = day.minute_of_clock(event.end_time) if on == event.end_on else day.length
        return [(first if on == event.start_on else 0, ends)]
