"""Stands: places in an area where exhibitors show."""

from typing import ClassVar, Self

from django.contrib.postgres.fields import DateTimeRangeField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from exhibitors.models.areas import Area
from exhibitors.models.constraints import NoCycle
from exhibitors.models.countries import Country
from exhibitors.models.fields import NaturalKeyField, short_code
from exhibitors.models.folding import folded_index, named
from exhibitors.models.plans import outline_validator
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

MOST_BAYS = 50


class Sector(Record, Addressed, Sourced):
    """A field of the economy."""

    page = "exhibitors:sector_detail"

    name = models.CharField(_("name"), max_length=200)

    class Meta:
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        ordering = ["exhibition", "name"]
        constraints = [
            *Record.Meta.constraints,
            *revises("sector", "sources"),
            *slug_unique("sector"),
            *links("sector", "sources"),
        ]

    def __str__(self) -> str:
        return self.name


class Stand(Record, Addressed, Sourced):
    """A place in an area where a country, a theme or an organisation shows."""

    page = "exhibitors:stand_detail"

    class Kind(models.TextChoices):
        NATIONAL = "national", _("national stand")
        THEMATIC = "thematic", _("thematic stand")
        SPECIAL = "special", _("special stand")
        PROGRAMME = "programme", _("programme stand")
        ORGANISATION = "organisation", _("stand of an organisation")
        OPEN_AIR = "open-air", _("open-air stand")

    kind = models.CharField(
        _("kind"), max_length=12, choices=Kind, default=Kind.ORGANISATION
    )
    name = models.CharField(_("name"), max_length=200)
    number = models.CharField(
        _("number"),
        max_length=40,
        blank=True,
        help_text=_("As printed on it, as in B-14; may still be missing."),
    )
    number_key = NaturalKeyField("number")
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="stands",
        verbose_name=_("country"),
    )
    area = models.ForeignKey(
        Area,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="stands",
        verbose_name=_("area"),
    )
    parent = models.ForeignKey(
        "self",
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("inside stand"),
    )
    description = models.TextField(_("description"), blank=True)
    area_m2 = models.DecimalField(
        _("size, m²"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    place = models.CharField(
        _("place in words"),
        max_length=200,
        blank=True,
        help_text=_("As in “centre of the pavilion”."),
    )
    outline = models.JSONField(
        _("outline"),
        null=True,
        blank=True,
        validators=[outline_validator],
        help_text=_("Corners on the area's plan, in metres: [[x, y], …]."),
    )
    bays = models.PositiveSmallIntegerField(
        _("bays"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_BAYS)],
        help_text=_("Groups that the stand can take at once."),
    )
    blocks_children = models.BooleanField(
        _("blocks the stands inside it"),
        default=False,
        help_text=_("While a group is at this stand, the stands inside are taken."),
    )
    sectors = models.ManyToManyField(
        Sector, blank=True, related_name="stands", verbose_name=_("topics")
    )
    note = models.TextField(_("note"), blank=True)
    code = models.CharField(
        _("short code"), max_length=12, unique=True, default=short_code, editable=False
    )
    is_published = models.BooleanField(
        _("published"), default=True, help_text=_("Visitors can see it.")
    )

    objects: ClassVar[PublishableManager[Self]] = PublishableManager()

    class Meta:
        verbose_name = _("stand")
        verbose_name_plural = _("stands")
        ordering = ["exhibition", "number_key", "name", "pk"]
        indexes = [folded_index("stand_found", *named("number"))]
        constraints = [
            *Record.Meta.constraints,
            *revises("stand", "sources", "sectors"),
            *slug_unique("stand"),
            *shares("stand", "area", "parent"),
            *links("stand", "sources", "sectors"),
            NoCycle(
                field="parent",
                name="stand_parent_no_cycle",
                violation_error_message=_("A stand cannot lie inside itself."),
            ),
            models.UniqueConstraint(
                "exhibition",
                Upper("number"),
                condition=~Q(number=""),
                name="stand_number_unique",
                violation_error_message=_("Another stand has this number."),
            ),
            check(
                Q(bays__range=(1, MOST_BAYS)),
                "stand_bays_in_range",
                _("A stand has between 1 and 50 bays."),
            ),
            check(
                Q(area_m2__isnull=True) | Q(area_m2__gt=0),
                "stand_size_positive",
                _("The size is more than nothing."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.name}".strip()


class StandAreaReport(Record, Sourced):
    """Another size of a stand that some reports give."""

    stand = models.ForeignKey(
        Stand, models.CASCADE, related_name="area_reports", verbose_name=_("stand")
    )
    value = models.DecimalField(_("size, m²"), max_digits=10, decimal_places=2)

    class Meta:
        verbose_name = _("other reported size")
        verbose_name_plural = _("other reported sizes")
        ordering = ["stand", "value"]
        constraints = [
            *Record.Meta.constraints,
            *revises("standareareport", "sources"),
            *shares("standareareport", "stand"),
            *links("standareareport", "sources"),
            check(
                Q(value__gt=0),
                "standareareport_positive",
                _("The size is more than nothing."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} m²"


class StandNotice(Record):
    """A neutral public notice about a stand, which names nobody."""

    stand = models.ForeignKey(
        Stand, models.CASCADE, related_name="notices", verbose_name=_("stand")
    )
    during = DateTimeRangeField(_("from and to"))
    text = models.CharField(
        _("text"),
        max_length=200,
        help_text=_("As in “may be crowded or closed”. Never name a delegation."),
    )
    is_published = models.BooleanField(_("published"), default=False)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["stand", "during"]
        constraints = [
            *Record.Meta.constraints,
            *revises("standnotice"),
            *shares("standnotice", "stand"),
            check(
                Q(during__isempty=False)
                & Q(during__lower_inf=False)
                & Q(during__upper_inf=False),
                "standnotice_during_bounded",
                _("Give both a beginning and a later end."),
            ),
        ]

    def __str__(self) -> str:
        return self.text
