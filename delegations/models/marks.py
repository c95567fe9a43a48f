"""What was tapped on the day itself."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from delegations.models.stops import Stop
from exhibitors import clock


class Mark(models.Model):
    """One tap on the day: a delegation arrived at a stop, left it, or skipped it.

    The key is made on the phone, so that a tap sent twice counts once.
    """

    class Kind(models.TextChoices):
        ARRIVED = "arrived", _("arrived")
        LEFT = "left", _("left")
        SKIPPED = "skipped", _("skipped")
        CLEARED = "cleared", _("taken back")

    key = models.UUIDField(primary_key=True)
    stop = models.ForeignKey(Stop, models.CASCADE, related_name="marks")
    kind = models.CharField(_("mark"), max_length=8, choices=Kind)
    marked_at = models.DateTimeField(
        _("at"), help_text=_("When it was tapped, by the clock of the phone.")
    )
    received_at = models.DateTimeField(_("received"), default=clock.now, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("by"),
    )

    class Meta:
        verbose_name = _("mark of the day")
        verbose_name_plural = _("marks of the day")
        ordering = ["received_at"]

    def __str__(self) -> str:
        return f"{self.stop_id} {self.kind}"
