"""What left the house: calendar entries and the log of exports."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from delegations.models.stops import Stop
from exhibitors.models import Exhibition


class CalendarEntry(models.Model):
    """What a stop last looked like in the calendars of one language and view.

    A calendar program replaces an event only by one with a higher sequence, so the
    sequence and the instant of the last visible change must outlive each export.
    A stop with an entry is cancelled, never deleted.
    """

    stop = models.ForeignKey(
        Stop, models.RESTRICT, related_name="calendar_entries", verbose_name=_("stop")
    )
    language = models.CharField(_("language"), max_length=5)
    view = models.CharField(_("view"), max_length=12, default="protocol")
    sequence = models.PositiveIntegerField(_("sequence"), default=0)
    digest = models.CharField(_("digest"), max_length=64)
    starts_at = models.DateTimeField(_("start last exported"))
    ends_at = models.DateTimeField(_("end last exported"))
    changed_at = models.DateTimeField(_("last visible change"))

    class Meta:
        verbose_name = _("calendar entry")
        verbose_name_plural = _("calendar entries")
        constraints = [
            models.UniqueConstraint(
                fields=["stop", "language", "view"], name="calendarentry_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.stop_id} {self.language} {self.sequence}"


class ExportLog(models.Model):
    """One export of a schedule: who took what, when."""

    exhibition = models.ForeignKey(
        Exhibition, models.CASCADE, related_name="export_logs"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("by"),
        help_text=_("Empty: the command line."),
    )
    format = models.CharField(_("format"), max_length=8)
    filters = models.JSONField(_("filters"), default=dict)
    stop_count = models.PositiveIntegerField(_("stops"))
    taken_at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-taken_at"]

    def __str__(self) -> str:
        return f"{self.format} {self.taken_at:%Y-%m-%d %H:%M}"
