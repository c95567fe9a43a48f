"""Visits: one delegation's tour on one day."""

from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Deferrable, F, Q
from django.utils.translation import gettext_lazy as _

from delegations.models.delegations import OFF, Delegation
from exhibitors.models import PlanFeature
from exhibitors.models.constraints import Excludes
from exhibitors.models.recorded import Kept
from exhibitors.models.scope import (
    Record,
    Sourced,
    check,
    links,
    shares,
)


def bounded(field: str, name: str) -> models.CheckConstraint:
    """Return the rule that a range of time has both ends, in order, half open."""
    return check(
        Q(**{f"{field}__isnull": True})
        | Q(
            **{
                f"{field}__isempty": False,
                f"{field}__lower_inf": False,
                f"{field}__upper_inf": False,
                f"{field}__lower_inc": True,
                f"{field}__upper_inc": False,
            }
        ),
        name,
        _("Give both a beginning and a later end."),
    )


class Visit(Record, Sourced):
    """One delegation's tour on one day."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PLANNED = "planned", _("planned")
        CONFIRMED = "confirmed", _("confirmed")
        DONE = "done", _("done")
        POSTPONED = "postponed", _("postponed")
        CANCELLED = "cancelled", _("cancelled")

    class OrderBasis(models.TextChoices):
        STATED = "stated-sequence", _("the report states the sequence")
        TEXT = "text-order", _("the order of mention in the report")

    delegation = models.ForeignKey(
        Delegation, models.CASCADE, related_name="visits", verbose_name=_("delegation")
    )
    name = models.CharField(_("name"), max_length=300, blank=True)
    on = models.DateField(_("day"), null=True, blank=True)
    window = DateTimeRangeField(
        _("window"), null=True, blank=True, help_text=_("When the delegation can come.")
    )
    span = DateTimeRangeField(
        _("span"), null=True, blank=True, help_text=_("The planned tour.")
    )
    meeting_point = models.CharField(_("meeting point"), max_length=200, blank=True)
    gate = models.ForeignKey(
        PlanFeature,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"kind": "gate"},
        verbose_name=_("gate"),
    )
    parking = models.CharField(_("parking"), max_length=200, blank=True)
    cars = models.TextField(_("cars"), blank=True, help_text=_("One a line."))
    duty_phone = models.CharField(_("duty telephone"), max_length=40, blank=True)
    status = models.CharField(
        _("status"), max_length=12, choices=Status, default=Status.DRAFT
    )
    order_basis = models.CharField(
        _("how the order is known"), max_length=16, choices=OrderBasis, blank=True
    )
    delay = models.SmallIntegerField(
        _("minutes late"),
        null=True,
        blank=True,
        help_text=_("As reported on the day; expected times come from it."),
    )
    delay_since = models.DateTimeField(_("late since"), null=True, blank=True)
    outcome = models.TextField(_("outcome"), blank=True)
    description = models.TextField(_("description"), blank=True)
    note = models.TextField(_("note"), blank=True)
    is_counted = models.BooleanField(
        _("counts"),
        default=True,
        editable=False,
        help_text=_("Kept by the database: neither it nor its delegation is off."),
    )
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        ordering = ["exhibition", "on", "span", "pk"]
        constraints = [
            *Record.Meta.constraints,
            *shares("visit", "delegation", "gate"),
            *links("visit", "sources"),
            Kept(name="visit_kept", personal=["duty_phone", "note"]),
            bounded("window", "visit_window_bounded"),
            bounded("span", "visit_span_bounded"),
            check(
                Q(span__isnull=True) | Q(on__isnull=False),
                "visit_span_needs_day",
                _("Give the day of the tour."),
            ),
            check(
                Q(delay__isnull=True, delay_since__isnull=True)
                | Q(delay__range=(-600, 600), delay_since__isnull=False),
                "visit_delay_in_range",
                _("A delay is at most ten hours, and has a time since when."),
            ),
            Excludes(
                name="visit_delegation_once",
                expressions=[
                    (F("delegation"), RangeOperators.EQUAL),
                    (F("span"), RangeOperators.OVERLAPS),
                ],
                condition=Q(is_counted=True, span__isnull=False),
                deferrable=Deferrable.IMMEDIATE,
                violation_error_message=_(
                    "The delegation has another visit at this time."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"{self.delegation} · {self.on or _('day open')}"

    @property
    def is_off(self) -> bool:
        """Whether the visit does not take place."""
        return self.status in OFF
