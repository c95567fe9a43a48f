"""Invitations to work for an exhibition."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from exhibitors.models import RoleAssignment
from exhibitors.models.access import GivenRole
from exhibitors.models.recorded import Kept, recorded
from exhibitors.models.scope import check, shares

VALID_DAYS = 7


def expiry() -> datetime:
    """Return the moment until which an invitation of now can be taken up."""
    return timezone.now() + timedelta(days=VALID_DAYS)


class Invitation(models.Model):
    """A letter that asks somebody to make an account, with the roles it will have."""

    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("full name"), max_length=200, blank=True)
    language = models.CharField(
        _("language"),
        max_length=5,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
        help_text=_("Of the letter, and of the account."),
    )
    # Of the secret in the link: who reads the table cannot make the link.
    digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="invitations",
        verbose_name=_("invited by"),
    )
    invited_at = models.DateTimeField(
        _("invited"), default=timezone.now, editable=False
    )
    expires_at = models.DateTimeField(_("valid until"), default=expiry, editable=False)
    accepted_at = models.DateTimeField(_("accepted"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("withdrawn"), null=True, editable=False)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-pk"]
        constraints = [
            *recorded("invitation"),
            Kept(name="invitation_kept", personal=["email", "name"]),
            check(
                Q(accepted_at__isnull=True) | Q(revoked_at__isnull=True),
                "invitation_has_one_end",
                _("An invitation is either accepted or withdrawn."),
            ),
            check(
                Q(expires_at__gt=F("invited_at")),
                "invitation_dates_in_order",
                _("An invitation ends after it was written."),
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def is_open(self) -> bool:
        """Whether it can still be taken up."""
        has_ended = self.accepted_at or self.revoked_at
        return not has_ended and self.expires_at > timezone.now()


class InvitedRole(GivenRole):
    """A role that is given with an invitation."""

    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="roles")
    # The role as it was given; empty where the person had it already.
    given = models.ForeignKey(
        RoleAssignment,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["pk"]
        constraints = [
            *recorded("invitedrole"),
            *GivenRole.Meta.constraints,
            *shares("invitedrole", "organisation", "stand"),
        ]

    def __str__(self) -> str:
        places = (self.country, self.organisation, self.stand, self.exhibition)
        place = next(
            (str(place) for place in places if place), str(_("every exhibition"))
        )
        return f"{self.get_role_display()} · {place}"

    @property
    def scope(self) -> dict[str, Any]:
        """What of a role it names, as fields of a role."""
        fields = ("role", "exhibition_id", "country_id", "organisation_id", "stand_id")
        return {name: getattr(self, name) for name in fields}
