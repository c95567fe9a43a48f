"""Secret addresses at which calendar programs read a schedule."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from delegations.models.delegations import Delegation
from delegations.models.people import Person
from exhibitors import clock
from exhibitors.models import Stand
from exhibitors.models.fields import secret_token
from exhibitors.models.recorded import Kept
from exhibitors.models.scope import Record, check, shares


class Feed(Record):
    """A secret address of the released schedule of a delegation, stand or person."""

    class View(models.TextChoices):
        STAND = "stand", _("stand")
        ESCORT = "escort", _("escort")
        SECURITY = "security", _("security")
        PROTOCOL = "protocol", _("protocol")

    delegation = models.ForeignKey(
        Delegation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="feeds",
        verbose_name=_("delegation"),
    )
    stand = models.ForeignKey(
        Stand,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="feeds",
        verbose_name=_("stand"),
    )
    person = models.ForeignKey(
        Person,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="feeds",
        verbose_name=_("person"),
    )
    label = models.CharField(
        _("for"), max_length=200, blank=True, help_text=_("Who was given the address.")
    )
    view = models.CharField(
        _("confidentiality"), max_length=12, choices=View, default=View.ESCORT
    )
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default="en"
    )
    token = models.CharField(
        _("address"), max_length=43, unique=True, default=secret_token, editable=False
    )
    created_at = models.DateTimeField(_("created"), default=clock.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("by"),
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")
        ordering = ["exhibition", "-pk"]
        constraints = [
            *Record.Meta.constraints,
            *shares("feed", "delegation", "stand", "person"),
            Kept(name="feed_kept", personal=["label"], hidden=["token"]),
            check(
                Q(delegation__isnull=False, stand__isnull=True, person__isnull=True)
                | Q(delegation__isnull=True, stand__isnull=False, person__isnull=True)
                | Q(delegation__isnull=True, stand__isnull=True, person__isnull=False),
                "feed_of_one",
                _("Choose one: a delegation, a stand or a person."),
            ),
            check(
                Q(stand__isnull=True) | Q(view="stand"),
                "feed_of_stand_as_stand",
                _("Hosts of a stand read what a stand may read, and no more."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.delegation or self.stand or self.person)


class FeedRead(models.Model):
    """One reading of a calendar address."""

    feed = models.ForeignKey(Feed, models.CASCADE, related_name="reads")
    read_at = models.DateTimeField(_("at"), default=clock.now, editable=False)
    status = models.PositiveSmallIntegerField(_("answer"))
    agent = models.CharField(_("program"), max_length=200, blank=True)
    address = models.GenericIPAddressField(_("from"), null=True, blank=True)

    class Meta:
        verbose_name = _("reading of a calendar address")
        verbose_name_plural = _("readings of calendar addresses")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.feed_id} {self.read_at:%Y-%m-%d %H:%M}"
