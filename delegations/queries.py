"""Reports of visits that visitors may read."""

from delegations.models import Report
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
