"""Letters to the owners of accounts, which may hold a secret link."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from delegations.models.letters import Outgoing


class AccountLetter(Outgoing):
    """A letter about an account; its text goes once it has been sent."""

    class Kind(models.TextChoices):
        INVITATION = "invitation", _("invitation")
        RESET = "reset", _("new password asked for")
        CHANGED = "changed", _("password changed")
        FACTOR = "factor", _("second factor taken off")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="account_letters",
        verbose_name=_("account"),
    )
    invitation = models.ForeignKey(
        "expo.Invitation",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="letters",
        verbose_name=_("invitation"),
    )

    class Meta:
        verbose_name = _("letter about an account")
        verbose_name_plural = _("letters about accounts")
        ordering = ["-pk"]
        indexes = [
            models.Index(
                fields=["id"],
                condition=models.Q(sent_at__isnull=True),
                name="accountletter_unsent",
            )
        ]

    def once_sent(self) -> None:
        """Keep no secret link that somebody else could use."""
        self.text = ""
