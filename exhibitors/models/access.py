"""Who may do what, in which exhibition."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exhibitors.models.countries import Country
from exhibitors.models.exhibitions import Exhibition
from exhibitors.models.organisations import Organisation
from exhibitors.models.recorded import recorded
from exhibitors.models.scope import check, shares
from exhibitors.models.stands import Stand


class Role(models.TextChoices):
    """What a person does for an exhibition."""

    ORGANISER = "organiser", _("organiser")
    PAVILION_MANAGER = "pavilion_manager", _("pavilion manager")
    PROTOCOL_OFFICER = "protocol_officer", _("protocol officer")
    STAND_HOST = "stand_host", _("stand host")


class GivenRole(models.Model):
    """A role, and where it holds: what each kind of giving it has in common."""

    role = models.CharField(_("role"), max_length=20, choices=Role)
    exhibition = models.ForeignKey(
        Exhibition,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("exhibition"),
        help_text=_("Empty, for an organiser only: every exhibition."),
    )
    country = models.ForeignKey(
        Country,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country"),
        help_text=_("For the manager of a national pavilion."),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
        help_text=_("For the manager of an organisation's stands."),
    )
    stand = models.ForeignKey(
        Stand,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("stand"),
        help_text=_("For a stand host."),
    )

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [
            check(
                Q(role=Role.ORGANISER) | Q(exhibition__isnull=False),
                "%(class)s_has_exhibition",
                _("Only an organiser's role may cover every exhibition."),
            ),
            check(
                Q(
                    Q(country__isnull=False) ^ Q(organisation__isnull=False),
                    role=Role.PAVILION_MANAGER,
                )
                | (
                    ~Q(role=Role.PAVILION_MANAGER)
                    & Q(country__isnull=True, organisation__isnull=True)
                ),
                "%(class)s_pavilion",
                _("A pavilion manager has one country or one organisation."),
            ),
            check(
                Q(role=Role.STAND_HOST, stand__isnull=False)
                | (~Q(role=Role.STAND_HOST) & Q(stand__isnull=True)),
                "%(class)s_stand",
                _("A stand host has one stand, and only a host has one."),
            ),
        ]


class RoleAssignment(GivenRole):
    """A role of one person in one exhibition, or in all for an organiser."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="roles",
        verbose_name=_("person"),
    )

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["user", "role"]
        constraints = [
            *GivenRole.Meta.constraints,
            *shares("roleassignment", "organisation", "stand"),
            *recorded("roleassignment"),
            models.UniqueConstraint(
                fields=[
                    "user",
                    "role",
                    "exhibition",
                    "country",
                    "organisation",
                    "stand",
                ],
                nulls_distinct=False,
                name="roleassignment_unique",
                violation_error_message=_("This person has this role already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()}"
