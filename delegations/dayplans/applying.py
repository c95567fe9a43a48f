"""A plan, written as one change."""

from typing import Any

from django.core.exceptions import ValidationError

from delegations.models import Change, PlanningRun


class NotApplied(ValidationError):  # noqa: N818 - as ValidationError
    """A plan was not applied, and nothing was written; says why."""


def apply(run: PlanningRun, reader: Any) -> Change | None:
    """Write the plan of a run, and return the change, which can be taken back.

    Raises NotApplied where the run has no plan, was applied, or the day changed since;
    ScheduleConflict where a rule refuses.
    """
    raise NotImplementedError
