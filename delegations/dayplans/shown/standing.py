"""How a run stands: what it does, what came of it, and what to do next."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone

from delegations.dayplans.drawn.curve import Curve, curve_of
from delegations.dayplans.explained import Quality, quality_of
from delegations.dayplans.sentences import Conflict, Speech
from delegations.dayplans.shown.preview import Preview, preview_of
from delegations.models import Change, PlanningRun


@dataclass(frozen=True)
class Standing:
    """A run as its page shows it.

    ``kind`` is "waiting", "running", "failed", "impossible", "none" (no plan was
    found), "ready" (a plan to look at), "applied", "back" (taken back) or
    "discarded".
    """

    run: PlanningRun
    kind: str

    @property
    def is_live(self) -> bool:
        """Whether it goes on."""
        return self.kind in ("waiting", "running")

    @property
    def is_cancelling(self) -> bool:
        """Whether it was asked to stop, and has not yet."""
        return self.is_live and self.run.cancelled_at is not None

    @cached_property
    def last(self) -> dict[str, Any]:
        """The last line of progress, empty before the first."""
        return self.run.progress[-1] if self.run.progress else {}

    @cached_property
    def curve(self) -> Curve | None:
        """The curve of cost and bound."""
        return curve_of(self.run.progress)

    @property
    def seconds(self) -> int:
        """How long it has been running, at most as long as it may."""
        began, ended = self.run.started_at, self.run.finished_at
        if began is None:
            return 0
        passed = int(((ended or timezone.now()) - began).total_seconds())
        return max(0, min(passed, self.run.time_limit))

    @property
    def quality(self) -> Quality:
        """How good the plan is known to be so far."""
        return quality_of("", self.last.get("gap"))

    @cached_property
    def preview(self) -> Preview:
        """What the plan would change."""
        return preview_of(self.run)

    @cached_property
    def conflict(self) -> Conflict | None:
        """Why the day is impossible."""
        return Speech(self.run).conflict()


def standing_of(run: PlanningRun) -> Standing:
    """Return how a run stands; one query where it was applied."""
    is_applied = run.state == PlanningRun.State.APPLIED and run.change_id
    is_back = is_applied and Change.objects.filter(undoes=run.change_id).exists()
    return Standing(run, kind_of(run, is_back=bool(is_back)))


def is_stale(run: PlanningRun) -> bool:
    """Return whether the page of a run says itself that it cannot be applied."""
    standing = standing_of(run)
    return standing.kind == "ready" and bool(standing.preview.refusal)


def kind_of(run: PlanningRun, *, is_back: bool) -> str:
    """Return the kind of a run, of which it is known whether it was taken back."""
    if run.state == PlanningRun.State.APPLIED:
        return "back" if is_back else "applied"
    if run.is_live or run.state in ("failed", "discarded"):
        return str(run.state)
    if run.has_plan:
        return "ready"
    is_impossible = run.verdict == PlanningRun.Verdict.INFEASIBLE
    return "impossible" if is_impossible else "none"
