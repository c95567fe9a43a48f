"""Reports: the published accounts of visits."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from delegations.models.visits import Visit
from exhibitors import clock
from exhibitors.models import Exhibit, Stand
from exhibitors.models.revisions import revises
from exhibitors.models.scope import (
    Addressed,
    PublishableManager,
    Record,
    Sourced,
    check,
    links,
    shares,
    slug_unique,
)


class Report(Record, Addressed, Sourced):
    """The published account of a visit, made from what was recorded."""

    page = "delegations:report_detail"

    visit = models.OneToOneField(
        Visit, models.RESTRICT, related_name="report", verbose_name=_("visit")
    )
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("text"), blank=True)
    stands = models.ManyToManyField(
        Stand,
        blank=True,
        related_name="reports",
        verbose_name=_("stands seen"),
        help_text=_("Visitors find them beside the text."),
    )
    exhibits = models.ManyToManyField(
        Exhibit, blank=True, related_name="reports", verbose_name=_("exhibits shown")
    )
    is_published = models.BooleanField(_("published"), default=False)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True)

    objects: ClassVar[PublishableManager[Self]] = PublishableManager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["exhibition", "-published_at", "pk"]
        constraints = [
            *Record.Meta.constraints,
            *revises("report", "sources", "stands", "exhibits"),
            *slug_unique("report"),
            *shares("report", "visit"),
            *links("report", "sources", "stands", "exhibits"),
            check(
                models.Q(is_published=False) | models.Q(published_at__isnull=False),
                "report_published_has_time",
                _("Say when it was published."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Note when it was published, where nobody says otherwise."""
        super().clean()
        if self.is_published and self.published_at is None:
            self.published_at = clock.now()
