"""Stops: the entries of a visit's itinerary."""

import uuid

from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Deferrable, F, Q
from django.utils.translation import gettext_lazy as _

from delegations.models.visits import Visit, bounded
from exhibitors.models import Area, Exhibit, Stand
from exhibitors.models.constraints import Excludes
from exhibitors.models.scope import (
    Record,
    Sourced,
    check,
    links,
    shares,
)


class Stop(Record, Sourced):
    """One entry of a visit's itinerary."""

    class Kind(models.TextChoices):
        CALL = "call", _("call at a stand")
        ARRIVAL = "arrival", _("arrival")
        WELCOME = "welcome", _("welcome")
        PHOTOGRAPH = "photograph", _("photograph")
        PRESS = "press", _("press")
        SIGNING = "signing", _("signing")
        GIFT = "gift", _("gift")
        COFFEE = "coffee", _("coffee")
        PRAYER = "prayer", _("prayer")
        DEPARTURE = "departure", _("departure")

    class Status(models.TextChoices):
        PLANNED = "planned", _("planned")
        DONE = "done", _("done")
        SKIPPED = "skipped", _("skipped")
        CANCELLED = "cancelled", _("cancelled")

    class Basis(models.TextChoices):
        PLANNED = "planned", _("planned")
        STATED = "stated", _("stated by a source")
        MENTIONED = "mentioned", _("mentioned by a source")

    visit = models.ForeignKey(
        Visit, models.CASCADE, related_name="stops", verbose_name=_("visit")
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind, default=Kind.CALL)
    title = models.CharField(
        _("title"), max_length=200, blank=True, help_text=_("Empty: the stand's name.")
    )
    stand = models.ForeignKey(
        Stand,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="stops",
        verbose_name=_("stand"),
    )
    bay = models.PositiveSmallIntegerField(
        _("bay"),
        default=1,
        validators=[MinValueValidator(1)],
        help_text=_("At a stand that takes several groups at once."),
    )
    area = models.ForeignKey(
        Area,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="stops",
        verbose_name=_("area"),
        help_text=_("For a moment that is at no stand."),
    )
    exhibits = models.ManyToManyField(
        Exhibit, blank=True, related_name="stops", verbose_name=_("exhibits to show")
    )
    planned = DateTimeRangeField(
        _("planned"),
        null=True,
        blank=True,
        help_text=_("Empty: wished for, no time yet."),
    )
    duration = models.PositiveSmallIntegerField(
        _("minutes wished"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    is_optional = models.BooleanField(
        _("optional"),
        default=False,
        help_text=_("The planner may leave it out where the day is too full."),
    )
    value = models.PositiveSmallIntegerField(
        _("value"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
        help_text=_("Of an optional stop, from 1 to 100: what it is worth."),
    )
    is_locked = models.BooleanField(
        _("locked"),
        default=False,
        help_text=_("The planner leaves its time as it is."),
    )
    actual_start_at = models.DateTimeField(_("arrived"), null=True, blank=True)
    actual_end_at = models.DateTimeField(_("left"), null=True, blank=True)
    status = models.CharField(
        _("status"), max_length=12, choices=Status, default=Status.PLANNED
    )
    basis = models.CharField(
        _("basis"), max_length=12, choices=Basis, default=Basis.PLANNED
    )
    talking_points = models.TextField(_("talking points"), blank=True)
    note = models.TextField(_("note"), blank=True)
    is_counted = models.BooleanField(
        _("counts"),
        default=True,
        editable=False,
        help_text=_("Kept by the database: it has a time and is not off."),
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    # The keys of the exhibits that writing the stop links to it; None leaves them.
    to_show: list[int] | None = None

    class Meta:
        verbose_name = _("stop")
        verbose_name_plural = _("stops")
        ordering = ["visit", "position", "pk"]
        indexes = [models.Index(fields=["stand", "planned"], name="stop_stand_planned")]
        constraints = [
            *Record.Meta.constraints,
            *shares("stop", "visit", "stand", "area"),
            *links("stop", "sources", "exhibits"),
            # The target of the engagements' composite foreign key.
            models.UniqueConstraint(fields=["id", "visit"], name="stop_in_visit"),
            bounded("planned", "stop_planned_bounded"),
            check(Q(bay__gte=1), "stop_bay_positive", _("Bays are counted from one.")),
            check(
                Q(duration__isnull=True) | Q(duration__gte=1),
                "stop_duration_positive",
                _("A stop lasts a minute or more."),
            ),
            check(
                Q(value__range=(1, 100)),
                "stop_value_in_range",
                _("A value is between 1 and 100."),
            ),
            Excludes(
                name="stop_stand_bay_once",
                expressions=[
                    (F("stand"), RangeOperators.EQUAL),
                    (F("bay"), RangeOperators.EQUAL),
                    (F("planned"), RangeOperators.OVERLAPS),
                ],
                condition=Q(is_counted=True, stand__isnull=False),
                deferrable=Deferrable.IMMEDIATE,
                violation_error_message=_("The stand is taken at this time."),
            ),
            Excludes(
                name="stop_visit_once",
                expressions=[
                    (F("visit"), RangeOperators.EQUAL),
                    (F("planned"), RangeOperators.OVERLAPS),
                ],
                condition=Q(is_counted=True),
                deferrable=Deferrable.IMMEDIATE,
                violation_error_message=_("The visit has another stop at this time."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or (str(self.stand) if self.stand else self.kind_label)

    @property
    def kind_label(self) -> str:
        """The kind in words."""
        return str(self.Kind(self.kind).label)


class Occupancy(models.Model):
    """A stand that a stop occupies: its own, and those inside one that blocks them.

    Triggers keep the rows; nothing else writes them.
    """

    stop = models.ForeignKey(Stop, models.CASCADE, related_name="occupancies")
    stand = models.ForeignKey(Stand, models.CASCADE, related_name="occupancies")
    seat = models.ForeignKey(Stand, models.CASCADE, related_name="+")
    during = DateTimeRangeField()

    class Meta:
        verbose_name = _("occupancy")
        verbose_name_plural = _("occupancies")
        constraints = [
            Excludes(
                name="occupancy_inside_once",
                expressions=[
                    (F("stand"), RangeOperators.EQUAL),
                    (F("seat"), RangeOperators.NOT_EQUAL),
                    (F("during"), RangeOperators.OVERLAPS),
                ],
                deferrable=Deferrable.IMMEDIATE,
                violation_error_message=_(
                    "A group at the surrounding stand keeps this one taken."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stand} {self.during}"
