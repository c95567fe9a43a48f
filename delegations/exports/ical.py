"""A programme as an iCalendar file (RFC 5545).

A calendar program replaces an event only by one with the same UID and a higher
SEQUENCE. What each stop last looked like, per language and view, is therefore kept
in CalendarEntry: SEQUENCE and LAST-MODIFIED rise when the visible content changes,
and only then, so that two exports of an unchanged schedule are equal to the byte.
A stop that was once exported and is off now, or has lost its time, is sent as
cancelled with the times that calendars know.

The released schedule is kept apart from the draft: reading one leaves the other as it
is. A new SEQUENCE is above those of both, so that whoever took a file of the draft
and then reads the feed has the feed's.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from operator import attrgetter

from django.db import connection, transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Timezone

from delegations.confidentiality import seen_as
from delegations.exports.lines import is_universal, moment_line, text_line
from delegations.items import Item, Programme, Who
from delegations.models import CalendarEntry
from delegations.programme import Selection, programme
from exhibitors import clock

_END = "END:VCALENDAR\r\n"


@dataclass(frozen=True)
class _Content:
    """What a reader sees of one event."""

    start: datetime
    end: datetime
    summary: str
    location: str
    description: str
    is_off: bool

    def digest(self) -> str:
        """Return a fingerprint that changes with the content."""
        parts = [
            self.start.astimezone(UTC).isoformat(),
            self.end.astimezone(UTC).isoformat(),
            self.summary,
            self.location,
            self.description,
            self.is_off,
        ]
        return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def write(selection: Selection, view: str) -> tuple[bytes, int]:
    """Return the calendar of a selection and the number of its events."""
    with alone(selection):
        whole = seen_as(view, programme(replace(selection, with_off=True)))
        return write_all(whole, view)


@contextmanager
def alone(selection: Selection) -> Iterator[None]:
    """Let one export of an exhibition at a time read and count.

    What is read after the lock is what the sequences stand for.
    """
    key = f"calendar {selection.exhibition.pk}"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [key])
        yield


def write_all(
    whole: Programme, view: str, *, with_cancelled: bool = True
) -> tuple[bytes, int]:
    """Return the calendar of stops, those that are off too, and how many it has.

    Call it ``alone``, with what the view shows.
    """
    entries, highest = _entries(whole, view)
    with translation.override(whole.language):
        labels = _Labels()
        shown = [
            (item, content)
            for item in whole.items
            if (content := _content(whole, labels, item, entries.get(item.stop)))
        ]
        channel = _channel(whole.state, view)
        _keep(shown, entries, highest, {"language": whole.language, "view": channel})
    events = [
        (item, content, entries[item.stop])
        for item, content in shown
        if with_cancelled or not content.is_off
    ]
    return serialised(whole, events), len(events)


def serialised(
    whole: Programme, events: Sequence[tuple[Item, _Content, CalendarEntry]]
) -> bytes:
    """Return the calendar of events that are ready."""
    calendar = _calendar(whole)
    if events and not is_universal(whole.exhibition.zone):
        margin = timedelta(days=1)
        first = min(content.start for _item, content, _entry in events).date()
        last = max(content.end for _item, content, _entry in events).date()
        zone = Timezone.from_tzid(
            whole.exhibition.timezone,
            first_date=first - margin,
            last_date=last + margin,
        )
        calendar.add_component(zone)
    frame = calendar.to_ical().decode().removesuffix(_END)
    return "".join([frame, *(_event(*event) for event in events), _END]).encode()


def _channel(state: str, view: str) -> str:
    """Return the view under which entries of the draft or the release are kept."""
    return view if state == "draft" else f"r-{view}"


def _entries(
    whole: Programme, view: str
) -> tuple[dict[int, CalendarEntry], dict[int, int]]:
    """Return the entries by stop, and the highest sequence that any calendar has."""
    own = _channel(whole.state, view)
    found: dict[int, CalendarEntry] = {}
    highest: dict[int, int] = {}
    for entry in CalendarEntry.objects.filter(
        _of(whole),
        language=whole.language,
        view__in=[_channel(state, view) for state in ("draft", "released")],
    ):
        highest[entry.stop_id] = max(entry.sequence, highest.get(entry.stop_id, 0))
        if entry.view == own:
            found[entry.stop_id] = entry
    return found, highest


def _of(whole: Programme) -> Q:
    """Return the entries of stops; one may have left its visit since a release."""
    if whole.state == "draft":
        return Q(stop__visit__in={item.visit for item in whole.items})
    return Q(stop__in=[item.stop for item in whole.items])


def _content(
    whole: Programme, labels: "_Labels", item: Item, entry: CalendarEntry | None
) -> _Content | None:
    """Return what to show of a stop: None for one that was never to be seen."""
    start, end, is_off = item.start, item.end, item.is_off
    if is_off or start is None or end is None:
        if entry is None:
            return None
        local = whole.exhibition.local
        start, end, is_off = local(entry.starts_at), local(entry.ends_at), True
    text = labels.description(item)
    return _Content(start, end, _summary(item), item.place, text, is_off)


def _summary(item: Item) -> str:
    return f"{item.delegation}: {item.title}"


class _Labels:
    """The words of descriptions in the language of now, each translated once."""

    def __init__(self) -> None:
        self.lines = (
            (_("Kind"), attrgetter("kind_label")),
            (_("Exhibits"), lambda item: ", ".join(item.exhibits)),
            (_("Receives"), lambda item: _people(item.receiving)),
            (_("Accompanies"), lambda item: _people(item.accompanying)),
            (_("Interprets"), lambda item: _people(item.interpreting)),
            (_("Meeting point"), attrgetter("meeting_point")),
            (_("Gate"), attrgetter("gate")),
            (_("Parking"), attrgetter("parking")),
            (_("Cars"), attrgetter("cars")),
            (_("Duty telephone"), attrgetter("duty_phone")),
            (_("Talking points"), attrgetter("talking_points")),
            (_("Note"), attrgetter("note")),
        )
        self.illustrative = _("Times and other details are illustrative, not reported.")

    def description(self, item: Item) -> str:
        """Return all that a reader sees of a stop beside its time, name and place."""
        text = [
            f"{label}: {value}" for label, read in self.lines if (value := read(item))
        ]
        if item.illustrative:
            text.append(self.illustrative)
        return "\n".join(text)


def _people(people: Iterable[Who]) -> str:
    return "; ".join(str(person) for person in people)


def _keep(
    shown: list[tuple[Item, _Content]],
    entries: dict[int, CalendarEntry],
    highest: dict[int, int],
    channel: dict[str, str],
) -> None:
    """Note what is shown now; ``entries`` holds all of them afterwards."""
    now = clock.now().replace(microsecond=0)
    new, changed = [], []
    for item, content in shown:
        entry, digest = entries.get(item.stop), content.digest()
        if entry is None:
            entry = CalendarEntry(stop_id=item.stop, changed_at=now, **channel)
            entry.sequence = highest.get(item.stop, -1) + 1
            new.append(entry)
        elif entry.digest != digest:
            entry.sequence = highest[item.stop] + 1
            entry.changed_at = max(now, entry.changed_at + timedelta(seconds=1))
            changed.append(entry)
        entry.digest, entry.starts_at, entry.ends_at = (
            digest,
            content.start,
            content.end,
        )
        entries[item.stop] = entry
    CalendarEntry.objects.bulk_create(new)
    CalendarEntry.objects.bulk_update(
        changed, ["sequence", "digest", "starts_at", "ends_at", "changed_at"]
    )


def _calendar(whole: Programme) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", "-//Expo//Expo//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", whole.exhibition_name)
    calendar.add("x-wr-timezone", whole.exhibition.timezone)
    return calendar


def _event(item: Item, content: _Content, entry: CalendarEntry) -> str:
    changed = entry.changed_at
    return "".join(
        [
            "BEGIN:VEVENT\r\n",
            text_line("SUMMARY", content.summary),
            moment_line("DTSTART", content.start),
            moment_line("DTEND", content.end),
            stamp := moment_line("DTSTAMP", changed.astimezone(UTC)),
            f"UID:{item.uid}@expo\r\n",
            f"SEQUENCE:{entry.sequence}\r\n",
            "CLASS:CONFIDENTIAL\r\n",
            text_line("DESCRIPTION", content.description)
            if content.description
            else "",
            stamp.replace("DTSTAMP", "LAST-MODIFIED"),
            text_line("LOCATION", content.location) if content.location else "",
            f"STATUS:{'CANCELLED' if content.is_off else 'CONFIRMED'}\r\n",
            "END:VEVENT\r\n",
        ]
    )
