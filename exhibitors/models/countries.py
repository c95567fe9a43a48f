"""Countries, and their part in an exhibition."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exhibitors.models.recorded import Kept, recorded
from exhibitors.models.revisions import revises
from exhibitors.models.scope import (
    Record,
    Sourced,
    check,
    links,
    shares,
)


class Country(models.Model):
    """A territory of ISO 3166-1."""

    iso2 = models.CharField(_("code"), max_length=2, primary_key=True)
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        ordering = ["name"]
        constraints = [
            check(
                Q(iso2__regex=r"^[A-Z]{2}$"),
                "country_iso2_valid",
                _("A country's code is two capital letters, as in KZ."),
            ),
            *revises("country"),
            *recorded("country"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """The code in lower case, as addresses, flags and colours use it."""
        return self.iso2.lower()


class Participation(Record, Sourced):
    """A country taking part in an exhibition."""

    class Role(models.TextChoices):
        HOST = "host-and-exhibitor", _("host and exhibitor")
        EXHIBITOR = "exhibitor", _("exhibitor")
        MEMBER = "member-without-stand", _("member without a stand")

    country = models.ForeignKey(
        Country,
        models.PROTECT,
        related_name="participations",
        verbose_name=_("country"),
    )
    name = models.CharField(
        _("name"),
        max_length=100,
        blank=True,
        help_text=_("As this exhibition prints it; empty: the usual name."),
    )
    role = models.CharField(
        _("role"), max_length=24, choices=Role, default=Role.EXHIBITOR
    )
    is_framework_member = models.BooleanField(
        _("member of the framework"),
        default=False,
        help_text=_("Belongs to the programme that the exhibition is part of."),
    )
    framework_member_since = models.PositiveSmallIntegerField(
        _("member since"), null=True, blank=True, help_text=_("Year.")
    )
    stand = models.ForeignKey(
        "exhibitors.Stand",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("national stand"),
    )
    commissioner = models.CharField(
        _("pavilion commissioner"), max_length=200, blank=True
    )
    responsible_body = models.ForeignKey(
        "exhibitors.Organisation",
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("responsible body"),
    )
    capital = models.CharField(_("capital"), max_length=100, blank=True)
    gdp_ppp_usd_billion = models.DecimalField(
        _("GDP (PPP), billion US dollars"),
        max_digits=12,
        decimal_places=3,
        null=True,
        blank=True,
    )
    gdp_year = models.PositiveSmallIntegerField(_("year of GDP"), null=True, blank=True)
    is_gdp_estimated = models.BooleanField(_("GDP is an estimate"), default=False)
    industries = ArrayField(
        models.CharField(max_length=200),
        default=list,
        blank=True,
        verbose_name=_("industries"),
        help_text=_("In English, separated by commas."),
    )
    export_goods = ArrayField(
        models.CharField(max_length=200),
        default=list,
        blank=True,
        verbose_name=_("main export goods"),
        help_text=_("In English, separated by commas."),
    )
    export_goods_year = models.PositiveSmallIntegerField(
        _("year of the export goods"), null=True, blank=True
    )
    profile = models.TextField(_("economic profile"), blank=True)
    profile_sources = models.ManyToManyField(
        "exhibitors.Source",
        blank=True,
        related_name="+",
        verbose_name=_("sources of the profile"),
    )
    note = models.TextField(_("note"), blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("participating country")
        verbose_name_plural = _("participating countries")
        ordering = ["exhibition", "position", "country"]
        constraints = [
            *Record.Meta.constraints,
            *revises("participation", "sources", "profile_sources"),
            *shares("participation", "stand", "responsible_body"),
            *links("participation", "sources", "profile_sources"),
            Kept(name="participation_kept", personal=["commissioner"]),
            models.UniqueConstraint(
                fields=["exhibition", "country"],
                name="participation_country_unique",
                violation_error_message=_("This country takes part already."),
            ),
            models.UniqueConstraint(
                fields=["exhibition"],
                condition=Q(role="host-and-exhibitor"),
                name="participation_one_host",
                violation_error_message=_("Another country is the host."),
            ),
            check(
                Q(gdp_ppp_usd_billion__isnull=True) | Q(gdp_ppp_usd_billion__gte=0),
                "participation_gdp_positive",
                _("The GDP cannot be negative."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.country.name
