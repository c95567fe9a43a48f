"""Softer rules of the schedule: how strict each is, and what they rest on."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from delegations.models.delegations import Delegation
from exhibitors import clock
from exhibitors.models import Country, Stand
from exhibitors.models.recorded import recorded
from exhibitors.models.scope import Record, check, shares


class ClashRule(models.TextChoices):
    """What may be wrong with a schedule that PostgreSQL accepts."""

    WALKING = "walking", _("too little time to walk")
    OPENING = "opening", _("outside the opening hours")
    WINDOW = "window", _("outside the delegation's window")
    UNCONFIRMED = "unconfirmed", _("receiving official unconfirmed")
    RECEIVING = "receiving", _("nobody receives")
    INTERPRETER = "interpreter", _("interpreter missing")
    APART = "apart", _("delegations that must not meet")
    PRECEDENCE = "precedence", _("order of precedence")
    EMBARGO = "embargo", _("stand under embargo")
    CROWDING = "crowding", _("too many people")


class ClashLevel(Record):
    """How strictly an exhibition takes one rule."""

    class Level(models.TextChoices):
        FORBID = "forbid", _("forbid")
        BLOCK = "block", _("block release")
        WARN = "warn", _("warn")
        IGNORE = "ignore", _("ignore")

    rule = models.CharField(_("rule"), max_length=12, choices=ClashRule)
    level = models.CharField(
        _("level"), max_length=8, choices=Level, default=Level.WARN
    )
    minutes = models.PositiveSmallIntegerField(
        _("minutes of tolerance"),
        default=0,
        validators=[MaxValueValidator(240)],
        help_text=_("By how much the rule may be missed without a clash."),
    )

    class Meta:
        verbose_name = _("level of a rule")
        verbose_name_plural = _("levels of the rules")
        ordering = ["exhibition", "rule"]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["exhibition", "rule"],
                name="clashlevel_once",
                violation_error_message=_("This rule has a level already."),
            ),
            check(
                Q(minutes__lte=240),
                "clashlevel_minutes_in_range",
                _("A tolerance is at most 240 minutes."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rule_display()}: {self.get_level_display()}"


class Apart(Record):
    """Two delegations that must not meet."""

    first = models.ForeignKey(
        Delegation, models.CASCADE, related_name="+", verbose_name=_("delegation")
    )
    second = models.ForeignKey(
        Delegation, models.CASCADE, related_name="+", verbose_name=_("must not meet")
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("pair to be kept apart")
        verbose_name_plural = _("pairs to be kept apart")
        ordering = ["exhibition", "first", "second"]
        constraints = [
            *Record.Meta.constraints,
            *shares("apart", "first", "second"),
            models.UniqueConstraint(
                Least("first", "second"),
                Greatest("first", "second"),
                name="apart_once",
                violation_error_message=_("This pair is given already."),
            ),
            check(
                ~Q(first=F("second")),
                "apart_two",
                _("Choose two different delegations."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} · {self.second}"


class Embargo(Record):
    """A stand that a delegation, or those of a country, must not be taken to."""

    stand = models.ForeignKey(
        Stand, models.CASCADE, related_name="embargoes", verbose_name=_("stand")
    )
    delegation = models.ForeignKey(
        Delegation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="embargoes",
        verbose_name=_("delegation"),
    )
    country = models.ForeignKey(
        Country,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country"),
        help_text=_("Every delegation of this country."),
    )
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("embargo")
        verbose_name_plural = _("embargoes")
        ordering = ["exhibition", "stand"]
        constraints = [
            *Record.Meta.constraints,
            *shares("embargo", "stand", "delegation"),
            models.UniqueConstraint(
                fields=["stand", "delegation", "country"],
                nulls_distinct=False,
                name="embargo_once",
                violation_error_message=_("This embargo is given already."),
            ),
            check(
                Q(Q(delegation__isnull=False) ^ Q(country__isnull=False)),
                "embargo_for_one",
                _("Choose a delegation or a country."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.stand} · {self.delegation or self.country}"


class AcceptedClash(models.Model):
    """A clash that somebody looked at and left as it is."""

    exhibition = models.ForeignKey(
        "exhibitors.Exhibition", models.CASCADE, related_name="accepted_clashes"
    )
    on = models.DateField(_("day"))
    fingerprint = models.CharField(
        max_length=64, help_text=_("Of the rule, the rows and their times.")
    )
    sentence = models.TextField(_("clash"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )
    accepted_at = models.DateTimeField(_("at"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("accepted clash")
        verbose_name_plural = _("accepted clashes")
        ordering = ["-accepted_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["exhibition", "fingerprint"],
                name="acceptedclash_once",
                violation_error_message=_("This clash is accepted already."),
            ),
            *recorded("acceptedclash"),
        ]

    def __str__(self) -> str:
        return self.sentence
