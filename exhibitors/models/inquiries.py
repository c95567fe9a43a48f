"""Requests of visitors to exhibitors."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from exhibitors.models.countries import Country
from exhibitors.models.exhibits import Exhibit
from exhibitors.models.recorded import Kept
from exhibitors.models.scope import Record, check, shares
from exhibitors.models.stands import Stand


class Inquiry(Record):
    """A visitor's partnership request to a stand or about an exhibit."""

    class Status(models.TextChoices):
        NEW = "new", _("new")
        ANSWERED = "answered", _("answered")
        CLOSED = "closed", _("closed")

    stand = models.ForeignKey(
        Stand,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="inquiries",
        verbose_name=_("stand"),
    )
    exhibit = models.ForeignKey(
        Exhibit,
        models.RESTRICT,
        null=True,
        blank=True,
        related_name="inquiries",
        verbose_name=_("exhibit"),
    )
    name = models.CharField(_("name"), max_length=200)
    email = models.EmailField(_("e-mail address"))
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    country = models.ForeignKey(
        Country,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("country"),
    )
    language = models.CharField(_("language"), max_length=5, default="en")
    message = models.TextField(_("message"))
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.NEW
    )
    created_at = models.DateTimeField(_("received"), auto_now_add=True)

    class Meta:
        verbose_name = _("inquiry")
        verbose_name_plural = _("inquiries")
        ordering = ["-created_at"]
        constraints = [
            *Record.Meta.constraints,
            *shares("inquiry", "stand", "exhibit"),
            Kept(
                name="inquiry_kept",
                personal=["name", "email", "phone", "organisation", "message"],
            ),
            check(
                Q(stand__isnull=False) | Q(exhibit__isnull=False),
                "inquiry_has_addressee",
                _("Say which stand or exhibit it is about."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.message[:40]}"
