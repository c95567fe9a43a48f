"""Exhibitions: one edition of an event."""

from datetime import datetime
from typing import ClassVar
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from exhibitors.models.constraints import KeepsAddress
from exhibitors.models.countries import Country
from exhibitors.models.fields import RESERVED_SLUGS, key_validator
from exhibitors.models.recorded import recorded
from exhibitors.models.revisions import revises
from exhibitors.models.scope import check


def validate_timezone(name: str) -> None:
    """Refuse a name that is no time zone of the IANA database."""
    if name not in available_timezones():
        raise ValidationError(_("“%(name)s” is no time zone.") % {"name": name})


class ExhibitionManager(models.Manager["Exhibition"]):
    """Finds exhibitions."""

    def published(self) -> models.QuerySet["Exhibition"]:
        """Return the exhibitions that visitors may see."""
        return self.get_queryset().filter(is_published=True)


class Exhibition(models.Model):
    """One edition of an event."""

    slug = models.SlugField(
        _("address"), max_length=120, unique=True, validators=[key_validator]
    )
    key = models.CharField(_("key"), max_length=120, blank=True)
    name = models.CharField(_("name"), max_length=300)
    theme = models.CharField(_("theme"), max_length=300, blank=True)
    description = models.TextField(_("description"), blank=True)
    occasion = models.CharField(_("occasion"), max_length=300, blank=True)
    purpose = models.TextField(_("purpose"), blank=True)
    start_on = models.DateField(_("first day"))
    end_on = models.DateField(_("last day"))
    opening_on = models.DateField(_("opening"), null=True, blank=True)
    timezone = models.CharField(
        _("time zone"),
        max_length=64,
        validators=[validate_timezone],
        help_text=_("Name of the IANA database, as in Asia/Baku."),
    )
    organiser = models.ForeignKey(
        "exhibitors.Organisation",
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organiser"),
    )
    initiator = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("initiating country"),
    )
    visitor_count = models.PositiveIntegerField(_("visitors"), null=True, blank=True)
    exhibitor_count = models.PositiveIntegerField(
        _("exhibitors"), null=True, blank=True
    )
    is_published = models.BooleanField(
        _("published"), default=False, help_text=_("Visitors can see it.")
    )
    sources = models.ManyToManyField(
        "exhibitors.Source", blank=True, related_name="+", verbose_name=_("sources")
    )
    number_sources = models.ManyToManyField(
        "exhibitors.Source",
        blank=True,
        related_name="+",
        verbose_name=_("sources of the reported areas"),
    )

    objects: ClassVar[ExhibitionManager] = ExhibitionManager()

    # Set for an organiser's request alone: who may see drafts, and who wants to.
    may_preview = False
    shows_drafts = False

    class Meta:
        verbose_name = _("exhibition")
        verbose_name_plural = _("exhibitions")
        ordering = ["-start_on", "slug"]
        constraints = [
            check(
                Q(end_on__gte=F("start_on")),
                "exhibition_dates_in_order",
                _("The last day is before the first."),
            ),
            check(
                Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*$"),
                "exhibition_slug_valid",
                _("Use lower-case letters, digits and single hyphens."),
            ),
            KeepsAddress(field="slug", name="exhibition_slug_kept"),
            *revises("exhibition", "sources", "number_sources"),
            *recorded("exhibition", "sources", "number_sources"),
            # timezone() raises for a name that PostgreSQL does not know.
            models.CheckConstraint(
                condition=Q(
                    Func(
                        F("timezone"),
                        Cast(Value("2000-01-01 00:00+00"), models.DateTimeField()),
                        function="timezone",
                        template="(%(function)s(%(expressions)s) IS NOT NULL)",
                        output_field=models.BooleanField(),
                    )
                ),
                name="exhibition_timezone_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse the words that the site's own addresses use."""
        super().clean()
        if self.slug in RESERVED_SLUGS:
            raise ValidationError(
                {"slug": _("“%(slug)s” is used by the site.") % {"slug": self.slug}}
            )

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which its times are entered and shown."""
        return ZoneInfo(self.timezone)

    def local(self, moment: datetime) -> datetime:
        """Return a moment in the exhibition's zone."""
        return moment.astimezone(self.zone)
