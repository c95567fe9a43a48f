"""Delegations and their members."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from delegations.models.people import Person
from exhibitors.models import Country, Organisation
from exhibitors.models.recorded import Kept
from exhibitors.models.scope import (
    Addressed,
    Record,
    Sourced,
    check,
    links,
    shares,
    slug_unique,
)

# Visits of a delegation in these states occupy nobody and nothing.
OFF = ("cancelled", "postponed")


class Delegation(Record, Addressed, Sourced):
    """An official group that visits."""

    page = "delegations:delegation_detail"

    class Kind(models.TextChoices):
        HEAD_OF_STATE = "head-of-state", _("head of state")
        OFFICIAL = "official", _("official")
        BUSINESS = "business", _("business")
        EXHIBITOR = "exhibitor", _("exhibitor")
        STUDENTS = "students", _("students")
        PRESS = "press", _("press")

    class Status(models.TextChoices):
        ANNOUNCED = "announced", _("announced")
        CONFIRMED = "confirmed", _("confirmed")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", _("cancelled")

    name = models.CharField(_("name"), max_length=300)
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="delegations",
        verbose_name=_("country"),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="delegations",
        verbose_name=_("organisation"),
    )
    kind = models.CharField(
        _("kind"), max_length=16, choices=Kind, default=Kind.OFFICIAL
    )
    rank = models.PositiveSmallIntegerField(
        _("rank"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Order of precedence: 1 comes first."),
    )
    size = models.PositiveSmallIntegerField(
        _("size"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("How many people come; empty: not known."),
    )
    visiting_on = models.DateField(_("day of the visit"), null=True, blank=True)
    arrival = models.TextField(
        _("arrival"), blank=True, help_text=_("Flights, hotel, how they come.")
    )
    wishes = models.TextField(_("wishes"), blank=True)
    is_visit_reported = models.BooleanField(
        _("a visit to the exhibition is reported"), null=True, blank=True
    )
    status = models.CharField(
        _("status"), max_length=12, choices=Status, default=Status.ANNOUNCED
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["exhibition", "rank", "name"]
        constraints = [
            *Record.Meta.constraints,
            *slug_unique("delegation"),
            *shares("delegation", "organisation"),
            *links("delegation", "sources"),
            Kept(name="delegation_kept", personal=["note"]),
            check(
                Q(rank__isnull=True) | Q(rank__gte=1),
                "delegation_rank_positive",
                _("A rank is one or more."),
            ),
            check(
                Q(size__isnull=True) | Q(size__gte=1),
                "delegation_size_positive",
                _("A size is one or more; leave it empty if it is not known."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_off(self) -> bool:
        """Whether it does not come, so that its visits occupy nothing."""
        return self.status in OFF


class Membership(Record):
    """A person's place in a delegation."""

    class Role(models.TextChoices):
        HEAD = "head", _("head")
        DEPUTY = "deputy", _("deputy head")
        MEMBER = "member", _("member")
        ADVISER = "adviser", _("adviser")
        INTERPRETER = "interpreter", _("own interpreter")
        SECURITY = "security", _("security")
        PRESS = "press", _("press")

    delegation = models.ForeignKey(
        Delegation,
        models.CASCADE,
        related_name="memberships",
        verbose_name=_("delegation"),
    )
    person = models.ForeignKey(
        Person, models.RESTRICT, related_name="memberships", verbose_name=_("person")
    )
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.MEMBER)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["delegation", "position", "pk"]
        constraints = [
            *Record.Meta.constraints,
            *shares("membership", "delegation", "person"),
            models.UniqueConstraint(
                fields=["delegation", "person"],
                name="membership_once",
                violation_error_message=_("This person is a member already."),
            ),
            models.UniqueConstraint(
                fields=["delegation"],
                condition=Q(role="head"),
                name="membership_one_head",
                violation_error_message=_("The delegation has a head already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_role_display()})"


class LanguagePair(Record):
    """A language pair for which a delegation needs an interpreter."""

    delegation = models.ForeignKey(
        Delegation,
        models.CASCADE,
        related_name="language_pairs",
        verbose_name=_("delegation"),
    )
    spoken = models.CharField(
        _("spoken"), max_length=3, help_text=_("Code of the language, as in kk.")
    )
    understood = models.CharField(
        _("understood by the hosts"),
        max_length=3,
        help_text=_("Code of the language, as in az."),
    )

    class Meta:
        verbose_name = _("language pair")
        verbose_name_plural = _("language pairs")
        ordering = ["delegation", "spoken"]
        constraints = [
            *Record.Meta.constraints,
            *shares("languagepair", "delegation"),
            models.UniqueConstraint(
                fields=["delegation", "spoken", "understood"],
                name="languagepair_once",
                violation_error_message=_("This pair is given already."),
            ),
            check(
                Q(spoken__regex=r"^[a-z]{2,3}$")
                & Q(understood__regex=r"^[a-z]{2,3}$")
                & ~Q(spoken=models.F("understood")),
                "languagepair_codes_valid",
                _("Give two different codes of two or three letters, as in kk and az."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.spoken} → {self.understood}"
