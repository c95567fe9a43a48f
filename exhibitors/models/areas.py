"""Areas of the site, each with its own plan."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exhibitors.models.fields import NaturalKeyField
from exhibitors.models.plans import outline_validator, points_validator
from exhibitors.models.revisions import revises
from exhibitors.models.scope import (
    Addressed,
    Record,
    Sourced,
    check,
    links,
    shares,
    slug_unique,
)


class Area(Record, Addressed, Sourced):
    """A hall or an open-air part of the site."""

    page = "exhibitors:area_detail"

    class Kind(models.TextChoices):
        HALL = "indoor-pavilion", _("hall")
        OPEN_AIR = "open-area", _("open-air area")

    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.HALL)
    name = models.CharField(_("name"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    area_m2 = models.DecimalField(
        _("area, m²"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    capacity = models.PositiveIntegerField(
        _("capacity"),
        null=True,
        blank=True,
        help_text=_("How many guests of delegations it takes at once."),
    )
    outline = models.JSONField(
        _("outline"),
        null=True,
        blank=True,
        validators=[outline_validator],
        help_text=_("Corners in metres: [[0, 0], [84, 0], [84, 48], [0, 48]]."),
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("area")
        verbose_name_plural = _("areas")
        ordering = ["exhibition", "position", "pk"]
        constraints = [
            *Record.Meta.constraints,
            *revises("area", "sources"),
            *slug_unique("area"),
            *links("area", "sources"),
            check(
                Q(area_m2__isnull=True) | Q(area_m2__gt=0),
                "area_size_positive",
                _("The size is more than nothing."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PlanFeature(Record):
    """A gate, door, wall or aisle drawn on an area's plan."""

    class Kind(models.TextChoices):
        GATE = "gate", _("gate")
        DOOR = "door", _("door")
        WALL = "wall", _("wall")
        AISLE = "aisle", _("aisle")

    area = models.ForeignKey(
        Area, models.CASCADE, related_name="features", verbose_name=_("area")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    name = models.CharField(_("name"), max_length=100, blank=True)
    name_key = NaturalKeyField("name")
    points = models.JSONField(
        _("points"),
        validators=[points_validator],
        help_text=_("In metres: one point for a gate, a line or an outline else."),
    )
    leads_to = models.ForeignKey(
        Area,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="entrances",
        verbose_name=_("leads to"),
    )
    is_step_free = models.BooleanField(_("step-free"), default=True)

    class Meta:
        verbose_name = _("feature of the plan")
        verbose_name_plural = _("features of the plan")
        ordering = ["area", "kind", "name_key"]
        constraints = [
            *Record.Meta.constraints,
            *revises("planfeature"),
            *shares("planfeature", "area", "leads_to"),
            check(
                Q(leads_to__isnull=True) | Q(kind__in=["door", "gate"]),
                "planfeature_only_doors_lead",
                _("Only a door or gate leads to another area."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.get_kind_display()
