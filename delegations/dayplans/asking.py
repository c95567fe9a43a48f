"""What is asked of the planner, and what it cannot be asked."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from exhibitors import clock
from exhibitors.models import Exhibition

NOTICE = 15


class Unplannable(ValidationError):  # noqa: N818 - as ValidationError
    """A day cannot be planned before something is mended; says what, in sentences."""


@dataclass(frozen=True)
class Asked:
    """What shall be planned: a day, some delegations or all, from now on or afresh.

    ``delegations`` and ``late`` are keys of delegations and of visits.
    """

    exhibition: Exhibition
    on: date
    delegations: Collection[int] = ()
    now: datetime | None = None
    notice: int = NOTICE
    late: Collection[int] = ()


def over(exhibition: Exhibition, on: date) -> str:
    """Return that a day is over, as a sentence; empty if it is not.

    Once all of the exhibition is over its days are planned as an exercise.
    """
    today = exhibition.local(clock.now()).date()
    if today <= on or today > exhibition.end_on:
        return ""
    sentence = _("%(day)s is over: there is nothing left to plan.")
    return sentence % {"day": date_format(on, "j E Y")}
