"""The release of a day: one transaction, nothing half told."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from delegations.clashes import blocking
from delegations.items import to_json
from delegations.letters import deliver_soon
from delegations.locks import Busy, lock, waiting
from delegations.models import CalendarEntry, Change, Release, Visit
from delegations.released import last_said, latest_versions
from delegations.releases.concerned import Concerned, concerned
from delegations.releases.drafts import Draft, draft_of
from delegations.releases.notices import tell
from exhibitors import clock
from exhibitors.models import Exhibition

# The view under which an entry says that a stop left the house, to no calendar yet.
LEFT = "release"


@dataclass(frozen=True)
class Telling:
    """How those whom a release concerns are told.

    ``only`` has the keys of those who are, None for everybody; ``site`` begins their
    links, ``language`` is for those whose own nobody knows.
    """

    site: str = ""
    language: str = "en"
    only: Collection[str] | None = None


def release(
    exhibition: Exhibition,
    on: date,
    user: Any,
    note: str = "",
    *,
    seen: str = "",
    telling: Telling | None = None,
) -> Release:
    """Release the next version of a day, and write to those whom it concerns.

    ``seen`` is the fingerprint of the draft that the user looked at: another one is
    not released. Raises ValidationError, with a sentence for each reason, where
    something blocks the release or nothing has changed.
    """
    try:
        with waiting():
            return _release(exhibition, on, user, note, seen, telling or Telling())
    except Busy as error:
        raise ValidationError(
            _("Someone else is releasing or saving the same day. Try again.")
        ) from error


def _release(
    exhibition: Exhibition,
    on: date,
    user: Any,
    note: str,
    seen: str,
    telling: Telling,
) -> Release:
    change = _hold(exhibition, on)
    draft = draft_of(exhibition, on)
    _refuse(draft, seen)
    told = _chosen(concerned(draft, telling.language), telling.only)
    released = Release.objects.create(
        exhibition=exhibition,
        on=on,
        version=draft.number,
        items=_kept(draft),
        change=change,
        note=note,
        user=user,
        released_at=_moment(exhibition),
    )
    _mark_as_left(draft)
    tell(released, told, telling.site, first=draft.last is None)
    deliver_soon()
    return released


def _hold(exhibition: Exhibition, on: date) -> int:
    """Let nobody else release, or write this day; return the last change before it.

    In the order of the schedule's writers: visits, then the log of changes.
    """
    lock([f"release {exhibition.pk}"])
    visits = Visit.objects.filter(exhibition=exhibition, on=on)
    lock(f"visit {pk}" for pk in visits.values_list("pk", flat=True))
    lock([f"changes {exhibition.pk}"])
    last = Change.objects.filter(exhibition=exhibition).order_by("-pk")
    return last.values_list("pk", flat=True).first() or 0


def _refuse(draft: Draft, seen: str) -> None:
    if seen and seen != draft.fingerprint():
        raise ValidationError(
            _("The schedule changed since you opened this page. Look at it again.")
        )
    if not draft.is_changed:
        raise ValidationError(
            _("Nothing has changed since version %(number)d.")
            % {"number": draft.last.number}
            if draft.last
            else _("There is nothing on this day to release.")
        )
    findings = blocking(draft.exhibition, draft.on)
    if findings:
        raise ValidationError([finding.sentence for finding in findings])


def _chosen(
    everyone: Sequence[Concerned], only: Collection[str] | None
) -> Sequence[Concerned]:
    return [one for one in everyone if only is None or one.key in only]


def _kept(draft: Draft) -> dict[str, Any]:
    """Return what a version keeps: its stops by language, and those gone from it."""
    versions = latest_versions(draft.exhibition)
    here = {stop for stop, on in last_said(versions).items() if on == draft.on}
    # What left the day stays gone until another day's version says where it is.
    if draft.last:
        elsewhere = last_said([v for v in versions if v.pk > draft.last.pk])
        here |= draft.last.gone - elsewhere.keys()
    kept: dict[str, Any] = {
        code: [to_json(item) for item in items] for code, items in draft.new.items()
    }
    now = {item.stop for item in draft.new["en"]}
    return {**kept, "gone": sorted(here - now)}


def _moment(exhibition: Exhibition) -> datetime:
    """Return the time of now in whole seconds, later than every earlier version's.

    Calendars ask by the second whether anything changed.
    """
    now = clock.now().replace(microsecond=0)
    last = Release.objects.filter(exhibition=exhibition).order_by("-released_at")
    before = last.values_list("released_at", flat=True).first()
    return max(now, before + timedelta(seconds=1)) if before else now


def _mark_as_left(draft: Draft) -> None:
    """Keep the stops that are released: removing one cancels it from now on."""
    CalendarEntry.objects.bulk_create(_entries(draft), ignore_conflicts=True)


def _entries(draft: Draft) -> Iterable[CalendarEntry]:
    now = clock.now()
    for item in draft.new["en"]:
        if item.start and item.end:
            yield CalendarEntry(
                stop_id=item.stop,
                view=LEFT,
                starts_at=item.start,
                ends_at=item.end,
                changed_at=now,
            )
