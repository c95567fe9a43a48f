"""What embassies say about their delegations, behind a secret link."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from delegations.models.delegations import Delegation
from exhibitors.models import Country
from exhibitors.models.fields import secret_token
from exhibitors.models.recorded import Kept
from exhibitors.models.scope import Record, check, shares


class Registration(Record):
    """An embassy's registration of a delegation.

    ``answers`` is its draft, ``sent`` what it last sent; both as the form has them.
    What was accepted is in the delegation itself.
    """

    class Status(models.TextChoices):
        INVITED = "invited", _("invited")
        SENT = "sent", _("sent in")
        ACCEPTED = "accepted", _("accepted")
        RETURNED = "returned", _("sent back with a remark")
        CLOSED = "closed", _("closed")

    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country"),
    )
    delegation = models.OneToOneField(
        Delegation,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="registration",
        verbose_name=_("delegation"),
        help_text=_("Empty: accepting it makes a new one."),
    )
    label = models.CharField(
        _("for"), max_length=200, help_text=_("As in “Embassy of Kazakhstan”.")
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default="en"
    )
    token = models.CharField(
        _("address"), max_length=43, unique=True, default=secret_token, editable=False
    )
    expires_on = models.DateField(_("open until"), null=True, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.INVITED
    )
    answers = models.JSONField(_("draft"), default=dict, blank=True, editable=False)
    sent = models.JSONField(_("sent in"), null=True, blank=True, editable=False)
    accepted = models.JSONField(_("accepted"), null=True, blank=True, editable=False)
    remark = models.TextField(
        _("remark"), blank=True, help_text=_("The embassy reads it above its form.")
    )
    saved_at = models.DateTimeField(_("draft saved"), null=True, editable=False)
    sent_at = models.DateTimeField(_("sent in at"), null=True, editable=False)
    decided_at = models.DateTimeField(_("decided at"), null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("decided by"),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["exhibition", "label"]
        constraints = [
            *Record.Meta.constraints,
            *shares("registration", "delegation"),
            Kept(
                name="registration_kept",
                personal=["label", "email", "answers", "sent", "accepted", "remark"],
                hidden=["token"],
            ),
            check(
                ~Q(status__in=["sent", "accepted"]) | Q(sent__isnull=False),
                "registration_sent_has_answers",
                _("Nothing has been sent in yet."),
            ),
        ]

    def __str__(self) -> str:
        return self.label
