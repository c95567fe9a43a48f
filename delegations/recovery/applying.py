"""The chosen way to go on, written as one change."""

from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from delegations import schedule
from delegations.models import Change
from delegations.recovery.options import Option, sheet_of
from delegations.recovery.situation import Late
from delegations.undo import undoable
from exhibitors import clock
from exhibitors.models import Exhibition

# For so long a sheet may be looked at before its times have to be worked out again.
FRESH = timedelta(minutes=10)


class Outdated(Exception):  # noqa: N818
    """The day is no longer as the sheet showed it; nothing was written."""


def apply(late: Late, name: str, token: str, reader: Any) -> Change | None:
    """Write the way of this name if it still is what the reader saw.

    Worked out again for the moment of the sheet, and compared by its token: rows that
    anyone touched since give another one. Returns the change, which can be taken back.
    Raises Outdated, or ScheduleConflict where a place was taken in between.
    """
    if not timedelta() <= clock.now() - late.since <= FRESH:
        raise Outdated(_("This was worked out a while ago. Look at it again."))
    option: Option | None = sheet_of(late, reader).named(name)
    if option is None or option.token != token:
        raise Outdated(_("The day has changed meanwhile. Look at it again."))
    return schedule.write(option.rows, reader=reader, action=option.action)


def recovered(exhibition: Exhibition, user: Any, on: date) -> Change | None:
    """Return an account's last report or repair of a delay on a day, to take back."""
    actions = (Change.Action.DELAY, Change.Action.RECOVER)
    for change in undoable(exhibition, user):
        if change.action in actions and on in change.days:
            return change
    return None
