"""Engagements: the duties of people within visits."""

from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import Deferrable, F, Q
from django.utils.translation import gettext_lazy as _

from delegations.models.people import Person
from delegations.models.stops import Stop
from delegations.models.visits import Visit
from exhibitors.models.constraints import Excludes, Shares
from exhibitors.models.scope import Record, check, shares


class Engagement(Record):
    """A person's duty within a visit, for the whole tour or at one stop."""

    class Role(models.TextChoices):
        ACCOMPANIES = "accompanies", _("accompanies")
        RECEIVES = "receives", _("receives")
        INTERPRETS = "interprets", _("interprets")

    class Reply(models.TextChoices):
        OPEN = "open", _("not asked")
        ASKED = "asked", _("asked")
        CONFIRMED = "confirmed", _("confirmed")
        DECLINED = "declined", _("declined")

    visit = models.ForeignKey(
        Visit, models.CASCADE, related_name="engagements", verbose_name=_("visit")
    )
    stop = models.ForeignKey(
        Stop,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="engagements",
        verbose_name=_("stop"),
        help_text=_("Empty: the whole tour."),
    )
    person = models.ForeignKey(
        Person, models.RESTRICT, related_name="engagements", verbose_name=_("person")
    )
    role = models.CharField(
        _("duty"), max_length=12, choices=Role, default=Role.ACCOMPANIES
    )
    duty = models.CharField(_("duty in words"), max_length=200, blank=True)
    languages = models.CharField(
        _("languages"), max_length=40, blank=True, help_text=_("As in kk–az.")
    )
    reply = models.CharField(
        _("reply"), max_length=10, choices=Reply, default=Reply.OPEN
    )
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    during = DateTimeRangeField(
        _("time"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Kept by the database: the stop's time or the visit's span."),
    )
    post = models.BigIntegerField(
        _("post"),
        default=0,
        editable=False,
        help_text=_("Kept by the database: where one receives, else the tour."),
    )
    is_counted = models.BooleanField(_("counts"), default=True, editable=False)

    class Meta:
        verbose_name = _("engagement")
        verbose_name_plural = _("engagements")
        ordering = ["visit", "position", "pk"]
        constraints = [
            *Record.Meta.constraints,
            *shares("engagement", "visit", "stop", "person"),
            Shares(
                field="stop",
                parent="visit",
                name="engagement_stop_of_visit",
                violation_error_message=_("This stop belongs to another visit."),
            ),
            models.UniqueConstraint(
                fields=["visit", "stop", "person", "role"],
                nulls_distinct=False,
                name="engagement_unique",
                violation_error_message=_("This person has this duty already."),
            ),
            check(
                ~Q(role="receives") | Q(stop__isnull=False),
                "engagement_receives_at_a_stop",
                _("Say at which stop this person receives."),
            ),
            Excludes(
                name="engagement_person_once",
                expressions=[
                    (F("person"), RangeOperators.EQUAL),
                    (F("visit"), RangeOperators.NOT_EQUAL),
                    (F("post"), RangeOperators.NOT_EQUAL),
                    (F("during"), RangeOperators.OVERLAPS),
                ],
                condition=Q(is_counted=True, during__isnull=False),
                deferrable=Deferrable.IMMEDIATE,
                violation_error_message=_("This person is elsewhere at this time."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"
