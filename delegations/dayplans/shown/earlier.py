"""The earlier runs of a day, in a line each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from delegations.dayplans.shown.standing import kind_of
from delegations.models import Change, PlanningRun
from exhibitors import clock


@dataclass(frozen=True, slots=True)
class Earlier:
    """A run: when it was asked for, by the exhibition's clock, and what came of it."""

    run: PlanningRun
    asked_at: datetime
    state: str


def earlier(runs: Iterable[PlanningRun]) -> tuple[Earlier, ...]:
    """Return runs as a list shows them, in their order; one query."""
    runs = list(runs)
    changes = [run.change_id for run in runs if run.change_id]
    rows = Change.objects.filter(undoes__in=changes)
    back = set(rows.values_list("undoes", flat=True))
    return tuple(
        Earlier(
            run,
            run.exhibition.local(clock.shown(run.created_at)),
            _state(run, is_back=run.change_id in back),
        )
        for run in runs
    )


def _state(run: PlanningRun, *, is_back: bool) -> str:
    said = {
        "back": _("taken back"),
        "impossible": _("no plan exists"),
        "none": _("no plan found in time"),
    }
    return said.get(kind_of(run, is_back=is_back), run.get_state_display())
