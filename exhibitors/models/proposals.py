"""What the managers of a pavilion propose to change of what visitors see."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exhibitors import clock
from exhibitors.models.countries import Country
from exhibitors.models.exhibitions import Exhibition
from exhibitors.models.organisations import Organisation
from exhibitors.models.scope import check, shares


class Proposal(models.Model):
    """What one pavilion proposes about one record, with what belongs to it.

    ``kind`` and ``record`` name the record whose page it was typed on. ``entries``
    holds ``{"model", "pk", "name", "before", "after", "by"}`` a row: the columns that
    would change, as visitors see them and as they would; ``before`` is null for a new
    row, ``after`` for one to be deleted; ``by`` has the account a column.
    """

    class State(models.TextChoices):
        OPEN = "open", _("waits for a decision")
        SENT_BACK = "sent-back", _("sent back")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    exhibition = models.ForeignKey(
        Exhibition,
        models.CASCADE,
        related_name="proposals",
        verbose_name=_("exhibition"),
    )
    country = models.ForeignKey(
        Country,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country"),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
    )
    kind = models.CharField(max_length=40, editable=False)
    record = models.BigIntegerField(editable=False)
    name = models.CharField(_("what"), max_length=300)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
    )
    made_at = models.DateTimeField(_("proposed"), default=clock.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    entries = models.JSONField(
        _("rows"), default=list, encoder=DjangoJSONEncoder, editable=False
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State, default=State.OPEN
    )
    remark = models.TextField(_("remark"), blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-pk"]
        constraints = [
            *shares("proposal", "organisation"),
            models.UniqueConstraint(
                fields=["exhibition", "kind", "record", "country", "organisation"],
                condition=Q(state__in=["open", "sent-back"]),
                nulls_distinct=False,
                name="proposal_open_once",
                violation_error_message=_("There is a proposal about this already."),
            ),
            check(
                Q(country__isnull=False) ^ Q(organisation__isnull=False),
                "proposal_of_a_pavilion",
                _("A proposal comes from one country or one organisation."),
            ),
            check(
                ~Q(state="sent-back") | ~Q(remark=""),
                "proposal_sent_back_says_why",
                _("Say what is to be changed."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["exhibition", "state", "made_at"], name="proposal_waiting"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_live(self) -> bool:
        """Whether it can still be changed, published or withdrawn."""
        return self.state in (self.State.OPEN, self.State.SENT_BACK)
