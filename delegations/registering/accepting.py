"""A registration accepted: what it says becomes the delegation, in one write.

Only what changed since the last acceptance is taken over, so that what officers
mended by hand stays.
"""

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _
from psycopg2.extras import DateTimeTZRange  # type: ignore[import-untyped]

from delegations import schedule
from delegations.locks import hold_delegations
from delegations.models import (
    Change,
    Delegation,
    LanguagePair,
    Registration,
    Stop,
    Visit,
)
from delegations.preparing.drafts import refuse
from delegations.registering.answers import LANGUAGES
from delegations.registering.deciding import Status, decide, locked
from delegations.registering.members import Members
from delegations.rows import Row
from exhibitors.models import Stand
from exhibitors.slugs import free_slug

if TYPE_CHECKING:
    from collections.abc import Mapping

PLAIN = ("kind", "arrival", "wishes")


def accept(registration: Registration, seen: int, reader: Any) -> Change | None:
    """Take over what was sent in; None where it was accepted already.

    Raises ScheduleConflict where nothing waits, or it changed since it was seen.
    """
    with transaction.atomic():
        row = locked(registration, seen)
        if row.status == Status.ACCEPTED and row.delegation_id is not None:
            return None
        if row.status not in (Status.SENT, Status.ACCEPTED):
            raise refuse(_("Nothing waits to be accepted."))
        if row.delegation_id is not None:
            # Before it is read: what is written is what it then says.
            hold_delegations([row.delegation_id])
        acceptance = Acceptance(row)
        change = acceptance.write(reader)
        row.delegation, row.accepted, row.remark = acceptance.delegation, row.sent, ""
        decide(row, Status.ACCEPTED, reader)
        return change


class Acceptance:
    """What accepting a registration writes."""

    def __init__(self, registration: Registration) -> None:
        self.registration = registration
        self.sent: Mapping[str, Any] = registration.sent or {}
        is_new = registration.delegation is None
        self.known = None if is_new else registration.accepted
        # With its names in each language, which types do not know of.
        self.delegation: Any = registration.delegation or Delegation(
            exhibition=registration.exhibition, country=registration.country
        )

    def write(self, reader: Any) -> Change | None:
        """Write all of it; returns the change of the schedule."""
        self._take_names()
        self._take_values()
        members = Members(self.registration, self.delegation, self.sent, self.known)
        members.take()
        visit, stops = self._visit()
        rows: list[Row] = [self.delegation, *members.rows]
        rows += [*([visit] if visit else []), *stops]
        change = schedule.write(
            rows,
            removed=[*members.removed, *self._withdrawn()],
            reader=reader,
            action=Change.Action.REGISTER,
        )
        self._take_languages()
        return change

    def _changed(self, *names: str) -> bool:
        """Say whether an answer differs from the one accepted last."""
        known = self.known
        return known is None or any(
            self.sent.get(name) != known.get(name) for name in names
        )

    def _take_names(self) -> None:
        given = {code: self.sent.get(f"name_{code}") or "" for code in LANGUAGES}
        for code, name in given.items():
            if name and self._changed(f"name_{code}"):
                setattr(self.delegation, f"name_{code}", name)
        # Pages fall back to English, and forms ask for it.
        if not self.delegation.name_en:
            self.delegation.name_en = next(filter(None, given.values()), "")
        if not self.delegation.slug:
            rows = Delegation.objects.of(self.registration.exhibition)
            self.delegation.slug = free_slug(rows, self.delegation.name_en)

    def _take_values(self) -> None:
        for name in PLAIN:
            if self._changed(name) and (self.sent.get(name) or self.known):
                setattr(self.delegation, name, self.sent.get(name) or "")
        if self._changed("size"):
            size = self.sent.get("size")
            self.delegation.size = int(size) if size else self.delegation.size
        if self._changed("visiting_on") and self._day():
            self.delegation.visiting_on = self._day()

    def _day(self) -> date | None:
        text = self.sent.get("visiting_on")
        return date.fromisoformat(text) if text else None

    def _window(self) -> Any:
        ends = [self.sent.get(name) for name in ("window_from", "window_to")]
        day = self._day()
        if day is None or not all(ends):
            return None
        zone = self.registration.exhibition.zone
        first, last = (
            datetime.combine(day, time.fromisoformat(str(end)), zone) for end in ends
        )
        return DateTimeTZRange(first, last, "[)")

    def _visits(self) -> list[Visit]:
        """Return the visits of the delegation still to come."""
        if not self.delegation.pk:
            return []
        over = [Visit.Status.CANCELLED, Visit.Status.POSTPONED, Visit.Status.DONE]
        return list(self.delegation.visits.exclude(status__in=over))

    def _visit(self) -> tuple[Visit | None, list[Stop]]:
        """Return the visit of the wished day, and its wished calls without a time."""
        if not self._changed("visiting_on", "window_from", "window_to", "stands"):
            return None, []
        stands = self._wished()
        day, window = self._day(), self._window()
        if not (stands or day):
            return None, []
        visit = self._of_day(day)
        visit.delegation = self.delegation
        if day and self._changed("visiting_on", "window_from", "window_to"):
            kept = visit.window if visit.on == day else None
            visit.on, visit.window = day, window or kept
        stops = [
            Stop(visit=visit, stand=stand, position=place)
            for place, stand in enumerate(stands, start=self._last(visit) + 1)
        ]
        return visit, stops

    def _of_day(self, day: date | None) -> Visit:
        """Return the visit of a day, else a draft that can still move to it."""
        visits = self._visits()
        for visit in visits:
            if visit.on == day or day is None:
                return visit
        for visit in visits:
            is_timed = visit.stops.filter(planned__isnull=False).exists()
            if visit.status == Visit.Status.DRAFT and not is_timed and not visit.span:
                return visit
        return Visit(delegation=self.delegation)

    def _last(self, visit: Visit) -> int:
        places = visit.stops.values_list("position", flat=True) if visit.pk else []
        return max(places, default=0)

    def _wished(self) -> list[Stand]:
        """Return the stands wished for that no visit to come calls at yet."""
        called = Stop.objects.filter(
            visit__in=[visit.pk for visit in self._visits()]
        ).exclude(status=Stop.Status.CANCELLED)
        former = set((self.known or {}).get("stands") or ())
        wished = set(self.sent.get("stands") or ()) - former
        stands = Stand.objects.of(self.registration.exhibition).filter(slug__in=wished)
        return list(stands.exclude(pk__in=called.values("stand")))

    def _withdrawn(self) -> list[Row]:
        """Return the calls no longer wished for, unless somebody prepared them."""
        gone = set((self.known or {}).get("stands") or ())
        gone -= set(self.sent.get("stands") or ())
        if not gone:
            return []
        return list(
            Stop.objects.filter(
                visit__in=[visit.pk for visit in self._visits()],
                stand__slug__in=gone,
                planned=None,
                status=Stop.Status.PLANNED,
                talking_points="",
                note="",
                engagements=None,
            )
        )

    def _take_languages(self) -> None:
        former = _pairs((self.known or {}).get("languages"))
        now = _pairs(self.sent.get("languages"))
        for spoken, understood in former - now:
            self.delegation.language_pairs.filter(
                spoken=spoken, understood=understood
            ).delete()
        for spoken, understood in sorted(now - former):
            LanguagePair.objects.get_or_create(
                exhibition=self.registration.exhibition,
                delegation=self.delegation,
                spoken=spoken,
                understood=understood,
            )


def _pairs(rows: Any) -> set[tuple[str, str]]:
    return {(row["spoken"], row["understood"]) for row in rows or ()}
