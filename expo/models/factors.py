"""Which roles cannot do without a second factor."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from exhibitors.models import Exhibition, Role
from exhibitors.models.recorded import recorded


class SecondFactorRule(models.Model):
    """Whoever has this role in this exhibition signs in with a second factor."""

    exhibition = models.ForeignKey(
        Exhibition,
        models.CASCADE,
        related_name="second_factor_rules",
        verbose_name=_("exhibition"),
    )
    role = models.CharField(_("role"), max_length=20, choices=Role)

    class Meta:
        verbose_name = _("role with a second factor")
        verbose_name_plural = _("roles with a second factor")
        ordering = ["exhibition", "role"]
        constraints = [
            *recorded("secondfactorrule"),
            models.UniqueConstraint(
                fields=["exhibition", "role"],
                name="secondfactorrule_once",
                violation_error_message=_("This role has a second factor already."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_role_display())
