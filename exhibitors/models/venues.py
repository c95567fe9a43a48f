"""Where an exhibition is held and what it is part of."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from exhibitors.models.countries import Country
from exhibitors.models.recorded import recorded_links
from exhibitors.models.revisions import revises
from exhibitors.models.scope import (
    Record,
    Sourced,
    check,
    links,
    shares,
)


class Venue(Record, Sourced):
    """The place where an exhibition is held."""

    organisation = models.ForeignKey(
        "exhibitors.Organisation",
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
    )
    name = models.CharField(_("name"), max_length=200)
    address = models.CharField(_("address"), max_length=300, blank=True)
    address_as_in_source = models.CharField(
        _("address as in the source"), max_length=300, blank=True
    )
    city = models.CharField(_("city"), max_length=100, blank=True)
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country"),
    )
    latitude = models.DecimalField(
        _("latitude"), max_digits=9, decimal_places=7, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=10, decimal_places=7, null=True, blank=True
    )
    position_sources = models.ManyToManyField(
        "exhibitors.Source",
        blank=True,
        related_name="+",
        verbose_name=_("sources of the position"),
    )
    indoor_halls = models.PositiveSmallIntegerField(
        _("indoor halls"), null=True, blank=True
    )
    ceiling_height_m = models.DecimalField(
        _("ceiling height, m"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    floor_load_t_per_m2 = models.DecimalField(
        _("floor load, t/m²"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    gate_height_m = models.DecimalField(
        _("gate height, m"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    gate_width_m = models.DecimalField(
        _("gate width, m"), max_digits=6, decimal_places=2, null=True, blank=True
    )
    hall_used = models.CharField(_("hall used"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("venue")
        verbose_name_plural = _("venues")
        constraints = [
            *Record.Meta.constraints,
            *revises("venue", "sources", "position_sources"),
            *shares("venue", "organisation"),
            *links("venue", "sources", "position_sources"),
            models.UniqueConstraint(
                fields=["exhibition"],
                name="venue_one",
                violation_error_message=_("The exhibition has a venue already."),
            ),
            check(
                Q(latitude__isnull=True) | Q(latitude__range=(-90, 90)),
                "venue_latitude_valid",
                _("A latitude lies between -90 and 90."),
            ),
            check(
                Q(longitude__isnull=True) | Q(longitude__range=(-180, 180)),
                "venue_longitude_valid",
                _("A longitude lies between -180 and 180."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Framework(Record, Sourced):
    """The programme or week that an exhibition is part of."""

    name = models.CharField(_("name"), max_length=300)
    acronym = models.CharField(_("acronym"), max_length=40, blank=True)
    established_on = models.DateField(_("established"), null=True, blank=True)
    founding_document = models.CharField(
        _("founding document"), max_length=200, blank=True
    )
    founding_countries = models.ManyToManyField(
        Country, blank=True, related_name="+", verbose_name=_("founding countries")
    )
    member_countries = models.ManyToManyField(
        Country, blank=True, related_name="+", verbose_name=_("member countries")
    )
    supporting_organisations = models.ManyToManyField(
        "exhibitors.Organisation",
        blank=True,
        related_name="+",
        verbose_name=_("supporting organisations"),
    )
    chair = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("chair"),
    )
    chair_theme = models.CharField(_("theme of the chair"), max_length=300, blank=True)
    objective = models.TextField(_("objective"), blank=True)
    week_start_on = models.DateField(_("first day of the week"), null=True, blank=True)
    week_end_on = models.DateField(_("last day of the week"), null=True, blank=True)
    anniversary_years = models.PositiveSmallIntegerField(
        _("anniversary, years"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("framework")
        verbose_name_plural = _("frameworks")
        constraints = [
            *Record.Meta.constraints,
            *revises(
                "framework",
                "sources",
                "member_countries",
                "founding_countries",
                "supporting_organisations",
            ),
            *links("framework", "sources", "supporting_organisations"),
            *recorded_links("framework", "member_countries", "founding_countries"),
            models.UniqueConstraint(
                fields=["exhibition"],
                name="framework_one",
                violation_error_message=_("The exhibition has a framework already."),
            ),
            check(
                Q(week_end_on__isnull=True) | Q(week_end_on__gte=F("week_start_on")),
                "framework_week_in_order",
                _("The week ends before it begins."),
            ),
        ]

    def __str__(self) -> str:
        return self.name
