"""The published reports that facts come from, and where they disagree."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from exhibitors.models.fields import WebField
from exhibitors.models.revisions import revises
from exhibitors.models.scope import Record, Sourced, links


class Source(Record):
    """A published report."""

    class Kind(models.TextChoices):
        NEWS = "news", _("news")
        OFFICIAL = "official", _("official")
        COMPANY = "company", _("company")
        VENUE = "venue", _("venue")
        REFERENCE = "data", _("reference data")

    # The exhibition has sources of its own; these are all that its records name.
    exhibition = models.ForeignKey(
        "exhibitors.Exhibition",
        models.CASCADE,
        related_name="known_sources",
        verbose_name=_("exhibition"),
    )
    publisher = models.CharField(_("publisher"), max_length=200)
    title = models.CharField(_("title"), max_length=500)
    published_on = models.DateField(_("date"), null=True, blank=True)
    url = WebField(_("address"), max_length=500, blank=True)
    alternate_urls = ArrayField(
        WebField(max_length=500),
        default=list,
        blank=True,
        verbose_name=_("other addresses"),
    )
    language = models.CharField(_("language"), max_length=12, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.NEWS)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["exhibition", "published_on", "publisher", "title"]
        constraints = [*Record.Meta.constraints, *revises("source")]

    def __str__(self) -> str:
        return f"{self.publisher}: {self.title}"


class Contradiction(Record):
    """A question on which sources disagree, and the answer used here."""

    topic = models.CharField(_("topic"), max_length=300)
    used_here = models.TextField(_("used here"), blank=True)
    note = models.TextField(_("note"), blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("contradiction")
        verbose_name_plural = _("contradictions")
        ordering = ["exhibition", "position"]
        constraints = [*Record.Meta.constraints, *revises("contradiction")]

    def __str__(self) -> str:
        return self.topic


class Statement(Record, Sourced):
    """What some sources say on a question on which others differ."""

    contradiction = models.ForeignKey(
        Contradiction, models.CASCADE, related_name="statements"
    )
    text = models.TextField(_("statement"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["contradiction", "position"]
        constraints = [
            *Record.Meta.constraints,
            *revises("statement", "sources"),
            *links("statement", "sources"),
        ]

    def __str__(self) -> str:
        return self.text
