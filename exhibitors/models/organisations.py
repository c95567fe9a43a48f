"""Organisations, and their presence at stands."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exhibitors.models.countries import Country
from exhibitors.models.fields import WebField
from exhibitors.models.folding import folded_index, named
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


class Organisation(Record, Addressed, Sourced):
    """A company, ministry, university or other body."""

    page = "exhibitors:exhibitor_detail"

    class Kind(models.TextChoices):
        COMPANY = "company", _("company")
        STATE_COMPANY = "state-company", _("state company")
        GROUP = "group", _("group of companies")
        MINISTRY = "ministry", _("ministry")
        EMBASSY = "embassy", _("embassy")
        CHAMBER = "chamber", _("chamber")
        ASSOCIATION = "association", _("association")
        SUPPORT_PROGRAMME = "support-programme", _("support programme")
        ECONOMIC_ZONE = "economic-zone", _("economic zone")
        UNIVERSITY = "university", _("university")
        MEDIA = "media", _("media")
        VENUE = "venue", _("venue")
        INTERNATIONAL = "international-organisation", _("international organisation")
        OTHER = "other", _("other")

    class Qualifier(models.TextChoices):
        EXACT = "exact", _("exactly")
        MORE_THAN = "more-than", _("more than")

    name = models.CharField(_("name"), max_length=300)
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("country"),
    )
    kind = models.CharField(
        _("kind"), max_length=32, choices=Kind, default=Kind.COMPANY
    )
    description = models.TextField(_("description"), blank=True)
    website = WebField(_("website"), max_length=300, blank=True)
    member_count = models.PositiveIntegerField(
        _("number of members"),
        null=True,
        blank=True,
        help_text=_("For a group: how many companies it stands for."),
    )
    member_count_qualifier = models.CharField(
        _("how sure"), max_length=12, choices=Qualifier, blank=True
    )
    is_published = models.BooleanField(_("published"), default=True)

    objects: ClassVar[PublishableManager[Self]] = PublishableManager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["exhibition", "name"]
        indexes = [folded_index("organisation_found", *named())]
        constraints = [
            *Record.Meta.constraints,
            *revises("organisation", "sources"),
            *slug_unique("organisation"),
            *links("organisation", "sources"),
            check(
                Q(member_count_qualifier="") | Q(member_count__isnull=False),
                "organisation_qualifier_needs_count",
                _("Say how many members there are."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Exhibitor(Record):
    """An organisation present at a stand."""

    class Role(models.TextChoices):
        MAIN = "main", _("main exhibitor")
        SHARED = "shared", _("co-exhibitor")

    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        related_name="presences",
        verbose_name=_("organisation"),
    )
    stand = models.ForeignKey(
        "exhibitors.Stand",
        models.CASCADE,
        related_name="exhibitors",
        verbose_name=_("stand"),
    )
    role = models.CharField(_("role"), max_length=8, choices=Role, default=Role.SHARED)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("exhibitor")
        verbose_name_plural = _("exhibitors")
        ordering = ["stand", "position", "pk"]
        constraints = [
            *Record.Meta.constraints,
            *revises("exhibitor"),
            *shares("exhibitor", "organisation", "stand"),
            models.UniqueConstraint(
                fields=["stand", "organisation"],
                name="exhibitor_once_at_a_stand",
                violation_error_message=_("The organisation is at this stand already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.stand}"
