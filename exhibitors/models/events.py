"""Days, numbers and events of an exhibition."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from exhibitors.models.exhibitions import Exhibition
from exhibitors.models.revisions import revises
from exhibitors.models.scope import (
    Record,
    Sourced,
    check,
    links,
)


class OpeningHours(Record):
    """When an exhibition is open on one day."""

    exhibition = models.ForeignKey(
        Exhibition,
        models.CASCADE,
        related_name="opening_hours",
        verbose_name=_("exhibition"),
    )
    on = models.DateField(_("day"))
    opens_at = models.TimeField(_("opens"))
    closes_at = models.TimeField(_("closes"))

    class Meta:
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        ordering = ["exhibition", "on"]
        constraints = [
            *Record.Meta.constraints,
            *revises("openinghours"),
            models.UniqueConstraint(
                fields=["exhibition", "on"],
                name="openinghours_day_unique",
                violation_error_message=_("This day has its hours already."),
            ),
            check(
                Q(closes_at__gt=F("opens_at")),
                "openinghours_in_order",
                _("It closes before it opens."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.opens_at:%H:%M}–{self.closes_at:%H:%M}"


class ReportedNumber(Record, Sourced):
    """A number that reports give about an exhibition."""

    class Qualifier(models.TextChoices):
        EXACT = "exact", _("exactly")
        MORE_THAN = "more-than", _("more than")

    class Unit(models.TextChoices):
        COUNT = "", _("number")
        SQUARE_METRES = "m2", _("m²")

    label = models.CharField(_("what is counted"), max_length=200)
    value = models.DecimalField(
        _("value"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    qualifier = models.CharField(
        _("how sure"), max_length=12, choices=Qualifier, default=Qualifier.EXACT
    )
    unit = models.CharField(
        _("unit"), max_length=4, choices=Unit, default=Unit.COUNT, blank=True
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("reported number")
        verbose_name_plural = _("reported numbers")
        ordering = ["exhibition", "position"]
        constraints = [
            *Record.Meta.constraints,
            *revises("reportednumber", "sources"),
            *links("reportednumber", "sources"),
            check(
                Q(value__isnull=True) | Q(value__gte=0),
                "reportednumber_positive",
                _("The value cannot be negative."),
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Event(Record, Sourced):
    """Something else on the programme: an opening, a forum, a meeting."""

    class Kind(models.TextChoices):
        OPENING = "opening", _("opening")
        FORUM = "forum", _("forum")
        MEETING = "meeting", _("meeting")
        SUMMIT = "summit", _("summit")
        OTHER = "other", _("other")

    class Status(models.TextChoices):
        ANNOUNCED = "announced", _("announced")
        HELD = "held", _("held")
        CANCELLED = "cancelled", _("cancelled")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.OTHER)
    name = models.CharField(_("name"), max_length=300)
    description = models.TextField(_("description"), blank=True)
    start_on = models.DateField(_("first day"))
    end_on = models.DateField(_("last day"))
    start_time = models.TimeField(_("from"), null=True, blank=True)
    end_time = models.TimeField(_("to"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    status = models.CharField(
        _("status"), max_length=12, choices=Status, default=Status.ANNOUNCED
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["exhibition", "start_on", "start_time", "pk"]
        constraints = [
            *Record.Meta.constraints,
            *revises("event", "sources"),
            *links("event", "sources"),
            check(
                Q(end_on__gte=F("start_on")),
                "event_dates_in_order",
                _("The last day is before the first."),
            ),
            check(
                Q(end_time__isnull=True)
                | Q(start_time__isnull=False)
                & (Q(end_time__gt=F("start_time")) | Q(end_on__gt=F("start_on"))),
                "event_times_in_order",
                _("It ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class LoadedFile(Record):
    """The data file that an exhibition was loaded from, and what it says of itself."""

    title = models.CharField(_("title"), max_length=300)
    schema_version = models.CharField(_("version of the format"), max_length=20)
    languages = models.JSONField(_("languages"), default=list)
    null_policy = models.CharField(_("meaning of null"), max_length=300, blank=True)
    counts = models.JSONField(_("counts"), default=dict)
    notes = models.JSONField(_("notes"), default=list)

    class Meta:
        verbose_name = _("loaded file")
        verbose_name_plural = _("loaded files")
        constraints = [*Record.Meta.constraints]

    def __str__(self) -> str:
        return self.title
