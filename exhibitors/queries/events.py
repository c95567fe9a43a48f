"""What happens at an exhibition, day by day."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from exhibitors.models import Event, Exhibition, OpeningHours
from exhibitors.queries.sources import Bibliography, bibliography


@dataclass(frozen=True)
class Day:
    """A day with the hours of the exhibition, where it is open, and what begins."""

    on: date
    hours: OpeningHours | None
    events: tuple[Event, ...]


@dataclass(frozen=True)
class EventsPage:
    """The programme of an exhibition."""

    days: tuple[Day, ...]
    bibliography: Bibliography

    @property
    def is_illustrative(self) -> bool:
        """Whether a value on the page is made up for demonstration."""
        hours = [day.hours for day in self.days if day.hours]
        events = [event for day in self.days for event in day.events]
        return any(record.illustrative for record in [*hours, *events])


def events_page(exhibition: Exhibition) -> EventsPage:
    """Return the days on which something begins or the exhibition is open, in order.

    An event of several days stands at its first. Three queries.
    """
    hours = {row.on: row for row in exhibition.opening_hours.all()}
    events = list(Event.objects.of(exhibition).prefetch_related("sources"))
    begun = {
        on: tuple(rows)
        for on, rows in groupby(events, key=lambda event: event.start_on)
    }
    return EventsPage(
        days=tuple(
            Day(on, hours.get(on), begun.get(on, ())) for on in sorted({*hours, *begun})
        ),
        bibliography=bibliography(*(event.sources.all() for event in events)),
    )
