"""Reports of visits that visitors may read; which version of a day there is."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, F, OuterRef

from delegations.models import Change, Release, Report
from exhibitors.models import Exhibition
from exhibitors.models.scope import RecordQuerySet


def shown_reports(exhibition: Exhibition) -> RecordQuerySet[Report]:
    """Return the reports on an exhibition's pages, the latest visit first.

    With visit, delegation and sources. Drafts in an organiser's preview only.
    """
    return (
        Report.objects.shown_in(exhibition)
        .select_related("visit__delegation__country")
        .prefetch_related("sources")
        .order_by("-visit__on", "pk")
    )


# What is noted of the day itself changes no plan.
_NO_PLAN = (Change.Action.MARK, Change.Action.DELAY)


@dataclass(frozen=True)
class Standing:
    """The latest version of a day; ``is_changed`` where the schedule went on since."""

    on: date
    number: int
    released_at: datetime
    is_changed: bool


def standings(exhibition: Exhibition) -> list[Standing]:
    """Return the latest version of each day that has one, in order."""
    later = Change.objects.filter(
        exhibition=exhibition,
        pk__gt=OuterRef("change"),
        days__contains=[OuterRef("on")],
    ).exclude(action__in=_NO_PLAN)
    rows = (
        Release.objects.filter(exhibition=exhibition)
        .order_by("on", "-version")
        .distinct("on")
        .annotate(is_changed=Exists(later))
        .values_list("on", F("version"), "released_at", "is_changed")
    )
    return [Standing(*row) for row in rows]
