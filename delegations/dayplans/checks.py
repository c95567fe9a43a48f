"""What has to be mended before a day can be planned."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from delegations.dayplans.asking import Unplannable
from delegations.dayplans.reading import Rows, is_at_end
from delegations.dayplans.spans import Span
from delegations.models import Delegation, Visit
from delegations.proposal import NOT_COUNTED
from exhibitors.dates import in_words


@dataclass(frozen=True, slots=True)
class Fault:
    """What keeps a day from being planned, and at which record it is mended.

    It does so with any of ``delegations`` chosen; where they are none, always.
    ``visit`` is the one that it is of, if of one.
    """

    sentence: str
    delegations: tuple[int, ...] = ()
    kind: Literal["", "visit", "stop", "hours"] = ""
    pk: int = 0
    visit: int = 0


def refuse(rows: Rows) -> None:
    """Raise Unplannable, with a sentence for each record that keeps a plan from it."""
    found = [fault.sentence for fault in faults(rows)]
    if found:
        raise Unplannable(found)


def window_of(rows: Rows, visit: Visit) -> Span:
    """Return when a delegation can come on the day: its window, else the open hours."""
    if visit.window is None:
        return rows.hours or (0, 0)
    first, last = rows.day.minutes(visit.window)
    return max(first, 0), min(last, rows.day.length)


def faults(rows: Rows) -> Iterator[Fault]:
    """Yield what keeps the visits from being planned, those of the whole day first."""
    on = in_words(rows.asked.on)
    missing = list(_without_visit(rows, on))
    yield from missing
    calls = [stop for stop in rows.every_stop if not is_at_end(stop)]
    if not calls and not missing:
        sentence = _("No visit on %(day)s has a stop to plan: add stops on the board.")
        yield Fault(sentence % {"day": on})
    calling = {stop.visit.delegation_id for stop in calls if stop.stand_id}
    if rows.hours is None and calling:
        sentence = _(
            "The exhibition is closed on %(day)s: give the opening hours of the day."
        )
        yield Fault(
            sentence % {"day": on},
            tuple(sorted(calling)),
            "hours",
            rows.exhibition.pk,
        )
    for visit in rows.visits:
        yield from _of_window(rows, visit, on)
        yield from _of_embargo(rows, visit)


def _without_visit(rows: Rows, on: str) -> Iterator[Fault]:
    """Yield the chosen delegations that cannot be planned on the day, by name."""
    coming = {visit.delegation_id for visit in rows.visits}
    missing = set(rows.asked.delegations) - coming
    for row in Delegation.objects.of(rows.exhibition).filter(pk__in=missing):
        sentence = _("%(delegation)s has no visit with stops on %(day)s: enter one.")
        yield Fault(sentence % {"delegation": row.name, "day": on}, (row.pk,))


def _of_window(rows: Rows, visit: Visit, on: str) -> Iterator[Fault]:
    first, last = window_of(rows, visit)
    if visit.window is None and rows.hours is None:
        sentence = _(
            "“%(visit)s” has no window, and %(day)s no opening hours: give one of them."
        )
    elif visit.window is not None and first >= last:
        sentence = _(
            "The window of “%(visit)s” is not on %(day)s: change it, or the day of "
            "the visit."
        )
    else:
        return
    said = sentence % {"visit": visit, "day": on}
    yield Fault(said, (visit.delegation_id,), "visit", visit.pk, visit.pk)


def _of_embargo(rows: Rows, visit: Visit) -> Iterator[Fault]:
    """Yield the stands to which the exhibition forbids to take a delegation."""
    delegation = visit.delegation
    for stop in rows.stops[visit.pk]:
        if stop.stand_id is None or stop.status in NOT_COUNTED:
            continue
        keys = (delegation.pk, delegation.country_id or "")
        if any((stop.stand_id, key) in rows.forbidden for key in keys):
            sentence = _(
                "%(delegation)s must not be taken to %(stand)s, which is under "
                "embargo: remove the stop."
            )
            names = {"delegation": delegation.name, "stand": rows.stands[stop.stand_id]}
            said = sentence % names
            yield Fault(said, (delegation.pk,), "stop", stop.pk, visit.pk)
