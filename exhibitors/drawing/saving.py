"""The one way to write the plan of an area: locked, judged, written as a whole."""

from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from exhibitors.drawing import checking, writing
from exhibitors.drawing.applying import Applied, applied
from exhibitors.drawing.plan import Plan, drawing_of, plan_of, state_of
from exhibitors.drawing.reading import Difference
from exhibitors.drawing.refused import Refused
from exhibitors.drawing.sentences import names_of, told
from exhibitors.models import Area
from exhibitors.refusals import sentence_of
from exhibitors.site.judging import findings, touching


@dataclass(frozen=True)
class Saved:
    """A plan that is written: its new state, the keys of what was new, what is odd."""

    state: dict[str, Any]
    keys: dict[str, int]
    findings: list[dict[str, object]]


def save(area: Area, difference: Difference) -> Saved:
    """Write what is changed of the plan of an area, all of it or nothing.

    Raises Refused where another saved the plan since ``difference.seen``, where what
    is drawn breaks a rule, or where the database says no. As many queries for 300
    stands as for one.
    """
    try:
        with transaction.atomic():
            return _save(area, difference)
    except IntegrityError as error:
        raise Refused((sentence_of(error),)) from error


def judged(area: Area, difference: Difference) -> list[dict[str, object]]:
    """Return all that is wrong with a plan as it would be saved; writes nothing."""
    applied_ = applied(plan_of(area), difference)
    return told(findings(applied_.drawing()), applied_.names())


def state(area: Area) -> dict[str, Any]:
    """Return the plan of an area as the editor reads it."""
    return state_of(plan_of(area))


def _save(area: Area, difference: Difference) -> Saved:
    locked = Area.objects.select_for_update().get(pk=area.pk)
    before = plan_of(locked, is_locked=True)
    if before.digest != difference.seen:
        raise Refused(
            (
                _(
                    "Somebody else saved this plan meanwhile. Your drawing is still "
                    "here: put it on top of theirs, and save it again."
                ),
            ),
            is_stale=True,
        )
    after = applied(before, difference)
    checking.refuse_links(after)
    checking.refuse_numbers(after)
    checking.refuse_losses(after)
    _refuse_findings(after)
    keys = writing.write(after)
    plan = plan_of(locked)
    return Saved(state_of(plan), keys, _oddities(plan))


def _refuse_findings(after: Applied) -> None:
    found = touching(findings(after.drawing()), after.touched())
    refused = [finding for finding in found if finding.is_refused]
    if refused:
        sentences = told(refused, after.names())
        raise Refused(
            tuple(str(each["sentence"]) for each in sentences), findings=sentences
        )


def _oddities(plan: Plan) -> list[dict[str, object]]:
    return told(findings(drawing_of(plan)), names_of(plan))
